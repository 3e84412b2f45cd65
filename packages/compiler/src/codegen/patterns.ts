/**
 * Patterns. The subject is on top of the stack; a pattern consumes it and falls through when it matches. Names it binds are
 * kept on the stack, under the subjects still to come, until the whole pattern has matched; a failure jumps to a block that
 * pops exactly what is there.
 */
import {
  type ConstantValue,
  constantRepr,
  type expr,
  type MatchAs,
  type MatchClass,
  type MatchMapping,
  type MatchOr,
  type MatchSequence,
  type MatchValue,
  type pattern,
} from "@vivarium/parser";
import { equalityKey } from "../ast-optimize/constant-equality.ts";
import { messages } from "../compiler-errors.ts";
import type { Constant } from "../constant.ts";
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { op } from "../opcodes.ts";
import { type Compiler, NONE } from "./compiler.ts";

import { visitExpression } from "./expressions.ts";
import { emitComparison } from "./jumps.ts";
import { isWildcard } from "./match.ts";
import { checkBindable } from "./names.ts";

/** CPython 3.11: Python/compile.c struct pattern_context */
export class PatternContext {
  /** Captured names, in the order in which their values will be popped. */
  stores: string[] = [];
  /** Whether a pattern that always matches may stand here. */
  allowIrrefutable: boolean;
  /** How many values above the captured ones belong to the match in progress. */
  onTop = 0;
  /** The block that pops `i` values and goes on to the next case. */
  private failures: BasicBlock[] = [];

  constructor(allowIrrefutable: boolean) {
    this.allowIrrefutable = allowIrrefutable;
  }

  failureBlock(c: Compiler, pops: number): BasicBlock {
    while (this.failures.length <= pops) this.failures.push(c.newBlock());
    return this.failures[pops]!;
  }

  /** CPython 3.11: Python/compile.c jump_to_fail_pop */
  emitFailure(c: Compiler, jump: number): void {
    c.emitJump(jump, this.failureBlock(c, this.onTop + this.stores.length));
  }

  /** CPython 3.11: Python/compile.c emit_and_reset_fail_pop */
  emitFailureBlocks(c: Compiler): void {
    for (let i = this.failures.length - 1; i >= 0; i--) {
      c.useBlock(this.failures[i]!);
      if (i > 0) c.emit(op.POP_TOP);
    }
    this.failures = [];
  }

  /** What an alternative changes, to be put back after it. */
  save(): { stores: string[]; allowIrrefutable: boolean; onTop: number; failures: BasicBlock[] } {
    return { stores: this.stores, allowIrrefutable: this.allowIrrefutable, onTop: this.onTop, failures: this.failures };
  }

  restore(saved: ReturnType<PatternContext["save"]>): void {
    this.stores = saved.stores;
    this.allowIrrefutable = saved.allowIrrefutable;
    this.onTop = saved.onTop;
    this.failures = saved.failures;
  }

  startAlternative(allowIrrefutable: boolean): void {
    this.stores = [];
    this.allowIrrefutable = allowIrrefutable;
    this.onTop = 0;
    this.failures = [];
  }
}

/** CPython 3.11: Python/compile.c compiler_pattern */
export function visitPattern(c: Compiler, p: pattern, context: PatternContext): void {
  // Not put back afterwards: what follows is located at the last pattern, as in CPython.
  c.u.location = p;
  switch (p.node) {
    case "MatchValue":
      visitValue(c, p, context);
      break;
    case "MatchSingleton":
      c.loadConst(p.value as Constant);
      emitComparison(c, "Is");
      context.emitFailure(c, op.POP_JUMP_IF_FALSE);
      break;
    case "MatchSequence":
      visitSequencePattern(c, p, context);
      break;
    case "MatchMapping":
      visitMapping(c, p, context);
      break;
    case "MatchClass":
      visitClassPattern(c, p, context);
      break;
    case "MatchStar":
      storeName(c, p.name, context);
      break;
    case "MatchAs":
      visitAs(c, p, context);
      break;
    case "MatchOr":
      visitOr(c, p, context);
      break;
  }
}

/** CPython 3.11: Python/compile.c compiler_pattern_subpattern */
function visitSubpattern(c: Compiler, p: pattern, context: PatternContext): void {
  const outer = context.allowIrrefutable;
  context.allowIrrefutable = true;
  visitPattern(c, p, context);
  context.allowIrrefutable = outer;
}

/** Brings the top to place `count`, everything between up by one (CPython 3.11: Python/compile.c pattern_helper_rotate). */
function rotate(c: Compiler, count: number): void {
  for (; count > 1; count--) c.emitArg(op.SWAP, count);
}

function failDuplicateStore(c: Compiler, name: string): never {
  c.fail(messages.patternNameTwice(constantRepr({ type: "str", value: name })));
}

/** CPython 3.11: Python/compile.c pattern_helper_store_name */
function storeName(c: Compiler, name: string | null, context: PatternContext): void {
  if (name === null) {
    c.emit(op.POP_TOP);
    return;
  }
  checkBindable(c, name, "Store");
  if (context.stores.includes(name)) failDuplicateStore(c, name);
  rotate(c, context.onTop + context.stores.length + 1);
  context.stores.push(name);
}

function isMatchable(e: expr): boolean {
  return e.node === "Constant" || e.node === "Attribute";
}

function visitValue(c: Compiler, p: MatchValue, context: PatternContext): void {
  if (!isMatchable(p.value)) c.fail(messages.patternValueKind);
  visitExpression(c, p.value);
  emitComparison(c, "Eq");
  context.emitFailure(c, op.POP_JUMP_IF_FALSE);
}

/** CPython 3.11: Python/compile.c compiler_pattern_as */
function visitAs(c: Compiler, p: MatchAs, context: PatternContext): void {
  if (p.pattern === null) {
    if (!context.allowIrrefutable) {
      c.fail(
        p.name === null
          ? messages.patternWildcardUnreachable
          : messages.patternNameUnreachable(constantRepr({ type: "str", value: p.name })),
      );
    }
    storeName(c, p.name, context);
    return;
  }
  context.onTop++;
  c.emitArg(op.COPY, 1);
  visitPattern(c, p.pattern, context);
  context.onTop--;
  storeName(c, p.name, context);
}

// Sequences

function isWildcardStar(p: pattern): boolean {
  return p.node === "MatchStar" && p.name === null;
}

/** A test of the subject's length, which stays. */
function testLength(c: Compiler, context: PatternContext, operator: "Eq" | "GtE", length: number): void {
  c.emit(op.GET_LEN);
  c.loadInt(length);
  emitComparison(c, operator);
  context.emitFailure(c, op.POP_JUMP_IF_FALSE);
}

/** CPython 3.11: Python/compile.c compiler_pattern_sequence */
function visitSequencePattern(c: Compiler, p: MatchSequence, context: PatternContext): void {
  const { patterns } = p;
  const star = patterns.findIndex((q) => q.node === "MatchStar");
  if (star >= 0 && patterns.some((q, i) => i > star && q.node === "MatchStar")) c.fail(messages.patternMultipleStars);
  context.onTop++;
  c.emit(op.MATCH_SEQUENCE);
  context.emitFailure(c, op.POP_JUMP_IF_FALSE);
  if (star < 0) testLength(c, context, "Eq", patterns.length);
  else if (patterns.length > 1) testLength(c, context, "GtE", patterns.length - 1);
  context.onTop--;
  if (patterns.every((q) => isWildcard(q) || isWildcardStar(q))) c.emit(op.POP_TOP);
  else if (star >= 0 && isWildcardStar(patterns[star]!)) subscriptSequence(c, patterns, star, context);
  else unpackSequence(c, patterns, star, context);
}

/** CPython 3.11: Python/compile.c pattern_helper_sequence_unpack */
function unpackSequence(c: Compiler, patterns: readonly pattern[], star: number, context: PatternContext): void {
  const n = patterns.length;
  if (star >= 0) {
    if (star >= 1 << 8 || n - star - 1 >= 0x7fffffff >> 8) c.fail(messages.patternTooManyBeforeStar);
    c.emitArg(op.UNPACK_EX, star + ((n - star - 1) << 8));
  } else c.emitArg(op.UNPACK_SEQUENCE, n);
  context.onTop += n;
  for (const q of patterns) {
    context.onTop--;
    visitSubpattern(c, q, context);
  }
}

/** `[a, *_]`: only the items that matter are taken (CPython 3.11: Python/compile.c pattern_helper_sequence_subscr). */
function subscriptSequence(c: Compiler, patterns: readonly pattern[], star: number, context: PatternContext): void {
  context.onTop++;
  for (let i = 0; i < patterns.length; i++) {
    const q = patterns[i]!;
    if (i === star || isWildcard(q)) continue;
    c.emitArg(op.COPY, 1);
    if (i < star) c.loadInt(i);
    else {
      // Counted from the end, but as an index that any sequence takes.
      c.emit(op.GET_LEN);
      c.loadInt(patterns.length - i);
      c.emitArg(op.BINARY_OP, 10);
    }
    c.emit(op.BINARY_SUBSCR);
    visitSubpattern(c, q, context);
  }
  context.onTop--;
  c.emit(op.POP_TOP);
}

// Mappings and classes

/** A tuple of values or None is on the stack, on top of `extra` new values: fails on None, else unpacks `size`. */
function unpackMatched(c: Compiler, context: PatternContext, size: number): void {
  c.emitArg(op.COPY, 1);
  c.loadConst(NONE);
  c.emitArg(op.IS_OP, 1);
  context.emitFailure(c, op.POP_JUMP_IF_FALSE);
  c.emitArg(op.UNPACK_SEQUENCE, size);
  context.onTop += size - 1;
}

function visitKeys(c: Compiler, p: MatchMapping): void {
  const seen = new Set<string>();
  for (const key of p.keys) {
    if (key.node === "Constant") {
      const value = key.value as Constant;
      const equality = equalityKey(value);
      if (seen.has(equality)) c.fail(messages.patternDuplicateKey(constantRepr(value as ConstantValue)));
      seen.add(equality);
    } else if (key.node !== "Attribute") c.fail(messages.patternKeyKind);
    visitExpression(c, key);
  }
}

/** CPython 3.11: Python/compile.c compiler_pattern_mapping */
function visitMapping(c: Compiler, p: MatchMapping, context: PatternContext): void {
  const size = p.keys.length;
  context.onTop++;
  c.emit(op.MATCH_MAPPING);
  context.emitFailure(c, op.POP_JUMP_IF_FALSE);
  if (size === 0 && p.rest === null) {
    context.onTop--;
    c.emit(op.POP_TOP);
    return;
  }
  if (size > 0) testLength(c, context, "GtE", size);
  visitKeys(c, p);
  c.emitArg(op.BUILD_TUPLE, size);
  c.emit(op.MATCH_KEYS);
  context.onTop += 2;
  unpackMatched(c, context, size);
  for (const q of p.patterns) {
    context.onTop--;
    visitSubpattern(c, q, context);
  }
  context.onTop -= 2;
  if (p.rest !== null) storeRest(c, size, p.rest, context);
  else {
    c.emit(op.POP_TOP);
    c.emit(op.POP_TOP);
  }
}

/** `**rest`: a copy of the mapping without the keys that were matched. */
function storeRest(c: Compiler, size: number, rest: string, context: PatternContext): void {
  c.emitArg(op.BUILD_MAP, 0); // [subject, keys, {}]
  c.emitArg(op.SWAP, 3); // [{}, keys, subject]
  c.emitArg(op.DICT_UPDATE, 2); // [copy, keys]
  c.emitArg(op.UNPACK_SEQUENCE, size); // [copy, *keys]
  for (let left = size; left > 0; left--) {
    c.emitArg(op.COPY, 1 + left); // [copy, *keys, copy]
    c.emitArg(op.SWAP, 2); // [copy, *keys, copy, key]
    c.emit(op.DELETE_SUBSCR);
  }
  storeName(c, rest, context);
}

/** CPython 3.11: Python/compile.c validate_kwd_attrs */
function checkAttributes(c: Compiler, p: MatchClass): void {
  const { kwd_attrs } = p;
  for (let i = 0; i < kwd_attrs.length; i++) {
    c.u.location = p.kwd_patterns[i]!;
    checkBindable(c, kwd_attrs[i]!, "Store");
    for (let j = i + 1; j < kwd_attrs.length; j++) {
      if (kwd_attrs[i] !== kwd_attrs[j]) continue;
      c.u.location = p.kwd_patterns[j]!;
      c.fail(messages.patternAttributeRepeated(kwd_attrs[i]!));
    }
  }
  c.u.location = p;
}

/** CPython 3.11: Python/compile.c compiler_pattern_class */
function visitClassPattern(c: Compiler, p: MatchClass, context: PatternContext): void {
  checkAttributes(c, p);
  visitExpression(c, p.cls);
  c.loadStrings(p.kwd_attrs);
  c.emitArg(op.MATCH_CLASS, p.patterns.length);
  context.onTop++;
  unpackMatched(c, context, p.patterns.length + p.kwd_attrs.length);
  for (const q of [...p.patterns, ...p.kwd_patterns]) {
    context.onTop--;
    if (isWildcard(q)) c.emit(op.POP_TOP);
    else visitSubpattern(c, q, context);
  }
}

// Alternatives

/**
 * Puts the captures of an alternative into the order of the first one's, on the stack and in `stores`.
 * @throws PySyntaxError when they are other names.
 */
function reorderStores(c: Compiler, stores: string[], control: readonly string[]): void {
  if (stores.length !== control.length) c.fail(messages.patternAlternativesDiffer);
  for (let i = control.length - 1; i >= 0; i--) {
    const at = stores.indexOf(control[i]!);
    if (at < 0) c.fail(messages.patternAlternativesDiffer);
    if (at === i) continue;
    const rotations = at + 1;
    const rotated = stores.splice(0, rotations);
    stores.splice(i - at, 0, ...rotated);
    for (let k = 0; k < rotations; k++) rotate(c, i + 1);
  }
}

/** CPython 3.11: Python/compile.c compiler_pattern_or */
function visitOr(c: Compiler, p: MatchOr, context: PatternContext): void {
  const end = c.newBlock();
  const saved = context.save();
  let control: string[] = [];
  const last = p.patterns.length - 1;
  p.patterns.forEach((alternative, i) => {
    c.u.location = alternative;
    context.startAlternative(i === last && saved.allowIrrefutable);
    c.emitArg(op.COPY, 1);
    visitPattern(c, alternative, context);
    if (i === 0) control = context.stores;
    else reorderStores(c, context.stores, control);
    c.emitJump(op.JUMP, end);
    context.emitFailureBlocks(c);
  });
  context.restore(saved);
  // No alternative matched: drop the copy of the subject.
  c.emit(op.POP_TOP);
  context.emitFailure(c, op.JUMP);
  c.useBlock(end);
  // The captures are on top, the copy of the subject under them: bring them where captures belong.
  const rotations = control.length + 1 + context.onTop + context.stores.length;
  for (const name of control) {
    rotate(c, rotations);
    if (context.stores.includes(name)) failDuplicateStore(c, name);
    context.stores.push(name);
  }
  c.emit(op.POP_TOP);
}
