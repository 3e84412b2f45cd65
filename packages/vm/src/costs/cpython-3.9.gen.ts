// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.9 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.9, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_9: CostModelData = {
  version: 1,
  name: "cpython-3.9",
  source:
    "CPython 3.9.18 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); instructions of 3.9 are charged to the 3.11 instruction that does their work; RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG, which 3.9 has no work for, cost 0; a NOP stands for entering and leaving a try block",
  defaultCost: 8414,
  costs: {
    0: 0, // CACHE
    1: 0, // POP_TOP
    2: 0, // PUSH_NULL
    9: 2953, // NOP
    11: 14562, // UNARY_NEGATIVE
    12: 3220, // UNARY_NOT
    15: 14192, // UNARY_INVERT
    25: 4638, // BINARY_SUBSCR
    36: 20462, // CHECK_EXC_MATCH
    53: 58163, // BEFORE_WITH
    60: 3890, // STORE_SUBSCR
    61: 17220, // DELETE_SUBSCR
    68: 48957, // GET_ITER
    69: 106592, // GET_YIELD_FROM_ITER
    83: 7829, // RETURN_VALUE
    86: 721, // YIELD_VALUE
    89: 54157, // POP_EXCEPT
    92: 4626, // UNPACK_SEQUENCE
    93: 2727, // FOR_ITER
    94: 95968, // UNPACK_EX
    95: 16986, // STORE_ATTR
    97: 5157, // STORE_GLOBAL
    99: 1613, // SWAP
    100: 3147, // LOAD_CONST
    102: 11871, // BUILD_TUPLE
    103: 14338, // BUILD_LIST
    104: 27876, // BUILD_SET
    105: 15849, // BUILD_MAP
    106: 11065, // LOAD_ATTR
    107: 3419, // COMPARE_OP
    108: 189855, // IMPORT_NAME
    109: 458212, // IMPORT_FROM
    110: 0, // JUMP_FORWARD
    111: 785, // JUMP_IF_FALSE_OR_POP
    112: 785, // JUMP_IF_TRUE_OR_POP
    114: 46, // POP_JUMP_FORWARD_IF_FALSE
    115: 23, // POP_JUMP_FORWARD_IF_TRUE
    116: 8931, // LOAD_GLOBAL
    117: 950, // IS_OP
    118: 4794, // CONTAINS_OP
    120: 3043, // COPY
    122: 8414, // BINARY_OP
    123: 0, // SEND
    124: 3120, // LOAD_FAST
    125: 292, // STORE_FAST
    126: 838, // DELETE_FAST
    130: 43511, // RAISE_VARARGS
    132: 26642, // MAKE_FUNCTION
    133: 29804, // BUILD_SLICE
    134: 0, // JUMP_BACKWARD_NO_INTERRUPT
    135: 4777, // MAKE_CELL
    136: 4777, // LOAD_CLOSURE
    137: 3364, // LOAD_DEREF
    138: 244, // STORE_DEREF
    140: 0, // JUMP_BACKWARD
    142: 14227, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 0, // LIST_APPEND
    146: 7107, // SET_ADD
    147: 6814, // MAP_ADD
    151: 0, // RESUME
    155: 35071, // FORMAT_VALUE
    156: 38564, // BUILD_CONST_KEY_MAP
    157: 0, // BUILD_STRING
    160: 5929, // LOAD_METHOD
    162: 11837, // LIST_EXTEND
    166: 0, // PRECALL
    171: 17580, // CALL
    172: 24194, // KW_NAMES
    175: 46, // POP_JUMP_BACKWARD_IF_FALSE
    176: 23, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4618, // an item through native iteration
    257: 102744, // an instance made
    258: 2616, // a comparison of a sort
  },
  perUnit: {},
};
