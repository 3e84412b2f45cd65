import { newRef } from "@vivarium/heap";
import { callMethod, callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { importModuleNamed } from "../../import/import-module.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { hasBuffer } from "../../protocol/buffer.ts";
import { newMatch } from "./match.ts";
import { type PatternData, pauseSearch, Search, sliceOf, subjectOf } from "./pattern-data.ts";

/** Does the template have no backslash, so that it stands for itself? */
function isLiteral(template: PyObject): boolean {
  if (typeof template.v === "string") return !template.v.includes("\\");
  return template.v instanceof Uint8Array && !template.v.includes(92);
}

/** CPython 3.11: Modules/_sre/sre.c pattern_subx */
export function substitute(
  vm: VM,
  pattern: PyObject<PatternData>,
  template: PyObject,
  string: PyObject,
  count: number,
  withCount: boolean,
): Result {
  if (template.type.tp_call !== null) return run(vm, pattern, template, string, count, withCount);
  const isText = typeof template.v === "string";
  if ((isText || hasBuffer(template)) && isLiteral(template)) return run(vm, pattern, template, string, count, withCount);
  const pack = vm.newTuple([newRef(pattern), newRef(template), newRef(string)]);
  const r = then(vm, importModuleNamed(vm, "re"), askRe, pack, null, null, withCount ? -1 - count : count);
  vm.counts.decref(pack);
  return r;
}

function askRe(vm: VM, re: PyObject, pack: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result {
  const [pattern, template] = pack!.v as [PyObject, PyObject];
  const r = then(vm, callMethod(vm, re, "_subx", [pattern, template]), withFilter, pack, null, null, n);
  vm.counts.decref(re);
  return r;
}

function withFilter(
  vm: VM,
  filter: PyObject,
  pack: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  n: number,
): Result {
  const [pattern, , string] = pack!.v as [PyObject, PyObject, PyObject];
  const r = run(vm, pattern, filter, string, n < 0 ? -1 - n : n, n < 0);
  vm.counts.decref(filter);
  return r;
}

function run(
  vm: VM,
  pattern: PyObject<PatternData>,
  filter: PyObject,
  string: PyObject,
  count: number,
  withCount: boolean,
): Result {
  const subject = subjectOf(vm, pattern, string);
  if (subject === null) return null;
  const search = new Search(pattern.v, subject, 0, subject.length);
  return startFrame(vm, new SubstituteFrame(pattern, filter, string, search, count, withCount));
}

class SubstituteFrame extends NativeFrame {
  pattern: PyObject<PatternData>;
  filter: PyObject;
  string: PyObject;
  pieces: PyObject[] = [];
  /** Between calls nothing of it changes but `start` and `mustAdvance`, which are kept below too. */
  readonly search: Search;
  start = 0;
  mustAdvance = false;
  readonly count: number;
  readonly withCount: boolean;
  /** Behind the last match. */
  behind = 0;
  done = 0;
  calls: boolean;
  joining = false;

  constructor(
    pattern: PyObject<PatternData>,
    filter: PyObject,
    string: PyObject,
    search: Search,
    count: number,
    withCount: boolean,
  ) {
    super();
    this.pattern = newRef(pattern);
    this.filter = newRef(filter);
    this.string = newRef(string);
    this.search = search;
    this.count = count;
    this.withCount = withCount;
    this.calls = filter.type.tp_call !== null;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    if (this.joining) return this.finish(vm, sent);
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got === vm.none) vm.counts.decref(got);
      else if (got !== OK) this.pieces.push(got);
      const found = this.count !== 0 && this.done >= this.count ? false : this.next(vm);
      if (found === null) return pauseSearch(vm);
      if (!found) return this.join(vm);
      got = this.replace(vm);
    }
  }

  private next(vm: VM): boolean | null {
    const { search } = this;
    search.start = this.start;
    search.mustAdvance = this.mustAdvance;
    return search.search(vm);
  }

  private replace(vm: VM): Result {
    const { search } = this;
    if (this.behind < search.start) this.pieces.push(sliceOf(vm, this.string, this.behind, search.start));
    this.behind = search.ptr;
    this.done++;
    const match = this.calls ? newMatch(vm, this.pattern, this.string, search) : null;
    search.advance();
    this.start = search.start;
    this.mustAdvance = search.mustAdvance;
    if (match === null) return newRef(this.filter);
    const r = callObject(vm, this.filter, [match]);
    vm.counts.decref(match);
    return r;
  }

  private join(vm: VM): Result {
    if (this.behind < this.search.end) this.pieces.push(sliceOf(vm, this.string, this.behind, this.search.end));
    const joiner = sliceOf(vm, this.string, 0, 0);
    const { pieces } = this;
    this.pieces = [];
    this.joining = true;
    if (pieces.length === 0) return this.finish(vm, joiner);
    const list = vm.newList(pieces);
    const r = callMethod(vm, joiner, "join", [list]);
    vm.counts.decref(list);
    vm.counts.decref(joiner);
    return r === null || r === PENDING ? r : this.finish(vm, r);
  }

  private finish(vm: VM, text: PyObject): Result {
    return this.withCount ? vm.newTuple([text, vm.newInt(this.done)]) : text;
  }
}
