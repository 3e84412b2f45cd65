import type { Text } from "../../objects/str/text.ts";
import { equalLocaleIgnore, inCategory, inCharset, isAsciiWord, isUnicodeWord, lowerAscii, lowerUnicode } from "./characters.ts";

/*
 * The matcher over the code arrays that Lib/re/_compiler.py makes (CPython 3.11: Modules/_sre/sre_lib.h, which recurses with a stack of its own).
 *
 * Here matching is a machine with a stack of choices. A state is: place in the code, place in the text, the repeat being run, the enclosing
 * assertion, the groups. Repeats and assertions are immutable linked records, groups are written through a trail, so that going back to a
 * choice is dropping what came after it. Nothing recurses, and `run` can stop after a number of steps and go on later.
 */

export type Subject = Text | Uint8Array;

/** A repeat under way: its code, how many rounds are done, where the last one began. */
interface Repeat {
  readonly pc: number;
  readonly count: number;
  readonly lastPtr: number;
  readonly outer: Repeat | null;
}

/** An assertion, atomic group or possessive repeat whose body is being matched. */
interface Inner {
  readonly kind: "assert" | "assert-not" | "atomic" | "possessive";
  /** Where the code goes on. */
  readonly next: number;
  readonly ptr: number;
  /** Number of choices when it began: those above it are given up at its end. */
  readonly height: number;
  readonly repeat: Repeat | null;
  readonly outer: Inner | null;
  /** For a possessive repeat: its code and the rounds done. */
  readonly pc: number;
  readonly count: number;
}

const CHOICE = 0;
/** Greedy single characters: one less. */
const GREEDY = 1;
/** Reluctant single characters: one more. */
const RELUCTANT = 2;

interface Choice {
  kind: number;
  pc: number;
  ptr: number;
  /** Characters taken by a repeat of single characters. */
  count: number;
  readonly repeat: Repeat | null;
  readonly inner: Inner | null;
  readonly trail: number;
  readonly lastindex: number;
}

const MAXREPEAT = 0xffffffff;

export const MATCHED = 1;
export const FAILED = 0;
export const PAUSED = -1;

/** One attempt after another to match one code array on one text. */
export class Engine {
  readonly code: Uint32Array;
  readonly text: Subject;
  readonly string: string | null;
  readonly points: ArrayLike<number>;
  readonly end: number;
  /** Starts and ends of groups, -1 where unset. */
  readonly marks: Int32Array;
  lastindex = -1;
  /** Must the whole rest match? */
  readonly matchAll: boolean;
  /** The match may not end here (it would be empty where the last one ended); -1: anywhere. */
  mustAdvance = -1;
  ptr = 0;
  /** Steps done so far, for accounting. */
  steps = 0;
  private pc = 0;
  private repeat: Repeat | null = null;
  private inner: Inner | null = null;
  private readonly choices: Choice[] = [];
  private readonly trail: number[] = [];

  constructor(code: Uint32Array, groups: number, text: Subject, end: number, matchAll: boolean) {
    this.code = code;
    this.text = text;
    this.string = typeof text === "string" ? text : null;
    this.points = typeof text === "string" ? [] : text;
    this.end = end;
    this.marks = new Int32Array(groups * 2).fill(-1);
    this.matchAll = matchAll;
  }

  at(i: number): number {
    return this.string !== null ? this.string.charCodeAt(i) : this.points[i]!;
  }

  /** Prepares an attempt at `ptr`. */
  begin(ptr: number): void {
    this.ptr = ptr;
    this.pc = 0;
    this.repeat = null;
    this.inner = null;
    this.choices.length = 0;
    this.trail.length = 0;
    this.marks.fill(-1);
    this.lastindex = -1;
  }

  /** Goes on for at most `budget` steps. */
  run(budget: number): number {
    let left = budget;
    for (;;) {
      if (left-- <= 0) return PAUSED;
      this.steps++;
      if (this.step()) {
        if (this.pc < 0) return MATCHED;
      } else if (!this.backtrack()) return FAILED;
    }
  }

  private setMark(i: number, value: number): void {
    this.trail.push(i, this.marks[i]!);
    this.marks[i] = value;
  }

  private choose(kind: number, pc: number, ptr: number, count: number, repeat: Repeat | null): void {
    this.choices.push({ kind, pc, ptr, count, repeat, inner: this.inner, trail: this.trail.length, lastindex: this.lastindex });
  }

  /** Back to the last choice; false when there is none. */
  private backtrack(): boolean {
    const { choices, trail, marks, code } = this;
    for (let c = choices[choices.length - 1]; c !== undefined; c = choices[choices.length - 1]) {
      while (trail.length > c.trail) {
        const value = trail.pop()!;
        marks[trail.pop()!] = value;
      }
      this.repeat = c.repeat;
      this.inner = c.inner;
      this.lastindex = c.lastindex;
      if (c.kind === CHOICE) {
        choices.pop();
        this.pc = c.pc;
        this.ptr = c.ptr;
        return true;
      }
      // c.pc is at the operands: skip, min, max, item.
      const ok = c.kind === GREEDY ? this.lessGreedy(c) : this.lessReluctant(c);
      if (ok) {
        this.pc = c.pc + code[c.pc]!;
        return true;
      }
      choices.pop();
    }
    return false;
  }

  private lessGreedy(c: Choice): boolean {
    const { code } = this;
    const min = code[c.pc + 1]!;
    const tail = c.pc + code[c.pc]!;
    const literal = code[tail] === 16 ? code[tail + 1]! : -1;
    while (c.count > min) {
      c.count--;
      this.steps++;
      const ptr = c.ptr + c.count;
      if (literal >= 0 && (ptr >= this.end || this.at(ptr) !== literal)) continue;
      this.ptr = ptr;
      if (c.count === min) this.choices.pop();
      return true;
    }
    return false;
  }

  private lessReluctant(c: Choice): boolean {
    const max = this.code[c.pc + 2]!;
    if (max !== MAXREPEAT && c.count >= max) return false;
    const ptr = c.ptr + c.count;
    if (ptr >= this.end || !this.single(c.pc + 3, this.at(ptr))) return false;
    c.count++;
    this.ptr = ptr + 1;
    return true;
  }

  /** Does the one-character operation at `pc` take `c`? CPython 3.11: the loops of sre_lib.h count */
  private single(pc: number, c: number): boolean {
    const { code } = this;
    switch (code[pc]) {
      case 2: // ANY
        return c !== 10;
      case 3: // ANY_ALL
        return true;
      case 8: // CATEGORY
        return inCategory(code[pc + 1]!, c);
      case 13: // IN
        return inCharset(code, pc + 2, c);
      case 31: // IN_IGNORE
        return inCharset(code, pc + 2, lowerAscii(c));
      case 35: // IN_LOC_IGNORE
        return inCharset(code, pc + 2, lowerAscii(c)) || (c >= 97 && c <= 122 && inCharset(code, pc + 2, c - 32));
      case 39: // IN_UNI_IGNORE
        return inCharset(code, pc + 2, lowerUnicode(c));
      case 16: // LITERAL
        return c === code[pc + 1];
      case 20: // NOT_LITERAL
        return c !== code[pc + 1];
      case 32: // LITERAL_IGNORE
        return lowerAscii(c) === code[pc + 1];
      case 33: // NOT_LITERAL_IGNORE
        return lowerAscii(c) !== code[pc + 1];
      case 36: // LITERAL_LOC_IGNORE
        return equalLocaleIgnore(code[pc + 1]!, c);
      case 37: // NOT_LITERAL_LOC_IGNORE
        return !equalLocaleIgnore(code[pc + 1]!, c);
      case 40: // LITERAL_UNI_IGNORE
        return lowerUnicode(c) === code[pc + 1];
      case 41: // NOT_LITERAL_UNI_IGNORE
        return lowerUnicode(c) !== code[pc + 1];
      default:
        return false;
    }
  }

  /** How many characters from `ptr` on the item at `pc` takes, at most `max`. */
  private count(pc: number, max: number): number {
    let ptr = this.ptr;
    const stop = max === MAXREPEAT || max > this.end - ptr ? this.end : ptr + max;
    const from = ptr;
    while (ptr < stop && this.single(pc, this.at(ptr))) ptr++;
    this.steps += ptr - from;
    return ptr - from;
  }

  /** One operation; false: it does not match here. At the end of a match `pc` is -1. */
  private step(): boolean {
    const { code } = this;
    const pc = this.pc;
    switch (code[pc]) {
      case 0: // FAILURE
        return false;
      case 1: // SUCCESS
        return this.success();
      case 4: // ASSERT
      case 5: // ASSERT_NOT
        return this.assertion(pc);
      case 6: // AT
        this.pc = pc + 2;
        return this.position(code[pc + 1]!);
      case 7: // BRANCH
        return this.branch(pc + 1);
      case 11: // GROUPREF
      case 30: // GROUPREF_IGNORE
      case 34: // GROUPREF_LOC_IGNORE
      case 38: // GROUPREF_UNI_IGNORE
        return this.groupref(code[pc]!, code[pc + 1]!);
      case 12: {
        // GROUPREF_EXISTS
        const group = code[pc + 1]! * 2;
        const there = this.marks[group]! >= 0 && this.marks[group + 1]! >= this.marks[group]!;
        this.pc = there ? pc + 3 : pc + 1 + code[pc + 2]!;
        return true;
      }
      case 14: // INFO
      case 15: // JUMP
        this.pc = pc + 1 + code[pc + 1]!;
        return true;
      case 17: {
        // MARK
        const i = code[pc + 1]!;
        if ((i & 1) === 1) this.lastindex = (i >> 1) + 1;
        this.setMark(i, this.ptr);
        this.pc = pc + 2;
        return true;
      }
      case 18: // MAX_UNTIL
      case 19: // MIN_UNTIL
        return this.until(pc);
      case 23: // REPEAT
        this.repeat = { pc: pc + 1, count: -1, lastPtr: -1, outer: this.repeat };
        this.pc = pc + 1 + code[pc + 1]!;
        return true;
      case 24: // REPEAT_ONE
      case 26: // MIN_REPEAT_ONE
      case 29: // POSSESSIVE_REPEAT_ONE
        return this.repeatOne(pc);
      case 27: // ATOMIC_GROUP
        this.enter("atomic", pc + 1 + code[pc + 1]!, pc, 0);
        this.pc = pc + 2;
        return true;
      case 28: // POSSESSIVE_REPEAT
        return this.possessive(pc, 0, this.ptr - 1);
      default:
        return this.oneCharacter(pc);
    }
  }

  private oneCharacter(pc: number): boolean {
    if (this.ptr >= this.end || !this.single(pc, this.at(this.ptr))) return false;
    this.ptr++;
    const op = this.code[pc]!;
    if (op === 2 || op === 3) this.pc = pc + 1;
    else if (op === 13 || op === 31 || op === 35 || op === 39) this.pc = pc + 1 + this.code[pc + 1]!;
    else this.pc = pc + 2;
    return true;
  }

  private enter(kind: Inner["kind"], next: number, pc: number, count: number): void {
    this.inner = { kind, next, ptr: this.ptr, height: this.choices.length, repeat: this.repeat, outer: this.inner, pc, count };
  }

  private assertion(pc: number): boolean {
    const { code } = this;
    const next = pc + 1 + code[pc + 1]!;
    const back = code[pc + 2]!;
    const negative = code[pc] === 5;
    if (this.ptr < back) {
      this.pc = next;
      return negative;
    }
    this.enter(negative ? "assert-not" : "assert", next, pc, 0);
    if (negative) {
      // If all fails inside, matching goes on behind the assertion, as it was outside of it.
      const inside = this.inner;
      this.inner = inside!.outer;
      this.choose(CHOICE, next, this.ptr, 0, this.repeat);
      this.inner = inside;
    }
    this.ptr -= back;
    this.pc = pc + 3;
    return true;
  }

  /** The end of the code, or of the body of an assertion or the like. */
  private success(): boolean {
    const inner = this.inner;
    if (inner === null) {
      if ((this.matchAll && this.ptr !== this.end) || this.ptr === this.mustAdvance) return false;
      this.pc = -1;
      return true;
    }
    this.choices.length = inner.height;
    this.inner = inner.outer;
    this.repeat = inner.repeat;
    if (inner.kind === "assert-not") return this.failInside(inner);
    if (inner.kind === "possessive") return this.possessive(inner.pc, inner.count + 1, inner.ptr);
    if (inner.kind === "assert") this.ptr = inner.ptr;
    this.pc = inner.next;
    return true;
  }

  /** The body of a negative assertion has matched: what it put among the choices is gone, the rest decides. */
  private failInside(_inner: Inner): boolean {
    return false;
  }

  private branch(from: number): boolean {
    const { code } = this;
    const first = from;
    // The alternatives after the first are choices, the nearest on top.
    const starts: number[] = [];
    for (let at = first; code[at] !== 0; at += code[at]!) starts.push(at);
    for (let i = starts.length - 1; i > 0; i--)
      if (this.mayStart(starts[i]! + 1)) this.choose(CHOICE, starts[i]! + 1, this.ptr, 0, this.repeat);
    if (starts.length === 0) return false;
    this.pc = starts[0]! + 1;
    return true;
  }

  /** Can an alternative that begins with this code match at all? A quick look at its first character. */
  private mayStart(pc: number): boolean {
    const op = this.code[pc];
    if (op === 16) return this.ptr < this.end && this.at(this.ptr) === this.code[pc + 1];
    if (op === 13) return this.ptr < this.end && inCharset(this.code, pc + 2, this.at(this.ptr));
    return true;
  }

  private until(pc: number): boolean {
    const { code, ptr } = this;
    const repeat = this.repeat!;
    const min = code[repeat.pc + 1]!;
    const max = code[repeat.pc + 2]!;
    const body = repeat.pc + 3;
    const count = repeat.count + 1;
    if (count < min) {
      this.repeat = { ...repeat, count };
      this.pc = body;
      return true;
    }
    const more = (max === MAXREPEAT || count < max) && ptr !== repeat.lastPtr;
    const next: Repeat = { ...repeat, count, lastPtr: ptr };
    if (code[pc] === 18) {
      if (!more) this.leaveRepeat(pc, repeat);
      else {
        this.choose(CHOICE, pc + 1, ptr, 0, repeat.outer);
        this.repeat = next;
        this.pc = body;
      }
      return true;
    }
    if (more) this.choose(CHOICE, body, ptr, 0, next);
    this.leaveRepeat(pc, repeat);
    return true;
  }

  private leaveRepeat(pc: number, repeat: Repeat): void {
    this.repeat = repeat.outer;
    this.pc = pc + 1;
  }

  private repeatOne(pc: number): boolean {
    const { code } = this;
    const args = pc + 1;
    const min = code[args + 1]!;
    const max = code[args + 2]!;
    if (this.end - this.ptr < min) return false;
    const start = this.ptr;
    const reluctant = code[pc] === 26;
    const n = this.count(args + 3, reluctant ? min : max);
    if (n < min) return false;
    this.ptr = start + n;
    this.pc = args + code[args]!;
    if (reluctant) this.choose(RELUCTANT, args, start, n, this.repeat);
    else if (code[pc] === 24 && n > min) this.choose(GREEDY, args, start, n, this.repeat);
    return true;
  }

  /** Begins the next round of a possessive repeat after `count` rounds, the last of which began at `lastPtr`. */
  private possessive(pc: number, count: number, lastPtr: number): boolean {
    const { code } = this;
    const args = pc + 1;
    const min = code[args + 1]!;
    const max = code[args + 2]!;
    const next = args + code[args]!;
    const more = count < min || ((max === MAXREPEAT || count < max) && this.ptr !== lastPtr);
    // The skip leads to the SUCCESS that ends the body; the tail is behind it.
    const tail = code[next] === 1 ? next + 1 : next;
    if (!more) {
      this.pc = tail;
      return true;
    }
    // When a further round fails, what has been matched so far stands.
    const height = this.choices.length;
    if (count >= min) this.choose(CHOICE, tail, this.ptr, 0, this.repeat);
    this.inner = { kind: "possessive", next: tail, ptr: this.ptr, height, repeat: this.repeat, outer: this.inner, pc, count };
    this.pc = args + 3;
    return true;
  }

  private groupref(op: number, group: number): boolean {
    const start = this.marks[group * 2]!;
    const stop = this.marks[group * 2 + 1]!;
    if (start < 0 || stop < start) return false;
    let ptr = this.ptr;
    for (let i = start; i < stop; i++, ptr++) {
      if (ptr >= this.end) return false;
      const a = this.at(ptr);
      const b = this.at(i);
      if (op === 11 ? a !== b : op === 38 ? lowerUnicode(a) !== lowerUnicode(b) : lowerAscii(a) !== lowerAscii(b)) return false;
    }
    this.steps += stop - start;
    this.ptr = ptr;
    this.pc += 2;
    return true;
  }

  /** CPython 3.11: Modules/_sre/sre_lib.h at */
  private position(code: number): boolean {
    const { ptr, end } = this;
    switch (code) {
      case 0: // AT_BEGINNING
      case 2: // AT_BEGINNING_STRING
        return ptr === 0;
      case 1: // AT_BEGINNING_LINE
        return ptr === 0 || this.at(ptr - 1) === 10;
      case 5: // AT_END
        return ptr === end || (ptr + 1 === end && this.at(ptr) === 10);
      case 6: // AT_END_LINE
        return ptr === end || this.at(ptr) === 10;
      case 7: // AT_END_STRING
        return ptr === end;
      case 3: // AT_BOUNDARY
      case 8: // AT_LOC_BOUNDARY
        return end > 0 && this.boundary(isAsciiWord);
      case 4: // AT_NON_BOUNDARY
      case 9: // AT_LOC_NON_BOUNDARY
        return end > 0 && !this.boundary(isAsciiWord);
      case 10: // AT_UNI_BOUNDARY
        return end > 0 && this.boundary(isUnicodeWord);
      case 11: // AT_UNI_NON_BOUNDARY
        return end > 0 && !this.boundary(isUnicodeWord);
      default:
        return false;
    }
  }

  private boundary(isWord: (c: number) => boolean): boolean {
    const { ptr } = this;
    const before = ptr > 0 && isWord(this.at(ptr - 1));
    const here = ptr < this.end && isWord(this.at(ptr));
    return before !== here;
  }
}
