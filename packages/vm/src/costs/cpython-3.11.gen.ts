// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.11 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.11, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_11: CostModelData = {
  version: 1,
  name: "cpython-3.11",
  source:
    "CPython 3.11.7 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG are contained in the cost of CALL, LOAD_* and RETURN_VALUE",
  defaultCost: 3047,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 821, // NOP
    11: 9774, // UNARY_NEGATIVE
    12: 2402, // UNARY_NOT
    15: 8859, // UNARY_INVERT
    25: 2655, // BINARY_SUBSCR
    35: 113163, // PUSH_EXC_INFO
    36: 300, // CHECK_EXC_MATCH
    53: 70322, // BEFORE_WITH
    60: 2645, // STORE_SUBSCR
    61: 23017, // DELETE_SUBSCR
    68: 29292, // GET_ITER
    69: 107860, // GET_YIELD_FROM_ITER
    83: 2133, // RETURN_VALUE
    86: 4096, // YIELD_VALUE
    89: 300, // POP_EXCEPT
    92: 1518, // UNPACK_SEQUENCE
    93: 2522, // FOR_ITER
    94: 84498, // UNPACK_EX
    95: 300, // STORE_ATTR
    97: 8294, // STORE_GLOBAL
    99: 300, // SWAP
    100: 1719, // LOAD_CONST
    102: 13841, // BUILD_TUPLE
    103: 15023, // BUILD_LIST
    104: 27258, // BUILD_SET
    105: 19609, // BUILD_MAP
    106: 3047, // LOAD_ATTR
    107: 2676, // COMPARE_OP
    108: 324259, // IMPORT_NAME
    109: 692794, // IMPORT_FROM
    110: 1624, // JUMP_FORWARD
    111: 1551, // JUMP_IF_FALSE_OR_POP
    112: 1551, // JUMP_IF_TRUE_OR_POP
    114: 406, // POP_JUMP_FORWARD_IF_FALSE
    115: 1135, // POP_JUMP_FORWARD_IF_TRUE
    116: 2095, // LOAD_GLOBAL
    117: 1406, // IS_OP
    118: 8626, // CONTAINS_OP
    120: 300, // COPY
    122: 5832, // BINARY_OP
    123: 300, // SEND
    124: 1627, // LOAD_FAST
    125: 1134, // STORE_FAST
    126: 1856, // DELETE_FAST
    128: 1477, // POP_JUMP_FORWARD_IF_NOT_NONE
    129: 1477, // POP_JUMP_FORWARD_IF_NONE
    130: 15897, // RAISE_VARARGS
    132: 36083, // MAKE_FUNCTION
    133: 33582, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 9983, // MAKE_CELL
    136: 9983, // LOAD_CLOSURE
    137: 1920, // LOAD_DEREF
    138: 1154, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 20004, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 2753, // LIST_APPEND
    146: 9409, // SET_ADD
    147: 14722, // MAP_ADD
    151: 0, // RESUME
    155: 30914, // FORMAT_VALUE
    156: 44873, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 4683, // LOAD_METHOD
    162: 11076, // LIST_EXTEND
    166: 0, // PRECALL
    171: 10963, // CALL
    172: 12489, // KW_NAMES
    173: 1477, // POP_JUMP_BACKWARD_IF_NOT_NONE
    174: 1477, // POP_JUMP_BACKWARD_IF_NONE
    175: 406, // POP_JUMP_BACKWARD_IF_FALSE
    176: 1135, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4036, // an item through native iteration
    257: 94506, // an instance made
    258: 2560, // a comparison of a sort
  },
  perUnit: {},
};
