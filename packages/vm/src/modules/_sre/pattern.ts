import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type Result, recordLayout, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { builtin } from "../../objects/iterators.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { equalObjects, Py_EQ, Py_NE } from "../../protocol/compare.ts";
import { hashObject, registerAsBigInt, registerAsInt, setBigHash, setBytesHash } from "../../protocol/hash.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { newMatch } from "./match.ts";
import { groupOf, type PatternData, pauseSearch, Search, sliceOf, subjectOf } from "./pattern-data.ts";
import { substitute } from "./substitute.ts";

type Self = PyObject<PatternData>;

/** What is done with a string from `pos` to `endpos`; a plain function, kept by its number across waiting. */
type Task = (vm: VM, self: Self, string: PyObject, pos: number, endpos: number) => Result;

function clamp(value: PyObject): number {
  const v = value.v as number | bigint;
  return typeof v === "number" ? v : v < 0n ? -1 : Number.MAX_SAFE_INTEGER;
}

const tasks: readonly Task[] = [matchAt, fullmatchAt, searchFrom, findAll, findIter, newScanner];

/** `pos` and `endpos` as indices, then the task. */
function ranged(name: string, task: number, doc: string): MethodSpec {
  const fn = (vm: VM, self: Self, string: PyObject, pos: PyObject | null, endpos: PyObject | null): Result => {
    if (pos === null && endpos === null) return tasks[task]!(vm, self, string, 0, Number.MAX_SAFE_INTEGER);
    const given = vm.newTuple([newRef(string), newRef(endpos ?? vm.none)]);
    const r = then(vm, pos === null ? vm.newInt(0) : numberIndex(vm, pos), withPos, self, given, null, task);
    vm.counts.decref(given);
    return r;
  };
  return method(name, "($self, /, string, pos=0, endpos=sys.maxsize)", fn, { doc });
}

function withPos(
  vm: VM,
  pos: PyObject,
  self: PyObject | null,
  given: PyObject | null,
  _c: PyObject | null,
  task: number,
): Result {
  const endpos = (given!.v as PyObject[])[1]!;
  const r = then(
    vm,
    endpos === vm.none ? vm.newInt(Number.MAX_SAFE_INTEGER) : numberIndex(vm, endpos),
    withEndpos,
    self,
    given,
    pos,
    task,
  );
  vm.counts.decref(pos);
  return r;
}

function withEndpos(
  vm: VM,
  endpos: PyObject,
  self: PyObject | null,
  given: PyObject | null,
  pos: PyObject | null,
  task: number,
): Result {
  const end = clamp(endpos);
  vm.counts.decref(endpos);
  return tasks[task]!(vm, self!, (given!.v as PyObject[])[0]!, clamp(pos!), end);
}

function once(vm: VM, self: Self, string: PyObject, pos: number, endpos: number, kind: "match" | "fullmatch" | "search"): Result {
  const subject = subjectOf(vm, self, string);
  if (subject === null) return null;
  const search = new Search(self.v, subject, pos, endpos, kind === "fullmatch");
  return startFrame(vm, new OnceFrame(self, string, search, kind === "search"));
}

/** One search, however long it takes. */
class OnceFrame extends NativeFrame {
  pattern: Self;
  string: PyObject;
  readonly search: Search;
  readonly anywhere: boolean;

  constructor(pattern: Self, string: PyObject, search: Search, anywhere: boolean) {
    super();
    this.pattern = newRef(pattern);
    this.string = newRef(string);
    this.search = search;
    this.anywhere = anywhere;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const found = this.anywhere ? this.search.search(vm) : this.search.match(vm);
    if (found === null) return pauseSearch(vm);
    return found ? newMatch(vm, this.pattern, this.string, this.search) : vm.newNone();
  }
}

/** CPython 3.11: Modules/_sre/sre.c _sre_SRE_Pattern_match_impl */
function matchAt(vm: VM, self: Self, string: PyObject, pos: number, endpos: number): Result {
  return once(vm, self, string, pos, endpos, "match");
}

/** CPython 3.11: _sre_SRE_Pattern_fullmatch_impl */
function fullmatchAt(vm: VM, self: Self, string: PyObject, pos: number, endpos: number): Result {
  return once(vm, self, string, pos, endpos, "fullmatch");
}

/** CPython 3.11: _sre_SRE_Pattern_search_impl */
function searchFrom(vm: VM, self: Self, string: PyObject, pos: number, endpos: number): Result {
  return once(vm, self, string, pos, endpos, "search");
}

/** CPython 3.11: _sre_SRE_Pattern_findall_impl */
function findAll(vm: VM, self: Self, string: PyObject, pos: number, endpos: number): Result {
  const subject = subjectOf(vm, self, string);
  if (subject === null) return null;
  return startFrame(vm, new FindAllFrame(self, string, new Search(self.v, subject, pos, endpos)));
}

class FindAllFrame extends NativeFrame {
  pattern: Self;
  string: PyObject;
  readonly search: Search;
  found: PyObject[] = [];

  constructor(pattern: Self, string: PyObject, search: Search) {
    super();
    this.pattern = newRef(pattern);
    this.string = newRef(string);
    this.search = search;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const { search } = this;
    while (search.start <= search.end) {
      const found = search.search(vm);
      if (found === null) return pauseSearch(vm);
      if (!found) break;
      this.found.push(this.item(vm));
      search.advance();
    }
    const { found } = this;
    this.found = [];
    return vm.newList(found);
  }

  private item(vm: VM): PyObject {
    const { search, string } = this;
    const { groups } = this.pattern.v;
    if (groups === 0) return sliceOf(vm, string, search.start, search.ptr);
    if (groups === 1) return groupOf(vm, search, string, 1, true);
    return vm.newTuple(Array.from({ length: groups }, (_, g) => groupOf(vm, search, string, g + 1, true)));
  }
}

/** CPython 3.11: _sre_SRE_Pattern_finditer_impl */
function findIter(vm: VM, self: Self, string: PyObject, pos: number, endpos: number): Result {
  const scanner = newScanner(vm, self, string, pos, endpos);
  if (scanner === null) return null;
  const r = then(vm, getAttrString(vm, scanner, "search"), iterate);
  vm.counts.decref(scanner);
  return r;
}

function iterate(vm: VM, search: PyObject): Result {
  const iter = builtin(vm, "iter");
  if (iter === null) return null;
  const r = callObject(vm, iter, [search, vm.none]);
  vm.counts.decref(iter);
  vm.counts.decref(search);
  return r;
}

/** CPython 3.11: _sre_SRE_Pattern_split_impl */
function pattern_split(vm: VM, self: Self, string: PyObject, maxsplit: PyObject | null): Result {
  return then(vm, maxsplit === null ? vm.newInt(0) : numberIndex(vm, maxsplit), splitAtMost, self, string);
}

function splitAtMost(vm: VM, maxsplit: PyObject, self: PyObject | null, string: PyObject | null): Result {
  const most = clamp(maxsplit);
  vm.counts.decref(maxsplit);
  const pattern = self!.v as PatternData;
  const subject = subjectOf(vm, self!, string!);
  if (subject === null) return null;
  return startFrame(vm, new SplitFrame(self!, string!, new Search(pattern, subject, 0, subject.length), most));
}

class SplitFrame extends NativeFrame {
  pattern: Self;
  string: PyObject;
  readonly search: Search;
  readonly most: number;
  pieces: PyObject[] = [];
  splits = 0;
  last = 0;

  constructor(pattern: Self, string: PyObject, search: Search, most: number) {
    super();
    this.pattern = newRef(pattern);
    this.string = newRef(string);
    this.search = search;
    this.most = most;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const { search, string, most } = this;
    for (; most === 0 || this.splits < most; this.splits++) {
      const found = search.search(vm);
      if (found === null) return pauseSearch(vm);
      if (!found) break;
      this.pieces.push(sliceOf(vm, string, this.last, search.start));
      for (let g = 1; g <= this.pattern.v.groups; g++) this.pieces.push(groupOf(vm, search, string, g, false));
      this.last = search.ptr;
      search.advance();
    }
    const { pieces } = this;
    this.pieces = [];
    pieces.push(sliceOf(vm, string, this.last, search.end));
    return vm.newList(pieces);
  }
}

function substitution(
  withCount: boolean,
): (vm: VM, self: Self, repl: PyObject, string: PyObject, count: PyObject | null) => Result {
  const go = withCount ? subnCounted : subCounted;
  return (vm, self, repl, string, count) =>
    then(vm, count === null ? vm.newInt(0) : numberIndex(vm, count), go, self, repl, string);
}

function subCounted(vm: VM, count: PyObject, self: PyObject | null, repl: PyObject | null, string: PyObject | null): Result {
  const n = clamp(count);
  vm.counts.decref(count);
  return substitute(vm, self!, repl!, string!, n, false);
}

function subnCounted(vm: VM, count: PyObject, self: PyObject | null, repl: PyObject | null, string: PyObject | null): Result {
  const n = clamp(count);
  vm.counts.decref(count);
  return substitute(vm, self!, repl!, string!, n, true);
}

const flagNames: readonly (readonly [name: string, bit: number])[] = [
  ["re.TEMPLATE", 1],
  ["re.IGNORECASE", 2],
  ["re.LOCALE", 4],
  ["re.MULTILINE", 8],
  ["re.DOTALL", 16],
  ["re.UNICODE", 32],
  ["re.VERBOSE", 64],
  ["re.DEBUG", 128],
  ["re.ASCII", 256],
];

/** CPython 3.11: Modules/_sre/sre.c pattern_repr */
function pattern_repr(vm: VM, self: Self): Result {
  return then(vm, repr(vm, self.v.pattern), reprWithSource, self);
}

function reprWithSource(vm: VM, source: PyObject, self: PyObject | null): Result {
  const { isBytes, flags } = self!.v as PatternData;
  const text = (source.v as string).slice(0, 200);
  vm.counts.decref(source);
  let rest = isBytes === false && (flags & (4 | 32 | 256)) === 32 ? flags & ~32 : flags;
  const names: string[] = [];
  for (const [name, bit] of flagNames) {
    if ((rest & bit) === 0) continue;
    names.push(name);
    rest &= ~bit;
  }
  if (rest !== 0) names.push(`0x${(rest >>> 0).toString(16)}`);
  return vm.newStr(`re.compile(${text}${names.length === 0 ? "" : `, ${names.join("|")}`})`);
}

/** CPython 3.11: Modules/_sre/sre.c pattern_hash */
function pattern_hash(vm: VM, self: Self): Result {
  return then(vm, hashObject(vm, self.v.pattern), mixHash, self);
}

function mixHash(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const { code, flags, groups, isBytes } = self!.v as PatternData;
  let h = registerAsBigInt();
  setBytesHash(vm, new Uint8Array(code.buffer, code.byteOffset, code.byteLength));
  h ^= registerAsBigInt() ^ BigInt(flags) ^ BigInt(isBytes === null ? -1 : isBytes ? 1 : 0) ^ BigInt(groups);
  setBigHash(h === -1n ? -2n : h);
  return registerAsInt(vm);
}

/** CPython 3.11: Modules/_sre/sre.c pattern_richcompare */
function pattern_richcompare(vm: VM, self: Self, other: PyObject, op: number): Result {
  if ((op !== Py_EQ && op !== Py_NE) || self.type !== other.type) return vm.newNotImplemented();
  if (self === other) return vm.newBool(op === Py_EQ);
  const a = self.v;
  const b = other.v as PatternData;
  const same =
    a.flags === b.flags &&
    a.isBytes === b.isBytes &&
    a.groups === b.groups &&
    a.code.length === b.code.length &&
    a.code.every((c, i) => c === b.code[i]);
  if (!same) return vm.newBool(op === Py_NE);
  return then(vm, equalObjects(vm, a.pattern, b.pattern), finishCompare, null, null, null, op);
}

function finishCompare(
  vm: VM,
  equal: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  op: number,
): Result {
  const yes = equal === vm.true_;
  vm.counts.decref(equal);
  return vm.newBool(yes === (op === Py_EQ));
}

function itself(_vm: VM, self: Self): Result {
  return newRef(self);
}

const searchDoc =
  "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.";

/** CPython 3.11: Modules/_sre/sre.c pattern_spec */
export const patternSpec: TypeSpec = {
  name: "re.Pattern",
  layout: recordLayout<PatternData>({ references: (v) => [v.pattern, v.groupindex, v.indexgroup] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  hasWeakrefs: true,
  doc: "Compiled regular expression object.",
  slots: { tp_repr: pattern_repr, tp_hash: pattern_hash, tp_richcompare: pattern_richcompare },
  methods: [
    ranged("match", 0, "Matches zero or more characters at the beginning of the string."),
    ranged("fullmatch", 1, "Matches against all of the string."),
    ranged("search", 2, searchDoc),
    ranged("findall", 3, "Return a list of all non-overlapping matches of pattern in string."),
    ranged(
      "finditer",
      4,
      "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.",
    ),
    ranged("scanner", 5, ""),
    method("split", "($self, /, string, maxsplit=0)", pattern_split, { doc: "Split string by the occurrences of pattern." }),
    method("sub", "($self, /, repl, string, count=0)", substitution(false), {
      doc: "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.",
    }),
    method("subn", "($self, /, repl, string, count=0)", substitution(true), {
      doc: "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.",
    }),
    method("__copy__", "($self, /)", itself),
    method("__deepcopy__", "($self, memo, /)", itself),
    classGetItem,
  ],
  getset: [
    {
      name: "groupindex",
      get: (vm, self) => vm.T.mappingproxy.tp_new!(vm, vm.T.mappingproxy, [self.v.groupindex], null),
      doc: "A dictionary mapping group names to group numbers.",
    },
    {
      name: "pattern",
      member: true,
      get: (_vm, self) => newRef(self.v.pattern),
      doc: "The pattern string from which the RE object was compiled.",
    },
    { name: "flags", member: true, get: (vm, self) => vm.newInt(self.v.flags), doc: "The regex matching flags." },
    {
      name: "groups",
      member: true,
      get: (vm, self) => vm.newInt(self.v.groups),
      doc: "The number of capturing groups in the pattern.",
    },
  ],
};

// --- Scanners -------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_sre/sre.h ScannerObject */
interface ScannerData {
  string: PyObject;
  pattern: Self;
  /** Where it goes on; -1 once it has come to the end. */
  start: number;
  endpos: number;
  mustAdvance: boolean;
  pos: number;
}

/** CPython 3.11: pattern_scanner */
function newScanner(vm: VM, self: Self, string: PyObject, pos: number, endpos: number): Result {
  const subject = subjectOf(vm, self, string);
  if (subject === null) return null;
  const search = new Search(self.v, subject, pos, endpos);
  return alloc<ScannerData>(vm, vm.type(scannerSpec), {
    string: newRef(string),
    pattern: newRef(self),
    start: search.start,
    endpos: search.end,
    mustAdvance: false,
    pos: search.pos,
  });
}

/** CPython 3.11: _sre_SRE_Scanner_search_impl, _sre_SRE_Scanner_match_impl */
function scan(kind: "match" | "search"): (vm: VM, self: PyObject<ScannerData>) => Result {
  return (vm, self) => {
    const data = self.v;
    if (data.start < 0) return vm.newNone();
    const subject = subjectOf(vm, data.pattern, data.string);
    if (subject === null) return null;
    const search = new Search(data.pattern.v, subject, data.start, data.endpos);
    search.mustAdvance = data.mustAdvance;
    return startFrame(vm, new ScanFrame(self, search, kind === "search"));
  };
}

/** The next match of a scanner. */
class ScanFrame extends NativeFrame {
  scanner: PyObject<ScannerData>;
  readonly search: Search;
  readonly anywhere: boolean;

  constructor(scanner: PyObject<ScannerData>, search: Search, anywhere: boolean) {
    super();
    this.scanner = newRef(scanner);
    this.search = search;
    this.anywhere = anywhere;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const { search } = this;
    const found = this.anywhere ? search.search(vm) : search.match(vm);
    if (found === null) return pauseSearch(vm);
    const data = this.scanner.v;
    touchPayload(this.scanner);
    if (!found) {
      data.start = -1;
      return vm.newNone();
    }
    const match = newMatch(vm, data.pattern, data.string, search);
    match.v.pos = data.pos;
    search.advance();
    data.start = search.start;
    data.mustAdvance = search.mustAdvance;
    return match;
  }
}

export const scannerSpec: TypeSpec = {
  name: "_sre.SRE_Scanner",
  layout: recordLayout<ScannerData>({ references: (v) => [v.string, v.pattern] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  methods: [method("match", "($self, /)", scan("match")), method("search", "($self, /)", scan("search"))],
  getset: [{ name: "pattern", member: true, get: (_vm, self) => newRef((self.v as ScannerData).pattern) }],
};
