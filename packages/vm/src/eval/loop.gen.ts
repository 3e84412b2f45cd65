// Made by: npx tsx --conditions=@vivarium/source packages/vm/build/gen-loop.ts
// @ts-nocheck: generated from bodies that are checked where they stand.
import { TPFLAGS_MAPPING, TPFLAGS_SEQUENCE, alloc } from "../object.ts";
import { andThen as then, orElse } from "./native-frame.ts";
import { ascii, format, repr, str } from "../protocol/repr.ts";
import { asyncGenWrap, getAiter, getAnext, getAwaitable, getYieldFromIter, newGeneratorFromFrame, sendTo } from "../objects/generator.ts";
import { binaryOp, unaryOp } from "../protocol/number.ts";
import { buildMap, buildSet, dictMerge, dictUpdate, listExtend, setAdd, setUpdate } from "../objects/build.ts";
import { callBuiltin, dropRest, enterFromStack } from "./ops/call.ts";
import { callFunctionEx } from "./call-function-ex.ts";
import { callObject } from "./call.ts";
import { contains, getItem, length, setItem } from "../protocol/sequence.ts";
import { dictDelete, dictDeleteString, dictGet, dictGetStringBorrowed, dictSet, dictSetString, keysVersion } from "../objects/dict/dict.ts";
import { dropStopValue } from "./ops/iterate.ts";
import { enterContext } from "../objects/context-manager.ts";
import { exceptionGroupMatch, exceptionMatchesClass, prepareReraiseStar } from "../objects/exceptions/match.ts";
import { formatConverted } from "./ops/build.ts";
import { fromBuiltins, fromGlobals, loadGlobal, makeAnnotations, nameError, orNameError } from "./ops/name.ts";
import { generatorReturn, generatorYield } from "./resume.ts";
import { getAttr, getMethod, setAttr } from "../protocol/attribute.ts";
import { getIter, iterNext, takeStopValue } from "../protocol/iterator.ts";
import { importFrom, importName, importStar } from "../import/import-statement.ts";
import { incref, newRef, touchPayload } from "@vivarium/heap";
import { keyErrorToStop, orCell, unboundCell, unboundLocal } from "./ops/local.ts";
import { leaveFrame } from "./enter-simple.ts";
import { listAppendSteal } from "../objects/list/list.ts";
import { loadAttr, rememberMethod, rememberStore } from "./ops/attr.ts";
import { makeFunction } from "../objects/make-function.ts";
import { matchClass, matchKeys } from "../objects/pattern-matching.ts";
import { negate, truth } from "../protocol/truth.ts";
import { newCell } from "../objects/cell.ts";
import { otherIntOperation } from "./ops/binary-op.ts";
import { printExpression } from "../builtins/displayhook.ts";
import { raiseVarargs } from "../objects/exceptions/raise-statement.ts";
import { restoreException } from "../objects/exceptions/raise.ts";
import { richCompare } from "../protocol/compare.ts";
import { unpackEx, unpackSequence } from "../objects/unpack.ts";
import { cacheEntries } from "@vivarium/compiler/opcodes";
import type { VM } from "../interpreter.ts";
import type { ThreadState } from "../thread.ts";
import { OK, PENDING, STOP } from "../object.ts";
import { PyFrame } from "./frame.ts";
import { observeBoundary, observeInstruction } from "./observe.ts";
import { unwind } from "./unwind.ts";

const RELOAD = 0, ERROR = 1, ATTEND = 2, CHECKPOINT = 3, RUN = 4;

/** Why a loop came back: another kind of frame is on top or the thread cannot go on; a checkpoint was reached. */
export const EXIT_SWITCH: number = 0;
export const EXIT_CHECKPOINT: number = 1;

/** The fast variant: looks at the eval breaker where 3.11 does and nowhere else. */
export function evalFast(vm: VM, thread: ThreadState): number {
  const counts = vm.counts, generations = vm.generations, T = vm.T, state = vm.evalState, costs = state.costs;
  const f = { vm, thread, counts, T, frame: null, code: null, slots: null, consts: null, sp: 0, pc: 0, oparg: 0 };
  let frame = null, code = null, slots = null, words = null, consts = null, sp = 0, pc = 0, oparg = 0;
  let cost = thread.cost, action = RELOAD, r = null, $r = null, t = null;
  outer: for (;;) {
    switch (action) {
      case RELOAD: {
        const top = thread.frame;
        if (!(top instanceof PyFrame) || thread.status !== "running") { thread.cost = cost; return EXIT_SWITCH; }
        frame = top; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; sp = frame.sp; pc = frame.pc;
        f.frame = frame; f.code = code; f.slots = slots; f.consts = consts;
        vm.current = frame;
        action = RUN;
        if (!thread.delivering) break;
        r = thread.sent; thread.sent = null; thread.delivering = false;
        const mode = frame.awaiting; frame.awaiting = 0;
        if (r === null) { action = ERROR; continue outer; }
        if (mode === 0) break;
        oparg = words[pc] >>> 8;
        if (mode === 2) {
          slots[sp++] = r; pc += 1 + cacheEntries[words[pc] & 255];
          
          if (counts.suspended !== null || generations.due) action = ATTEND; else break;
          continue outer;
        }
        switch (words[pc] & 255) {
case 10: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 11: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 12: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 15: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 25: { {
  const key = slots[--sp];
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 30: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 33: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 36: { {
  const type = slots[sp - 1];
  slots[sp - 1] = r;
  if (--type.rc === 0) counts.dealloc(type);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 37: { {
  const type = slots[--sp];
  const value = slots[--sp];
  const [rest, match] = r.v;
  slots[sp++] = (rest.rc++, rest);
  slots[sp++] = (match.rc++, match);
  if (match !== vm.none) {
    const item = thread.exceptionInfo;
    const old = item.value;
    item.value = (match.rc++, match);
    if (old !== null) if (--old.rc === 0) counts.dealloc(old);
  }
  if (--r.rc === 0) counts.dealloc(r);
  if (--type.rc === 0) counts.dealloc(type);
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 49: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 50: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 51: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 52: { {
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = (exit.rc++, exit);
  slots[sp++] = (value.rc++, value);
  if (--r.rc === 0) counts.dealloc(r);
  if (--manager.rc === 0) counts.dealloc(manager);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 53: { {
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = (exit.rc++, exit);
  slots[sp++] = (value.rc++, value);
  if (--r.rc === 0) counts.dealloc(r);
  if (--manager.rc === 0) counts.dealloc(manager);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 60: { {
  const key = slots[--sp];
  const o = slots[--sp];
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 61: { {
  const key = slots[--sp];
  const o = slots[--sp];
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 68: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 69: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 70: { {
  const value = slots[--sp];
  if (--r.rc === 0) counts.dealloc(r);
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 71: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 84: { {
  const module = slots[--sp];
  if (--module.rc === 0) counts.dealloc(module);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 85: { {} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 88: { {
  const excs = slots[--sp];
  const orig = slots[sp - 1];
  slots[sp - 1] = r;
  if (--excs.rc === 0) counts.dealloc(excs);
  if (--orig.rc === 0) counts.dealloc(orig);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 90: { {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 91: { {} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 92: { {
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  if (--r.rc === 0) counts.dealloc(r);
  if (--o.rc === 0) counts.dealloc(o);
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 93: {
  if (r !== STOP) {
    slots[sp++] = r;
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  }
  if (thread.stopValue !== null) (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = dropStopValue(f), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  const iterator = slots[--sp];
  if (--iterator.rc === 0) counts.dealloc(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
}
case 94: { {
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  if (--r.rc === 0) counts.dealloc(r);
  if (--o.rc === 0) counts.dealloc(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 95: { {
  const o = slots[--sp];
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--o.rc === 0) counts.dealloc(o);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 96: { {
  const o = slots[--sp];
  if (--o.rc === 0) counts.dealloc(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 98: { {} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 101: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 104: { {
  const items = slots.slice(sp - oparg, sp);
  sp -= oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 105: { {
  const items = slots.slice(sp - 2 * oparg, sp);
  sp -= 2 * oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 106: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 107: { {
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} pc += 3; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 108: { {
  const fromlist = slots[--sp];
  const level = slots[sp - 1];
  slots[sp - 1] = r;
  if (--level.rc === 0) counts.dealloc(level);
  if (--fromlist.rc === 0) counts.dealloc(fromlist);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 109: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 111: {
  if (--r.rc === 0) counts.dealloc(r);
  if (r === vm.false_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  }
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
}
case 112: {
  if (--r.rc === 0) counts.dealloc(r);
  if (r === vm.true_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  }
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
}
case 114: {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--r.rc === 0) counts.dealloc(r);
  if (r === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
}
case 115: {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--r.rc === 0) counts.dealloc(r);
  if (r === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
}
case 116: { {
  if ((oparg & 1) !== 0) slots[sp++] = null;
  slots[sp++] = r;
} pc += 6; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 118: { {
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 122: { {
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 123: {
  const sent = slots[sp - 1];
  if (r !== STOP) {
    slots[sp - 1] = r;
    if (--sent.rc === 0) counts.dealloc(sent);
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  }
  const value = takeStopValue(vm);
  const iterator = slots[sp - 2];
  sp--;
  slots[sp - 1] = value;
  if (--sent.rc === 0) counts.dealloc(sent);
  if (--iterator.rc === 0) counts.dealloc(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
}
case 130: {
  { action = ERROR; continue outer; }
}
case 131: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 142: { {
  const n = 2 + (oparg & 1);
  const dropped = slots.slice(sp - n, sp);
  sp -= n + 1;
  slots[sp++] = r;
  counts.decrefAll(dropped);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } action = RUN; continue outer; }
case 146: { {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 147: { {
  const value = slots[--sp];
  const key = slots[--sp];
  if (--key.rc === 0) counts.dealloc(key);
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 148: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 152: { {
  const names = slots[--sp];
  const type = slots[--sp];
  const subject = slots[sp - 1];
  slots[sp - 1] = r;
  if (--subject.rc === 0) counts.dealloc(subject);
  if (--type.rc === 0) counts.dealloc(type);
  if (--names.rc === 0) counts.dealloc(names);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 155: { {
  if ((oparg & 4) !== 0) {
    const spec = slots[--sp];
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
    if (--spec.rc === 0) counts.dealloc(spec);
  } else {
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
  }
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 156: { {
  const items = slots.slice(sp - 1 - oparg, sp);
  sp -= oparg + 1;
  slots[sp++] = r;
  counts.decrefAll(items.reverse());
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 160: { {
  const o = slots[sp - 1];
  if (r === OK) {
    const cache = code.caches[pc];
    slots[sp - 1] = newRef(cache.value);
    slots[sp++] = o;
  } else {
    slots[sp - 1] = null;
    slots[sp++] = r;
    if (--o.rc === 0) counts.dealloc(o);
  }
} pc += 11; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 162: { {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 163: { {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 164: { {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 165: { {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
case 171: { done: {
  const bottom = sp - oparg - 2;
  const method = slots[bottom];
  for (let i = bottom + (method === null ? 2 : 1); i < sp; i++) {
    const arg = slots[i];
    if (counts.suspended !== null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = dropRest(f, i, bottom, r), sp = f.sp, pc = f.pc, cost = thread.cost, t); break done; }
    if (--arg.rc === 0) counts.dealloc(arg);
  }
  sp = bottom;
  const callable = method === null ? slots[bottom + 1] : method;
  slots[sp++] = r;
  if (--callable.rc === 0) counts.dealloc(callable);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } action = RUN; continue outer; }
case 175: {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--r.rc === 0) counts.dealloc(r);
  if (r === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } action = RUN; continue outer; }
}
case 176: {
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--r.rc === 0) counts.dealloc(r);
  if (r === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } action = RUN; continue outer; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } action = RUN; continue outer; }
}
          default: throw new Error("a value was delivered to " + (words[pc] & 255));
        }
      }
      case ERROR:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0;
        unwind(vm, thread, frame);
        action = RELOAD;
        continue outer;
      case ATTEND:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0;
        vm.attend();
        action = RELOAD;
        continue outer;
      case CHECKPOINT:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost;
        return EXIT_CHECKPOINT;
      default:
    }
    run: for (;;) {
      
      const word = words[pc];
      oparg = word >>> 8;
      cost += costs[word & 255];
      switch (word & 255) {
      case 0: { // CACHE
{
  throw new Error("an inline cache entry was executed");
} pc += 1; continue run;
}
      case 1: { // POP_TOP
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 2: { // PUSH_NULL
{
  slots[sp++] = null;
} pc += 1; continue run;
}
      case 9: { // NOP
{} pc += 1; continue run;
}
      case 10: { // UNARY_POSITIVE
frame.pc = pc; frame.sp = sp; op: {
  { $r = unaryOp(vm, slots[sp - 1], "nb_positive"); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 11: { // UNARY_NEGATIVE
frame.pc = pc; frame.sp = sp; op: {
  { $r = unaryOp(vm, slots[sp - 1], "nb_negative"); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 12: { // UNARY_NOT
frame.pc = pc; frame.sp = sp; op: {
  { $r = then(vm, truth(vm, slots[sp - 1]), negate); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 15: { // UNARY_INVERT
frame.pc = pc; frame.sp = sp; op: {
  { $r = unaryOp(vm, slots[sp - 1], "nb_invert"); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 25: { // BINARY_SUBSCR
op: {
  const o = slots[sp - 2];
  const key = slots[sp - 1];
  if (key.type === T.int && (o.type === T.list || o.type === T.tuple)) {
    const items = o.v;
    const i = key.v;
    if (typeof i === "number" && i >= 0 && i < items.length) { $r = newRef(items[i]); break op; }
  } else if (o.type === T.dict && key.type === T.str) {
    const table = o.v;
    if (table.index === null) {
      const i = (frame.pc = pc, frame.sp = sp, table.findString(key.v));
      if (i >= 0) { $r = newRef(table.values[i]); break op; }
    }
  }
  { $r = (frame.pc = pc, frame.sp = sp, getItem(vm, o, key)); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const key = slots[--sp];
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
} { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 30: { // GET_LEN
frame.pc = pc; frame.sp = sp; op: {
  { $r = length(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 31: { // MATCH_MAPPING
{
  const yes = (slots[sp - 1].type.flags & TPFLAGS_MAPPING) !== 0;
  slots[sp++] = newRef(yes ? vm.true_ : vm.false_);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 32: { // MATCH_SEQUENCE
{
  const yes = (slots[sp - 1].type.flags & TPFLAGS_SEQUENCE) !== 0;
  slots[sp++] = newRef(yes ? vm.true_ : vm.false_);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 33: { // MATCH_KEYS
frame.pc = pc; frame.sp = sp; op: {
  { $r = matchKeys(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 35: { // PUSH_EXC_INFO
{
  const value = slots[sp - 1];
  const item = thread.exceptionInfo;
  slots[sp - 1] = item.value ?? newRef(vm.none);
  slots[sp++] = value;
  value.rc++;
  item.value = value;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 36: { // CHECK_EXC_MATCH
frame.pc = pc; frame.sp = sp; op: {
  { $r = exceptionMatchesClass(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const type = slots[sp - 1];
  slots[sp - 1] = r;
  if (--type.rc === 0) counts.dealloc(type);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 37: { // CHECK_EG_MATCH
frame.pc = pc; frame.sp = sp; op: {
  { $r = exceptionGroupMatch(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const type = slots[--sp];
  const value = slots[--sp];
  const [rest, match] = r.v;
  slots[sp++] = (rest.rc++, rest);
  slots[sp++] = (match.rc++, match);
  if (match !== vm.none) {
    const item = thread.exceptionInfo;
    const old = item.value;
    item.value = (match.rc++, match);
    if (old !== null) if (--old.rc === 0) counts.dealloc(old);
  }
  if (--r.rc === 0) counts.dealloc(r);
  if (--type.rc === 0) counts.dealloc(type);
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 49: { // WITH_EXCEPT_START
frame.pc = pc; frame.sp = sp; op: {
  const value = slots[sp - 1];
  const exit = slots[sp - 4];
  const traceback = (value.v).traceback ?? vm.none;
  { $r = callObject(vm, exit, [value.type.object, value, traceback], null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 50: { // GET_AITER
frame.pc = pc; frame.sp = sp; op: {
  { $r = getAiter(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 51: { // GET_ANEXT
frame.pc = pc; frame.sp = sp; op: {
  { $r = getAnext(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 52: { // BEFORE_ASYNC_WITH
frame.pc = pc; frame.sp = sp; op: {
  { $r = enterContext(vm, slots[sp - 1], true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = (exit.rc++, exit);
  slots[sp++] = (value.rc++, value);
  if (--r.rc === 0) counts.dealloc(r);
  if (--manager.rc === 0) counts.dealloc(manager);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 53: { // BEFORE_WITH
frame.pc = pc; frame.sp = sp; op: {
  { $r = enterContext(vm, slots[sp - 1], false); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = (exit.rc++, exit);
  slots[sp++] = (value.rc++, value);
  if (--r.rc === 0) counts.dealloc(r);
  if (--manager.rc === 0) counts.dealloc(manager);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 54: { // END_ASYNC_FOR
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  if (value.type === T.StopAsyncIteration || value.type.mro.includes(T.StopAsyncIteration)) {
    const iterator = slots[--sp];
    if (--value.rc === 0) counts.dealloc(value);
    if (--iterator.rc === 0) counts.dealloc(iterator);
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  }
  restoreException(vm, value);
  frame.reraising = true;
  { action = ERROR; continue outer; }
}
}
      case 60: { // STORE_SUBSCR
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 2];
  const key = slots[sp - 1];
  if (o.type === T.list && key.type === T.int) {
    const items = o.v;
    const i = key.v;
    if (typeof i === "number" && i >= 0 && i < items.length) {
      touchPayload(o);
      const old = items[i];
      items[i] = newRef(slots[sp - 3]);
      counts.decref(old);
      { $r = OK; break op; }
    }
  }
  { $r = setItem(vm, slots[sp - 2], slots[sp - 1], slots[sp - 3]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const key = slots[--sp];
  const o = slots[--sp];
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
} { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 61: { // DELETE_SUBSCR
frame.pc = pc; frame.sp = sp; op: {
  { $r = setItem(vm, slots[sp - 2], slots[sp - 1], null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const key = slots[--sp];
  const o = slots[--sp];
  if (--o.rc === 0) counts.dealloc(o);
  if (--key.rc === 0) counts.dealloc(key);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 68: { // GET_ITER
frame.pc = pc; frame.sp = sp; op: {
  { $r = getIter(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 69: { // GET_YIELD_FROM_ITER
frame.pc = pc; frame.sp = sp; op: {
  { $r = getYieldFromIter(vm, slots[sp - 1], code); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 70: { // PRINT_EXPR
frame.pc = pc; frame.sp = sp; op: {
  { $r = printExpression(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  if (--r.rc === 0) counts.dealloc(r);
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 71: { // LOAD_BUILD_CLASS
frame.pc = pc; frame.sp = sp; op: {
  const found = dictGetStringBorrowed(vm, frame.builtins, "__build_class__");
  { $r = found === null ? vm.raise(T.NameError, "__build_class__ not found") : (found.rc++, found); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 74: { // LOAD_ASSERTION_ERROR
{
  const type = T.AssertionError.object;
  type.rc++;
  slots[sp++] = type;
} pc += 1; continue run;
}
      case 75: { // RETURN_GENERATOR
frame.pc = pc; frame.sp = sp; {
  const { vm, frame, thread } = f;
  frame.sp = sp;
  frame.pc = pc + 1;
  const generator = newGeneratorFromFrame(vm, frame);
  thread.frame = frame.back;
  thread.depth--;
  frame.back = null;
  thread.sent = generator;
  thread.delivering = true;
  { frame.sp = sp; action = RELOAD; continue outer; }
}
}
      case 82: { // LIST_TO_TUPLE
{
  const list = slots[sp - 1];
  const items = (list.v).slice();
  for (const item of items) item.rc++;
  slots[sp - 1] = vm.newTuple(items);
  if (--list.rc === 0) counts.dealloc(list);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 83: { // RETURN_VALUE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const { vm, frame, thread } = f;
  frame.sp = sp;
  if (frame.generator !== null) {
    generatorReturn(vm, frame, value);
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  leaveFrame(vm, frame);
  if (counts.suspended !== null) vm.drainThen(value);
  else {
    thread.sent = value;
    thread.delivering = true;
  }
  { frame.sp = sp; action = RELOAD; continue outer; }
}
}
      case 84: { // IMPORT_STAR
frame.pc = pc; frame.sp = sp; op: {
  { $r = importStar(vm, slots[sp - 1], frame); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const module = slots[--sp];
  if (--module.rc === 0) counts.dealloc(module);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 85: { // SETUP_ANNOTATIONS
frame.pc = pc; frame.sp = sp; op: {
  const locals = frame.locals;
  if (locals === null) { $r = vm.raise(T.SystemError, "no locals found when setting up annotations"); break op; }
  const name = vm.intern("__annotations__");
  const found = orElse(vm, getItem(vm, locals, name), keyErrorToStop);
  const r = then(vm, found, makeAnnotations, locals, name, null, 0, true);
  vm.counts.decref(name);
  { $r = r; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 86: { // YIELD_VALUE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const { vm, frame } = f;
  frame.sp = sp;
  frame.pc = pc + 1;
  generatorYield(vm, frame, value);
  { frame.sp = sp; action = RELOAD; continue outer; }
}
}
      case 87: { // ASYNC_GEN_WRAP
{
  slots[sp - 1] = asyncGenWrap(vm, slots[sp - 1]);
} pc += 1; continue run;
}
      case 88: { // PREP_RERAISE_STAR
frame.pc = pc; frame.sp = sp; op: {
  { $r = prepareReraiseStar(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const excs = slots[--sp];
  const orig = slots[sp - 1];
  slots[sp - 1] = r;
  if (--excs.rc === 0) counts.dealloc(excs);
  if (--orig.rc === 0) counts.dealloc(orig);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 89: { // POP_EXCEPT
{
  const value = slots[--sp];
  const item = thread.exceptionInfo;
  const old = item.value;
  if (value === vm.none) {
    item.value = null;
    if (--value.rc === 0) counts.dealloc(value);
  } else item.value = value;
  if (old !== null) if (--old.rc === 0) counts.dealloc(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 90: { // STORE_NAME
frame.pc = pc; frame.sp = sp; op: {
  const locals = frame.locals;
  const name = code.names[oparg];
  if (locals === null) { $r = vm.raise(T.SystemError, `no locals found when storing '${name.v}'`); break op; }
  const value = slots[sp - 1];
  { $r = locals.type === T.dict ? dictSet(vm, locals, name, value) : setItem(vm, locals, name, value); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 91: { // DELETE_NAME
frame.pc = pc; frame.sp = sp; op: {
  const name = code.names[oparg];
  const locals = frame.locals;
  if (locals === null) { $r = vm.raise(T.SystemError, `no locals when deleting '${name.v}'`); break op; }
  const r = locals.type === T.dict ? dictDelete(vm, locals, name) : orElse(vm, setItem(vm, locals, name, null), keyErrorToStop);
  { $r = then(vm, r, orNameError, name, null, null, 0, true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 92: { // UNPACK_SEQUENCE
frame.pc = pc; frame.sp = sp; op: {
  { $r = unpackSequence(vm, slots[sp - 1], oparg); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  if (--r.rc === 0) counts.dealloc(r);
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 93: { // FOR_ITER
{
  const iterator = slots[sp - 1];
  if (iterator.type === T.list_iterator) {
    const it = iterator.v;
    if (it.sequence !== null) {
      const item = (it.sequence.v)[it.index];
      if (item !== undefined) {
        touchPayload(iterator);
        it.index++;
        item.rc++;
        slots[sp++] = item;
        { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
      }
    }
  }
  const r = (frame.pc = pc, frame.sp = sp, iterNext(vm, iterator));
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  if (r !== STOP) {
    slots[sp++] = r;
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  }
  sp--;
  if (thread.stopValue !== null) (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = (frame.pc = pc, frame.sp = sp, dropStopValue(f)), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  if (--iterator.rc === 0) counts.dealloc(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 94: { // UNPACK_EX
frame.pc = pc; frame.sp = sp; op: {
  { $r = unpackEx(vm, slots[sp - 1], oparg & 0xff, oparg >> 8); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  if (--r.rc === 0) counts.dealloc(r);
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 95: { // STORE_ATTR
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 1];
  const value = slots[sp - 2];
  const cache = code.caches[pc];
  if (cache !== null && o.type.version === cache.version) {
    const values = o.v;
    if (values !== null && cache.index < values.length) {
      touchPayload(o);
      const old = values[cache.index];
      values[cache.index] = (value.rc++, value);
      if (old !== null) counts.decref(old);
      { $r = OK; break op; }
    }
  }
  const name = code.names[oparg];
  const r = setAttr(vm, o, name, value);
  (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = rememberStore(f, o, name), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  { $r = r; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 96: { // DELETE_ATTR
frame.pc = pc; frame.sp = sp; op: {
  { $r = setAttr(vm, slots[sp - 1], code.names[oparg], null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 97: { // STORE_GLOBAL
{
  const value = slots[--sp];
  dictSetString(vm, frame.globals, code.names[oparg], value);
  if (--value.rc === 0) counts.dealloc(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 98: { // DELETE_GLOBAL
frame.pc = pc; frame.sp = sp; op: {
  const name = code.names[oparg];
  { $r = dictDeleteString(vm, frame.globals, name.v) ? OK : nameError(vm, name); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 99: { // SWAP
{
  const top = slots[sp - 1];
  slots[sp - 1] = slots[sp - oparg];
  slots[sp - oparg] = top;
} pc += 1; continue run;
}
      case 100: { // LOAD_CONST
{
  const value = consts[oparg];
  value.rc++;
  slots[sp++] = value;
} pc += 1; continue run;
}
      case 101: { // LOAD_NAME
frame.pc = pc; frame.sp = sp; op: {
  const name = code.names[oparg];
  const locals = frame.locals;
  if (locals === null) { $r = vm.raise(T.SystemError, `no locals when loading '${name.v}'`); break op; }
  if (locals.type === T.dict) {
    const value = dictGetStringBorrowed(vm, locals, name.v) ??
      (frame.globals.type === T.dict ? dictGetStringBorrowed(vm, frame.globals, name.v) : null);
    if (value !== null) { $r = (value.rc++, value); break op; }
    { $r = fromBuiltins(vm, STOP, frame.builtins, name); break op; }
  }
  const r = orElse(vm, getItem(vm, locals, name), keyErrorToStop);
  { $r = then(vm, r, fromGlobals, frame.globals, frame.builtins, name, 0, true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 102: { // BUILD_TUPLE
{
  const from = sp - oparg;
  const items = slots.slice(from, sp);
  sp = from;
  slots[sp++] = vm.newTuple(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 103: { // BUILD_LIST
{
  const from = sp - oparg;
  const items = slots.slice(from, sp);
  sp = from;
  slots[sp++] = vm.newList(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 104: { // BUILD_SET
frame.pc = pc; frame.sp = sp; op: {
  { $r = buildSet(vm, slots.slice(sp - oparg, sp)); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const items = slots.slice(sp - oparg, sp);
  sp -= oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 105: { // BUILD_MAP
frame.pc = pc; frame.sp = sp; op: {
  { $r = buildMap(vm, slots.slice(sp - 2 * oparg, sp), null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const items = slots.slice(sp - 2 * oparg, sp);
  sp -= 2 * oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 106: { // LOAD_ATTR
op: {
  const o = slots[sp - 1];
  const cache = code.caches[pc];
  if (cache !== null) {
    if (cache.kind === 1) {
      const values = o.v;
      if (o.type.version === cache.version && values !== null && cache.index < values.length) {
        const value = values[cache.index];
        if (value !== null) { $r = (value.rc++, value); break op; }
      }
    } else if (cache.kind === 4) {
      if (o.type === T.module) {
        const table = o.w.dict.v;
        if (table.keysVersion === cache.version) { $r = newRef(table.values[cache.index]); break op; }
      }
    }
  }
  { $r = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = (frame.pc = pc, frame.sp = sp, loadAttr(f, o, code.names[oparg])), sp = f.sp, pc = f.pc, cost = thread.cost, t); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 107: { // COMPARE_OP
op: {
  const a = slots[sp - 2];
  const b = slots[sp - 1];
  if (a.type === b.type && (a.type === T.int || a.type === T.float)) {
    const x = a.v;
    const y = b.v;
    if (typeof x === "number" && typeof y === "number") {
      let yes = false;
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
      { $r = newRef(yes ? vm.true_ : vm.false_); break op; }
    }
  }
  { $r = (frame.pc = pc, frame.sp = sp, richCompare(vm, a, b, oparg)); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} { pc += 3; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 108: { // IMPORT_NAME
frame.pc = pc; frame.sp = sp; op: {
  { $r = importName(vm, frame, code.names[oparg], slots[sp - 1], slots[sp - 2]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const fromlist = slots[--sp];
  const level = slots[sp - 1];
  slots[sp - 1] = r;
  if (--level.rc === 0) counts.dealloc(level);
  if (--fromlist.rc === 0) counts.dealloc(fromlist);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 109: { // IMPORT_FROM
frame.pc = pc; frame.sp = sp; op: {
  { $r = importFrom(vm, slots[sp - 1], code.names[oparg]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 110: { // JUMP_FORWARD
{
  pc += 1 + oparg;
  { continue run; }
}
}
      case 111: { // JUMP_IF_FALSE_OR_POP
frame.pc = pc; frame.sp = sp; {
  const value = slots[sp - 1];
  let answer = value;
  if (value !== vm.false_ && value !== vm.true_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    answer = r;
    if (--r.rc === 0) counts.dealloc(r);
  }
  if (answer === vm.false_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 112: { // JUMP_IF_TRUE_OR_POP
frame.pc = pc; frame.sp = sp; {
  const value = slots[sp - 1];
  let answer = value;
  if (value !== vm.true_ && value !== vm.false_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    answer = r;
    if (--r.rc === 0) counts.dealloc(r);
  }
  if (answer === vm.true_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 114: { // POP_JUMP_FORWARD_IF_FALSE
{
  let value = slots[sp - 1];
  if (value !== vm.false_ && value !== vm.true_) {
    vm.evalState.testedNoBool = true;
    const r = (frame.pc = pc, frame.sp = sp, truth(vm, value));
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
    value = r;
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  if (value === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 115: { // POP_JUMP_FORWARD_IF_TRUE
{
  let value = slots[sp - 1];
  if (value !== vm.true_ && value !== vm.false_) {
    vm.evalState.testedNoBool = true;
    const r = (frame.pc = pc, frame.sp = sp, truth(vm, value));
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
    value = r;
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  if (value === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 116: { // LOAD_GLOBAL
op: {
  const cache = code.caches[pc];
  if (cache !== null) {
    const table = frame.globals.v;
    if (cache.version === table.keysVersion) {
      if (cache.kind === 1) { $r = newRef(table.values[cache.index]); break op; }
      const builtins = frame.builtins.v;
      if (cache.version2 === builtins.keysVersion) { $r = newRef(builtins.values[cache.index]); break op; }
    }
  }
  { $r = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = (frame.pc = pc, frame.sp = sp, loadGlobal(f, code.names[oparg >> 1])), sp = f.sp, pc = f.pc, cost = thread.cost, t); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  if ((oparg & 1) !== 0) slots[sp++] = null;
  slots[sp++] = r;
} { pc += 6; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 117: { // IS_OP
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  const yes = (a === b) !== (oparg === 1);
  slots[sp - 1] = newRef(yes ? vm.true_ : vm.false_);
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 118: { // CONTAINS_OP
frame.pc = pc; frame.sp = sp; op: {
  const r = contains(vm, slots[sp - 1], slots[sp - 2]);
  { $r = oparg === 1 ? then(vm, r, negate) : r; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 119: { // RERAISE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  if (oparg !== 0) frame.reraiseAt = slots[sp - oparg].v;
  restoreException(vm, value);
  frame.reraising = true;
  { action = ERROR; continue outer; }
}
}
      case 120: { // COPY
{
  const value = slots[sp - oparg];
  if (value !== null) value.rc++;
  slots[sp++] = value;
} pc += 1; continue run;
}
      case 122: { // BINARY_OP
op: {
  const a = slots[sp - 2];
  const b = slots[sp - 1];
  if (a.type === T.int && b.type === T.int) {
    const x = a.v;
    const y = b.v;
    if (typeof x === "number" && typeof y === "number") {
      let z = NaN;
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
          if (z === 0) z = 0;
          break;
        default:
          z = otherIntOperation(oparg, x, y);
      }
      if (z >= -9007199254740991 && z <= 9007199254740991) { $r = vm.newInt(z); break op; }
    }
  } else if (a.type === T.float && b.type === T.float) {
    const x = a.v;
    const y = b.v;
    switch (oparg) {
      case 0:
      case 13:
        { $r = alloc(vm, T.float, x + y); break op; }
      case 10:
      case 23:
        { $r = alloc(vm, T.float, x - y); break op; }
      case 5:
      case 18:
        { $r = alloc(vm, T.float, x * y); break op; }
      case 11:
      case 24:
        if (y !== 0) { $r = alloc(vm, T.float, x / y); break op; }
        break;
      default:
    }
  }
  { $r = (frame.pc = pc, frame.sp = sp, binaryOp(vm, a, b, oparg)); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  if (--a.rc === 0) counts.dealloc(a);
  if (--b.rc === 0) counts.dealloc(b);
} { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 123: { // SEND
frame.pc = pc; frame.sp = sp; {
  const r = sendTo(vm, slots[sp - 2], slots[sp - 1]);
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  {
  const sent = slots[sp - 1];
  if (r !== STOP) {
    slots[sp - 1] = r;
    if (--sent.rc === 0) counts.dealloc(sent);
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  }
  const value = takeStopValue(vm);
  const iterator = slots[sp - 2];
  sp--;
  slots[sp - 1] = value;
  if (--sent.rc === 0) counts.dealloc(sent);
  if (--iterator.rc === 0) counts.dealloc(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
}
      case 124: { // LOAD_FAST
{
  const value = slots[oparg];
  if (value === null) { (frame.pc = pc, frame.sp = sp, unboundLocal(vm, code.localNames[oparg])); action = ERROR; continue outer; }
  value.rc++;
  slots[sp++] = value;
  { pc += 1; continue run; }
}
}
      case 125: { // STORE_FAST
{
  const value = slots[--sp];
  const old = slots[oparg];
  slots[oparg] = value;
  if (old !== null) if (--old.rc === 0) counts.dealloc(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 126: { // DELETE_FAST
frame.pc = pc; frame.sp = sp; {
  const value = slots[oparg];
  if (value === null) { unboundLocal(vm, code.localNames[oparg]); action = ERROR; continue outer; }
  slots[oparg] = null;
  if (--value.rc === 0) counts.dealloc(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 128: { // POP_JUMP_FORWARD_IF_NOT_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value !== vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 129: { // POP_JUMP_FORWARD_IF_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value === vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 130: { // RAISE_VARARGS
frame.pc = pc; frame.sp = sp; {
  const cause = oparg > 1 ? slots[sp - 1] : null;
  const value = oparg > 0 ? slots[sp - (oparg > 1 ? 2 : 1)] : null;
  const r = raiseVarargs(vm, value, cause);
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  if (oparg === 0) frame.reraising = true;
  { action = ERROR; continue outer; }
}
}
      case 131: { // GET_AWAITABLE
frame.pc = pc; frame.sp = sp; op: {
  { $r = getAwaitable(vm, slots[sp - 1], oparg); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  if (--o.rc === 0) counts.dealloc(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 132: { // MAKE_FUNCTION
frame.pc = pc; frame.sp = sp; {
  const code = slots[--sp];
  const closure = (oparg & 8) !== 0 ? slots[--sp] : null;
  const annotations = (oparg & 4) !== 0 ? slots[--sp] : null;
  const kwdefaults = (oparg & 2) !== 0 ? slots[--sp] : null;
  const defaults = (oparg & 1) !== 0 ? slots[--sp] : null;
  slots[sp++] = makeFunction(vm, code, frame.globals, closure, annotations, kwdefaults, defaults);
  if (--code.rc === 0) counts.dealloc(code);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 133: { // BUILD_SLICE
{
  const step = oparg === 3 ? slots[--sp] : newRef(vm.none);
  const stop = slots[--sp];
  const start = slots[--sp];
  slots[sp++] = alloc(vm, T.slice, { start, stop, step });
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 134: { // JUMP_BACKWARD_NO_INTERRUPT
frame.pc = pc; frame.sp = sp; {
  pc += 1 - oparg;
  { continue run; }
}
}
      case 135: { // MAKE_CELL
{
  const initial = slots[oparg];
  slots[oparg] = newCell(vm, initial);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 136: { // LOAD_CLOSURE
{
  const cell = slots[oparg];
  cell.rc++;
  slots[sp++] = cell;
} pc += 1; continue run;
}
      case 137: { // LOAD_DEREF
frame.pc = pc; frame.sp = sp; {
  const value = slots[oparg].v;
  if (value === null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = unboundCell(f, oparg), sp = f.sp, pc = f.pc, cost = thread.cost, t); action = ERROR; continue outer; }
  value.rc++;
  slots[sp++] = value;
  { pc += 1; continue run; }
}
}
      case 138: { // STORE_DEREF
{
  const value = slots[--sp];
  const cell = slots[oparg];
  touchPayload(cell);
  const old = cell.v;
  cell.v = value;
  if (old !== null) if (--old.rc === 0) counts.dealloc(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 139: { // DELETE_DEREF
frame.pc = pc; frame.sp = sp; {
  const cell = slots[oparg];
  const old = cell.v;
  if (old === null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = unboundCell(f, oparg), sp = f.sp, pc = f.pc, cost = thread.cost, t); action = ERROR; continue outer; }
  touchPayload(cell);
  cell.v = null;
  if (--old.rc === 0) counts.dealloc(old);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
}
      case 140: { // JUMP_BACKWARD
{
  pc += 1 - oparg;
  { if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run; }
}
}
      case 142: { // CALL_FUNCTION_EX
frame.pc = pc; frame.sp = sp; {
  const hasKwargs = (oparg & 1) !== 0;
  const kwargs = hasKwargs ? slots[sp - 1] : null;
  const args = slots[sp - (hasKwargs ? 2 : 1)];
  const callable = slots[sp - (hasKwargs ? 3 : 2)];
  const r = callFunctionEx(vm, callable, args, kwargs);
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  {
  const n = 2 + (oparg & 1);
  const dropped = slots.slice(sp - n, sp);
  sp -= n + 1;
  slots[sp++] = r;
  counts.decrefAll(dropped);
}
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run; }
}
}
      case 144: { // EXTENDED_ARG
{} pc += 1; continue run;
}
      case 145: { // LIST_APPEND
{
  const value = slots[--sp];
  const list = slots[sp - oparg];
  listAppendSteal(list, value);
} pc += 1; continue run;
}
      case 146: { // SET_ADD
frame.pc = pc; frame.sp = sp; op: {
  { $r = setAdd(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 147: { // MAP_ADD
frame.pc = pc; frame.sp = sp; op: {
  { $r = dictSet(vm, slots[sp - 2 - oparg], slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  const key = slots[--sp];
  if (--key.rc === 0) counts.dealloc(key);
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 148: { // LOAD_CLASSDEREF
frame.pc = pc; frame.sp = sp; op: {
  const name = code.localNames[oparg];
  const locals = frame.locals;
  const cell = slots[oparg];
  if (locals.type === T.dict) { $r = then(vm, dictGet(vm, locals, name), orCell, cell, name, null, 0, true); break op; }
  { $r = then(vm, orElse(vm, getItem(vm, locals, name), keyErrorToStop), orCell, cell, name, null, 0, true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 149: { // COPY_FREE_VARS
{
  const closure = frame.func.v.closure.v;
  const offset = code.nlocalsplus - oparg;
  for (let i = 0; i < oparg; i++) {
    const cell = closure[i];
    cell.rc++;
    slots[offset + i] = cell;
  }
} pc += 1; continue run;
}
      case 151: { // RESUME
{} pc += 1; if (oparg < 2 && (cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run;
}
      case 152: { // MATCH_CLASS
frame.pc = pc; frame.sp = sp; op: {
  { $r = matchClass(vm, slots[sp - 3], slots[sp - 2], oparg, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const names = slots[--sp];
  const type = slots[--sp];
  const subject = slots[sp - 1];
  slots[sp - 1] = r;
  if (--subject.rc === 0) counts.dealloc(subject);
  if (--type.rc === 0) counts.dealloc(type);
  if (--names.rc === 0) counts.dealloc(names);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 155: { // FORMAT_VALUE
frame.pc = pc; frame.sp = sp; op: {
  const hasSpec = (oparg & 4) !== 0;
  const spec = hasSpec ? slots[sp - 1] : null;
  const value = slots[sp - (hasSpec ? 2 : 1)];
  switch (oparg & 3) {
    case 1:
      { $r = then(vm, str(vm, value), formatConverted, spec); break op; }
    case 2:
      { $r = then(vm, repr(vm, value), formatConverted, spec); break op; }
    case 3:
      { $r = then(vm, ascii(vm, value), formatConverted, spec); break op; }
    default:
      { $r = format(vm, value, spec); break op; }
  }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  if ((oparg & 4) !== 0) {
    const spec = slots[--sp];
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
    if (--spec.rc === 0) counts.dealloc(spec);
  } else {
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
  }
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 156: { // BUILD_CONST_KEY_MAP
frame.pc = pc; frame.sp = sp; op: {
  const keys = slots[sp - 1].v;
  { $r = buildMap(vm, slots.slice(sp - 1 - oparg, sp - 1), keys); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const items = slots.slice(sp - 1 - oparg, sp);
  sp -= oparg + 1;
  slots[sp++] = r;
  counts.decrefAll(items.reverse());
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 157: { // BUILD_STRING
{
  const parts = slots.slice(sp - oparg, sp);
  sp -= oparg;
  let text = "";
  for (const part of parts) text += part.v;
  slots[sp++] = vm.newStr(text);
  counts.decrefAll(parts);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 160: { // LOAD_METHOD
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 1];
  const cache = code.caches[pc];
  if (cache !== null && o.type.version === cache.version) {
    if (cache.kind === 2) { $r = OK; break op; }
    if (o.v !== null && o.type.keys.names.length === cache.index) { $r = OK; break op; }
  }
  const name = code.names[oparg];
  const method = getMethod(vm, o, name);
  if (method === null) {
    code.caches[pc] = null;
    { $r = getAttr(vm, o, name); break op; }
  }
  (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = rememberMethod(f, o, name, method), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  { $r = OK; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  if (r === OK) {
    const cache = code.caches[pc];
    slots[sp - 1] = newRef(cache.value);
    slots[sp++] = o;
  } else {
    slots[sp - 1] = null;
    slots[sp++] = r;
    if (--o.rc === 0) counts.dealloc(o);
  }
} { pc += 11; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 162: { // LIST_EXTEND
frame.pc = pc; frame.sp = sp; op: {
  { $r = listExtend(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 163: { // SET_UPDATE
frame.pc = pc; frame.sp = sp; op: {
  { $r = setUpdate(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 164: { // DICT_MERGE
frame.pc = pc; frame.sp = sp; op: {
  { $r = dictMerge(vm, slots[sp - 1 - oparg], slots[sp - 1], slots[sp - 3 - oparg]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 165: { // DICT_UPDATE
frame.pc = pc; frame.sp = sp; op: {
  { $r = dictUpdate(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  if (--value.rc === 0) counts.dealloc(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
}
      case 166: { // PRECALL
{
  const at = sp - oparg - 1;
  if (slots[at - 1] === null) {
    const callable = slots[at];
    if (callable.type === T.method) {
      const { func, self } = callable.v;
      func.rc++;
      self.rc++;
      slots[at - 1] = func;
      slots[at] = self;
      if (--callable.rc === 0) counts.dealloc(callable);
    }
  }
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run;
}
      case 171: { // CALL
frame.pc = pc; frame.sp = sp; {
  let at = sp - oparg - 2;
  let callable = slots[at];
  if (callable === null) callable = slots[++at];
  at++;
  const kwnames = frame.kwnames;
  if (callable.type === T.function) {
    frame.kwnames = null;
    const entered = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = enterFromStack(f, callable, at, kwnames), sp = f.sp, pc = f.pc, cost = thread.cost, t);
    sp = sp - oparg - 2;
    if (!entered) { action = ERROR; continue outer; }
    frame.awaiting = 2;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  const r = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = callBuiltin(f, callable, at, kwnames), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  frame.kwnames = null;
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  done: {
  const bottom = sp - oparg - 2;
  const method = slots[bottom];
  for (let i = bottom + (method === null ? 2 : 1); i < sp; i++) {
    const arg = slots[i];
    if (counts.suspended !== null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = dropRest(f, i, bottom, r), sp = f.sp, pc = f.pc, cost = thread.cost, t); break done; }
    if (--arg.rc === 0) counts.dealloc(arg);
  }
  sp = bottom;
  const callable = method === null ? slots[bottom + 1] : method;
  slots[sp++] = r;
  if (--callable.rc === 0) counts.dealloc(callable);
}
  { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run; }
}
}
      case 172: { // KW_NAMES
{
  frame.kwnames = consts[oparg].v;
} pc += 1; continue run;
}
      case 173: { // POP_JUMP_BACKWARD_IF_NOT_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value !== vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run; }
}
}
      case 174: { // POP_JUMP_BACKWARD_IF_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value === vm.none;
  if (--value.rc === 0) counts.dealloc(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run; }
}
}
      case 175: { // POP_JUMP_BACKWARD_IF_FALSE
{
  let value = slots[sp - 1];
  if (value !== vm.false_ && value !== vm.true_) {
    vm.evalState.testedNoBool = true;
    const r = (frame.pc = pc, frame.sp = sp, truth(vm, value));
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
    value = r;
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  if (value === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run; }
}
}
      case 176: { // POP_JUMP_BACKWARD_IF_TRUE
{
  let value = slots[sp - 1];
  if (value !== vm.true_ && value !== vm.false_) {
    vm.evalState.testedNoBool = true;
    const r = (frame.pc = pc, frame.sp = sp, truth(vm, value));
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    if (--value.rc === 0) counts.dealloc(value);
    value = r;
  }
  sp--;
  if (--value.rc === 0) counts.dealloc(value);
  if (value === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } if ((cost >= state.limit || --state.checkpoints === 0)) { action = CHECKPOINT; continue outer; } continue run; }
}
}
      default: throw new Error("unknown opcode " + (word & 255));
      }
    }
  }
}

/** The observed variant: looks at every boundary between instructions, calls the observer, and counts through the journal. */
export function evalObserved(vm: VM, thread: ThreadState): number {
  const counts = vm.counts, generations = vm.generations, T = vm.T, state = vm.evalState, costs = state.costs;
  const f = { vm, thread, counts, T, frame: null, code: null, slots: null, consts: null, sp: 0, pc: 0, oparg: 0 };
  let frame = null, code = null, slots = null, words = null, consts = null, sp = 0, pc = 0, oparg = 0;
  let cost = thread.cost, action = RELOAD, r = null, $r = null, t = null, last = -1, how = 0, lastArg = 0;
  outer: for (;;) {
    switch (action) {
      case RELOAD: {
        const top = thread.frame;
        if (!(top instanceof PyFrame) || thread.status !== "running") { thread.cost = cost; return EXIT_SWITCH; }
        frame = top; code = frame.code; slots = frame.slots; words = code.words; consts = code.consts; sp = frame.sp; pc = frame.pc;
        f.frame = frame; f.code = code; f.slots = slots; f.consts = consts;
        vm.current = frame;
        action = RUN;
        if (!thread.delivering) break;
        r = thread.sent; thread.sent = null; thread.delivering = false;
        const mode = frame.awaiting; frame.awaiting = 0;
        if (r === null) { action = ERROR; continue outer; }
        if (mode === 0) break;
        oparg = words[pc] >>> 8;
        if (mode === 2) {
          slots[sp++] = r; pc += 1 + cacheEntries[words[pc] & 255];
          last = words[frame.pc] & 255; how = 5; lastArg = oparg;
          if (counts.suspended !== null || generations.due) action = ATTEND; else break;
          continue outer;
        }
        switch (words[pc] & 255) {
case 10: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 10; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 11: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 11; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 12: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 12; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 15: { {
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 15; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 25: { {
  const key = slots[--sp];
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
  counts.decref(key);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 25; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 30: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 30; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 33: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 33; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 36: { {
  const type = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(type);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 36; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 37: { {
  const type = slots[--sp];
  const value = slots[--sp];
  const [rest, match] = r.v;
  slots[sp++] = newRef(rest);
  slots[sp++] = newRef(match);
  if (match !== vm.none) {
    const item = thread.exceptionInfo;
    const old = item.value;
    item.value = newRef(match);
    if (old !== null) counts.decref(old);
  }
  counts.decref(r);
  counts.decref(type);
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 37; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 49: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 49; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 50: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 50; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 51: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 51; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 52: { {
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = newRef(exit);
  slots[sp++] = newRef(value);
  counts.decref(r);
  counts.decref(manager);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 52; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 53: { {
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = newRef(exit);
  slots[sp++] = newRef(value);
  counts.decref(r);
  counts.decref(manager);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 53; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 60: { {
  const key = slots[--sp];
  const o = slots[--sp];
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(o);
  counts.decref(key);
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 60; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 61: { {
  const key = slots[--sp];
  const o = slots[--sp];
  counts.decref(o);
  counts.decref(key);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 61; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 68: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 68; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 69: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 69; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 70: { {
  const value = slots[--sp];
  counts.decref(r);
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 70; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 71: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 71; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 84: { {
  const module = slots[--sp];
  counts.decref(module);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 84; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 85: { {} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 85; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 88: { {
  const excs = slots[--sp];
  const orig = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(excs);
  counts.decref(orig);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 88; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 90: { {
  const value = slots[--sp];
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 90; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 91: { {} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 91; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 92: { {
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  counts.decref(r);
  counts.decref(o);
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 92; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 93: {
  if (r !== STOP) {
    slots[sp++] = r;
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 93; how = 0; lastArg = oparg; action = RUN; continue outer; }
  }
  if (thread.stopValue !== null) (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = dropStopValue(f), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  const iterator = slots[--sp];
  counts.decref(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 93; how = 1; lastArg = oparg; action = RUN; continue outer; }
}
case 94: { {
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  counts.decref(r);
  counts.decref(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 94; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 95: { {
  const o = slots[--sp];
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(o);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 95; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 96: { {
  const o = slots[--sp];
  counts.decref(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 96; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 98: { {} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 98; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 101: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 101; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 104: { {
  const items = slots.slice(sp - oparg, sp);
  sp -= oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 104; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 105: { {
  const items = slots.slice(sp - 2 * oparg, sp);
  sp -= 2 * oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 105; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 106: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 106; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 107: { {
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
  counts.decref(b);
} pc += 3; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 107; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 108: { {
  const fromlist = slots[--sp];
  const level = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(level);
  counts.decref(fromlist);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 108; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 109: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 109; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 111: {
  counts.decref(r);
  if (r === vm.false_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 111; how = 1; lastArg = oparg; action = RUN; continue outer; }
  }
  const value = slots[--sp];
  counts.decref(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 111; how = 0; lastArg = oparg; action = RUN; continue outer; }
}
case 112: {
  counts.decref(r);
  if (r === vm.true_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 112; how = 1; lastArg = oparg; action = RUN; continue outer; }
  }
  const value = slots[--sp];
  counts.decref(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 112; how = 0; lastArg = oparg; action = RUN; continue outer; }
}
case 114: {
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(r);
  if (r === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 114; how = 0; lastArg = oparg; action = RUN; continue outer; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 114; how = 1; lastArg = oparg; action = RUN; continue outer; }
}
case 115: {
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(r);
  if (r === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 115; how = 0; lastArg = oparg; action = RUN; continue outer; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 115; how = 1; lastArg = oparg; action = RUN; continue outer; }
}
case 116: { {
  if ((oparg & 1) !== 0) slots[sp++] = null;
  slots[sp++] = r;
} pc += 6; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 116; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 118: { {
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
  counts.decref(b);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 118; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 122: { {
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
  counts.decref(b);
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 122; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 123: {
  const sent = slots[sp - 1];
  if (r !== STOP) {
    slots[sp - 1] = r;
    counts.decref(sent);
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 123; how = 0; lastArg = oparg; action = RUN; continue outer; }
  }
  const value = takeStopValue(vm);
  const iterator = slots[sp - 2];
  sp--;
  slots[sp - 1] = value;
  counts.decref(sent);
  counts.decref(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 123; how = 1; lastArg = oparg; action = RUN; continue outer; }
}
case 130: {
  { action = ERROR; continue outer; }
}
case 131: { {
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 131; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 142: { {
  const n = 2 + (oparg & 1);
  const dropped = slots.slice(sp - n, sp);
  sp -= n + 1;
  slots[sp++] = r;
  counts.decrefAll(dropped);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 142; how = 4; lastArg = oparg; action = RUN; continue outer; }
case 146: { {
  const value = slots[--sp];
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 146; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 147: { {
  const value = slots[--sp];
  const key = slots[--sp];
  counts.decref(key);
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 147; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 148: { {
  slots[sp++] = r;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 148; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 152: { {
  const names = slots[--sp];
  const type = slots[--sp];
  const subject = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(subject);
  counts.decref(type);
  counts.decref(names);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 152; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 155: { {
  if ((oparg & 4) !== 0) {
    const spec = slots[--sp];
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    counts.decref(value);
    counts.decref(spec);
  } else {
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    counts.decref(value);
  }
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 155; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 156: { {
  const items = slots.slice(sp - 1 - oparg, sp);
  sp -= oparg + 1;
  slots[sp++] = r;
  counts.decrefAll(items.reverse());
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 156; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 160: { {
  const o = slots[sp - 1];
  if (r === OK) {
    const cache = code.caches[pc];
    slots[sp - 1] = newRef(cache.value);
    slots[sp++] = o;
  } else {
    slots[sp - 1] = null;
    slots[sp++] = r;
    counts.decref(o);
  }
} pc += 11; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 160; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 162: { {
  const value = slots[--sp];
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 162; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 163: { {
  const value = slots[--sp];
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 163; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 164: { {
  const value = slots[--sp];
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 164; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 165: { {
  const value = slots[--sp];
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 165; how = 0; lastArg = oparg; action = RUN; continue outer; }
case 171: { done: {
  const bottom = sp - oparg - 2;
  const method = slots[bottom];
  for (let i = bottom + (method === null ? 2 : 1); i < sp; i++) {
    const arg = slots[i];
    if (counts.suspended !== null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = dropRest(f, i, bottom, r), sp = f.sp, pc = f.pc, cost = thread.cost, t); break done; }
    counts.decref(arg);
  }
  sp = bottom;
  const callable = method === null ? slots[bottom + 1] : method;
  slots[sp++] = r;
  counts.decref(callable);
} pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 171; how = 4; lastArg = oparg; action = RUN; continue outer; }
case 175: {
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(r);
  if (r === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 175; how = 0; lastArg = oparg; action = RUN; continue outer; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 175; how = 1; lastArg = oparg; action = RUN; continue outer; }
}
case 176: {
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(r);
  if (r === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 176; how = 0; lastArg = oparg; action = RUN; continue outer; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 176; how = 1; lastArg = oparg; action = RUN; continue outer; }
}
          default: throw new Error("a value was delivered to " + (words[pc] & 255));
        }
      }
      case ERROR:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0;
        unwind(vm, thread, frame);
        action = RELOAD;
        continue outer;
      case ATTEND:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0;
        vm.attend();
        action = RELOAD;
        continue outer;
      case CHECKPOINT:
        frame.pc = pc; frame.sp = sp; frame.awaiting = 0; thread.cost = cost;
        return EXIT_CHECKPOINT;
      default:
    }
    run: for (;;) {
      if (last !== -1) { const was = last, back = pc <= frame.pc; last = -1; frame.pc = pc; frame.sp = sp; if (observeBoundary(vm, was, lastArg, how, back, words[pc] & 255, cost)) { action = CHECKPOINT; continue outer; } }
      if (vm.observer !== null) { frame.pc = pc; frame.sp = sp; thread.cost = cost; if (!observeInstruction(vm, frame, words[pc] & 255)) { action = thread.exception !== null ? ERROR : CHECKPOINT; continue outer; } cost = thread.cost; }
      const word = words[pc];
      oparg = word >>> 8;
      cost += costs[word & 255];
      switch (word & 255) {
      case 0: { // CACHE
{
  throw new Error("an inline cache entry was executed");
} pc += 1; last = 0; how = 0; lastArg = oparg; continue run;
}
      case 1: { // POP_TOP
{
  const value = slots[--sp];
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 1; how = 0; lastArg = oparg; continue run;
}
      case 2: { // PUSH_NULL
{
  slots[sp++] = null;
} pc += 1; last = 2; how = 0; lastArg = oparg; continue run;
}
      case 9: { // NOP
{} pc += 1; last = 9; how = 0; lastArg = oparg; continue run;
}
      case 10: { // UNARY_POSITIVE
frame.pc = pc; frame.sp = sp; op: {
  { $r = unaryOp(vm, slots[sp - 1], "nb_positive"); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 10; how = 0; lastArg = oparg; continue run; }
}
      case 11: { // UNARY_NEGATIVE
frame.pc = pc; frame.sp = sp; op: {
  { $r = unaryOp(vm, slots[sp - 1], "nb_negative"); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 11; how = 0; lastArg = oparg; continue run; }
}
      case 12: { // UNARY_NOT
frame.pc = pc; frame.sp = sp; op: {
  { $r = then(vm, truth(vm, slots[sp - 1]), negate); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 12; how = 0; lastArg = oparg; continue run; }
}
      case 15: { // UNARY_INVERT
frame.pc = pc; frame.sp = sp; op: {
  { $r = unaryOp(vm, slots[sp - 1], "nb_invert"); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 15; how = 0; lastArg = oparg; continue run; }
}
      case 25: { // BINARY_SUBSCR
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 2];
  const key = slots[sp - 1];
  if (key.type === T.int && (o.type === T.list || o.type === T.tuple)) {
    const items = o.v;
    const i = key.v;
    if (typeof i === "number" && i >= 0 && i < items.length) { $r = newRef(items[i]); break op; }
  } else if (o.type === T.dict && key.type === T.str) {
    const table = o.v;
    if (table.index === null) {
      const i = table.findString(key.v);
      if (i >= 0) { $r = newRef(table.values[i]); break op; }
    }
  }
  { $r = getItem(vm, o, key); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const key = slots[--sp];
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
  counts.decref(key);
} { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 25; how = 0; lastArg = oparg; continue run; }
}
      case 30: { // GET_LEN
frame.pc = pc; frame.sp = sp; op: {
  { $r = length(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 30; how = 0; lastArg = oparg; continue run; }
}
      case 31: { // MATCH_MAPPING
{
  const yes = (slots[sp - 1].type.flags & TPFLAGS_MAPPING) !== 0;
  slots[sp++] = newRef(yes ? vm.true_ : vm.false_);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 31; how = 0; lastArg = oparg; continue run;
}
      case 32: { // MATCH_SEQUENCE
{
  const yes = (slots[sp - 1].type.flags & TPFLAGS_SEQUENCE) !== 0;
  slots[sp++] = newRef(yes ? vm.true_ : vm.false_);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 32; how = 0; lastArg = oparg; continue run;
}
      case 33: { // MATCH_KEYS
frame.pc = pc; frame.sp = sp; op: {
  { $r = matchKeys(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 33; how = 0; lastArg = oparg; continue run; }
}
      case 35: { // PUSH_EXC_INFO
{
  const value = slots[sp - 1];
  const item = thread.exceptionInfo;
  slots[sp - 1] = item.value ?? newRef(vm.none);
  slots[sp++] = value;
  incref(value);
  item.value = value;
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 35; how = 0; lastArg = oparg; continue run;
}
      case 36: { // CHECK_EXC_MATCH
frame.pc = pc; frame.sp = sp; op: {
  { $r = exceptionMatchesClass(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const type = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(type);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 36; how = 0; lastArg = oparg; continue run; }
}
      case 37: { // CHECK_EG_MATCH
frame.pc = pc; frame.sp = sp; op: {
  { $r = exceptionGroupMatch(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const type = slots[--sp];
  const value = slots[--sp];
  const [rest, match] = r.v;
  slots[sp++] = newRef(rest);
  slots[sp++] = newRef(match);
  if (match !== vm.none) {
    const item = thread.exceptionInfo;
    const old = item.value;
    item.value = newRef(match);
    if (old !== null) counts.decref(old);
  }
  counts.decref(r);
  counts.decref(type);
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 37; how = 0; lastArg = oparg; continue run; }
}
      case 49: { // WITH_EXCEPT_START
frame.pc = pc; frame.sp = sp; op: {
  const value = slots[sp - 1];
  const exit = slots[sp - 4];
  const traceback = (value.v).traceback ?? vm.none;
  { $r = callObject(vm, exit, [value.type.object, value, traceback], null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 49; how = 0; lastArg = oparg; continue run; }
}
      case 50: { // GET_AITER
frame.pc = pc; frame.sp = sp; op: {
  { $r = getAiter(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 50; how = 0; lastArg = oparg; continue run; }
}
      case 51: { // GET_ANEXT
frame.pc = pc; frame.sp = sp; op: {
  { $r = getAnext(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 51; how = 0; lastArg = oparg; continue run; }
}
      case 52: { // BEFORE_ASYNC_WITH
frame.pc = pc; frame.sp = sp; op: {
  { $r = enterContext(vm, slots[sp - 1], true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = newRef(exit);
  slots[sp++] = newRef(value);
  counts.decref(r);
  counts.decref(manager);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 52; how = 0; lastArg = oparg; continue run; }
}
      case 53: { // BEFORE_WITH
frame.pc = pc; frame.sp = sp; op: {
  { $r = enterContext(vm, slots[sp - 1], false); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const manager = slots[--sp];
  const [exit, value] = r.v;
  slots[sp++] = newRef(exit);
  slots[sp++] = newRef(value);
  counts.decref(r);
  counts.decref(manager);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 53; how = 0; lastArg = oparg; continue run; }
}
      case 54: { // END_ASYNC_FOR
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  if (value.type === T.StopAsyncIteration || value.type.mro.includes(T.StopAsyncIteration)) {
    const iterator = slots[--sp];
    counts.decref(value);
    counts.decref(iterator);
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 54; how = 0; lastArg = oparg; continue run; }
  }
  restoreException(vm, value);
  frame.reraising = true;
  { action = ERROR; continue outer; }
}
}
      case 60: { // STORE_SUBSCR
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 2];
  const key = slots[sp - 1];
  if (o.type === T.list && key.type === T.int) {
    const items = o.v;
    const i = key.v;
    if (typeof i === "number" && i >= 0 && i < items.length) {
      touchPayload(o);
      const old = items[i];
      items[i] = newRef(slots[sp - 3]);
      counts.decref(old);
      { $r = OK; break op; }
    }
  }
  { $r = setItem(vm, slots[sp - 2], slots[sp - 1], slots[sp - 3]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const key = slots[--sp];
  const o = slots[--sp];
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(o);
  counts.decref(key);
} { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 60; how = 0; lastArg = oparg; continue run; }
}
      case 61: { // DELETE_SUBSCR
frame.pc = pc; frame.sp = sp; op: {
  { $r = setItem(vm, slots[sp - 2], slots[sp - 1], null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const key = slots[--sp];
  const o = slots[--sp];
  counts.decref(o);
  counts.decref(key);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 61; how = 0; lastArg = oparg; continue run; }
}
      case 68: { // GET_ITER
frame.pc = pc; frame.sp = sp; op: {
  { $r = getIter(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 68; how = 0; lastArg = oparg; continue run; }
}
      case 69: { // GET_YIELD_FROM_ITER
frame.pc = pc; frame.sp = sp; op: {
  { $r = getYieldFromIter(vm, slots[sp - 1], code); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 69; how = 0; lastArg = oparg; continue run; }
}
      case 70: { // PRINT_EXPR
frame.pc = pc; frame.sp = sp; op: {
  { $r = printExpression(vm, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  counts.decref(r);
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 70; how = 0; lastArg = oparg; continue run; }
}
      case 71: { // LOAD_BUILD_CLASS
frame.pc = pc; frame.sp = sp; op: {
  const found = dictGetStringBorrowed(vm, frame.builtins, "__build_class__");
  { $r = found === null ? vm.raise(T.NameError, "__build_class__ not found") : newRef(found); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 71; how = 0; lastArg = oparg; continue run; }
}
      case 74: { // LOAD_ASSERTION_ERROR
{
  const type = T.AssertionError.object;
  incref(type);
  slots[sp++] = type;
} pc += 1; last = 74; how = 0; lastArg = oparg; continue run;
}
      case 75: { // RETURN_GENERATOR
frame.pc = pc; frame.sp = sp; {
  const { vm, frame, thread } = f;
  frame.sp = sp;
  frame.pc = pc + 1;
  const generator = newGeneratorFromFrame(vm, frame);
  thread.frame = frame.back;
  thread.depth--;
  frame.back = null;
  thread.sent = generator;
  thread.delivering = true;
  { frame.sp = sp; action = RELOAD; continue outer; }
}
}
      case 82: { // LIST_TO_TUPLE
{
  const list = slots[sp - 1];
  const items = (list.v).slice();
  for (const item of items) incref(item);
  slots[sp - 1] = vm.newTuple(items);
  counts.decref(list);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 82; how = 0; lastArg = oparg; continue run;
}
      case 83: { // RETURN_VALUE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const { vm, frame, thread } = f;
  frame.sp = sp;
  if (frame.generator !== null) {
    generatorReturn(vm, frame, value);
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  leaveFrame(vm, frame);
  if (counts.suspended !== null) vm.drainThen(value);
  else {
    thread.sent = value;
    thread.delivering = true;
  }
  { frame.sp = sp; action = RELOAD; continue outer; }
}
}
      case 84: { // IMPORT_STAR
frame.pc = pc; frame.sp = sp; op: {
  { $r = importStar(vm, slots[sp - 1], frame); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const module = slots[--sp];
  counts.decref(module);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 84; how = 0; lastArg = oparg; continue run; }
}
      case 85: { // SETUP_ANNOTATIONS
frame.pc = pc; frame.sp = sp; op: {
  const locals = frame.locals;
  if (locals === null) { $r = vm.raise(T.SystemError, "no locals found when setting up annotations"); break op; }
  const name = vm.intern("__annotations__");
  const found = orElse(vm, getItem(vm, locals, name), keyErrorToStop);
  const r = then(vm, found, makeAnnotations, locals, name, null, 0, true);
  vm.counts.decref(name);
  { $r = r; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 85; how = 0; lastArg = oparg; continue run; }
}
      case 86: { // YIELD_VALUE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const { vm, frame } = f;
  frame.sp = sp;
  frame.pc = pc + 1;
  generatorYield(vm, frame, value);
  { frame.sp = sp; action = RELOAD; continue outer; }
}
}
      case 87: { // ASYNC_GEN_WRAP
{
  slots[sp - 1] = asyncGenWrap(vm, slots[sp - 1]);
} pc += 1; last = 87; how = 0; lastArg = oparg; continue run;
}
      case 88: { // PREP_RERAISE_STAR
frame.pc = pc; frame.sp = sp; op: {
  { $r = prepareReraiseStar(vm, slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const excs = slots[--sp];
  const orig = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(excs);
  counts.decref(orig);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 88; how = 0; lastArg = oparg; continue run; }
}
      case 89: { // POP_EXCEPT
{
  const value = slots[--sp];
  const item = thread.exceptionInfo;
  const old = item.value;
  if (value === vm.none) {
    item.value = null;
    counts.decref(value);
  } else item.value = value;
  if (old !== null) counts.decref(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 89; how = 0; lastArg = oparg; continue run;
}
      case 90: { // STORE_NAME
frame.pc = pc; frame.sp = sp; op: {
  const locals = frame.locals;
  const name = code.names[oparg];
  if (locals === null) { $r = vm.raise(T.SystemError, `no locals found when storing '${name.v}'`); break op; }
  const value = slots[sp - 1];
  { $r = locals.type === T.dict ? dictSet(vm, locals, name, value) : setItem(vm, locals, name, value); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 90; how = 0; lastArg = oparg; continue run; }
}
      case 91: { // DELETE_NAME
frame.pc = pc; frame.sp = sp; op: {
  const name = code.names[oparg];
  const locals = frame.locals;
  if (locals === null) { $r = vm.raise(T.SystemError, `no locals when deleting '${name.v}'`); break op; }
  const r = locals.type === T.dict ? dictDelete(vm, locals, name) : orElse(vm, setItem(vm, locals, name, null), keyErrorToStop);
  { $r = then(vm, r, orNameError, name, null, null, 0, true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 91; how = 0; lastArg = oparg; continue run; }
}
      case 92: { // UNPACK_SEQUENCE
frame.pc = pc; frame.sp = sp; op: {
  { $r = unpackSequence(vm, slots[sp - 1], oparg); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  counts.decref(r);
  counts.decref(o);
} { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 92; how = 0; lastArg = oparg; continue run; }
}
      case 93: { // FOR_ITER
frame.pc = pc; frame.sp = sp; {
  const iterator = slots[sp - 1];
  if (iterator.type === T.list_iterator) {
    const it = iterator.v;
    if (it.sequence !== null) {
      const item = (it.sequence.v)[it.index];
      if (item !== undefined) {
        touchPayload(iterator);
        it.index++;
        incref(item);
        slots[sp++] = item;
        { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 93; how = 0; lastArg = oparg; continue run; }
      }
    }
  }
  const r = iterNext(vm, iterator);
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  if (r !== STOP) {
    slots[sp++] = r;
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 93; how = 0; lastArg = oparg; continue run; }
  }
  sp--;
  if (thread.stopValue !== null) (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = dropStopValue(f), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  counts.decref(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 93; how = 1; lastArg = oparg; continue run; }
}
}
      case 94: { // UNPACK_EX
frame.pc = pc; frame.sp = sp; op: {
  { $r = unpackEx(vm, slots[sp - 1], oparg & 0xff, oparg >> 8); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  const items = r.v;
  for (let i = items.length - 1; i >= 0; i--) slots[sp++] = newRef(items[i]);
  counts.decref(r);
  counts.decref(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 94; how = 0; lastArg = oparg; continue run; }
}
      case 95: { // STORE_ATTR
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 1];
  const value = slots[sp - 2];
  const cache = code.caches[pc];
  if (cache !== null && o.type.version === cache.version) {
    const values = o.v;
    if (values !== null && cache.index < values.length) {
      touchPayload(o);
      const old = values[cache.index];
      values[cache.index] = newRef(value);
      if (old !== null) counts.decref(old);
      { $r = OK; break op; }
    }
  }
  const name = code.names[oparg];
  const r = setAttr(vm, o, name, value);
  (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = rememberStore(f, o, name), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  { $r = r; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  const value = slots[--sp];
  counts.decref(value);
  counts.decref(o);
} { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 95; how = 0; lastArg = oparg; continue run; }
}
      case 96: { // DELETE_ATTR
frame.pc = pc; frame.sp = sp; op: {
  { $r = setAttr(vm, slots[sp - 1], code.names[oparg], null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[--sp];
  counts.decref(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 96; how = 0; lastArg = oparg; continue run; }
}
      case 97: { // STORE_GLOBAL
{
  const value = slots[--sp];
  dictSetString(vm, frame.globals, code.names[oparg], value);
  counts.decref(value);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 97; how = 0; lastArg = oparg; continue run;
}
      case 98: { // DELETE_GLOBAL
frame.pc = pc; frame.sp = sp; op: {
  const name = code.names[oparg];
  { $r = dictDeleteString(vm, frame.globals, name.v) ? OK : nameError(vm, name); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 98; how = 0; lastArg = oparg; continue run; }
}
      case 99: { // SWAP
{
  const top = slots[sp - 1];
  slots[sp - 1] = slots[sp - oparg];
  slots[sp - oparg] = top;
} pc += 1; last = 99; how = 0; lastArg = oparg; continue run;
}
      case 100: { // LOAD_CONST
{
  const value = consts[oparg];
  incref(value);
  slots[sp++] = value;
} pc += 1; last = 100; how = 0; lastArg = oparg; continue run;
}
      case 101: { // LOAD_NAME
frame.pc = pc; frame.sp = sp; op: {
  const name = code.names[oparg];
  const locals = frame.locals;
  if (locals === null) { $r = vm.raise(T.SystemError, `no locals when loading '${name.v}'`); break op; }
  if (locals.type === T.dict) {
    const value = dictGetStringBorrowed(vm, locals, name.v) ??
      (frame.globals.type === T.dict ? dictGetStringBorrowed(vm, frame.globals, name.v) : null);
    if (value !== null) { $r = newRef(value); break op; }
    { $r = fromBuiltins(vm, STOP, frame.builtins, name); break op; }
  }
  const r = orElse(vm, getItem(vm, locals, name), keyErrorToStop);
  { $r = then(vm, r, fromGlobals, frame.globals, frame.builtins, name, 0, true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 101; how = 0; lastArg = oparg; continue run; }
}
      case 102: { // BUILD_TUPLE
{
  const from = sp - oparg;
  const items = slots.slice(from, sp);
  sp = from;
  slots[sp++] = vm.newTuple(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 102; how = 0; lastArg = oparg; continue run;
}
      case 103: { // BUILD_LIST
{
  const from = sp - oparg;
  const items = slots.slice(from, sp);
  sp = from;
  slots[sp++] = vm.newList(items);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 103; how = 0; lastArg = oparg; continue run;
}
      case 104: { // BUILD_SET
frame.pc = pc; frame.sp = sp; op: {
  { $r = buildSet(vm, slots.slice(sp - oparg, sp)); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const items = slots.slice(sp - oparg, sp);
  sp -= oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 104; how = 0; lastArg = oparg; continue run; }
}
      case 105: { // BUILD_MAP
frame.pc = pc; frame.sp = sp; op: {
  { $r = buildMap(vm, slots.slice(sp - 2 * oparg, sp), null); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const items = slots.slice(sp - 2 * oparg, sp);
  sp -= 2 * oparg;
  slots[sp++] = r;
  counts.decrefAll(items);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 105; how = 0; lastArg = oparg; continue run; }
}
      case 106: { // LOAD_ATTR
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 1];
  const cache = code.caches[pc];
  if (cache !== null) {
    if (cache.kind === 1) {
      const values = o.v;
      if (o.type.version === cache.version && values !== null && cache.index < values.length) {
        const value = values[cache.index];
        if (value !== null) { $r = newRef(value); break op; }
      }
    } else if (cache.kind === 4) {
      if (o.type === T.module) {
        const table = o.w.dict.v;
        if (table.keysVersion === cache.version) { $r = newRef(table.values[cache.index]); break op; }
      }
    }
  }
  { $r = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = loadAttr(f, o, code.names[oparg]), sp = f.sp, pc = f.pc, cost = thread.cost, t); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 106; how = 0; lastArg = oparg; continue run; }
}
      case 107: { // COMPARE_OP
frame.pc = pc; frame.sp = sp; op: {
  const a = slots[sp - 2];
  const b = slots[sp - 1];
  if (a.type === b.type && (a.type === T.int || a.type === T.float)) {
    const x = a.v;
    const y = b.v;
    if (typeof x === "number" && typeof y === "number") {
      let yes = false;
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
      { $r = newRef(yes ? vm.true_ : vm.false_); break op; }
    }
  }
  { $r = richCompare(vm, a, b, oparg); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
  counts.decref(b);
} { pc += 3; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 107; how = 0; lastArg = oparg; continue run; }
}
      case 108: { // IMPORT_NAME
frame.pc = pc; frame.sp = sp; op: {
  { $r = importName(vm, frame, code.names[oparg], slots[sp - 1], slots[sp - 2]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const fromlist = slots[--sp];
  const level = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(level);
  counts.decref(fromlist);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 108; how = 0; lastArg = oparg; continue run; }
}
      case 109: { // IMPORT_FROM
frame.pc = pc; frame.sp = sp; op: {
  { $r = importFrom(vm, slots[sp - 1], code.names[oparg]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 109; how = 0; lastArg = oparg; continue run; }
}
      case 110: { // JUMP_FORWARD
frame.pc = pc; frame.sp = sp; {
  pc += 1 + oparg;
  { last = 110; how = 1; lastArg = oparg; continue run; }
}
}
      case 111: { // JUMP_IF_FALSE_OR_POP
frame.pc = pc; frame.sp = sp; {
  const value = slots[sp - 1];
  let answer = value;
  if (value !== vm.false_ && value !== vm.true_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    answer = r;
    counts.decref(r);
  }
  if (answer === vm.false_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 111; how = 1; lastArg = oparg; continue run; }
  }
  sp--;
  counts.decref(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 111; how = 0; lastArg = oparg; continue run; }
}
}
      case 112: { // JUMP_IF_TRUE_OR_POP
frame.pc = pc; frame.sp = sp; {
  const value = slots[sp - 1];
  let answer = value;
  if (value !== vm.true_ && value !== vm.false_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    answer = r;
    counts.decref(r);
  }
  if (answer === vm.true_) {
    pc += 1 + oparg;
    { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 112; how = 1; lastArg = oparg; continue run; }
  }
  sp--;
  counts.decref(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 112; how = 0; lastArg = oparg; continue run; }
}
}
      case 114: { // POP_JUMP_FORWARD_IF_FALSE
frame.pc = pc; frame.sp = sp; {
  let value = slots[sp - 1];
  if (value !== vm.false_ && value !== vm.true_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    counts.decref(value);
    value = r;
  }
  sp--;
  counts.decref(value);
  if (value === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 114; how = 0; lastArg = oparg; continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 114; how = 1; lastArg = oparg; continue run; }
}
}
      case 115: { // POP_JUMP_FORWARD_IF_TRUE
frame.pc = pc; frame.sp = sp; {
  let value = slots[sp - 1];
  if (value !== vm.true_ && value !== vm.false_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    counts.decref(value);
    value = r;
  }
  sp--;
  counts.decref(value);
  if (value === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 115; how = 0; lastArg = oparg; continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 115; how = 1; lastArg = oparg; continue run; }
}
}
      case 116: { // LOAD_GLOBAL
frame.pc = pc; frame.sp = sp; op: {
  const cache = code.caches[pc];
  if (cache !== null) {
    const table = frame.globals.v;
    if (cache.version === table.keysVersion) {
      if (cache.kind === 1) { $r = newRef(table.values[cache.index]); break op; }
      const builtins = frame.builtins.v;
      if (cache.version2 === builtins.keysVersion) { $r = newRef(builtins.values[cache.index]); break op; }
    }
  }
  { $r = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = loadGlobal(f, code.names[oparg >> 1]), sp = f.sp, pc = f.pc, cost = thread.cost, t); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  if ((oparg & 1) !== 0) slots[sp++] = null;
  slots[sp++] = r;
} { pc += 6; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 116; how = 0; lastArg = oparg; continue run; }
}
      case 117: { // IS_OP
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  const yes = (a === b) !== (oparg === 1);
  slots[sp - 1] = newRef(yes ? vm.true_ : vm.false_);
  counts.decref(a);
  counts.decref(b);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 117; how = 0; lastArg = oparg; continue run;
}
      case 118: { // CONTAINS_OP
frame.pc = pc; frame.sp = sp; op: {
  const r = contains(vm, slots[sp - 1], slots[sp - 2]);
  { $r = oparg === 1 ? then(vm, r, negate) : r; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
  counts.decref(b);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 118; how = 0; lastArg = oparg; continue run; }
}
      case 119: { // RERAISE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  if (oparg !== 0) frame.reraiseAt = slots[sp - oparg].v;
  restoreException(vm, value);
  frame.reraising = true;
  { action = ERROR; continue outer; }
}
}
      case 120: { // COPY
{
  const value = slots[sp - oparg];
  if (value !== null) incref(value);
  slots[sp++] = value;
} pc += 1; last = 120; how = 0; lastArg = oparg; continue run;
}
      case 122: { // BINARY_OP
frame.pc = pc; frame.sp = sp; op: {
  const a = slots[sp - 2];
  const b = slots[sp - 1];
  if (a.type === T.int && b.type === T.int) {
    const x = a.v;
    const y = b.v;
    if (typeof x === "number" && typeof y === "number") {
      let z = NaN;
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
          if (z === 0) z = 0;
          break;
        default:
          z = otherIntOperation(oparg, x, y);
      }
      if (z >= -9007199254740991 && z <= 9007199254740991) { $r = vm.newInt(z); break op; }
    }
  } else if (a.type === T.float && b.type === T.float) {
    const x = a.v;
    const y = b.v;
    switch (oparg) {
      case 0:
      case 13:
        { $r = alloc(vm, T.float, x + y); break op; }
      case 10:
      case 23:
        { $r = alloc(vm, T.float, x - y); break op; }
      case 5:
      case 18:
        { $r = alloc(vm, T.float, x * y); break op; }
      case 11:
      case 24:
        if (y !== 0) { $r = alloc(vm, T.float, x / y); break op; }
        break;
      default:
    }
  }
  { $r = binaryOp(vm, a, b, oparg); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const b = slots[--sp];
  const a = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(a);
  counts.decref(b);
} { pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 122; how = 0; lastArg = oparg; continue run; }
}
      case 123: { // SEND
frame.pc = pc; frame.sp = sp; {
  const r = sendTo(vm, slots[sp - 2], slots[sp - 1]);
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  {
  const sent = slots[sp - 1];
  if (r !== STOP) {
    slots[sp - 1] = r;
    counts.decref(sent);
    { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 123; how = 0; lastArg = oparg; continue run; }
  }
  const value = takeStopValue(vm);
  const iterator = slots[sp - 2];
  sp--;
  slots[sp - 1] = value;
  counts.decref(sent);
  counts.decref(iterator);
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 123; how = 1; lastArg = oparg; continue run; }
}
}
}
      case 124: { // LOAD_FAST
frame.pc = pc; frame.sp = sp; {
  const value = slots[oparg];
  if (value === null) { unboundLocal(vm, code.localNames[oparg]); action = ERROR; continue outer; }
  incref(value);
  slots[sp++] = value;
  { pc += 1; last = 124; how = 0; lastArg = oparg; continue run; }
}
}
      case 125: { // STORE_FAST
{
  const value = slots[--sp];
  const old = slots[oparg];
  slots[oparg] = value;
  if (old !== null) counts.decref(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 125; how = 0; lastArg = oparg; continue run;
}
      case 126: { // DELETE_FAST
frame.pc = pc; frame.sp = sp; {
  const value = slots[oparg];
  if (value === null) { unboundLocal(vm, code.localNames[oparg]); action = ERROR; continue outer; }
  slots[oparg] = null;
  counts.decref(value);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 126; how = 0; lastArg = oparg; continue run; }
}
}
      case 128: { // POP_JUMP_FORWARD_IF_NOT_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value !== vm.none;
  counts.decref(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 128; how = 0; lastArg = oparg; continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 128; how = 1; lastArg = oparg; continue run; }
}
}
      case 129: { // POP_JUMP_FORWARD_IF_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value === vm.none;
  counts.decref(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 129; how = 0; lastArg = oparg; continue run; }
  pc += 1 + oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 129; how = 1; lastArg = oparg; continue run; }
}
}
      case 130: { // RAISE_VARARGS
frame.pc = pc; frame.sp = sp; {
  const cause = oparg > 1 ? slots[sp - 1] : null;
  const value = oparg > 0 ? slots[sp - (oparg > 1 ? 2 : 1)] : null;
  const r = raiseVarargs(vm, value, cause);
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  if (oparg === 0) frame.reraising = true;
  { action = ERROR; continue outer; }
}
}
      case 131: { // GET_AWAITABLE
frame.pc = pc; frame.sp = sp; op: {
  { $r = getAwaitable(vm, slots[sp - 1], oparg); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(o);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 131; how = 0; lastArg = oparg; continue run; }
}
      case 132: { // MAKE_FUNCTION
frame.pc = pc; frame.sp = sp; {
  const code = slots[--sp];
  const closure = (oparg & 8) !== 0 ? slots[--sp] : null;
  const annotations = (oparg & 4) !== 0 ? slots[--sp] : null;
  const kwdefaults = (oparg & 2) !== 0 ? slots[--sp] : null;
  const defaults = (oparg & 1) !== 0 ? slots[--sp] : null;
  slots[sp++] = makeFunction(vm, code, frame.globals, closure, annotations, kwdefaults, defaults);
  counts.decref(code);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 132; how = 0; lastArg = oparg; continue run; }
}
}
      case 133: { // BUILD_SLICE
{
  const step = oparg === 3 ? slots[--sp] : newRef(vm.none);
  const stop = slots[--sp];
  const start = slots[--sp];
  slots[sp++] = alloc(vm, T.slice, { start, stop, step });
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 133; how = 0; lastArg = oparg; continue run;
}
      case 134: { // JUMP_BACKWARD_NO_INTERRUPT
frame.pc = pc; frame.sp = sp; {
  pc += 1 - oparg;
  { last = 134; how = 1; lastArg = oparg; continue run; }
}
}
      case 135: { // MAKE_CELL
{
  const initial = slots[oparg];
  slots[oparg] = newCell(vm, initial);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 135; how = 0; lastArg = oparg; continue run;
}
      case 136: { // LOAD_CLOSURE
{
  const cell = slots[oparg];
  incref(cell);
  slots[sp++] = cell;
} pc += 1; last = 136; how = 0; lastArg = oparg; continue run;
}
      case 137: { // LOAD_DEREF
frame.pc = pc; frame.sp = sp; {
  const value = slots[oparg].v;
  if (value === null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = unboundCell(f, oparg), sp = f.sp, pc = f.pc, cost = thread.cost, t); action = ERROR; continue outer; }
  incref(value);
  slots[sp++] = value;
  { pc += 1; last = 137; how = 0; lastArg = oparg; continue run; }
}
}
      case 138: { // STORE_DEREF
{
  const value = slots[--sp];
  const cell = slots[oparg];
  touchPayload(cell);
  const old = cell.v;
  cell.v = value;
  if (old !== null) counts.decref(old);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 138; how = 0; lastArg = oparg; continue run;
}
      case 139: { // DELETE_DEREF
frame.pc = pc; frame.sp = sp; {
  const cell = slots[oparg];
  const old = cell.v;
  if (old === null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = unboundCell(f, oparg), sp = f.sp, pc = f.pc, cost = thread.cost, t); action = ERROR; continue outer; }
  touchPayload(cell);
  cell.v = null;
  counts.decref(old);
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 139; how = 0; lastArg = oparg; continue run; }
}
}
      case 140: { // JUMP_BACKWARD
frame.pc = pc; frame.sp = sp; {
  pc += 1 - oparg;
  { last = 140; how = 1; lastArg = oparg; continue run; }
}
}
      case 142: { // CALL_FUNCTION_EX
frame.pc = pc; frame.sp = sp; {
  const hasKwargs = (oparg & 1) !== 0;
  const kwargs = hasKwargs ? slots[sp - 1] : null;
  const args = slots[sp - (hasKwargs ? 2 : 1)];
  const callable = slots[sp - (hasKwargs ? 3 : 2)];
  const r = callFunctionEx(vm, callable, args, kwargs);
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  {
  const n = 2 + (oparg & 1);
  const dropped = slots.slice(sp - n, sp);
  sp -= n + 1;
  slots[sp++] = r;
  counts.decrefAll(dropped);
}
  { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 142; how = 4; lastArg = oparg; continue run; }
}
}
      case 144: { // EXTENDED_ARG
{} pc += 1; last = 144; how = 0; lastArg = oparg; continue run;
}
      case 145: { // LIST_APPEND
{
  const value = slots[--sp];
  const list = slots[sp - oparg];
  listAppendSteal(list, value);
} pc += 1; last = 145; how = 0; lastArg = oparg; continue run;
}
      case 146: { // SET_ADD
frame.pc = pc; frame.sp = sp; op: {
  { $r = setAdd(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 146; how = 0; lastArg = oparg; continue run; }
}
      case 147: { // MAP_ADD
frame.pc = pc; frame.sp = sp; op: {
  { $r = dictSet(vm, slots[sp - 2 - oparg], slots[sp - 2], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  const key = slots[--sp];
  counts.decref(key);
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 147; how = 0; lastArg = oparg; continue run; }
}
      case 148: { // LOAD_CLASSDEREF
frame.pc = pc; frame.sp = sp; op: {
  const name = code.localNames[oparg];
  const locals = frame.locals;
  const cell = slots[oparg];
  if (locals.type === T.dict) { $r = then(vm, dictGet(vm, locals, name), orCell, cell, name, null, 0, true); break op; }
  { $r = then(vm, orElse(vm, getItem(vm, locals, name), keyErrorToStop), orCell, cell, name, null, 0, true); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  slots[sp++] = r;
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 148; how = 0; lastArg = oparg; continue run; }
}
      case 149: { // COPY_FREE_VARS
{
  const closure = frame.func.v.closure.v;
  const offset = code.nlocalsplus - oparg;
  for (let i = 0; i < oparg; i++) {
    const cell = closure[i];
    incref(cell);
    slots[offset + i] = cell;
  }
} pc += 1; last = 149; how = 0; lastArg = oparg; continue run;
}
      case 151: { // RESUME
{} pc += 1; last = 151; how = 0; lastArg = oparg; continue run;
}
      case 152: { // MATCH_CLASS
frame.pc = pc; frame.sp = sp; op: {
  { $r = matchClass(vm, slots[sp - 3], slots[sp - 2], oparg, slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const names = slots[--sp];
  const type = slots[--sp];
  const subject = slots[sp - 1];
  slots[sp - 1] = r;
  counts.decref(subject);
  counts.decref(type);
  counts.decref(names);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 152; how = 0; lastArg = oparg; continue run; }
}
      case 155: { // FORMAT_VALUE
frame.pc = pc; frame.sp = sp; op: {
  const hasSpec = (oparg & 4) !== 0;
  const spec = hasSpec ? slots[sp - 1] : null;
  const value = slots[sp - (hasSpec ? 2 : 1)];
  switch (oparg & 3) {
    case 1:
      { $r = then(vm, str(vm, value), formatConverted, spec); break op; }
    case 2:
      { $r = then(vm, repr(vm, value), formatConverted, spec); break op; }
    case 3:
      { $r = then(vm, ascii(vm, value), formatConverted, spec); break op; }
    default:
      { $r = format(vm, value, spec); break op; }
  }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  if ((oparg & 4) !== 0) {
    const spec = slots[--sp];
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    counts.decref(value);
    counts.decref(spec);
  } else {
    const value = slots[sp - 1];
    slots[sp - 1] = r;
    counts.decref(value);
  }
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 155; how = 0; lastArg = oparg; continue run; }
}
      case 156: { // BUILD_CONST_KEY_MAP
frame.pc = pc; frame.sp = sp; op: {
  const keys = slots[sp - 1].v;
  { $r = buildMap(vm, slots.slice(sp - 1 - oparg, sp - 1), keys); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const items = slots.slice(sp - 1 - oparg, sp);
  sp -= oparg + 1;
  slots[sp++] = r;
  counts.decrefAll(items.reverse());
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 156; how = 0; lastArg = oparg; continue run; }
}
      case 157: { // BUILD_STRING
{
  const parts = slots.slice(sp - oparg, sp);
  sp -= oparg;
  let text = "";
  for (const part of parts) text += part.v;
  slots[sp++] = vm.newStr(text);
  counts.decrefAll(parts);
} pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 157; how = 0; lastArg = oparg; continue run;
}
      case 160: { // LOAD_METHOD
frame.pc = pc; frame.sp = sp; op: {
  const o = slots[sp - 1];
  const cache = code.caches[pc];
  if (cache !== null && o.type.version === cache.version) {
    if (cache.kind === 2) { $r = OK; break op; }
    if (o.v !== null && o.type.keys.names.length === cache.index) { $r = OK; break op; }
  }
  const name = code.names[oparg];
  const method = getMethod(vm, o, name);
  if (method === null) {
    code.caches[pc] = null;
    { $r = getAttr(vm, o, name); break op; }
  }
  (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = rememberMethod(f, o, name, method), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  { $r = OK; break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const o = slots[sp - 1];
  if (r === OK) {
    const cache = code.caches[pc];
    slots[sp - 1] = newRef(cache.value);
    slots[sp++] = o;
  } else {
    slots[sp - 1] = null;
    slots[sp++] = r;
    counts.decref(o);
  }
} { pc += 11; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 160; how = 0; lastArg = oparg; continue run; }
}
      case 162: { // LIST_EXTEND
frame.pc = pc; frame.sp = sp; op: {
  { $r = listExtend(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 162; how = 0; lastArg = oparg; continue run; }
}
      case 163: { // SET_UPDATE
frame.pc = pc; frame.sp = sp; op: {
  { $r = setUpdate(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 163; how = 0; lastArg = oparg; continue run; }
}
      case 164: { // DICT_MERGE
frame.pc = pc; frame.sp = sp; op: {
  { $r = dictMerge(vm, slots[sp - 1 - oparg], slots[sp - 1], slots[sp - 3 - oparg]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 164; how = 0; lastArg = oparg; continue run; }
}
      case 165: { // DICT_UPDATE
frame.pc = pc; frame.sp = sp; op: {
  { $r = dictUpdate(vm, slots[sp - 1 - oparg], slots[sp - 1]); break op; }
}
r = $r; if (r === null) { action = ERROR; continue outer; }
if (r === PENDING) { frame.awaiting = 1; frame.sp = sp; action = RELOAD; continue outer; }
{
  const value = slots[--sp];
  counts.decref(value);
} { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 165; how = 0; lastArg = oparg; continue run; }
}
      case 166: { // PRECALL
{
  const at = sp - oparg - 1;
  if (slots[at - 1] === null) {
    const callable = slots[at];
    if (callable.type === T.method) {
      const { func, self } = callable.v;
      incref(func);
      incref(self);
      slots[at - 1] = func;
      slots[at] = self;
      counts.decref(callable);
    }
  }
} pc += 2; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 166; how = 0; lastArg = oparg; continue run;
}
      case 171: { // CALL
frame.pc = pc; frame.sp = sp; {
  let at = sp - oparg - 2;
  let callable = slots[at];
  if (callable === null) callable = slots[++at];
  at++;
  const kwnames = frame.kwnames;
  if (callable.type === T.function) {
    frame.kwnames = null;
    const entered = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = enterFromStack(f, callable, at, kwnames), sp = f.sp, pc = f.pc, cost = thread.cost, t);
    sp = sp - oparg - 2;
    if (!entered) { action = ERROR; continue outer; }
    frame.awaiting = 2;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  const r = (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = callBuiltin(f, callable, at, kwnames), sp = f.sp, pc = f.pc, cost = thread.cost, t);
  frame.kwnames = null;
  if (r === null) { action = ERROR; continue outer; }
  if (r === PENDING) {
    frame.awaiting = 1;
    { frame.sp = sp; action = RELOAD; continue outer; }
  }
  done: {
  const bottom = sp - oparg - 2;
  const method = slots[bottom];
  for (let i = bottom + (method === null ? 2 : 1); i < sp; i++) {
    const arg = slots[i];
    if (counts.suspended !== null) { (f.sp = sp, f.pc = pc, f.oparg = oparg, thread.cost = cost, t = dropRest(f, i, bottom, r), sp = f.sp, pc = f.pc, cost = thread.cost, t); break done; }
    counts.decref(arg);
  }
  sp = bottom;
  const callable = method === null ? slots[bottom + 1] : method;
  slots[sp++] = r;
  counts.decref(callable);
}
  { pc += 5; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 171; how = 4; lastArg = oparg; continue run; }
}
}
      case 172: { // KW_NAMES
{
  frame.kwnames = consts[oparg].v;
} pc += 1; last = 172; how = 0; lastArg = oparg; continue run;
}
      case 173: { // POP_JUMP_BACKWARD_IF_NOT_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value !== vm.none;
  counts.decref(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 173; how = 0; lastArg = oparg; continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 173; how = 1; lastArg = oparg; continue run; }
}
}
      case 174: { // POP_JUMP_BACKWARD_IF_NONE
frame.pc = pc; frame.sp = sp; {
  const value = slots[--sp];
  const jumps = value === vm.none;
  counts.decref(value);
  if (!jumps) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 174; how = 0; lastArg = oparg; continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 174; how = 1; lastArg = oparg; continue run; }
}
}
      case 175: { // POP_JUMP_BACKWARD_IF_FALSE
frame.pc = pc; frame.sp = sp; {
  let value = slots[sp - 1];
  if (value !== vm.false_ && value !== vm.true_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    counts.decref(value);
    value = r;
  }
  sp--;
  counts.decref(value);
  if (value === vm.true_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 175; how = 0; lastArg = oparg; continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 175; how = 1; lastArg = oparg; continue run; }
}
}
      case 176: { // POP_JUMP_BACKWARD_IF_TRUE
frame.pc = pc; frame.sp = sp; {
  let value = slots[sp - 1];
  if (value !== vm.true_ && value !== vm.false_) {
    vm.evalState.testedNoBool = true;
    const r = truth(vm, value);
    if (r === null) { action = ERROR; continue outer; }
    if (r === PENDING) {
      frame.awaiting = 1;
      { frame.sp = sp; action = RELOAD; continue outer; }
    }
    slots[sp - 1] = r;
    counts.decref(value);
    value = r;
  }
  sp--;
  counts.decref(value);
  if (value === vm.false_) { pc += 1; if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 176; how = 0; lastArg = oparg; continue run; }
  pc += 1 - oparg;
  { if (counts.suspended !== null || generations.due) { action = ATTEND; continue outer; } last = 176; how = 1; lastArg = oparg; continue run; }
}
}
      default: throw new Error("unknown opcode " + (word & 255));
      }
    }
  }
}
