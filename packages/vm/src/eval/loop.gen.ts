// Made by: npx tsx --conditions=@vivarium/source packages/vm/build/gen-loop.ts
// @ts-nocheck: generated from bodies that are checked where they stand.
import { ASYNC_GEN_WRAP, GET_AITER, GET_AITER_finish, GET_ANEXT, GET_ANEXT_finish, GET_AWAITABLE, GET_AWAITABLE_finish, GET_YIELD_FROM_ITER, GET_YIELD_FROM_ITER_finish, RETURN_GENERATOR, RETURN_VALUE, RETURN_VALUE_fast, SEND, SEND_finish, YIELD_VALUE, YIELD_VALUE_fast } from "./ops/generator.ts";
import { BEFORE_ASYNC_WITH, BEFORE_ASYNC_WITH_finish, BEFORE_WITH, BEFORE_WITH_finish } from "./ops/with.ts";
import { BINARY_OP, BINARY_OP_fast, BINARY_OP_finish, UNARY_INVERT, UNARY_INVERT_finish, UNARY_NEGATIVE, UNARY_NEGATIVE_finish, UNARY_NOT, UNARY_NOT_finish, UNARY_POSITIVE, UNARY_POSITIVE_finish, otherIntOperation } from "./ops/binary-op.ts";
import { BINARY_SUBSCR, BINARY_SUBSCR_fast, BINARY_SUBSCR_finish, BUILD_SLICE, DELETE_SUBSCR, DELETE_SUBSCR_finish, STORE_SUBSCR, STORE_SUBSCR_fast, STORE_SUBSCR_finish } from "./ops/subscr.ts";
import { BUILD_CONST_KEY_MAP, BUILD_CONST_KEY_MAP_finish, BUILD_LIST, BUILD_MAP, BUILD_MAP_finish, BUILD_SET, BUILD_SET_finish, BUILD_STRING, BUILD_TUPLE, DICT_MERGE, DICT_MERGE_finish, DICT_UPDATE, DICT_UPDATE_finish, FORMAT_VALUE, FORMAT_VALUE_finish, LIST_APPEND, LIST_EXTEND, LIST_EXTEND_finish, LIST_TO_TUPLE, MAP_ADD, MAP_ADD_finish, SET_ADD, SET_ADD_finish, SET_UPDATE, SET_UPDATE_finish } from "./ops/build.ts";
import { CACHE, COPY, EXTENDED_ARG, LOAD_CONST, NOP, POP_TOP, PUSH_NULL, RESUME, STORE_FAST, SWAP } from "./ops/stack.ts";
import { CALL, CALL_FUNCTION_EX, CALL_FUNCTION_EX_finish, CALL_fast, CALL_finish, KW_NAMES, MAKE_FUNCTION, PRECALL, PRECALL_fast, callBuiltin, finishCall } from "./ops/call.ts";
import { CALLED, COLD, ERROR, JUMP, NEXT, QUIET } from "./ops/registers.ts";
import { CHECK_EG_MATCH, CHECK_EG_MATCH_finish, CHECK_EXC_MATCH, CHECK_EXC_MATCH_finish, END_ASYNC_FOR, POP_EXCEPT, PREP_RERAISE_STAR, PREP_RERAISE_STAR_finish, PUSH_EXC_INFO, RAISE_VARARGS, RAISE_VARARGS_finish, RERAISE, WITH_EXCEPT_START, WITH_EXCEPT_START_finish } from "./ops/exception.ts";
import { COMPARE_OP, COMPARE_OP_fast, COMPARE_OP_finish, CONTAINS_OP, CONTAINS_OP_finish, IS_OP } from "./ops/compare-op.ts";
import { COPY_FREE_VARS, DELETE_DEREF, DELETE_FAST, LOAD_CLASSDEREF, LOAD_CLASSDEREF_finish, LOAD_CLOSURE, LOAD_DEREF, LOAD_FAST, MAKE_CELL, STORE_DEREF, unboundCell, unboundLocal } from "./ops/local.ts";
import { DELETE_ATTR, DELETE_ATTR_finish, LOAD_ATTR, LOAD_ATTR_fast, LOAD_ATTR_finish, LOAD_METHOD, LOAD_METHOD_fast, LOAD_METHOD_finish, STORE_ATTR, STORE_ATTR_fast, STORE_ATTR_finish } from "./ops/attr.ts";
import { DELETE_GLOBAL, DELETE_GLOBAL_finish, DELETE_NAME, DELETE_NAME_finish, LOAD_ASSERTION_ERROR, LOAD_BUILD_CLASS, LOAD_BUILD_CLASS_finish, LOAD_GLOBAL, LOAD_GLOBAL_fast, LOAD_GLOBAL_finish, LOAD_NAME, LOAD_NAME_finish, SETUP_ANNOTATIONS, SETUP_ANNOTATIONS_finish, STORE_GLOBAL, STORE_NAME, STORE_NAME_finish } from "./ops/name.ts";
import { FOR_ITER, FOR_ITER_fast, FOR_ITER_finish, GET_ITER, GET_ITER_finish, GET_LEN, GET_LEN_finish, UNPACK_EX, UNPACK_EX_finish, UNPACK_SEQUENCE, UNPACK_SEQUENCE_fast, UNPACK_SEQUENCE_finish } from "./ops/iterate.ts";
import { HeapObject } from "@vivarium/heap";
import { IMPORT_FROM, IMPORT_FROM_finish, IMPORT_NAME, IMPORT_NAME_finish, IMPORT_STAR, IMPORT_STAR_finish, PRINT_EXPR, PRINT_EXPR_finish } from "./ops/import-name.ts";
import { JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT, JUMP_FORWARD, JUMP_IF_FALSE_OR_POP, JUMP_IF_FALSE_OR_POP_finish, JUMP_IF_TRUE_OR_POP, JUMP_IF_TRUE_OR_POP_finish, POP_JUMP_BACKWARD_IF_FALSE, POP_JUMP_BACKWARD_IF_FALSE_fast, POP_JUMP_BACKWARD_IF_FALSE_finish, POP_JUMP_BACKWARD_IF_NONE, POP_JUMP_BACKWARD_IF_NOT_NONE, POP_JUMP_BACKWARD_IF_TRUE, POP_JUMP_BACKWARD_IF_TRUE_fast, POP_JUMP_BACKWARD_IF_TRUE_finish, POP_JUMP_FORWARD_IF_FALSE, POP_JUMP_FORWARD_IF_FALSE_fast, POP_JUMP_FORWARD_IF_FALSE_finish, POP_JUMP_FORWARD_IF_NONE, POP_JUMP_FORWARD_IF_NOT_NONE, POP_JUMP_FORWARD_IF_TRUE, POP_JUMP_FORWARD_IF_TRUE_fast, POP_JUMP_FORWARD_IF_TRUE_finish } from "./ops/jump.ts";
import { MATCH_CLASS, MATCH_CLASS_finish, MATCH_KEYS, MATCH_KEYS_finish, MATCH_MAPPING, MATCH_SEQUENCE } from "./ops/match.ts";
import { PENDING } from "../object.ts";
import { PyFrame } from "./frame.ts";
import { enterGenerator, suspendGenerator } from "./resume.ts";
import { enterSimple, leaveFrame } from "./enter-simple.ts";
import { keysVersion } from "../objects/dict/dict.ts";
import { length } from "../protocol/sequence.ts";
import { listAppendSteal } from "../objects/list/list.ts";
import { plainTruth } from "../protocol/truth.ts";
import { str } from "../protocol/repr.ts";
import { cacheEntries } from "@vivarium/compiler/opcodes";
import { epoch, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { ThreadState } from "../thread.ts";
import type { Registers } from "./ops/registers.ts";
import { observeBoundary, observeInstruction } from "./observe.ts";
import { traceUnwind } from "./trace.ts";
import { stepNative } from "./native-step.ts";
import { unwind } from "./unwind.ts";

const RELOAD = 0, ERROR_ = 1, ATTEND = 2, CHECKPOINT = 3, RUN = 4, LOOKED = 5;

/** Why a loop came back: another kind of frame is on top or the thread cannot go on; a checkpoint was reached. */
export const EXIT_SWITCH: number = 0;
export const EXIT_CHECKPOINT: number = 1;

/** Where 3.11 looks at the eval breaker: 1 going on, 2 by a jump, 4 after a native callee; 8 if the operand is below 2; 16 if the jump goes back. */
const rules = new Uint8Array(256);
rules[0] = 0; rules[1] = 0; rules[2] = 0; rules[9] = 0; rules[10] = 0; rules[11] = 0; rules[12] = 0; rules[15] = 0; rules[25] = 0; rules[30] = 0; rules[31] = 0; rules[32] = 0; rules[33] = 0; rules[35] = 0; rules[36] = 0; rules[37] = 0; rules[49] = 0; rules[50] = 0; rules[51] = 0; rules[52] = 0; rules[53] = 0; rules[54] = 0; rules[60] = 0; rules[61] = 0; rules[68] = 0; rules[69] = 0; rules[70] = 0; rules[71] = 0; rules[74] = 0; rules[75] = 0; rules[82] = 0; rules[83] = 0; rules[84] = 0; rules[85] = 0; rules[86] = 0; rules[87] = 0; rules[88] = 0; rules[89] = 0; rules[90] = 0; rules[91] = 0; rules[92] = 0; rules[93] = 0; rules[94] = 0; rules[95] = 0; rules[96] = 0; rules[97] = 0; rules[98] = 0; rules[99] = 0; rules[100] = 0; rules[101] = 0; rules[102] = 0; rules[103] = 0; rules[104] = 0; rules[105] = 0; rules[106] = 0; rules[107] = 0; rules[108] = 0; rules[109] = 0; rules[110] = 0; rules[111] = 0; rules[112] = 0; rules[114] = 0; rules[115] = 0; rules[116] = 0; rules[117] = 0; rules[118] = 0; rules[119] = 0; rules[120] = 0; rules[122] = 0; rules[123] = 0; rules[124] = 0; rules[125] = 0; rules[126] = 0; rules[128] = 0; rules[129] = 0; rules[130] = 0; rules[131] = 0; rules[132] = 0; rules[133] = 0; rules[134] = 0; rules[135] = 0; rules[136] = 0; rules[137] = 0; rules[138] = 0; rules[139] = 0; rules[140] = 7; rules[142] = 4; rules[144] = 0; rules[145] = 0; rules[146] = 0; rules[147] = 0; rules[148] = 0; rules[149] = 0; rules[151] = 15; rules[152] = 0; rules[155] = 0; rules[156] = 0; rules[157] = 0; rules[160] = 0; rules[162] = 0; rules[163] = 0; rules[164] = 0; rules[165] = 0; rules[166] = 0; rules[171] = 4; rules[172] = 0; rules[173] = 2; rules[174] = 2; rules[175] = 2; rules[176] = 2;

/** What comes after an instruction whose body said how it goes on: RUN with the registers set, or what else to do first. */
function goOn(f: Registers, how: number): number {
  const { frame, vm } = f;
  const opcode = f.words[frame.pc] & 255;
  switch (how) {
    case NEXT: case QUIET: case CALLED:
      f.pc = frame.pc + 1 + cacheEntries[opcode];
      break;
    case JUMP:
      break;
    case ERROR:
      return ERROR_;
    default:
      frame.sp = f.sp;
      return RELOAD;
  }
  if (!f.fast) { f.last = opcode; f.how = how === CALLED ? 4 : how === JUMP ? 1 : 0; f.lastArg = f.oparg; }
  if (vm.counts.suspended !== null || vm.generations.due) return ATTEND;
  if (f.fast) {
    const rule = rules[opcode];
    const bit = how === CALLED ? 4 : how === JUMP ? 2 : 1;
    if ((rule & bit) !== 0 && !((rule & 8) !== 0 && f.oparg >= 2) && !((rule & 16) !== 0 && f.pc > frame.pc)) {
      const state = vm.evalState;
      if (f.thread.cost >= state.limit || --state.checkpoints === 0) { state.at = frame.pc; return CHECKPOINT; }
    }
  }
  return RUN;
}

/** The instruction waits for the value of the frame that was pushed. */
function wait(f: Registers): number {
  f.frame.awaiting = 1;
  f.frame.sp = f.sp;
  return RELOAD;
}

/** The frame on top gets what the one above it gave. */
function deliver(f: Registers): number {
  const { frame, thread, vm } = f;
  const r = thread.sent;
  thread.sent = null;
  thread.delivering = false;
  const mode = frame.awaiting;
  frame.awaiting = 0;
  if (r === null) return ERROR_;
  if (mode === 0) return RUN;
  const word = f.words[f.pc];
  f.oparg = word >>> 8;
  if (mode !== 2) return finish(f, word & 255, r);
  f.slots[f.sp++] = r;
  f.pc += 1 + cacheEntries[word & 255];
  f.last = word & 255; f.how = 5; f.lastArg = f.oparg;
  return vm.counts.suspended !== null || vm.generations.due ? ATTEND : RUN;
}

/** One instruction, at `f.pc`. */
function step(f: Registers, opcode: number): number {
  switch (opcode) {
      case 0: { // CACHE
CACHE(f); return goOn(f, NEXT);
      }
      case 1: { // POP_TOP
POP_TOP(f); return goOn(f, NEXT);
      }
      case 2: { // PUSH_NULL
PUSH_NULL(f); return goOn(f, NEXT);
      }
      case 9: { // NOP
NOP(f); return goOn(f, NEXT);
      }
      case 10: { // UNARY_POSITIVE
{ const r = UNARY_POSITIVE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); UNARY_POSITIVE_finish(f, r); return goOn(f, NEXT); }
      }
      case 11: { // UNARY_NEGATIVE
{ const r = UNARY_NEGATIVE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); UNARY_NEGATIVE_finish(f, r); return goOn(f, NEXT); }
      }
      case 12: { // UNARY_NOT
{ const r = UNARY_NOT(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); UNARY_NOT_finish(f, r); return goOn(f, NEXT); }
      }
      case 15: { // UNARY_INVERT
{ const r = UNARY_INVERT(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); UNARY_INVERT_finish(f, r); return goOn(f, NEXT); }
      }
      case 25: { // BINARY_SUBSCR
{ const r = BINARY_SUBSCR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); BINARY_SUBSCR_finish(f, r); return goOn(f, NEXT); }
      }
      case 30: { // GET_LEN
{ const r = GET_LEN(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); GET_LEN_finish(f, r); return goOn(f, NEXT); }
      }
      case 31: { // MATCH_MAPPING
MATCH_MAPPING(f); return goOn(f, NEXT);
      }
      case 32: { // MATCH_SEQUENCE
MATCH_SEQUENCE(f); return goOn(f, NEXT);
      }
      case 33: { // MATCH_KEYS
{ const r = MATCH_KEYS(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); MATCH_KEYS_finish(f, r); return goOn(f, NEXT); }
      }
      case 35: { // PUSH_EXC_INFO
PUSH_EXC_INFO(f); return goOn(f, NEXT);
      }
      case 36: { // CHECK_EXC_MATCH
{ const r = CHECK_EXC_MATCH(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); CHECK_EXC_MATCH_finish(f, r); return goOn(f, NEXT); }
      }
      case 37: { // CHECK_EG_MATCH
{ const r = CHECK_EG_MATCH(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); CHECK_EG_MATCH_finish(f, r); return goOn(f, NEXT); }
      }
      case 49: { // WITH_EXCEPT_START
{ const r = WITH_EXCEPT_START(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); WITH_EXCEPT_START_finish(f, r); return goOn(f, NEXT); }
      }
      case 50: { // GET_AITER
{ const r = GET_AITER(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); GET_AITER_finish(f, r); return goOn(f, NEXT); }
      }
      case 51: { // GET_ANEXT
{ const r = GET_ANEXT(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); GET_ANEXT_finish(f, r); return goOn(f, NEXT); }
      }
      case 52: { // BEFORE_ASYNC_WITH
{ const r = BEFORE_ASYNC_WITH(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); BEFORE_ASYNC_WITH_finish(f, r); return goOn(f, NEXT); }
      }
      case 53: { // BEFORE_WITH
{ const r = BEFORE_WITH(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); BEFORE_WITH_finish(f, r); return goOn(f, NEXT); }
      }
      case 54: { // END_ASYNC_FOR
return goOn(f, END_ASYNC_FOR(f));
      }
      case 60: { // STORE_SUBSCR
{ const r = STORE_SUBSCR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); STORE_SUBSCR_finish(f, r); return goOn(f, NEXT); }
      }
      case 61: { // DELETE_SUBSCR
{ const r = DELETE_SUBSCR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); DELETE_SUBSCR_finish(f, r); return goOn(f, NEXT); }
      }
      case 68: { // GET_ITER
{ const r = GET_ITER(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); GET_ITER_finish(f, r); return goOn(f, NEXT); }
      }
      case 69: { // GET_YIELD_FROM_ITER
{ const r = GET_YIELD_FROM_ITER(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); GET_YIELD_FROM_ITER_finish(f, r); return goOn(f, NEXT); }
      }
      case 70: { // PRINT_EXPR
{ const r = PRINT_EXPR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); PRINT_EXPR_finish(f, r); return goOn(f, NEXT); }
      }
      case 71: { // LOAD_BUILD_CLASS
{ const r = LOAD_BUILD_CLASS(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); LOAD_BUILD_CLASS_finish(f, r); return goOn(f, NEXT); }
      }
      case 74: { // LOAD_ASSERTION_ERROR
LOAD_ASSERTION_ERROR(f); return goOn(f, NEXT);
      }
      case 75: { // RETURN_GENERATOR
return goOn(f, RETURN_GENERATOR(f));
      }
      case 82: { // LIST_TO_TUPLE
LIST_TO_TUPLE(f); return goOn(f, NEXT);
      }
      case 83: { // RETURN_VALUE
return goOn(f, RETURN_VALUE(f));
      }
      case 84: { // IMPORT_STAR
{ const r = IMPORT_STAR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); IMPORT_STAR_finish(f, r); return goOn(f, NEXT); }
      }
      case 85: { // SETUP_ANNOTATIONS
{ const r = SETUP_ANNOTATIONS(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); SETUP_ANNOTATIONS_finish(f, r); return goOn(f, NEXT); }
      }
      case 86: { // YIELD_VALUE
return goOn(f, YIELD_VALUE(f));
      }
      case 87: { // ASYNC_GEN_WRAP
ASYNC_GEN_WRAP(f); return goOn(f, NEXT);
      }
      case 88: { // PREP_RERAISE_STAR
{ const r = PREP_RERAISE_STAR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); PREP_RERAISE_STAR_finish(f, r); return goOn(f, NEXT); }
      }
      case 89: { // POP_EXCEPT
POP_EXCEPT(f); return goOn(f, NEXT);
      }
      case 90: { // STORE_NAME
{ const r = STORE_NAME(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); STORE_NAME_finish(f, r); return goOn(f, NEXT); }
      }
      case 91: { // DELETE_NAME
{ const r = DELETE_NAME(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); DELETE_NAME_finish(f, r); return goOn(f, NEXT); }
      }
      case 92: { // UNPACK_SEQUENCE
{ const r = UNPACK_SEQUENCE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); UNPACK_SEQUENCE_finish(f, r); return goOn(f, NEXT); }
      }
      case 93: { // FOR_ITER
return goOn(f, FOR_ITER(f));
      }
      case 94: { // UNPACK_EX
{ const r = UNPACK_EX(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); UNPACK_EX_finish(f, r); return goOn(f, NEXT); }
      }
      case 95: { // STORE_ATTR
{ const r = STORE_ATTR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); STORE_ATTR_finish(f, r); return goOn(f, NEXT); }
      }
      case 96: { // DELETE_ATTR
{ const r = DELETE_ATTR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); DELETE_ATTR_finish(f, r); return goOn(f, NEXT); }
      }
      case 97: { // STORE_GLOBAL
STORE_GLOBAL(f); return goOn(f, NEXT);
      }
      case 98: { // DELETE_GLOBAL
{ const r = DELETE_GLOBAL(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); DELETE_GLOBAL_finish(f, r); return goOn(f, NEXT); }
      }
      case 99: { // SWAP
SWAP(f); return goOn(f, NEXT);
      }
      case 100: { // LOAD_CONST
LOAD_CONST(f); return goOn(f, NEXT);
      }
      case 101: { // LOAD_NAME
{ const r = LOAD_NAME(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); LOAD_NAME_finish(f, r); return goOn(f, NEXT); }
      }
      case 102: { // BUILD_TUPLE
BUILD_TUPLE(f); return goOn(f, NEXT);
      }
      case 103: { // BUILD_LIST
BUILD_LIST(f); return goOn(f, NEXT);
      }
      case 104: { // BUILD_SET
{ const r = BUILD_SET(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); BUILD_SET_finish(f, r); return goOn(f, NEXT); }
      }
      case 105: { // BUILD_MAP
{ const r = BUILD_MAP(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); BUILD_MAP_finish(f, r); return goOn(f, NEXT); }
      }
      case 106: { // LOAD_ATTR
{ const r = LOAD_ATTR(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); LOAD_ATTR_finish(f, r); return goOn(f, NEXT); }
      }
      case 107: { // COMPARE_OP
{ const r = COMPARE_OP(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); COMPARE_OP_finish(f, r); return goOn(f, NEXT); }
      }
      case 108: { // IMPORT_NAME
{ const r = IMPORT_NAME(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); IMPORT_NAME_finish(f, r); return goOn(f, NEXT); }
      }
      case 109: { // IMPORT_FROM
{ const r = IMPORT_FROM(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); IMPORT_FROM_finish(f, r); return goOn(f, NEXT); }
      }
      case 110: { // JUMP_FORWARD
return goOn(f, JUMP_FORWARD(f));
      }
      case 111: { // JUMP_IF_FALSE_OR_POP
return goOn(f, JUMP_IF_FALSE_OR_POP(f));
      }
      case 112: { // JUMP_IF_TRUE_OR_POP
return goOn(f, JUMP_IF_TRUE_OR_POP(f));
      }
      case 114: { // POP_JUMP_FORWARD_IF_FALSE
return goOn(f, POP_JUMP_FORWARD_IF_FALSE(f));
      }
      case 115: { // POP_JUMP_FORWARD_IF_TRUE
return goOn(f, POP_JUMP_FORWARD_IF_TRUE(f));
      }
      case 116: { // LOAD_GLOBAL
{ const r = LOAD_GLOBAL(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); LOAD_GLOBAL_finish(f, r); return goOn(f, NEXT); }
      }
      case 117: { // IS_OP
IS_OP(f); return goOn(f, NEXT);
      }
      case 118: { // CONTAINS_OP
{ const r = CONTAINS_OP(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); CONTAINS_OP_finish(f, r); return goOn(f, NEXT); }
      }
      case 119: { // RERAISE
return goOn(f, RERAISE(f));
      }
      case 120: { // COPY
COPY(f); return goOn(f, NEXT);
      }
      case 122: { // BINARY_OP
{ const r = BINARY_OP(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); BINARY_OP_finish(f, r); return goOn(f, NEXT); }
      }
      case 123: { // SEND
return goOn(f, SEND(f));
      }
      case 124: { // LOAD_FAST
return goOn(f, LOAD_FAST(f));
      }
      case 125: { // STORE_FAST
STORE_FAST(f); return goOn(f, NEXT);
      }
      case 126: { // DELETE_FAST
return goOn(f, DELETE_FAST(f));
      }
      case 128: { // POP_JUMP_FORWARD_IF_NOT_NONE
return goOn(f, POP_JUMP_FORWARD_IF_NOT_NONE(f));
      }
      case 129: { // POP_JUMP_FORWARD_IF_NONE
return goOn(f, POP_JUMP_FORWARD_IF_NONE(f));
      }
      case 130: { // RAISE_VARARGS
return goOn(f, RAISE_VARARGS(f));
      }
      case 131: { // GET_AWAITABLE
{ const r = GET_AWAITABLE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); GET_AWAITABLE_finish(f, r); return goOn(f, NEXT); }
      }
      case 132: { // MAKE_FUNCTION
return goOn(f, MAKE_FUNCTION(f));
      }
      case 133: { // BUILD_SLICE
BUILD_SLICE(f); return goOn(f, NEXT);
      }
      case 134: { // JUMP_BACKWARD_NO_INTERRUPT
return goOn(f, JUMP_BACKWARD_NO_INTERRUPT(f));
      }
      case 135: { // MAKE_CELL
MAKE_CELL(f); return goOn(f, NEXT);
      }
      case 136: { // LOAD_CLOSURE
LOAD_CLOSURE(f); return goOn(f, NEXT);
      }
      case 137: { // LOAD_DEREF
return goOn(f, LOAD_DEREF(f));
      }
      case 138: { // STORE_DEREF
STORE_DEREF(f); return goOn(f, NEXT);
      }
      case 139: { // DELETE_DEREF
return goOn(f, DELETE_DEREF(f));
      }
      case 140: { // JUMP_BACKWARD
return goOn(f, JUMP_BACKWARD(f));
      }
      case 142: { // CALL_FUNCTION_EX
return goOn(f, CALL_FUNCTION_EX(f));
      }
      case 144: { // EXTENDED_ARG
EXTENDED_ARG(f); return goOn(f, NEXT);
      }
      case 145: { // LIST_APPEND
LIST_APPEND(f); return goOn(f, NEXT);
      }
      case 146: { // SET_ADD
{ const r = SET_ADD(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); SET_ADD_finish(f, r); return goOn(f, NEXT); }
      }
      case 147: { // MAP_ADD
{ const r = MAP_ADD(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); MAP_ADD_finish(f, r); return goOn(f, NEXT); }
      }
      case 148: { // LOAD_CLASSDEREF
{ const r = LOAD_CLASSDEREF(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); LOAD_CLASSDEREF_finish(f, r); return goOn(f, NEXT); }
      }
      case 149: { // COPY_FREE_VARS
COPY_FREE_VARS(f); return goOn(f, NEXT);
      }
      case 151: { // RESUME
RESUME(f); return goOn(f, NEXT);
      }
      case 152: { // MATCH_CLASS
{ const r = MATCH_CLASS(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); MATCH_CLASS_finish(f, r); return goOn(f, NEXT); }
      }
      case 155: { // FORMAT_VALUE
{ const r = FORMAT_VALUE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); FORMAT_VALUE_finish(f, r); return goOn(f, NEXT); }
      }
      case 156: { // BUILD_CONST_KEY_MAP
{ const r = BUILD_CONST_KEY_MAP(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); BUILD_CONST_KEY_MAP_finish(f, r); return goOn(f, NEXT); }
      }
      case 157: { // BUILD_STRING
BUILD_STRING(f); return goOn(f, NEXT);
      }
      case 160: { // LOAD_METHOD
return goOn(f, LOAD_METHOD(f));
      }
      case 162: { // LIST_EXTEND
{ const r = LIST_EXTEND(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); LIST_EXTEND_finish(f, r); return goOn(f, NEXT); }
      }
      case 163: { // SET_UPDATE
{ const r = SET_UPDATE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); SET_UPDATE_finish(f, r); return goOn(f, NEXT); }
      }
      case 164: { // DICT_MERGE
{ const r = DICT_MERGE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); DICT_MERGE_finish(f, r); return goOn(f, NEXT); }
      }
      case 165: { // DICT_UPDATE
{ const r = DICT_UPDATE(f); if (r === null) return ERROR_; if (r === PENDING) return wait(f); DICT_UPDATE_finish(f, r); return goOn(f, NEXT); }
      }
      case 166: { // PRECALL
PRECALL(f); return goOn(f, NEXT);
      }
      case 171: { // CALL
return goOn(f, CALL(f));
      }
      case 172: { // KW_NAMES
KW_NAMES(f); return goOn(f, NEXT);
      }
      case 173: { // POP_JUMP_BACKWARD_IF_NOT_NONE
return goOn(f, POP_JUMP_BACKWARD_IF_NOT_NONE(f));
      }
      case 174: { // POP_JUMP_BACKWARD_IF_NONE
return goOn(f, POP_JUMP_BACKWARD_IF_NONE(f));
      }
      case 175: { // POP_JUMP_BACKWARD_IF_FALSE
return goOn(f, POP_JUMP_BACKWARD_IF_FALSE(f));
      }
      case 176: { // POP_JUMP_BACKWARD_IF_TRUE
return goOn(f, POP_JUMP_BACKWARD_IF_TRUE(f));
      }
      default: throw new Error("unknown opcode " + opcode);
  }
}

/** One instruction, at `f.pc`, in the observed loop. */
function stepObserved(f: Registers, opcode: number): number {
  switch (opcode) {
      case 25: { // BINARY_SUBSCR
const how = BINARY_SUBSCR_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 60: { // STORE_SUBSCR
const how = STORE_SUBSCR_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 83: { // RETURN_VALUE
const how = RETURN_VALUE_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 86: { // YIELD_VALUE
const how = YIELD_VALUE_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 92: { // UNPACK_SEQUENCE
const how = UNPACK_SEQUENCE_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 93: { // FOR_ITER
const how = FOR_ITER_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 95: { // STORE_ATTR
const how = STORE_ATTR_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 106: { // LOAD_ATTR
const how = LOAD_ATTR_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 107: { // COMPARE_OP
const how = COMPARE_OP_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 114: { // POP_JUMP_FORWARD_IF_FALSE
const how = POP_JUMP_FORWARD_IF_FALSE_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 115: { // POP_JUMP_FORWARD_IF_TRUE
const how = POP_JUMP_FORWARD_IF_TRUE_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 116: { // LOAD_GLOBAL
const how = LOAD_GLOBAL_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 122: { // BINARY_OP
const how = BINARY_OP_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 160: { // LOAD_METHOD
const how = LOAD_METHOD_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 166: { // PRECALL
const how = PRECALL_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 171: { // CALL
const how = CALL_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 175: { // POP_JUMP_BACKWARD_IF_FALSE
const how = POP_JUMP_BACKWARD_IF_FALSE_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      case 176: { // POP_JUMP_BACKWARD_IF_TRUE
const how = POP_JUMP_BACKWARD_IF_TRUE_fast(f); if (how !== COLD) return goOn(f, how); break;
      }
      default:
  }
  return step(f, opcode);
}

/** The rest of an instruction that waited for `r`. */
function finish(f: Registers, opcode: number, r: PyObject): number {
  switch (opcode) {
      case 10: { // UNARY_POSITIVE
UNARY_POSITIVE_finish(f, r); return goOn(f, NEXT);
      }
      case 11: { // UNARY_NEGATIVE
UNARY_NEGATIVE_finish(f, r); return goOn(f, NEXT);
      }
      case 12: { // UNARY_NOT
UNARY_NOT_finish(f, r); return goOn(f, NEXT);
      }
      case 15: { // UNARY_INVERT
UNARY_INVERT_finish(f, r); return goOn(f, NEXT);
      }
      case 25: { // BINARY_SUBSCR
BINARY_SUBSCR_finish(f, r); return goOn(f, NEXT);
      }
      case 30: { // GET_LEN
GET_LEN_finish(f, r); return goOn(f, NEXT);
      }
      case 33: { // MATCH_KEYS
MATCH_KEYS_finish(f, r); return goOn(f, NEXT);
      }
      case 36: { // CHECK_EXC_MATCH
CHECK_EXC_MATCH_finish(f, r); return goOn(f, NEXT);
      }
      case 37: { // CHECK_EG_MATCH
CHECK_EG_MATCH_finish(f, r); return goOn(f, NEXT);
      }
      case 49: { // WITH_EXCEPT_START
WITH_EXCEPT_START_finish(f, r); return goOn(f, NEXT);
      }
      case 50: { // GET_AITER
GET_AITER_finish(f, r); return goOn(f, NEXT);
      }
      case 51: { // GET_ANEXT
GET_ANEXT_finish(f, r); return goOn(f, NEXT);
      }
      case 52: { // BEFORE_ASYNC_WITH
BEFORE_ASYNC_WITH_finish(f, r); return goOn(f, NEXT);
      }
      case 53: { // BEFORE_WITH
BEFORE_WITH_finish(f, r); return goOn(f, NEXT);
      }
      case 60: { // STORE_SUBSCR
STORE_SUBSCR_finish(f, r); return goOn(f, NEXT);
      }
      case 61: { // DELETE_SUBSCR
DELETE_SUBSCR_finish(f, r); return goOn(f, NEXT);
      }
      case 68: { // GET_ITER
GET_ITER_finish(f, r); return goOn(f, NEXT);
      }
      case 69: { // GET_YIELD_FROM_ITER
GET_YIELD_FROM_ITER_finish(f, r); return goOn(f, NEXT);
      }
      case 70: { // PRINT_EXPR
PRINT_EXPR_finish(f, r); return goOn(f, NEXT);
      }
      case 71: { // LOAD_BUILD_CLASS
LOAD_BUILD_CLASS_finish(f, r); return goOn(f, NEXT);
      }
      case 84: { // IMPORT_STAR
IMPORT_STAR_finish(f, r); return goOn(f, NEXT);
      }
      case 85: { // SETUP_ANNOTATIONS
SETUP_ANNOTATIONS_finish(f, r); return goOn(f, NEXT);
      }
      case 88: { // PREP_RERAISE_STAR
PREP_RERAISE_STAR_finish(f, r); return goOn(f, NEXT);
      }
      case 90: { // STORE_NAME
STORE_NAME_finish(f, r); return goOn(f, NEXT);
      }
      case 91: { // DELETE_NAME
DELETE_NAME_finish(f, r); return goOn(f, NEXT);
      }
      case 92: { // UNPACK_SEQUENCE
UNPACK_SEQUENCE_finish(f, r); return goOn(f, NEXT);
      }
      case 93: { // FOR_ITER
return goOn(f, FOR_ITER_finish(f, r));
      }
      case 94: { // UNPACK_EX
UNPACK_EX_finish(f, r); return goOn(f, NEXT);
      }
      case 95: { // STORE_ATTR
STORE_ATTR_finish(f, r); return goOn(f, NEXT);
      }
      case 96: { // DELETE_ATTR
DELETE_ATTR_finish(f, r); return goOn(f, NEXT);
      }
      case 98: { // DELETE_GLOBAL
DELETE_GLOBAL_finish(f, r); return goOn(f, NEXT);
      }
      case 101: { // LOAD_NAME
LOAD_NAME_finish(f, r); return goOn(f, NEXT);
      }
      case 104: { // BUILD_SET
BUILD_SET_finish(f, r); return goOn(f, NEXT);
      }
      case 105: { // BUILD_MAP
BUILD_MAP_finish(f, r); return goOn(f, NEXT);
      }
      case 106: { // LOAD_ATTR
LOAD_ATTR_finish(f, r); return goOn(f, NEXT);
      }
      case 107: { // COMPARE_OP
COMPARE_OP_finish(f, r); return goOn(f, NEXT);
      }
      case 108: { // IMPORT_NAME
IMPORT_NAME_finish(f, r); return goOn(f, NEXT);
      }
      case 109: { // IMPORT_FROM
IMPORT_FROM_finish(f, r); return goOn(f, NEXT);
      }
      case 111: { // JUMP_IF_FALSE_OR_POP
return goOn(f, JUMP_IF_FALSE_OR_POP_finish(f, r));
      }
      case 112: { // JUMP_IF_TRUE_OR_POP
return goOn(f, JUMP_IF_TRUE_OR_POP_finish(f, r));
      }
      case 114: { // POP_JUMP_FORWARD_IF_FALSE
return goOn(f, POP_JUMP_FORWARD_IF_FALSE_finish(f, r));
      }
      case 115: { // POP_JUMP_FORWARD_IF_TRUE
return goOn(f, POP_JUMP_FORWARD_IF_TRUE_finish(f, r));
      }
      case 116: { // LOAD_GLOBAL
LOAD_GLOBAL_finish(f, r); return goOn(f, NEXT);
      }
      case 118: { // CONTAINS_OP
CONTAINS_OP_finish(f, r); return goOn(f, NEXT);
      }
      case 122: { // BINARY_OP
BINARY_OP_finish(f, r); return goOn(f, NEXT);
      }
      case 123: { // SEND
return goOn(f, SEND_finish(f, r));
      }
      case 130: { // RAISE_VARARGS
return goOn(f, RAISE_VARARGS_finish(f, r));
      }
      case 131: { // GET_AWAITABLE
GET_AWAITABLE_finish(f, r); return goOn(f, NEXT);
      }
      case 142: { // CALL_FUNCTION_EX
CALL_FUNCTION_EX_finish(f, r); return goOn(f, CALLED);
      }
      case 146: { // SET_ADD
SET_ADD_finish(f, r); return goOn(f, NEXT);
      }
      case 147: { // MAP_ADD
MAP_ADD_finish(f, r); return goOn(f, NEXT);
      }
      case 148: { // LOAD_CLASSDEREF
LOAD_CLASSDEREF_finish(f, r); return goOn(f, NEXT);
      }
      case 152: { // MATCH_CLASS
MATCH_CLASS_finish(f, r); return goOn(f, NEXT);
      }
      case 155: { // FORMAT_VALUE
FORMAT_VALUE_finish(f, r); return goOn(f, NEXT);
      }
      case 156: { // BUILD_CONST_KEY_MAP
BUILD_CONST_KEY_MAP_finish(f, r); return goOn(f, NEXT);
      }
      case 160: { // LOAD_METHOD
LOAD_METHOD_finish(f, r); return goOn(f, NEXT);
      }
      case 162: { // LIST_EXTEND
LIST_EXTEND_finish(f, r); return goOn(f, NEXT);
      }
      case 163: { // SET_UPDATE
SET_UPDATE_finish(f, r); return goOn(f, NEXT);
      }
      case 164: { // DICT_MERGE
DICT_MERGE_finish(f, r); return goOn(f, NEXT);
      }
      case 165: { // DICT_UPDATE
DICT_UPDATE_finish(f, r); return goOn(f, NEXT);
      }
      case 171: { // CALL
CALL_finish(f, r); return goOn(f, CALLED);
      }
      case 175: { // POP_JUMP_BACKWARD_IF_FALSE
return goOn(f, POP_JUMP_BACKWARD_IF_FALSE_finish(f, r));
      }
      case 176: { // POP_JUMP_BACKWARD_IF_TRUE
return goOn(f, POP_JUMP_BACKWARD_IF_TRUE_finish(f, r));
      }
      default: throw new Error("a value was delivered to " + opcode);
  }
}

/** The fast variant: looks at the eval breaker where 3.11 does and nowhere else. */
export function evalFast(vm: VM, thread: ThreadState): number {
  const counts = vm.counts, generations = vm.generations, T = vm.T, state = vm.evalState, costs = state.costs;
  const f = vm.fastRegisters;
  f.thread = thread;
  f.last = -1;
  let frame = null, code = null, slots = null, words = null, consts = null, sp = 0, pc = 0, oparg = 0;
  let cost = thread.cost, action = RELOAD, at = 0;
  outer: for (;;) {
    if (action !== RELOAD) { frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost; state.at = action === LOOKED ? at : state.at; }
    switch (action) { // RELOAD and its like written out, all six of them: a jump table, which has nothing to learn
      case 0: {
        let top = thread.frame;
        if (!(top instanceof PyFrame)) {
          thread.cost = cost;
          do {
            if (top === null || thread.status !== "running") return EXIT_SWITCH;
            stepNative(vm, thread, top);
            top = thread.frame;
          } while (!(top instanceof PyFrame));
          cost = thread.cost;
        }
        if (thread.status !== "running" || vm.observed) { thread.cost = cost; return EXIT_SWITCH; }
        frame = top; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; f.frame = frame; f.code = code; f.slots = slots; f.consts = consts; f.words = words; vm.current = frame; sp = frame.sp; pc = frame.pc;
        if (!thread.delivering) break;
        thread.cost = cost; f.sp = sp; f.pc = pc;
        action = deliver(f);
        cost = thread.cost; sp = f.sp; pc = f.pc;
        if (action !== RUN) continue outer;
        break;
      }
      case 1:
        
        unwind(vm, thread, frame);
        cost = thread.cost; action = RELOAD;
        continue outer;
      case 2:
        
        vm.attend();
        cost = thread.cost; action = RELOAD;
        continue outer;
      case 5:
        
      // falls through
      case 3:
        
        return EXIT_CHECKPOINT;
      case 4:
      default:
    }
    run: for (;;) {
      const word = words[pc];
      oparg = word >>> 8;
      cost += costs[word & 255];
      hot: switch (word & 255) {
      case 1: { // POP_TOP
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run;
      }
      case 2: { // PUSH_NULL
{
  slots[sp++] = null;
} pc += 1;   continue run;
      }
      case 9: { // NOP
{} pc += 1;   continue run;
      }
      case 25: { // BINARY_SUBSCR
{
  const o = slots[sp - 2];
  const key = slots[sp - 1];
  if (o.rc === 1) break hot;
  let value;
  if (key.type === T.int && (o.type === T.list || o.type === T.tuple)) {
    const items = o.v;
    let i = key.v;
    if (typeof i !== "number") break hot;
    if (i < 0) i += items.length;
    if (i < 0 || i >= items.length) break hot;
    value = items[i];
  } else {
    if (o.type !== T.dict || key.type !== T.str) break hot;
    const table = o.v;
    if (table.index !== null) break hot;
    const i = table.findString(key.v);
    if (i < 0) break hot;
    value = table.values[i];
  }
  value.rc++;
  slots[sp - 2] = value;
  sp--;
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
  { pc += 5;  continue run; }
}
      }
      case 60: { // STORE_SUBSCR
{
  const o = slots[sp - 2];
  const key = slots[sp - 1];
  if (o.type !== T.list || key.type !== T.int || o.rc === 1) break hot;
  const items = o.v;
  let i = key.v;
  if (typeof i !== "number") break hot;
  if (i < 0) i += items.length;
  if (i < 0 || i >= items.length) break hot;
  
  const old = items[i];
  items[i] = slots[sp - 3];
  sp -= 3;
  if (--old.rc === 0) counts.dealloc(old);
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
  { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
}
      }
      case 83: { // RETURN_VALUE
let given = null; {
  if (!true || frame.generator !== null) break hot;
  const back = frame.back;
  if (!(back instanceof PyFrame) || back.awaiting !== 2) break hot;
  given = slots[sp - 1];
  frame.sp = sp - 1;
  leaveFrame(vm, frame);
  { if (counts.suspended !== null) { vm.drainThen(given); action = RELOAD; continue outer; }
        frame = thread.frame; frame.awaiting = 0; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; f.frame = frame; f.code = code; f.slots = slots; f.consts = consts; f.words = words; vm.current = frame; sp = frame.sp; pc = frame.pc; slots[sp++] = given; pc += 1 + cacheEntries[words[pc] & 255];
        if (generations.due) { action = ATTEND; continue outer; } continue run; }
}
      }
      case 86: { // YIELD_VALUE
let given = null; {
  if (!true) break hot;
  const back = frame.back;
  if (!(back instanceof PyFrame) || back.awaiting !== 1) break hot;
  if ((back.code.words[back.pc] & 255) !== 93) break hot;
  given = slots[sp - 1];
  frame.sp = sp - 1;
  frame.pc = pc + 1;
  suspendGenerator(vm, frame);
  { frame = thread.frame; frame.awaiting = 0; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; f.frame = frame; f.code = code; f.slots = slots; f.consts = consts; f.words = words; vm.current = frame; sp = frame.sp; pc = frame.pc + 1; slots[sp++] = given; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      }
      case 92: { // UNPACK_SEQUENCE
{
  const o = slots[sp - 1];
  if (o.type !== T.tuple && o.type !== T.list) break hot;
  const items = o.v;
  if (items.length !== oparg) break hot;
  sp--;
  for (let i = oparg - 1; i >= 0; i--) {
    const item = items[i];
    item.rc++;
    slots[sp++] = item;
  }
  if (--o.rc === 0) counts.dealloc(o);
  { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
}
      }
      case 93: { // FOR_ITER
{
  const iterator = slots[sp - 1];
  const type = iterator.type;
  if (type === T.range_iterator) {
    const it = iterator.v;
    const index = it.index;
    const start = it.start;
    const step = it.step;
    const length = it.length;
    if (typeof index !== "number" || typeof start !== "number" || typeof step !== "number" || typeof length !== "number")
      break hot;
    if (index >= length) break hot;
    
    it.index = index + 1;
    const value = start + index * step;
    if (value >= -5 && value <= 256) {
      const small = vm.smallInts[value + 5];
      small.rc++;
      slots[sp++] = small;
      { pc += 1;  continue run; }
    }
    if (true) {
      const next = words[pc + 1];
      if ((next & 255) === 125) {
        const old = slots[next >>> 8];
        if (old !== null && old.rc === 1 && old.type === T.int && old.w === null) {
          old.v = value;
          cost += costs[125];
          pc += 2;
          continue run;
        }
      }
    }
    slots[sp++] = new HeapObject(T.int, value);
    { pc += 1;  continue run; }
  }
  if (type !== T.list_iterator && type !== T.tuple_iterator) {
    if (!true || type !== T.generator) break hot;
    if (!enterGenerator(vm, iterator)) break hot;
    frame.sp = sp;
    frame.pc = pc;
    frame.awaiting = 1;
    { frame = thread.frame; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; f.frame = frame; f.code = code; f.slots = slots; f.consts = consts; f.words = words; vm.current = frame; sp = frame.sp; pc = frame.pc; continue run; }
  }
  const it = iterator.v;
  if (it.sequence === null) break hot;
  const item = (it.sequence.v)[it.index];
  if (item === undefined) break hot;
  
  it.index++;
  item.rc++;
  slots[sp++] = item;
  { pc += 1;  continue run; }
}
      }
      case 95: { // STORE_ATTR
{
  const o = slots[sp - 1];
  let cache = code.caches[pc];
  if (cache === null || o.rc === 1) break hot;
  if (o.type.version !== cache.version) {
    cache = cache.next;
    if (cache === null || o.type.version !== cache.version) break hot;
  }
  const values = o.v;
  if (values === null || cache.index >= values.length) break hot;
  
  const old = values[cache.index];
  values[cache.index] = slots[sp - 2];
  sp -= 2;
  if (--o.rc === 0) counts.dealloc(o);
  if (old === null) { pc += 5;  continue run; }
  if (--old.rc === 0) counts.dealloc(old);
  { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
}
      }
      case 99: { // SWAP
{
  const top = slots[sp - 1];
  slots[sp - 1] = slots[sp - oparg];
  slots[sp - oparg] = top;
} pc += 1;   continue run;
      }
      case 100: { // LOAD_CONST
{
  const value = consts[oparg];
  value.rc++;
  slots[sp++] = value;
} pc += 1;   continue run;
      }
      case 106: { // LOAD_ATTR
{
  const o = slots[sp - 1];
  let cache = code.caches[pc];
  if (cache === null || o.rc === 1) break hot;
  if (cache.kind === 1) {
    if (o.type.version !== cache.version) {
      cache = cache.next;
      if (cache === null || o.type.version !== cache.version || cache.kind !== 1) break hot;
    }
    const values = o.v;
    if (values === null || cache.index >= values.length) break hot;
    const value = values[cache.index];
    if (value === null) break hot;
    value.rc++;
    slots[sp - 1] = value;
  } else {
    if (cache.kind !== 4 || o.type !== T.module) break hot;
    const table = o.w.dict.v;
    if (table.keysVersion !== cache.version) break hot;
    const value = table.values[cache.index];
    value.rc++;
    slots[sp - 1] = value;
  }
  if (--o.rc === 0) counts.dealloc(o);
  { pc += 5;  continue run; }
}
      }
      case 107: { // COMPARE_OP
let from = pc; {
  const a = slots[sp - 2];
  const b = slots[sp - 1];
  const type = a.type;
  if (type !== b.type) break hot;
  const x = a.v;
  const y = b.v;
  let yes = false;
  if (typeof x === "number" && typeof y === "number") {
    if (type !== T.int && type !== T.float) break hot;
    switch (oparg) {
      case 0:
        yes = x < y;
        break;
      case 1:
        yes = x <= y;
        break;
      case 2:
        yes = x === y;
        break;
      case 3:
        yes = x !== y;
        break;
      case 4:
        yes = x > y;
        break;
      default:
        yes = x >= y;
    }
  } else {
    if (type !== T.str || (oparg !== 2 && oparg !== 3)) break hot;
    yes = (x === y) === (oparg === 2);
  }
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
  if (true) {
    const next = words[pc + 3];
    switch (next & 255) {
      case 114:
        cost += costs[114];
        sp -= 2;
        pc += yes ? 4 : 4 + (next >>> 8);
        continue run;
      case 176:
        cost += costs[176];
        sp -= 2;
        from = pc + 3;
        pc += 4;
        if (!yes) continue run;
        pc -= next >>> 8;
        { if ((cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run; }
      default:
    }
  }
  const answer = yes ? vm.true_ : vm.false_;
  answer.rc++;
  slots[sp - 2] = answer;
  sp--;
  { pc += 3;  continue run; }
}
      }
      case 110: { // JUMP_FORWARD
{
  pc += 1 + oparg;
  {  continue run; }
}
      }
      case 114: { // POP_JUMP_FORWARD_IF_FALSE
{
  const value = slots[sp - 1];
  if (value === vm.true_) {
    sp--;
    if (--value.rc === 0) counts.dealloc(value);
    { pc += 1;  continue run; }
  }
  if (value !== vm.false_) {
    const yes = plainTruth(vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) break hot;
    vm.evalState.testedNoBool = true;
    if (yes === 1) {
      sp--;
      if (--value.rc === 0) counts.dealloc(value);
      { pc += 1;  continue run; }
    }
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  pc += 1 + oparg;
  {  continue run; }
}
      }
      case 115: { // POP_JUMP_FORWARD_IF_TRUE
{
  const value = slots[sp - 1];
  if (value === vm.false_) {
    sp--;
    if (--value.rc === 0) counts.dealloc(value);
    { pc += 1;  continue run; }
  }
  if (value !== vm.true_) {
    const yes = plainTruth(vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) break hot;
    vm.evalState.testedNoBool = true;
    if (yes === 0) {
      sp--;
      if (--value.rc === 0) counts.dealloc(value);
      { pc += 1;  continue run; }
    }
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  pc += 1 + oparg;
  {  continue run; }
}
      }
      case 116: { // LOAD_GLOBAL
{
  const cache = code.caches[pc];
  if (cache === null) break hot;
  const table = frame.globals.v;
  if (cache.version !== table.keysVersion) break hot;
  let value;
  if (cache.kind === 1) value = table.values[cache.index];
  else {
    const builtins = frame.builtins.v;
    if (cache.version2 !== builtins.keysVersion) break hot;
    value = builtins.values[cache.index];
  }
  value.rc++;
  if ((oparg & 1) !== 0) slots[sp++] = null;
  slots[sp++] = value;
  { pc += 6;  continue run; }
}
      }
      case 117: { // IS_OP
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  const answer = (a === b) !== (oparg === 1) ? vm.true_ : vm.false_;
  answer.rc++;
  slots[sp - 1] = answer;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run;
      }
      case 120: { // COPY
{
  const value = slots[sp - oparg];
  if (value !== null) value.rc++;
  slots[sp++] = value;
} pc += 1;   continue run;
      }
      case 122: { // BINARY_OP
{
  const a = slots[sp - 2];
  const b = slots[sp - 1];
  let type = a.type;
  if (type !== b.type) {
    if (type === T.int && b.type === T.float) type = T.float;
    else if (type !== T.float || b.type !== T.int) break hot;
  }
  const x = a.v;
  const y = b.v;
  if (typeof x !== "number" || typeof y !== "number") break hot;
  let z = 0;
  if (type === T.int) {
    switch (oparg) {
      case 0:
      case 13:
        z = x + y;
        break;
      case 10:
      case 23:
        z = x - y;
        break;
      case 5:
      case 18:
        z = x * y + 0;
        break;
      default:
        z = otherIntOperation(oparg, x, y);
    }
    if (!(z >= -9007199254740991 && z <= 9007199254740991)) break hot;
    if (z >= -5 && z <= 256) {
      const small = vm.smallInts[z + 5];
      small.rc++;
      slots[sp - 2] = small;
      sp--;
      if (--a.rc === 0) counts.dealloc(a);
      if (--b.rc === 0) counts.dealloc(b);
      { pc += 2;  continue run; }
    }
  } else if (type === T.float) {
    switch (oparg) {
      case 0:
      case 13:
        z = x + y;
        break;
      case 10:
      case 23:
        z = x - y;
        break;
      case 5:
      case 18:
        z = x * y;
        break;
      case 11:
      case 24:
        if (y === 0) break hot;
        z = x / y;
        break;
      default:
        break hot;
    }
  } else break hot;
  if (true) {
    const next = words[pc + 2];
    if (a.rc === 2 && a.type === type && (next & 255) === 125 && slots[next >>> 8] === a && a.w === null) {
      a.v = z;
      a.rc = 1;
      sp -= 2;
      if (--b.rc === 0) counts.dealloc(b);
      cost += costs[125];
      pc += 3;
      continue run;
    }
    if (a.rc === 1 && a.type === type && a.w === null) {
      a.v = z;
      sp--;
      if (--b.rc === 0) counts.dealloc(b);
      { pc += 2;  continue run; }
    }
    if (b.rc === 1 && b.type === type && b.w === null) {
      b.v = z;
      slots[sp - 2] = b;
      sp--;
      if (--a.rc === 0) counts.dealloc(a);
      { pc += 2;  continue run; }
    }
  }
  slots[sp - 2] = new HeapObject(type, z);
  sp--;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
  { pc += 2;  continue run; }
}
      }
      case 124: { // LOAD_FAST
{
  const value = slots[oparg];
  if (value === null) { unboundLocal(vm, code.localNames[oparg]); action = ERROR_; continue outer; }
  value.rc++;
  slots[sp++] = value;
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
}
      }
      case 125: { // STORE_FAST
{
  const value = slots[--sp];
  const old = slots[oparg];
  slots[oparg] = value;
  if (old !== null) if (--old.rc === 0) counts.dealloc(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run;
      }
      case 128: { // POP_JUMP_FORWARD_IF_NOT_NONE
{
  const value = slots[--sp];
  const jumps = value !== vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
  pc += 1 + oparg;
  {  continue run; }
}
      }
      case 129: { // POP_JUMP_FORWARD_IF_NONE
{
  const value = slots[--sp];
  const jumps = value === vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
  pc += 1 + oparg;
  {  continue run; }
}
      }
      case 136: { // LOAD_CLOSURE
{
  const cell = slots[oparg];
  cell.rc++;
  slots[sp++] = cell;
} pc += 1;   continue run;
      }
      case 137: { // LOAD_DEREF
{
  const value = slots[oparg].v;
  if (value === null) { unboundCell(vm, code, oparg); action = ERROR_; continue outer; }
  value.rc++;
  slots[sp++] = value;
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
}
      }
      case 138: { // STORE_DEREF
{
  const value = slots[--sp];
  const cell = slots[oparg];
  
  const old = cell.v;
  cell.v = value;
  if (old !== null) if (--old.rc === 0) counts.dealloc(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run;
      }
      case 140: { // JUMP_BACKWARD
let from = pc; {
  pc += 1 - oparg;
  { if ((cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run; }
}
      }
      case 144: { // EXTENDED_ARG
{} pc += 1;   continue run;
      }
      case 145: { // LIST_APPEND
{
  const value = slots[--sp];
  const list = slots[sp - oparg];
  listAppendSteal(list, value);
} pc += 1;   continue run;
      }
      case 151: { // RESUME
let from = pc; {} pc += 1;  if (oparg < 2 && (cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run;
      }
      case 160: { // LOAD_METHOD
{
  const o = slots[sp - 1];
  let cache = code.caches[pc];
  if (cache === null) break hot;
  if (o.type.version !== cache.version) {
    cache = cache.next;
    if (cache === null || o.type.version !== cache.version) break hot;
  }
  if (cache.kind !== 2 && (o.v === null || o.type.keys.names.length !== cache.index)) break hot;
  const method = cache.value;
  method.rc++;
  slots[sp - 1] = method;
  slots[sp++] = o;
  { pc += 11;  continue run; }
}
      }
      case 166: { // PRECALL
{
  const at = sp - oparg - 1;
  if (slots[at - 1] === null && slots[at].type === T.method) break hot;
  { pc += 2;  continue run; }
}
      }
      case 171: { // CALL
let from = pc; {
  const bottom = sp - oparg - 2;
  let first = bottom;
  let callable = slots[first];
  if (callable === null) callable = slots[++first];
  first++;
  if (frame.kwnames !== null) break hot;
  if (callable.type === T.function) {
    const data = callable.v;
    const target = data.code.v;
    if (!target.simple || thread.depth >= vm.recursionLimit) break hot;
    const missing = target.argcount - (sp - first);
    if (missing !== 0 && (missing < 0 || data.defaults === null || missing > data.defaults.v.length)) break hot;
    enterSimple(thread, callable, target, slots, first, sp);
    sp = bottom;
    frame.sp = bottom;
    frame.pc = pc;
    frame.awaiting = 2;
    { frame = thread.frame; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; f.frame = frame; f.code = code; f.slots = slots; f.consts = consts; f.words = words; vm.current = frame; sp = frame.sp; pc = frame.pc; continue run; }
  }
  frame.pc = pc; frame.sp = sp; thread.cost = cost;
  const r = callBuiltin(vm, callable, slots, first, sp - first);
  if (r === undefined) break hot;
  if (r === null) { action = ERROR_; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { action = RELOAD; continue outer; }
  }
  finishCall(counts, slots, bottom, sp, r);
  sp = bottom + 1;
  { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run; }
}
      }
      case 172: { // KW_NAMES
{
  frame.kwnames = consts[oparg].v;
} pc += 1;   continue run;
      }
      case 173: { // POP_JUMP_BACKWARD_IF_NOT_NONE
let from = pc; {
  const value = slots[--sp];
  const jumps = value !== vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
  pc += 1 - oparg;
  { if ((cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run; }
}
      }
      case 174: { // POP_JUMP_BACKWARD_IF_NONE
let from = pc; {
  const value = slots[--sp];
  const jumps = value === vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; }  continue run; }
  pc += 1 - oparg;
  { if ((cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run; }
}
      }
      case 175: { // POP_JUMP_BACKWARD_IF_FALSE
let from = pc; {
  const value = slots[sp - 1];
  if (value === vm.true_) {
    sp--;
    if (--value.rc === 0) counts.dealloc(value);
    { pc += 1;  continue run; }
  }
  if (value !== vm.false_) {
    const yes = plainTruth(vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) break hot;
    vm.evalState.testedNoBool = true;
    if (yes === 1) {
      sp--;
      if (--value.rc === 0) counts.dealloc(value);
      { pc += 1;  continue run; }
    }
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  pc += 1 - oparg;
  { if ((cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run; }
}
      }
      case 176: { // POP_JUMP_BACKWARD_IF_TRUE
let from = pc; {
  const value = slots[sp - 1];
  if (value === vm.false_) {
    sp--;
    if (--value.rc === 0) counts.dealloc(value);
    { pc += 1;  continue run; }
  }
  if (value !== vm.true_) {
    const yes = plainTruth(vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) break hot;
    vm.evalState.testedNoBool = true;
    if (yes === 0) {
      sp--;
      if (--value.rc === 0) counts.dealloc(value);
      { pc += 1;  continue run; }
    }
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  pc += 1 - oparg;
  { if ((cost >= state.limit || --state.checkpoints === 0)) { at = from; action = LOOKED; continue outer; } continue run; }
}
      }
      default:
      }
      frame.pc = pc; frame.sp = sp; thread.cost = cost;
      f.sp = sp; f.pc = pc; f.oparg = oparg;
      action = step(f, word & 255);
      cost = thread.cost; sp = f.sp; pc = f.pc;
      if (action !== RUN) continue outer;
    }
  }
}

/** The observed variant: looks at every boundary between instructions, calls the observer, and counts through the journal. */
export function evalObserved(vm: VM, thread: ThreadState): number {
  const counts = vm.counts, generations = vm.generations, T = vm.T, state = vm.evalState, costs = state.costs;
  const f = vm.observedRegisters;
  f.thread = thread;
  f.last = -1;
  let frame = null, code = null, slots = null, words = null, consts = null, sp = 0, pc = 0, oparg = 0;
  let cost = thread.cost, action = RELOAD, at = 0;
  outer: for (;;) {
    
    switch (action) { // RELOAD and its like written out, all six of them: a jump table, which has nothing to learn
      case 0: {
        let top = thread.frame;
        if (!(top instanceof PyFrame)) {
          thread.cost = cost;
          do {
            if (top === null || thread.status !== "running") return EXIT_SWITCH;
            stepNative(vm, thread, top);
            top = thread.frame;
          } while (!(top instanceof PyFrame));
          cost = thread.cost;
        }
        if (thread.status !== "running") { thread.cost = cost; return EXIT_SWITCH; }
        frame = top; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; f.frame = frame; f.code = code; f.slots = slots; f.consts = consts; f.words = words; vm.current = frame; if (epoch !== 0) touchPayload(code.object); sp = frame.sp; pc = frame.pc;
        if (!thread.delivering) break;
        thread.cost = cost; f.sp = sp; f.pc = pc;
        action = deliver(f);
        cost = thread.cost; sp = f.sp; pc = f.pc;
        if (action !== RUN) continue outer;
        break;
      }
      case 1:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost;
        frame.previous = pc; if (thread.trace === null || !traceUnwind(vm, thread, frame)) unwind(vm, thread, frame);
        cost = thread.cost; action = RELOAD;
        continue outer;
      case 2:
        if (pc !== frame.pc) frame.previous = frame.pc; frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost;
        vm.attend();
        cost = thread.cost; action = RELOAD;
        continue outer;
      case 5:
        state.at = at;
      // falls through
      case 3:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost;
        return EXIT_CHECKPOINT;
      case 4:
      default:
    }
    run: for (;;) {
      if (pc !== frame.pc) frame.previous = frame.pc;
      if (f.last !== -1) {
        const was = f.last, from = frame.pc;
        f.last = -1; frame.pc = pc; frame.sp = sp;
        if (observeBoundary(vm, was, f.lastArg, f.how, pc <= from, words[pc] & 255, cost)) { at = from; action = LOOKED; continue outer; }
      }
      if (vm.observer !== null || thread.trace !== null) {
        frame.pc = pc; frame.sp = sp; thread.cost = cost;
        if (!observeInstruction(vm, frame, words[pc] & 255)) { action = thread.exception !== null ? ERROR_ : thread.frame !== frame ? RELOAD : CHECKPOINT; continue outer; }
        cost = thread.cost; pc = frame.pc; sp = frame.sp;
      }
      const word = words[pc];
      oparg = word >>> 8;
      cost += costs[word & 255];
      
      frame.pc = pc; frame.sp = sp; thread.cost = cost;
      f.sp = sp; f.pc = pc; f.oparg = oparg;
      action = stepObserved(f, word & 255);
      cost = thread.cost; sp = f.sp; pc = f.pc;
      if (action !== RUN) continue outer;
    }
  }
}
