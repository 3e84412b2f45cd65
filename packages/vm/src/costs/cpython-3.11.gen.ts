// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.11 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.11, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_11: CostModelData = {
  version: 1,
  name: "cpython-3.11",
  source:
    "CPython 3.11.7 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG are contained in the cost of CALL, LOAD_* and RETURN_VALUE",
  defaultCost: 7040,
  costs: {
    0: 0, // CACHE
    1: 581, // POP_TOP
    2: 0, // PUSH_NULL
    9: 925, // NOP
    11: 9761, // UNARY_NEGATIVE
    12: 2847, // UNARY_NOT
    15: 8784, // UNARY_INVERT
    25: 3003, // BINARY_SUBSCR
    35: 115918, // PUSH_EXC_INFO
    36: 0, // CHECK_EXC_MATCH
    53: 68015, // BEFORE_WITH
    60: 1178, // STORE_SUBSCR
    61: 25206, // DELETE_SUBSCR
    68: 28142, // GET_ITER
    69: 84197, // GET_YIELD_FROM_ITER
    83: 6273, // RETURN_VALUE
    86: 7219, // YIELD_VALUE
    89: 0, // POP_EXCEPT
    92: 2218, // UNPACK_SEQUENCE
    93: 2515, // FOR_ITER
    94: 86176, // UNPACK_EX
    95: 0, // STORE_ATTR
    97: 7040, // STORE_GLOBAL
    99: 0, // SWAP
    100: 1994, // LOAD_CONST
    102: 15331, // BUILD_TUPLE
    103: 15204, // BUILD_LIST
    104: 28700, // BUILD_SET
    105: 17439, // BUILD_MAP
    106: 2682, // LOAD_ATTR
    107: 2970, // COMPARE_OP
    108: 319515, // IMPORT_NAME
    109: 715160, // IMPORT_FROM
    110: 1478, // JUMP_FORWARD
    111: 1430, // JUMP_IF_FALSE_OR_POP
    112: 1430, // JUMP_IF_TRUE_OR_POP
    114: 478, // POP_JUMP_FORWARD_IF_FALSE
    115: 1379, // POP_JUMP_FORWARD_IF_TRUE
    116: 2458, // LOAD_GLOBAL
    117: 1931, // IS_OP
    118: 7550, // CONTAINS_OP
    120: 583, // COPY
    122: 5199, // BINARY_OP
    123: 0, // SEND
    124: 1449, // LOAD_FAST
    125: 933, // STORE_FAST
    126: 1832, // DELETE_FAST
    128: 1626, // POP_JUMP_FORWARD_IF_NOT_NONE
    129: 1626, // POP_JUMP_FORWARD_IF_NONE
    130: 11072, // RAISE_VARARGS
    132: 35192, // MAKE_FUNCTION
    133: 33027, // BUILD_SLICE
    134: 0, // JUMP_BACKWARD_NO_INTERRUPT
    135: 8891, // MAKE_CELL
    136: 8891, // LOAD_CLOSURE
    137: 2112, // LOAD_DEREF
    138: 784, // STORE_DEREF
    140: 0, // JUMP_BACKWARD
    142: 16912, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 4272, // LIST_APPEND
    146: 10071, // SET_ADD
    147: 15951, // MAP_ADD
    151: 0, // RESUME
    155: 30059, // FORMAT_VALUE
    156: 45725, // BUILD_CONST_KEY_MAP
    157: 0, // BUILD_STRING
    160: 5716, // LOAD_METHOD
    162: 10505, // LIST_EXTEND
    166: 0, // PRECALL
    171: 5591, // CALL
    172: 14063, // KW_NAMES
    173: 1626, // POP_JUMP_BACKWARD_IF_NOT_NONE
    174: 1626, // POP_JUMP_BACKWARD_IF_NONE
    175: 478, // POP_JUMP_BACKWARD_IF_FALSE
    176: 1379, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4025, // an item through native iteration
    257: 97932, // an instance made
    258: 2558, // a comparison of a sort
  },
  perUnit: {},
};
