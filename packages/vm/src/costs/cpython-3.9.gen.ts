// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.9 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.9, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_9: CostModelData = {
  version: 1,
  name: "cpython-3.9",
  source:
    "CPython 3.9.18 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); instructions of 3.9 are charged to the 3.11 instruction that does their work; RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG, which 3.9 has no work for, cost 0; a NOP stands for entering and leaving a try block",
  defaultCost: 5985,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 2594, // NOP
    11: 12789, // UNARY_NEGATIVE
    12: 2804, // UNARY_NOT
    15: 12531, // UNARY_INVERT
    25: 4768, // BINARY_SUBSCR
    36: 23550, // CHECK_EXC_MATCH
    53: 65695, // BEFORE_WITH
    60: 5004, // STORE_SUBSCR
    61: 15160, // DELETE_SUBSCR
    68: 45621, // GET_ITER
    69: 99293, // GET_YIELD_FROM_ITER
    83: 588, // RETURN_VALUE
    86: 300, // YIELD_VALUE
    89: 54322, // POP_EXCEPT
    92: 3627, // UNPACK_SEQUENCE
    93: 2374, // FOR_ITER
    94: 96274, // UNPACK_EX
    95: 18175, // STORE_ATTR
    97: 5985, // STORE_GLOBAL
    99: 1164, // SWAP
    100: 2392, // LOAD_CONST
    102: 12045, // BUILD_TUPLE
    103: 13618, // BUILD_LIST
    104: 28057, // BUILD_SET
    105: 17468, // BUILD_MAP
    106: 11247, // LOAD_ATTR
    107: 3087, // COMPARE_OP
    108: 190518, // IMPORT_NAME
    109: 458871, // IMPORT_FROM
    110: 958, // JUMP_FORWARD
    111: 548, // JUMP_IF_FALSE_OR_POP
    112: 548, // JUMP_IF_TRUE_OR_POP
    114: 300, // POP_JUMP_FORWARD_IF_FALSE
    115: 301, // POP_JUMP_FORWARD_IF_TRUE
    116: 9730, // LOAD_GLOBAL
    117: 1466, // IS_OP
    118: 8669, // CONTAINS_OP
    120: 2467, // COPY
    122: 11515, // BINARY_OP
    123: 300, // SEND
    124: 2837, // LOAD_FAST
    125: 867, // STORE_FAST
    126: 895, // DELETE_FAST
    130: 40494, // RAISE_VARARGS
    132: 26753, // MAKE_FUNCTION
    133: 29322, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 4144, // MAKE_CELL
    136: 4144, // LOAD_CLOSURE
    137: 2647, // LOAD_DEREF
    138: 901, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 22541, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 300, // LIST_APPEND
    146: 4111, // SET_ADD
    147: 7056, // MAP_ADD
    151: 0, // RESUME
    155: 36092, // FORMAT_VALUE
    156: 37623, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 1572, // LOAD_METHOD
    162: 13877, // LIST_EXTEND
    166: 0, // PRECALL
    171: 27169, // CALL
    172: 32541, // KW_NAMES
    175: 300, // POP_JUMP_BACKWARD_IF_FALSE
    176: 301, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4793, // an item through native iteration
    257: 96994, // an instance made
    258: 2604, // a comparison of a sort
  },
  perUnit: {},
};
