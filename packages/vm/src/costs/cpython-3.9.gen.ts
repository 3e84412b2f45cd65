// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.9 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.9, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_9: CostModelData = {
  version: 1,
  name: "cpython-3.9",
  source:
    "CPython 3.9.18 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); instructions of 3.9 are charged to the 3.11 instruction that does their work; PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG, which 3.9 has no work for, cost 0; a RESUME stands for entering a frame, a NOP for entering and leaving a try block",
  defaultCost: 6213,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 2696, // NOP
    11: 13566, // UNARY_NEGATIVE
    12: 3191, // UNARY_NOT
    15: 13045, // UNARY_INVERT
    25: 6213, // BINARY_SUBSCR
    36: 20099, // CHECK_EXC_MATCH
    53: 52303, // BEFORE_WITH
    60: 5868, // STORE_SUBSCR
    61: 17793, // DELETE_SUBSCR
    68: 300, // GET_ITER
    69: 128285, // GET_YIELD_FROM_ITER
    83: 6116, // RETURN_VALUE
    86: 300, // YIELD_VALUE
    89: 79438, // POP_EXCEPT
    92: 3771, // UNPACK_SEQUENCE
    93: 5736, // FOR_ITER
    94: 95193, // UNPACK_EX
    95: 31162, // STORE_ATTR
    97: 7373, // STORE_GLOBAL
    99: 1625, // SWAP
    100: 1508, // LOAD_CONST
    102: 10966, // BUILD_TUPLE
    103: 12433, // BUILD_LIST
    104: 29088, // BUILD_SET
    105: 17101, // BUILD_MAP
    106: 14601, // LOAD_ATTR
    107: 3608, // COMPARE_OP
    108: 189770, // IMPORT_NAME
    109: 450529, // IMPORT_FROM
    110: 300, // JUMP_FORWARD
    111: 1296, // JUMP_IF_FALSE_OR_POP
    112: 1296, // JUMP_IF_TRUE_OR_POP
    114: 300, // POP_JUMP_FORWARD_IF_FALSE
    115: 662, // POP_JUMP_FORWARD_IF_TRUE
    116: 14572, // LOAD_GLOBAL
    117: 2385, // IS_OP
    118: 1960, // CONTAINS_OP
    120: 3128, // COPY
    122: 12283, // BINARY_OP
    123: 300, // SEND
    124: 2123, // LOAD_FAST
    125: 795, // STORE_FAST
    126: 1437, // DELETE_FAST
    130: 4709, // RAISE_VARARGS
    132: 28858, // MAKE_FUNCTION
    133: 51425, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 14109, // MAKE_CELL
    136: 14109, // LOAD_CLOSURE
    137: 2189, // LOAD_DEREF
    138: 1319, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 15504, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 4925, // LIST_APPEND
    146: 8561, // SET_ADD
    147: 12145, // MAP_ADD
    151: 2772, // RESUME
    155: 36371, // FORMAT_VALUE
    156: 39261, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 300, // LOAD_METHOD
    162: 14287, // LIST_EXTEND
    166: 0, // PRECALL
    171: 22243, // CALL
    172: 27147, // KW_NAMES
    175: 300, // POP_JUMP_BACKWARD_IF_FALSE
    176: 662, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4711, // an item through native iteration
    257: 54027, // an instance made
    258: 2724, // a comparison of a sort
    259: 8, // a byte of a string copied
    260: 727, // a reference copied
    261: 9, // a character that a search passes
    262: 6098, // an item that a search compares
    263: 476, // a digit of a large int
    264: 831, // two digits of large ints multiplied
    265: 4918, // a step of a regular expression
    266: 131734, // a system call on a file
    267: 16, // a byte that a system call moves
    268: 3630, // an entry put into a dict or set
    269: 16180, // an operator that is no arithmetic of two ints or floats
    270: 34099, // a built-in type called
    271: 34612, // a value formatted by %
    272: 24996, // a string cut out of another
  },
  perUnit: {},
};
