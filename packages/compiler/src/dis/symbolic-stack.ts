/**
 * The operand stack in symbols: what is on it before each instruction, written as the expressions that put it there.
 *
 * The instructions are followed along every path. Where two paths meet with different expressions in one place, that place
 * reads `<a or b>`, and `...` when there are more.
 */
import type { ExceptionTableEntry } from "../assemble/exception-table.ts";
import type { Constant } from "../constant.ts";
import { binaryOperators, compareOperators } from "../opcodes.ts";

/** One value; `atom`: it needs no parentheses as an operand. */
export interface SymbolicValue {
  readonly text: string;
  readonly atom: boolean;
  /** LOAD_METHOD put it there: what lies above is its self, which the text names already. */
  readonly bound?: boolean;
}

const MAX_TEXT = 60;

function atom(text: string): SymbolicValue {
  return { text: text.length > MAX_TEXT ? text.slice(0, MAX_TEXT - 3) + "..." : text, atom: true };
}

function compound(text: string): SymbolicValue {
  return { text: text.length > MAX_TEXT ? text.slice(0, MAX_TEXT - 3) + "..." : text, atom: text.length > MAX_TEXT };
}

/** The place of `self` where there is none. */
export const NULL_SYMBOL: SymbolicValue = atom("NULL");
const UNKNOWN: SymbolicValue = atom("...");

/** What an instruction may look at besides the stack. */
export interface Operand {
  readonly arg: number;
  /** The operand as people read it, without `NULL + `. */
  readonly name: string;
  /** The constant that the operand names. */
  readonly constant: Constant | undefined;
  /** The constant of the last KW_NAMES. */
  readonly keywords: readonly string[];
}

/** A stack that can be short: what is missing reads `...`. */
export class SymbolicStack {
  readonly values: SymbolicValue[];

  constructor(values: readonly SymbolicValue[]) {
    this.values = values.slice();
  }

  push(...values: SymbolicValue[]): void {
    this.values.push(...values);
  }

  pop(): SymbolicValue {
    return this.values.pop() ?? UNKNOWN;
  }

  /** The lowest of them first. */
  popMany(count: number): SymbolicValue[] {
    const values: SymbolicValue[] = [];
    for (let i = 0; i < count; i++) values.push(this.pop());
    return values.reverse();
  }

  /** `depth` 1 is the top. */
  peek(depth: number): SymbolicValue {
    return this.values[this.values.length - depth] ?? UNKNOWN;
  }

  swap(depth: number): void {
    const top = this.values.length - 1;
    const other = this.values.length - depth;
    if (other < 0) return;
    const value = this.values[top]!;
    this.values[top] = this.values[other]!;
    this.values[other] = value;
  }
}

function part({ text, atom: isAtom }: SymbolicValue): string {
  return isAtom ? text : `(${text})`;
}

function list(values: readonly SymbolicValue[]): string {
  return values.map((value) => value.text).join(", ");
}

type Step = (stack: SymbolicStack, operand: Operand) => void;

const pops =
  (count: number): Step =>
  (stack) => {
    stack.popMany(count);
  };
const pushes =
  (text: (operand: Operand) => string): Step =>
  (stack, operand) =>
    stack.push(atom(text(operand)));
/** Replaces the top by something written around it. */
const wraps =
  (text: (value: string, operand: Operand) => string): Step =>
  (stack, operand) =>
    stack.push(atom(text(stack.pop().text, operand)));
const prefix =
  (operator: string): Step =>
  (stack) =>
    stack.push(compound(operator + part(stack.pop())));
const infix =
  (operator: (operand: Operand) => string): Step =>
  (stack, operand) => {
    const right = stack.pop();
    const left = stack.pop();
    stack.push(compound(`${part(left)} ${operator(operand)} ${part(right)}`));
  };
const builds =
  (open: string, close: string): Step =>
  (stack, { arg }) =>
    stack.push(atom(open + list(stack.popMany(arg)) + close));
const nothing: Step = () => {};
const names = ({ name }: Operand): string => name;

/** A call: under the arguments lie NULL and a callable, or a method and its self. */
const call: Step = (stack, { arg, keywords }) => {
  const values = stack.popMany(arg);
  const second = stack.pop();
  const first = stack.pop();
  const positional = arg - keywords.length;
  const texts = values.map(({ text }, i) => (i < positional ? text : `${keywords[i - positional]}=${text}`));
  const callable = first === NULL_SYMBOL ? second : first;
  if (callable === first && !first.bound) texts.unshift(second.text);
  stack.push(atom(`${part(callable)}(${texts.join(", ")})`));
};

/** A display that takes in more: `[a]` and `*b` make `[a, *b]`. Inside a comprehension (`depth` above 1) it stays as it is. */
const grows =
  (star: string, empty: string): Step =>
  (stack, { arg }) => {
    const added = star + part(stack.pop());
    if (arg !== 1) return;
    const { text } = stack.pop();
    const last = text.at(-1)!;
    if (text === empty) stack.push(atom(empty === "set()" ? `{${added}}` : empty[0] + added + empty[1]));
    else stack.push("]})".includes(last) ? atom(`${text.slice(0, -1)}, ${added}${last}`) : atom(text));
  };

const callEx: Step = (stack, { arg }) => {
  const keywords = (arg & 1) !== 0 ? `, **${part(stack.pop())}`.replace(/^, \*\*\{\*\*(\w+)\}$/, ", **$1") : "";
  const positional = stack.pop();
  const callable = stack.pop();
  stack.pop();
  stack.push(atom(`${part(callable)}(*${part(positional)}${keywords})`));
};

const buildMap: Step = (stack, { arg }) => {
  const values = stack.popMany(arg * 2);
  const pairs: string[] = [];
  for (let i = 0; i < values.length; i += 2) pairs.push(`${values[i]!.text}: ${values[i + 1]!.text}`);
  stack.push(atom(`{${pairs.join(", ")}}`));
};

const buildConstKeyMap: Step = (stack, { arg }) => {
  const keys = stack.pop();
  stack.push(atom(`dict(zip(${keys.text}, (${list(stack.popMany(arg))})))`));
};

const unpack: Step = (stack, { arg }) => {
  const source = part(stack.pop());
  for (let i = arg - 1; i >= 0; i--) stack.push(atom(`${source}[${i}]`));
};

const unpackEx: Step = (stack, { arg }) => {
  const source = part(stack.pop());
  const before = arg & 0xff;
  const after = arg >> 8;
  for (let i = 1; i <= after; i++) stack.push(atom(`${source}[-${i}]`));
  stack.push(atom(`list(${source}[${before}:${after > 0 ? -after : ""}])`));
  for (let i = before - 1; i >= 0; i--) stack.push(atom(`${source}[${i}]`));
};

const makeFunction: Step = (stack, { arg }) => {
  const code = stack.pop();
  for (const flag of [8, 4, 2, 1]) if ((arg & flag) !== 0) stack.pop();
  stack.push(atom(code.text.replace("<code ", "<function ")));
};

const format: Step = (stack, { arg }) => {
  const spec = (arg & 4) !== 0 ? `, ${stack.pop().text}` : "";
  const converter = ["", "str", "repr", "ascii"][arg & 3]!;
  const { text } = stack.pop();
  stack.push(atom(`format(${converter === "" ? text : `${converter}(${text})`}${spec})`));
};

const loadMethod: Step = (stack, { name }) => {
  const self = stack.pop();
  stack.push({ ...atom(`${part(self)}.${name}`), bound: true }, self);
};

const loadGlobal: Step = (stack, { arg, name }) => {
  if ((arg & 1) !== 0) stack.push(NULL_SYMBOL);
  stack.push(atom(name));
};

const enterWith =
  (exit: string, enter: string): Step =>
  (stack) => {
    const manager = part(stack.pop());
    stack.push(atom(`${manager}.${exit}`), atom(`${manager}.${enter}()`));
  };

const pushExcInfo: Step = (stack) => {
  const raised = stack.pop();
  stack.push(atom("handled before"), raised);
};

/** What each instruction does if it does not jump. What is missing here leaves the stack alone. */
const steps: Readonly<Record<string, Step>> = {
  POP_TOP: pops(1),
  PUSH_NULL: (stack) => stack.push(NULL_SYMBOL),
  UNARY_POSITIVE: prefix("+"),
  UNARY_NEGATIVE: prefix("-"),
  UNARY_NOT: prefix("not "),
  UNARY_INVERT: prefix("~"),
  BINARY_SUBSCR: (stack) => {
    const key = stack.pop();
    stack.push(atom(`${part(stack.pop())}[${key.text}]`));
  },
  GET_LEN: (stack) => stack.push(atom(`len(${stack.peek(1).text})`)),
  MATCH_MAPPING: (stack) => stack.push(compound(`${part(stack.peek(1))} is a mapping`)),
  MATCH_SEQUENCE: (stack) => stack.push(compound(`${part(stack.peek(1))} is a sequence`)),
  MATCH_KEYS: (stack) => stack.push(atom(`values of ${stack.peek(1).text}`)),
  MATCH_CLASS: (stack) => {
    const [subject, type] = stack.popMany(3);
    stack.push(atom(`parts of ${subject!.text} as ${type!.text}`));
  },
  PUSH_EXC_INFO: pushExcInfo,
  CHECK_EXC_MATCH: (stack) => {
    const type = stack.pop();
    stack.push(atom(`isinstance(${stack.peek(1).text}, ${type.text})`));
  },
  CHECK_EG_MATCH: (stack) => {
    const [group, type] = stack.popMany(2);
    stack.push(atom(`rest of ${group!.text}`), atom(`${type!.text} of ${group!.text}`));
  },
  WITH_EXCEPT_START: (stack) => stack.push(atom(`${part(stack.peek(4))}(...)`)),
  GET_AITER: wraps((value) => `aiter(${value})`),
  GET_ANEXT: (stack) => stack.push(atom(`anext(${stack.peek(1).text})`)),
  BEFORE_ASYNC_WITH: enterWith("__aexit__", "__aenter__"),
  BEFORE_WITH: enterWith("__exit__", "__enter__"),
  END_ASYNC_FOR: pops(2),
  STORE_SUBSCR: pops(3),
  DELETE_SUBSCR: pops(2),
  GET_ITER: wraps((value) => `iter(${value})`),
  GET_YIELD_FROM_ITER: wraps((value) => `iter(${value})`),
  PRINT_EXPR: pops(1),
  LOAD_BUILD_CLASS: pushes(() => "__build_class__"),
  LOAD_ASSERTION_ERROR: pushes(() => "AssertionError"),
  RETURN_GENERATOR: pushes(() => "sent"),
  LIST_TO_TUPLE: wraps((value) => `tuple(${value})`),
  RETURN_VALUE: pops(1),
  IMPORT_STAR: pops(1),
  YIELD_VALUE: wraps(() => "sent"),
  PREP_RERAISE_STAR: (stack) => {
    stack.popMany(2);
    stack.push(atom("left to raise"));
  },
  POP_EXCEPT: pops(1),
  STORE_NAME: pops(1),
  UNPACK_SEQUENCE: unpack,
  FOR_ITER: (stack) => stack.push(atom(`next(${stack.peek(1).text})`)),
  UNPACK_EX: unpackEx,
  STORE_ATTR: pops(2),
  DELETE_ATTR: pops(1),
  STORE_GLOBAL: pops(1),
  SWAP: (stack, { arg }) => stack.swap(arg),
  COPY: (stack, { arg }) => stack.push(stack.peek(arg)),
  LOAD_CONST: (stack, { constant, name }) =>
    stack.push(atom(constant?.type === "code" ? `<code ${constant.code.co_name}>` : name)),
  LOAD_NAME: pushes(names),
  LOAD_GLOBAL: loadGlobal,
  LOAD_FAST: pushes(names),
  LOAD_DEREF: pushes(names),
  LOAD_CLASSDEREF: pushes(names),
  LOAD_CLOSURE: pushes(({ name }) => `cell ${name}`),
  BUILD_TUPLE: (stack, { arg }) => {
    const values = stack.popMany(arg);
    stack.push(atom(values.length === 1 ? `(${values[0]!.text},)` : `(${list(values)})`));
  },
  BUILD_LIST: builds("[", "]"),
  BUILD_SET: (stack, { arg }) => stack.push(atom(arg === 0 ? "set()" : `{${list(stack.popMany(arg))}}`)),
  BUILD_MAP: buildMap,
  BUILD_CONST_KEY_MAP: buildConstKeyMap,
  BUILD_STRING: (stack, { arg }) => stack.push(atom(`''.join((${list(stack.popMany(arg))}))`)),
  BUILD_SLICE: (stack, { arg }) => stack.push(atom(`slice(${list(stack.popMany(arg === 3 ? 3 : 2))})`)),
  LOAD_ATTR: (stack, { name }) => stack.push(atom(`${part(stack.pop())}.${name}`)),
  COMPARE_OP: infix(({ arg }) => compareOperators[arg] ?? "?"),
  BINARY_OP: infix(({ arg }) => binaryOperators[arg] ?? "?"),
  IS_OP: infix(({ arg }) => (arg === 1 ? "is not" : "is")),
  CONTAINS_OP: infix(({ arg }) => (arg === 1 ? "not in" : "in")),
  IMPORT_NAME: (stack, { name }) => {
    stack.popMany(2);
    stack.push(atom(`module ${name}`));
  },
  IMPORT_FROM: (stack, { name }) => stack.push(atom(`${part(stack.peek(1))}.${name}`)),
  JUMP_IF_FALSE_OR_POP: pops(1),
  JUMP_IF_TRUE_OR_POP: pops(1),
  POP_JUMP_FORWARD_IF_FALSE: pops(1),
  POP_JUMP_FORWARD_IF_TRUE: pops(1),
  POP_JUMP_FORWARD_IF_NONE: pops(1),
  POP_JUMP_FORWARD_IF_NOT_NONE: pops(1),
  POP_JUMP_BACKWARD_IF_FALSE: pops(1),
  POP_JUMP_BACKWARD_IF_TRUE: pops(1),
  POP_JUMP_BACKWARD_IF_NONE: pops(1),
  POP_JUMP_BACKWARD_IF_NOT_NONE: pops(1),
  RERAISE: pops(1),
  SEND: (stack) => {
    stack.pop();
    stack.push(atom(`yielded by ${stack.peek(1).text}`));
  },
  STORE_FAST: pops(1),
  STORE_DEREF: pops(1),
  RAISE_VARARGS: (stack, { arg }) => {
    stack.popMany(arg);
  },
  GET_AWAITABLE: wraps((value) => `awaitable(${value})`),
  MAKE_FUNCTION: makeFunction,
  CALL_FUNCTION_EX: callEx,
  LIST_APPEND: grows("", "[]"),
  SET_ADD: grows("", "set()"),
  MAP_ADD: pops(2),
  LIST_EXTEND: grows("*", "[]"),
  SET_UPDATE: grows("*", "set()"),
  DICT_MERGE: grows("**", "{}"),
  DICT_UPDATE: grows("**", "{}"),
  FORMAT_VALUE: format,
  LOAD_METHOD: loadMethod,
  CALL: call,
};

/** What the instructions that can jump do to the stack if they do; the others do the same either way. */
const stepsWhenJumping: Readonly<Record<string, Step>> = {
  FOR_ITER: pops(1),
  JUMP_IF_FALSE_OR_POP: nothing,
  JUMP_IF_TRUE_OR_POP: nothing,
  SEND: (stack) => {
    const [source] = stack.popMany(2);
    stack.push(atom(`result of ${source!.text}`));
  },
};

/** The stack after an instruction. */
export function stackAfter(
  before: readonly SymbolicValue[],
  opname: string,
  operand: Operand,
  jumping: boolean,
): SymbolicValue[] {
  const stack = new SymbolicStack(before);
  const step = (jumping ? stepsWhenJumping[opname] : undefined) ?? steps[opname] ?? nothing;
  step(stack, operand);
  return stack.values;
}

/** The stack at a handler, given the one where its range begins. */
export function stackAtHandler(before: readonly SymbolicValue[], { depth, lasti }: ExceptionTableEntry): SymbolicValue[] {
  const stack = new SymbolicStack(before.slice(0, depth));
  while (stack.values.length < depth) stack.push(UNKNOWN);
  if (lasti) stack.push(atom("raised at"));
  stack.push(atom("exception"));
  return stack.values;
}

function mergeTwo(a: SymbolicValue, b: SymbolicValue): SymbolicValue {
  if (a.text === b.text || a === UNKNOWN) return a;
  if (b === UNKNOWN || a.text.startsWith("<") || b.text.startsWith("<")) {
    const known = a.text.slice(1, -1).split(" or ");
    return a.text.startsWith("<") && known.includes(b.text) ? a : UNKNOWN;
  }
  return atom(`<${a.text} or ${b.text}>`);
}

/** The stack where paths meet. */
export function mergeStacks(stacks: readonly (readonly SymbolicValue[])[]): readonly SymbolicValue[] {
  return stacks.reduce((merged, stack) => {
    const length = Math.min(merged.length, stack.length);
    return merged.slice(0, length).map((value, i) => mergeTwo(value, stack[i]!));
  });
}

export function sameStack(a: readonly SymbolicValue[], b: readonly SymbolicValue[]): boolean {
  return a.length === b.length && a.every(({ text }, i) => text === b[i]!.text);
}
