// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.11 PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython 3.11, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_3_11: CostModelData = {
  version: 1,
  name: "cpython-3.11",
  source:
    "CPython 3.11.7 (GCC 12.2.0, x86_64, Intel(R) Xeon(R) Processor); RESUME, PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG are contained in the cost of CALL, LOAD_* and RETURN_VALUE",
  defaultCost: 2823,
  costs: {
    0: 0, // CACHE
    1: 317, // POP_TOP
    2: 0, // PUSH_NULL
    9: 809, // NOP
    11: 7271, // UNARY_NEGATIVE
    12: 2273, // UNARY_NOT
    15: 6538, // UNARY_INVERT
    25: 2823, // BINARY_SUBSCR
    35: 103960, // PUSH_EXC_INFO
    36: 300, // CHECK_EXC_MATCH
    53: 68437, // BEFORE_WITH
    60: 3030, // STORE_SUBSCR
    61: 21961, // DELETE_SUBSCR
    68: 37753, // GET_ITER
    69: 116425, // GET_YIELD_FROM_ITER
    83: 300, // RETURN_VALUE
    86: 928, // YIELD_VALUE
    89: 300, // POP_EXCEPT
    92: 1583, // UNPACK_SEQUENCE
    93: 1886, // FOR_ITER
    94: 84313, // UNPACK_EX
    95: 300, // STORE_ATTR
    97: 7295, // STORE_GLOBAL
    99: 300, // SWAP
    100: 1812, // LOAD_CONST
    102: 13449, // BUILD_TUPLE
    103: 15012, // BUILD_LIST
    104: 26363, // BUILD_SET
    105: 20989, // BUILD_MAP
    106: 3515, // LOAD_ATTR
    107: 2819, // COMPARE_OP
    108: 313719, // IMPORT_NAME
    109: 690280, // IMPORT_FROM
    110: 1735, // JUMP_FORWARD
    111: 991, // JUMP_IF_FALSE_OR_POP
    112: 991, // JUMP_IF_TRUE_OR_POP
    114: 414, // POP_JUMP_FORWARD_IF_FALSE
    115: 1051, // POP_JUMP_FORWARD_IF_TRUE
    116: 2245, // LOAD_GLOBAL
    117: 1274, // IS_OP
    118: 9364, // CONTAINS_OP
    120: 300, // COPY
    122: 6359, // BINARY_OP
    123: 300, // SEND
    124: 1646, // LOAD_FAST
    125: 1135, // STORE_FAST
    126: 1768, // DELETE_FAST
    128: 1347, // POP_JUMP_FORWARD_IF_NOT_NONE
    129: 1347, // POP_JUMP_FORWARD_IF_NONE
    130: 22157, // RAISE_VARARGS
    132: 34653, // MAKE_FUNCTION
    133: 33481, // BUILD_SLICE
    134: 300, // JUMP_BACKWARD_NO_INTERRUPT
    135: 8838, // MAKE_CELL
    136: 8838, // LOAD_CLOSURE
    137: 2030, // LOAD_DEREF
    138: 820, // STORE_DEREF
    140: 300, // JUMP_BACKWARD
    142: 22045, // CALL_FUNCTION_EX
    144: 0, // EXTENDED_ARG
    145: 974, // LIST_APPEND
    146: 7398, // SET_ADD
    147: 11916, // MAP_ADD
    151: 0, // RESUME
    155: 30424, // FORMAT_VALUE
    156: 43568, // BUILD_CONST_KEY_MAP
    157: 300, // BUILD_STRING
    160: 2257, // LOAD_METHOD
    162: 9065, // LIST_EXTEND
    166: 0, // PRECALL
    171: 14480, // CALL
    172: 10328, // KW_NAMES
    173: 1347, // POP_JUMP_BACKWARD_IF_NOT_NONE
    174: 1347, // POP_JUMP_BACKWARD_IF_NONE
    175: 414, // POP_JUMP_BACKWARD_IF_FALSE
    176: 1051, // POP_JUMP_BACKWARD_IF_TRUE
    256: 3996, // an item through native iteration
    257: 85480, // an instance made
    258: 2607, // a comparison of a sort
    259: 10, // a byte of a string copied
    260: 749, // a reference copied
    261: 9, // a character that a search passes
    262: 6539, // an item that a search compares
    263: 501, // a digit of a large int
    264: 841, // two digits of large ints multiplied
    265: 6187, // a step of a regular expression
    266: 116246, // a system call on a file
    267: 17, // a byte that a system call moves
    268: 10759, // an entry put into a dict or set
  },
  perUnit: {},
};
