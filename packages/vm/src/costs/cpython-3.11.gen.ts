// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.11 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.11, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_11: CostModelData = {
  version: 1,
  name: "cpython-3.11",
  source:
    "CPython 3.11.7 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG are contained in the cost of CALL, LOAD_* and RETURN_VALUE",
  defaultCost: 2708,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 885, // NOP
    11: 9650, // UNARY_NEGATIVE
    12: 2277, // UNARY_NOT
    15: 8734, // UNARY_INVERT
    25: 2694, // BINARY_SUBSCR
    35: 108714, // PUSH_EXC_INFO
    36: 300, // CHECK_EXC_MATCH
    53: 70296, // BEFORE_WITH
    60: 2965, // STORE_SUBSCR
    61: 22398, // DELETE_SUBSCR
    68: 33566, // GET_ITER
    69: 124458, // GET_YIELD_FROM_ITER
    83: 300, // RETURN_VALUE
    86: 1433, // YIELD_VALUE
    89: 300, // POP_EXCEPT
    92: 1316, // UNPACK_SEQUENCE
    93: 2294, // FOR_ITER
    94: 84309, // UNPACK_EX
    95: 300, // STORE_ATTR
    97: 8317, // STORE_GLOBAL
    99: 300, // SWAP
    100: 1717, // LOAD_CONST
    102: 13519, // BUILD_TUPLE
    103: 14999, // BUILD_LIST
    104: 27133, // BUILD_SET
    105: 21228, // BUILD_MAP
    106: 3420, // LOAD_ATTR
    107: 2685, // COMPARE_OP
    108: 324221, // IMPORT_NAME
    109: 692794, // IMPORT_FROM
    110: 1595, // JUMP_FORWARD
    111: 1457, // JUMP_IF_FALSE_OR_POP
    112: 1457, // JUMP_IF_TRUE_OR_POP
    114: 379, // POP_JUMP_FORWARD_IF_FALSE
    115: 983, // POP_JUMP_FORWARD_IF_TRUE
    116: 2286, // LOAD_GLOBAL
    117: 1201, // IS_OP
    118: 9441, // CONTAINS_OP
    120: 300, // COPY
    122: 6818, // BINARY_OP
    123: 300, // SEND
    124: 1708, // LOAD_FAST
    125: 1198, // STORE_FAST
    126: 1815, // DELETE_FAST
    128: 1400, // POP_JUMP_FORWARD_IF_NOT_NONE
    129: 1400, // POP_JUMP_FORWARD_IF_NONE
    130: 21069, // RAISE_VARARGS
    132: 36255, // MAKE_FUNCTION
    133: 33340, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 9274, // MAKE_CELL
    136: 9274, // LOAD_CLOSURE
    137: 1785, // LOAD_DEREF
    138: 1177, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 21615, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 1488, // LIST_APPEND
    146: 8265, // SET_ADD
    147: 13149, // MAP_ADD
    151: 0, // RESUME
    155: 31353, // FORMAT_VALUE
    156: 44670, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 2708, // LOAD_METHOD
    162: 11058, // LIST_EXTEND
    166: 0, // PRECALL
    171: 14635, // CALL
    172: 10514, // KW_NAMES
    173: 1400, // POP_JUMP_BACKWARD_IF_NOT_NONE
    174: 1400, // POP_JUMP_BACKWARD_IF_NONE
    175: 379, // POP_JUMP_BACKWARD_IF_FALSE
    176: 983, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4027, // an item through native iteration
    257: 91312, // an instance made
    258: 2557, // a comparison of a sort
  },
  perUnit: {},
};
