import { newRef } from "@vivarium/heap";
import { charge, isLong, PIECE, REGEX_STEP } from "../../costs/native-work.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { newStrFromText, sliceText, strLength, type Text, textOf } from "../../objects/str/text.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { inCharset } from "./characters.ts";
import { Engine, MATCHED, PAUSED, type Subject } from "./engine.ts";

/** The payload of a compiled pattern. CPython 3.11: Modules/_sre/sre.h PatternObject */
export interface PatternData {
  /** The source, str or bytes; None for one without. Owned, as are the next two. */
  pattern: PyObject;
  /** A dict of group names and numbers. */
  groupindex: PyObject;
  /** A tuple of the names by number, None where unnamed. */
  indexgroup: PyObject;
  flags: number;
  code: Uint32Array;
  /** Number of groups. */
  groups: number;
  /** Is the source bytes; null when it is neither. */
  isBytes: boolean | null;
}

/** The payload of a match. CPython 3.11: Modules/_sre/sre.h MatchObject */
export interface MatchData {
  string: PyObject;
  regs: PyObject | null;
  pattern: PyObject<PatternData>;
  pos: number;
  endpos: number;
  lastindex: number;
  /** Starts and ends, group 0 first; -1 where unset. */
  marks: Int32Array;
}

/** The text of `string` for this pattern; null with TypeError. CPython 3.11: Modules/_sre/sre.c getstring, state_init */
export function subjectOf(vm: VM, pattern: PyObject<PatternData>, string: PyObject): Subject | null {
  const isText = string.type === vm.T.str || string.type.mro.includes(vm.T.str);
  if (!isText && !hasBuffer(string))
    return vm.raise(vm.T.TypeError, `expected string or bytes-like object, got '${string.type.name}'`);
  if (isText && pattern.v.isBytes === true) return vm.raise(vm.T.TypeError, "cannot use a bytes pattern on a string-like object");
  if (!isText && pattern.v.isBytes === false)
    return vm.raise(vm.T.TypeError, "cannot use a string pattern on a bytes-like object");
  return isText ? textOf(string) : bytesView(vm, string);
}

/** A piece of the subject as an object of its kind. CPython 3.11: Modules/_sre/sre.c getslice */
export function sliceOf(vm: VM, string: PyObject, start: number, end: number): PyObject {
  charge(vm, PIECE, 1);
  if (typeof string.v === "string") {
    if (string.type === vm.T.str && start === 0 && end === strLength(string)) return newRef(string);
    return newStrFromText(vm, sliceText(textOf(string) as Text, start, end));
  }
  const bytes = bytesView(vm, string) ?? new Uint8Array();
  if (string.type === vm.T.bytes && start === 0 && end === bytes.length) return newRef(string);
  return vm.newBytes(bytes.slice(start, end));
}

/** `group` of what was found last, or `absent`; new reference. CPython 3.11: state_getslice */
export function groupOf(vm: VM, search: Search, string: PyObject, group: number, empty: boolean): PyObject {
  const { marks } = search.engine;
  const start = marks[(group - 1) * 2]!;
  const end = marks[(group - 1) * 2 + 1]!;
  if (start >= 0 && end >= start) return sliceOf(vm, string, start, end);
  return empty ? sliceOf(vm, string, 0, 0) : vm.newNone();
}

/** What can begin a match, from the INFO that the compiler put first; null for anything. */
function firstTest(code: Uint32Array): ((c: number) => boolean) | null {
  if (code[0] !== 14) return null;
  const flags = code[2]!;
  if ((flags & 1) !== 0 && code[5]! > 0) {
    const first = code[7]!;
    return (c) => c === first;
  }
  return (flags & 4) !== 0 ? (c) => inCharset(code, 5, c) : null;
}

/** A search takes long: the host has its turn, and signals are handled. CPython 3.11: Modules/_sre/sre_lib.h MAYBE_CHECK_SIGNALS */
export function pauseSearch(vm: VM): Result {
  return vm.pause({ kind: "yield" });
}

/** Steps between two looks whether it takes long. */
const STEPS = 10_000;

/** Searching one subject from left to right. CPython 3.11: Modules/_sre/sre_lib.h search and the SRE_STATE around it */
export class Search {
  readonly engine: Engine;
  /** Where the next search begins, then where what it found begins. */
  start: number;
  readonly end: number;
  readonly pos: number;
  mustAdvance = false;
  /** Where the attempt under way begins; -1: there is none. */
  private attempt = -1;
  private readonly first: ((c: number) => boolean) | null;
  private readonly minWidth: number;

  constructor(pattern: PatternData, subject: Subject, pos: number, endpos: number, matchAll = false) {
    const length = subject.length;
    const end = Math.max(0, Math.min(endpos, length));
    this.start = Math.max(0, Math.min(pos, length));
    this.pos = this.start;
    this.end = end;
    this.engine = new Engine(pattern.code, pattern.groups, subject, end, matchAll);
    this.first = firstTest(pattern.code);
    this.minWidth = pattern.code[0] === 14 ? pattern.code[3]! : 0;
  }

  /** Where the match ends. */
  get ptr(): number {
    return this.engine.ptr;
  }

  /** A match exactly at `start`; null: it takes long, so `vm.pause` and ask again. */
  match(vm: VM): boolean | null {
    if (this.start > this.end) return false;
    if (this.attempt < 0) {
      this.engine.mustAdvance = this.mustAdvance ? this.start : -1;
      this.begin(this.start);
    }
    return this.goOn(vm);
  }

  /** The first match from `start` on; null: it takes long, so `vm.pause` and ask again. */
  search(vm: VM): boolean | null {
    const { engine, end, first } = this;
    if (this.attempt < 0) engine.mustAdvance = this.mustAdvance ? this.start : -1;
    for (let at = this.attempt < 0 ? this.start : this.attempt; at <= end - this.minWidth; at++) {
      if (this.attempt < 0) {
        const from = at;
        if (first !== null) while (at < end && !first(engine.at(at))) at++;
        charge(vm, REGEX_STEP, at - from);
        if (first !== null && at >= end) return false;
        this.begin(at);
      }
      const matched = this.goOn(vm);
      if (matched === null) return null;
      if (matched) {
        this.start = at;
        return true;
      }
    }
    return false;
  }

  private begin(at: number): void {
    this.engine.begin(at);
    this.attempt = at;
  }

  /** Goes on with the attempt under way, until it ends or it is somebody else's turn. */
  private goOn(vm: VM): boolean | null {
    const { engine } = this;
    for (;;) {
      const before = engine.steps;
      const how = engine.run(STEPS);
      charge(vm, REGEX_STEP, engine.steps - before);
      if (how !== PAUSED) {
        this.attempt = -1;
        return how === MATCHED;
      }
      if (isLong(vm)) return null;
    }
  }

  /** Goes behind what was found. */
  advance(): void {
    this.mustAdvance = this.ptr === this.start;
    this.start = this.ptr;
  }

  /** Starts and ends of all groups, the whole match first. */
  marks(): Int32Array {
    const marks = new Int32Array(this.engine.marks.length + 2);
    marks[0] = this.start;
    marks[1] = this.ptr;
    for (let i = 0; i < this.engine.marks.length; i += 2) {
      const set = this.engine.marks[i]! >= 0 && this.engine.marks[i + 1]! >= this.engine.marks[i]!;
      marks[i + 2] = set ? this.engine.marks[i]! : -1;
      marks[i + 3] = set ? this.engine.marks[i + 1]! : -1;
    }
    return marks;
  }
}
