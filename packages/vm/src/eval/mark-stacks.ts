import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR } from "@vivarium/compiler";
import { cacheEntries, op, stackEffect } from "@vivarium/compiler/opcodes";
import type { Code } from "../objects/code.ts";

/*
 * What kind of thing lies where on the operand stack, at each instruction (CPython 3.11: Objects/frameobject.c mark_stacks). A stack is a number with three
 * bits a place, the top lowest; so the larger of two is the deeper one, as CPython compares them.
 */

export const UNINITIALIZED = -2n;
export const OVERFLOWED = -1n;
const EMPTY = 0n;
export const ITERATOR = 1;
export const EXCEPT = 2;
export const OBJECT = 3;
export const NULL = 4;
export const LASTI = 5;
/** As many as CPython follows. */
const DEEPEST = 1n << 62n;

export function popValue(stack: bigint): bigint {
  return stack < 0n ? stack : stack >> 3n;
}

export function topOf(stack: bigint): number {
  return Number(stack & 7n);
}

function pushValue(stack: bigint, kind: number): bigint {
  if (stack < 0n) return stack;
  return stack >= DEEPEST >> 3n ? OVERFLOWED : (stack << 3n) | BigInt(kind);
}

function peek(stack: bigint, n: number): number {
  return Number((stack >> BigInt(3 * (n - 1))) & 7n);
}

function swap(stack: bigint, n: number): bigint {
  if (stack < 0n || n < 2) return stack;
  const at = BigInt(3 * (n - 1));
  const below = (stack >> at) & 7n;
  const top = stack & 7n;
  return (stack & ~((7n << at) | 7n)) | (top << at) | below;
}

function levels(stack: bigint): number {
  let n = 0;
  for (let s = stack; s > 0n; s >>= 3n) n++;
  return n;
}

const forwardIfPops: readonly number[] = [
  op.POP_JUMP_FORWARD_IF_FALSE,
  op.POP_JUMP_FORWARD_IF_TRUE,
  op.POP_JUMP_FORWARD_IF_NONE,
  op.POP_JUMP_FORWARD_IF_NOT_NONE,
];
const backwardIfPops: readonly number[] = [
  op.POP_JUMP_BACKWARD_IF_FALSE,
  op.POP_JUMP_BACKWARD_IF_TRUE,
  op.POP_JUMP_BACKWARD_IF_NONE,
  op.POP_JUMP_BACKWARD_IF_NOT_NONE,
];

/** What an instruction does: the stack after it, null where it does not go on to the next, and where else it leads. */
interface Effect {
  readonly after: bigint | null;
  readonly jump: number;
  readonly atJump: bigint;
}

function goesOn(after: bigint | null): Effect {
  return { after, jump: -1, atJump: EMPTY };
}

/** `unit`: the last of the instruction and its caches. */
function effectOf(opcode: number, oparg: number, unit: number, stack: bigint): Effect {
  const next = unit + 1;
  const popped = popValue(stack);
  if (forwardIfPops.includes(opcode)) return { after: popped, jump: next + oparg, atJump: popped };
  if (backwardIfPops.includes(opcode)) return { after: popped, jump: next - oparg, atJump: popped };
  switch (opcode) {
    case op.JUMP_IF_FALSE_OR_POP:
    case op.JUMP_IF_TRUE_OR_POP:
      return { after: popped, jump: next + oparg, atJump: stack };
    case op.SEND:
      return { after: stack, jump: next + oparg, atJump: pushValue(popValue(popped), OBJECT) };
    case op.JUMP_FORWARD:
      return { after: null, jump: next + oparg, atJump: stack };
    case op.JUMP_BACKWARD:
    case op.JUMP_BACKWARD_NO_INTERRUPT:
      return { after: null, jump: next - oparg, atJump: stack };
    case op.FOR_ITER:
      return { after: pushValue(stack, OBJECT), jump: next + oparg, atJump: popped };
    default:
      return goesOn(simpleEffect(opcode, oparg, stack));
  }
}

function simpleEffect(opcode: number, oparg: number, stack: bigint): bigint | null {
  switch (opcode) {
    case op.GET_ITER:
    case op.GET_AITER:
      return pushValue(popValue(stack), ITERATOR);
    case op.END_ASYNC_FOR:
      return popValue(popValue(stack));
    case op.PUSH_EXC_INFO:
      return pushValue(stack, EXCEPT);
    case op.POP_EXCEPT:
      return popValue(stack);
    case op.RETURN_VALUE:
    case op.RAISE_VARARGS:
    case op.RERAISE:
      return null;
    case op.PUSH_NULL:
      return pushValue(stack, NULL);
    case op.LOAD_GLOBAL:
      return pushValue((oparg & 1) !== 0 ? pushValue(stack, NULL) : stack, OBJECT);
    case op.LOAD_METHOD:
      return pushValue(pushValue(popValue(stack), NULL), OBJECT);
    case op.PRECALL:
      return stack;
    case op.CALL:
      return pushValue(popValues(stack, oparg + 2), OBJECT);
    case op.SWAP:
      return swap(stack, oparg);
    case op.COPY:
      return pushValue(stack, peek(stack, oparg));
    default: {
      let after = stack;
      let effect = stackEffect(opcode, oparg, false);
      for (; effect < 0; effect++) after = popValue(after);
      for (; effect > 0; effect--) after = pushValue(after, OBJECT);
      return after;
    }
  }
}

function popValues(stack: bigint, n: number): bigint {
  let s = stack;
  for (let i = 0; i < n; i++) s = popValue(s);
  return s;
}

/** The stack before each unit; UNINITIALIZED where no instruction is or none gets. */
export function markStacks(code: Code): bigint[] {
  const { words } = code;
  const stacks = new Array<bigint>(words.length + 1).fill(UNINITIALIZED);
  const isGenerator = (code.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
  stacks[0] = isGenerator ? pushValue(EMPTY, OBJECT) : EMPTY;
  for (let again = true; again; ) {
    again = markInstructions(code, stacks);
    if (markHandlers(code, stacks)) again = true;
  }
  return stacks;
}

/** One pass; true when something before its place was learnt. */
function markInstructions(code: Code, stacks: bigint[]): boolean {
  const { words } = code;
  let again = false;
  for (let i = 0; i < words.length; ) {
    const opcode = words[i]! & 255;
    const size = 1 + cacheEntries[opcode]!;
    const stack = stacks[i]!;
    if (stack !== UNINITIALIZED) {
      const { after, jump, atJump } = effectOf(opcode, words[i]! >>> 8, i + size - 1, stack);
      if (jump >= 0 && stacks[jump] === UNINITIALIZED) {
        stacks[jump] = atJump;
        if (jump < i) again = true;
      }
      if (after !== null) stacks[i + size] = after;
    }
    i += size;
  }
  return again;
}

function markHandlers(code: Code, stacks: bigint[]): boolean {
  let again = false;
  for (const { start, target, depth, lasti } of code.handlers()) {
    if (stacks[start] === UNINITIALIZED || stacks[target] !== UNINITIALIZED) continue;
    again = true;
    let stack = stacks[start]!;
    while (levels(stack) > depth) stack = popValue(stack);
    if (lasti) stack = pushValue(stack, LASTI);
    stacks[target] = pushValue(stack, EXCEPT);
  }
  return again;
}

function compatibleKind(from: number, to: number): boolean {
  if (to === 0) return false;
  if (to === OBJECT) return from !== NULL;
  return to === NULL || from === to;
}

/** Can a stack be popped until it fits? */
export function compatibleStack(from: bigint, to: bigint): boolean {
  if (from < 0n || to < 0n) return false;
  let a = from;
  let b = to;
  while (a > b) a = popValue(a);
  for (; a > 0n; a = popValue(a), b = popValue(b)) if (!compatibleKind(topOf(a), topOf(b))) return false;
  return b === 0n;
}

/** Why a jump to such a stack is impossible. CPython 3.11: explain_incompatible_stack */
export function explainStack(to: bigint): string {
  if (to === OVERFLOWED) return "stack is too deep to analyze";
  if (to === UNINITIALIZED) return "can't jump into an exception handler, or code may be unreachable";
  switch (topOf(to)) {
    case EXCEPT:
      return "can't jump into an 'except' block as there's no exception";
    case LASTI:
      return "can't jump into a re-raising block as there's no location";
    case ITERATOR:
      return "can't jump into the body of a for loop";
    default:
      return "incompatible stacks";
  }
}
