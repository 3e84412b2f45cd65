// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.9 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.9, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_9: CostModelData = {
  version: 1,
  name: "cpython-3.9",
  source:
    "CPython 3.9.18 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); instructions of 3.9 are charged to the 3.11 instruction that does their work; PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG, which 3.9 has no work for, cost 0; a RESUME stands for entering a frame, a NOP for entering and leaving a try block",
  defaultCost: 6208,
  costs: {
    0: 0, // CACHE
    1: 300, // POP_TOP
    2: 0, // PUSH_NULL
    9: 2696, // NOP
    11: 13565, // UNARY_NEGATIVE
    12: 3189, // UNARY_NOT
    15: 13043, // UNARY_INVERT
    25: 6208, // BINARY_SUBSCR
    36: 20109, // CHECK_EXC_MATCH
    53: 52315, // BEFORE_WITH
    60: 5868, // STORE_SUBSCR
    61: 17796, // DELETE_SUBSCR
    68: 300, // GET_ITER
    69: 128308, // GET_YIELD_FROM_ITER
    83: 6106, // RETURN_VALUE
    86: 300, // YIELD_VALUE
    89: 79480, // POP_EXCEPT
    92: 3767, // UNPACK_SEQUENCE
    93: 5731, // FOR_ITER
    94: 95190, // UNPACK_EX
    95: 31169, // STORE_ATTR
    97: 7377, // STORE_GLOBAL
    99: 1623, // SWAP
    100: 1507, // LOAD_CONST
    102: 10956, // BUILD_TUPLE
    103: 12431, // BUILD_LIST
    104: 29086, // BUILD_SET
    105: 17100, // BUILD_MAP
    106: 14600, // LOAD_ATTR
    107: 3610, // COMPARE_OP
    108: 189771, // IMPORT_NAME
    109: 450529, // IMPORT_FROM
    110: 300, // JUMP_FORWARD
    111: 1294, // JUMP_IF_FALSE_OR_POP
    112: 1294, // JUMP_IF_TRUE_OR_POP
    114: 300, // POP_JUMP_FORWARD_IF_FALSE
    115: 664, // POP_JUMP_FORWARD_IF_TRUE
    116: 14570, // LOAD_GLOBAL
    117: 2386, // IS_OP
    118: 1957, // CONTAINS_OP
    120: 3126, // COPY
    122: 12283, // BINARY_OP
    123: 300, // SEND
    124: 2123, // LOAD_FAST
    125: 797, // STORE_FAST
    126: 1436, // DELETE_FAST
    130: 4663, // RAISE_VARARGS
    132: 28859, // MAKE_FUNCTION
    133: 51403, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 14117, // MAKE_CELL
    136: 14117, // LOAD_CLOSURE
    137: 2187, // LOAD_DEREF
    138: 1320, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 15513, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 4926, // LIST_APPEND
    146: 8566, // SET_ADD
    147: 12150, // MAP_ADD
    151: 2774, // RESUME
    155: 36370, // FORMAT_VALUE
    156: 39261, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 300, // LOAD_METHOD
    162: 14288, // LIST_EXTEND
    166: 0, // PRECALL
    171: 22255, // CALL
    172: 27160, // KW_NAMES
    175: 300, // POP_JUMP_BACKWARD_IF_FALSE
    176: 664, // POP_JUMP_BACKWARD_IF_TRUE
    256: 4709, // an item through native iteration
    257: 54019, // an instance made
    258: 2724, // a comparison of a sort
    259: 8, // a byte of a string copied
    260: 728, // a reference copied
    261: 9, // a character that a search passes
    262: 6098, // an item that a search compares
    263: 492, // a digit of a large int
    264: 862, // two digits of large ints multiplied
    265: 4917, // a step of a regular expression
    266: 131730, // a system call on a file
    267: 16, // a byte that a system call moves
    268: 3631, // an entry put into a dict or set
    269: 15837, // an operator that is no arithmetic of two ints or floats
    270: 34305, // a built-in type called
    271: 34955, // a value formatted by %
    272: 25000, // a string cut out of another
  },
  perUnit: {},
};
