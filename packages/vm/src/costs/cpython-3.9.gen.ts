// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.9 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.9, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_9: CostModelData = {
  version: 1,
  name: "cpython-3.9",
  source:
    "CPython 3.9.18 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); instructions of 3.9 are charged to the 3.11 instruction that does their work; RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG, which 3.9 has no work for, cost 0; a NOP stands for entering and leaving a try block",
  defaultCost: 6068,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 2595, // NOP
    11: 12834, // UNARY_NEGATIVE
    12: 2849, // UNARY_NOT
    15: 12576, // UNARY_INVERT
    25: 4815, // BINARY_SUBSCR
    36: 24026, // CHECK_EXC_MATCH
    53: 63286, // BEFORE_WITH
    60: 5144, // STORE_SUBSCR
    61: 15014, // DELETE_SUBSCR
    68: 47689, // GET_ITER
    69: 98367, // GET_YIELD_FROM_ITER
    83: 3465, // RETURN_VALUE
    86: 300, // YIELD_VALUE
    89: 52563, // POP_EXCEPT
    92: 3751, // UNPACK_SEQUENCE
    93: 2270, // FOR_ITER
    94: 96368, // UNPACK_EX
    95: 18271, // STORE_ATTR
    97: 6068, // STORE_GLOBAL
    99: 1212, // SWAP
    100: 2328, // LOAD_CONST
    102: 12226, // BUILD_TUPLE
    103: 13566, // BUILD_LIST
    104: 28103, // BUILD_SET
    105: 16681, // BUILD_MAP
    106: 10974, // LOAD_ATTR
    107: 3114, // COMPARE_OP
    108: 190713, // IMPORT_NAME
    109: 458871, // IMPORT_FROM
    110: 919, // JUMP_FORWARD
    111: 581, // JUMP_IF_FALSE_OR_POP
    112: 581, // JUMP_IF_TRUE_OR_POP
    114: 300, // POP_JUMP_FORWARD_IF_FALSE
    115: 309, // POP_JUMP_FORWARD_IF_TRUE
    116: 9392, // LOAD_GLOBAL
    117: 1505, // IS_OP
    118: 7249, // CONTAINS_OP
    120: 2584, // COPY
    122: 10168, // BINARY_OP
    123: 300, // SEND
    124: 2859, // LOAD_FAST
    125: 818, // STORE_FAST
    126: 1026, // DELETE_FAST
    130: 42733, // RAISE_VARARGS
    132: 26875, // MAKE_FUNCTION
    133: 29363, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 4138, // MAKE_CELL
    136: 4138, // LOAD_CLOSURE
    137: 2730, // LOAD_DEREF
    138: 984, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 19617, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 300, // LIST_APPEND
    146: 3944, // SET_ADD
    147: 7034, // MAP_ADD
    151: 0, // RESUME
    155: 35659, // FORMAT_VALUE
    156: 37710, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 2920, // LOAD_METHOD
    162: 14060, // LIST_EXTEND
    166: 0, // PRECALL
    171: 23797, // CALL
    172: 29831, // KW_NAMES
    175: 300, // POP_JUMP_BACKWARD_IF_FALSE
    176: 309, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4734, // an item through native iteration
    257: 98809, // an instance made
    258: 2607, // a comparison of a sort
  },
  perUnit: {},
};
