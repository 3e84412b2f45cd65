// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.11 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.11, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_11: CostModelData = {
  version: 1,
  name: "cpython-3.11",
  source:
    "CPython 3.11.7 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG are contained in the cost of CALL and LOAD_*; RESUME is what a call of a Python function costs more than one of a built-in",
  defaultCost: 2817,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 728, // NOP
    11: 7623, // UNARY_NEGATIVE
    12: 1805, // UNARY_NOT
    15: 7069, // UNARY_INVERT
    25: 2427, // BINARY_SUBSCR
    35: 122329, // PUSH_EXC_INFO
    36: 300, // CHECK_EXC_MATCH
    53: 77618, // BEFORE_WITH
    60: 2817, // STORE_SUBSCR
    61: 22516, // DELETE_SUBSCR
    68: 300, // GET_ITER
    69: 119134, // GET_YIELD_FROM_ITER
    83: 300, // RETURN_VALUE
    86: 5301, // YIELD_VALUE
    89: 300, // POP_EXCEPT
    92: 1354, // UNPACK_SEQUENCE
    93: 5419, // FOR_ITER
    94: 84946, // UNPACK_EX
    95: 654, // STORE_ATTR
    97: 8728, // STORE_GLOBAL
    99: 300, // SWAP
    100: 364, // LOAD_CONST
    102: 12416, // BUILD_TUPLE
    103: 12709, // BUILD_LIST
    104: 25962, // BUILD_SET
    105: 21043, // BUILD_MAP
    106: 3150, // LOAD_ATTR
    107: 1695, // COMPARE_OP
    108: 318757, // IMPORT_NAME
    109: 695822, // IMPORT_FROM
    110: 1416, // JUMP_FORWARD
    111: 1281, // JUMP_IF_FALSE_OR_POP
    112: 1281, // JUMP_IF_TRUE_OR_POP
    114: 300, // POP_JUMP_FORWARD_IF_FALSE
    115: 585, // POP_JUMP_FORWARD_IF_TRUE
    116: 3963, // LOAD_GLOBAL
    117: 562, // IS_OP
    118: 2266, // CONTAINS_OP
    120: 300, // COPY
    122: 7297, // BINARY_OP
    123: 300, // SEND
    124: 1579, // LOAD_FAST
    125: 1251, // STORE_FAST
    126: 2613, // DELETE_FAST
    128: 1067, // POP_JUMP_FORWARD_IF_NOT_NONE
    129: 1067, // POP_JUMP_FORWARD_IF_NONE
    130: 1952, // RAISE_VARARGS
    132: 37353, // MAKE_FUNCTION
    133: 43013, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 27221, // MAKE_CELL
    136: 27221, // LOAD_CLOSURE
    137: 1047, // LOAD_DEREF
    138: 2100, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 21464, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 4653, // LIST_APPEND
    146: 10531, // SET_ADD
    147: 15392, // MAP_ADD
    155: 31284, // FORMAT_VALUE
    156: 43654, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 300, // LOAD_METHOD
    162: 13696, // LIST_EXTEND
    166: 0, // PRECALL
    171: 15101, // CALL
    172: 12687, // KW_NAMES
    173: 1067, // POP_JUMP_BACKWARD_IF_NOT_NONE
    174: 1067, // POP_JUMP_BACKWARD_IF_NONE
    175: 300, // POP_JUMP_BACKWARD_IF_FALSE
    176: 585, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4118, // an item through native iteration
    257: 85160, // an instance made
    258: 2571, // a comparison of a sort
    259: 9, // a byte of a string copied
    260: 819, // a reference copied
    261: 9, // a character that a search passes
    262: 6258, // an item that a search compares
    263: 495, // a digit of a large int
    264: 869, // two digits of large ints multiplied
    265: 5104, // a step of a regular expression
    266: 110921, // a system call on a file
    267: 17, // a byte that a system call moves
    268: 6161, // an entry put into a dict or set
    269: 9799, // an operator that is no arithmetic of two ints or floats
    270: 14135, // a built-in type called
    271: 47637, // a value formatted by %
    272: 22737, // a string cut out of another
  },
  perUnit: {},
};
