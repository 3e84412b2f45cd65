// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.9 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.9, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_9: CostModelData = {
  version: 1,
  name: "cpython-3.9",
  source:
    "CPython 3.9.18 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); instructions of 3.9 are charged to the 3.11 instruction that does their work; RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG, which 3.9 has no work for, cost 0; a NOP stands for entering and leaving a try block",
  defaultCost: 5751,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 2597, // NOP
    11: 13950, // UNARY_NEGATIVE
    12: 2845, // UNARY_NOT
    15: 13583, // UNARY_INVERT
    25: 4406, // BINARY_SUBSCR
    36: 26364, // CHECK_EXC_MATCH
    53: 64675, // BEFORE_WITH
    60: 5142, // STORE_SUBSCR
    61: 15880, // DELETE_SUBSCR
    68: 44301, // GET_ITER
    69: 105325, // GET_YIELD_FROM_ITER
    83: 300, // RETURN_VALUE
    86: 300, // YIELD_VALUE
    89: 57466, // POP_EXCEPT
    92: 3507, // UNPACK_SEQUENCE
    93: 2353, // FOR_ITER
    94: 94434, // UNPACK_EX
    95: 18023, // STORE_ATTR
    97: 5751, // STORE_GLOBAL
    99: 1230, // SWAP
    100: 2445, // LOAD_CONST
    102: 12339, // BUILD_TUPLE
    103: 13369, // BUILD_LIST
    104: 28331, // BUILD_SET
    105: 16614, // BUILD_MAP
    106: 10823, // LOAD_ATTR
    107: 3009, // COMPARE_OP
    108: 188249, // IMPORT_NAME
    109: 453651, // IMPORT_FROM
    110: 907, // JUMP_FORWARD
    111: 603, // JUMP_IF_FALSE_OR_POP
    112: 603, // JUMP_IF_TRUE_OR_POP
    114: 300, // POP_JUMP_FORWARD_IF_FALSE
    115: 347, // POP_JUMP_FORWARD_IF_TRUE
    116: 8348, // LOAD_GLOBAL
    117: 1336, // IS_OP
    118: 7736, // CONTAINS_OP
    120: 2279, // COPY
    122: 11103, // BINARY_OP
    123: 300, // SEND
    124: 2841, // LOAD_FAST
    125: 857, // STORE_FAST
    126: 853, // DELETE_FAST
    130: 35178, // RAISE_VARARGS
    132: 27252, // MAKE_FUNCTION
    133: 30807, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 2077, // MAKE_CELL
    136: 2077, // LOAD_CLOSURE
    137: 2655, // LOAD_DEREF
    138: 827, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 22352, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 300, // LIST_APPEND
    146: 3953, // SET_ADD
    147: 7013, // MAP_ADD
    151: 0, // RESUME
    155: 36397, // FORMAT_VALUE
    156: 38524, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 1642, // LOAD_METHOD
    162: 12110, // LIST_EXTEND
    166: 0, // PRECALL
    171: 27551, // CALL
    172: 31669, // KW_NAMES
    175: 300, // POP_JUMP_BACKWARD_IF_FALSE
    176: 347, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4754, // an item through native iteration
    257: 92506, // an instance made
    258: 2711, // a comparison of a sort
    259: 10, // a byte of a string copied
    260: 742, // a reference copied
    261: 8, // a character that a search passes
    262: 6126, // an item that a search compares
    263: 500, // a digit of a large int
    264: 843, // two digits of large ints multiplied
    265: 6146, // a step of a regular expression
    266: 134323, // a system call on a file
    267: 17, // a byte that a system call moves
    268: 8464, // an entry put into a dict or set
  },
  perUnit: {},
};
