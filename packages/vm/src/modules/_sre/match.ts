import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { importModuleNamed } from "../../import/import-module.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { dictEntries, dictGet, dictStealString } from "../../objects/dict/dict.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr } from "../../protocol/repr.ts";
import { type MatchData, type PatternData, type Search, sliceOf } from "./pattern-data.ts";

type Self = PyObject<MatchData>;

/** CPython 3.11: Modules/_sre/sre.c pattern_new_match */
export function newMatch(vm: VM, pattern: PyObject<PatternData>, string: PyObject, search: Search): Self {
  return alloc<MatchData>(vm, vm.type(matchSpec), {
    string: newRef(string),
    regs: null,
    pattern: newRef(pattern),
    pos: search.pos,
    endpos: search.end,
    lastindex: search.engine.lastindex,
    marks: search.marks(),
  });
}

/** The number of a group given by number or name, an int; IndexError. CPython 3.11: match_getindex */
function groupNumber(vm: VM, self: Self, group: PyObject): Result {
  if (group.type === vm.T.int) return checkNumber(vm, newRef(group), self);
  if (group.type.nb_index !== null) return then(vm, numberIndex(vm, group), checkNumber, self);
  return then(vm, dictGet(vm, self.v.pattern.v.groupindex, group), checkNumber, self, null, null, 0, true);
}

function checkNumber(vm: VM, number: PyObject, self: PyObject | null): Result {
  if (number !== STOP && typeof number.v === "number" && number.v >= 0 && number.v * 2 < (self!.v as MatchData).marks.length)
    return number;
  if (number !== STOP) vm.counts.decref(number);
  return vm.raise(vm.T.IndexError, "no such group");
}

/** CPython 3.11: match_getslice_by_index */
function groupAt(vm: VM, self: Self, i: number, absent: PyObject): PyObject {
  const start = self.v.marks[i * 2]!;
  return start < 0 ? newRef(absent) : sliceOf(vm, self.v.string, start, self.v.marks[i * 2 + 1]!);
}

function groupByKey(vm: VM, self: Self, key: PyObject): Result {
  return then(vm, groupNumber(vm, self, key), groupByNumber, self);
}

function groupByNumber(vm: VM, number: PyObject, self: PyObject | null): Result {
  const i = number.v as number;
  vm.counts.decref(number);
  return groupAt(vm, self!, i, vm.none);
}

/** The tuple of several groups. */
class GroupsFrame extends NativeFrame {
  self: Self;
  keys: PyObject[];
  values: PyObject[] = [];

  constructor(self: Self, keys: PyObject[]) {
    super();
    this.self = newRef(self);
    this.keys = keys.map((k) => newRef(k));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) this.values.push(got);
      if (this.values.length === this.keys.length) {
        const { values } = this;
        this.values = [];
        return vm.newTuple(values);
      }
      got = groupByKey(vm, this.self, this.keys[this.values.length]!);
    }
  }
}

/** CPython 3.11: match_group */
function match_group(vm: VM, self: Self, keys: PyObject[]): Result {
  if (keys.length === 0) return groupAt(vm, self, 0, vm.none);
  return keys.length === 1 ? groupByKey(vm, self, keys[0]!) : startFrame(vm, new GroupsFrame(self, keys));
}

/** CPython 3.11: _sre_SRE_Match_groups_impl */
function match_groups(vm: VM, self: Self, absent: PyObject | null): Result {
  const items: PyObject[] = [];
  for (let i = 1; i < self.v.marks.length / 2; i++) items.push(groupAt(vm, self, i, absent ?? vm.none));
  return vm.newTuple(items);
}

/** CPython 3.11: _sre_SRE_Match_groupdict_impl */
function match_groupdict(vm: VM, self: Self, absent: PyObject | null): Result {
  const dict = vm.newDict();
  for (const [name, number] of dictEntries(self.v.pattern.v.groupindex))
    dictStealString(vm, dict, name.v as string, groupAt(vm, self, number.v as number, absent ?? vm.none));
  return dict;
}

function bound(which: 0 | 1 | 2): (vm: VM, self: Self, group: PyObject | null) => Result {
  const finish = which === 0 ? startOf : which === 1 ? endOf : spanOf;
  return (vm, self, group) =>
    group === null ? finish(vm, vm.newInt(0), self) : then(vm, groupNumber(vm, self, group), finish, self);
}

function startOf(vm: VM, number: PyObject, self: PyObject | null): Result {
  const i = number.v as number;
  vm.counts.decref(number);
  return vm.newInt((self!.v as MatchData).marks[i * 2]!);
}

function endOf(vm: VM, number: PyObject, self: PyObject | null): Result {
  const i = number.v as number;
  vm.counts.decref(number);
  return vm.newInt((self!.v as MatchData).marks[i * 2 + 1]!);
}

function spanOf(vm: VM, number: PyObject, self: PyObject | null): Result {
  const i = number.v as number;
  vm.counts.decref(number);
  return span(vm, (self!.v as MatchData).marks, i);
}

function span(vm: VM, marks: Int32Array, i: number): PyObject {
  return vm.newTuple([vm.newInt(marks[i * 2]!), vm.newInt(marks[i * 2 + 1]!)]);
}

/** CPython 3.11: match_regs_get */
function match_regs(vm: VM, self: Self): Result {
  if (self.v.regs === null) {
    const spans: PyObject[] = [];
    for (let i = 0; i < self.v.marks.length / 2; i++) spans.push(span(vm, self.v.marks, i));
    touchPayload(self);
    self.v.regs = vm.newTuple(spans);
  }
  return newRef(self.v.regs);
}

/** CPython 3.11: match_lastgroup_get */
function match_lastgroup(vm: VM, self: Self): Result {
  const { lastindex, pattern } = self.v;
  const names = pattern.v.indexgroup.v as PyObject[];
  return lastindex >= 0 && lastindex < names.length ? newRef(names[lastindex]!) : vm.newNone();
}

/** CPython 3.11: match_repr */
function match_repr(vm: VM, self: Self): Result {
  const whole = groupAt(vm, self, 0, vm.none);
  const r = then(vm, repr(vm, whole), reprWithText, self);
  vm.counts.decref(whole);
  return r;
}

function reprWithText(vm: VM, text: PyObject, self: PyObject | null): Result {
  const { marks } = self!.v as MatchData;
  const s = text.v as string;
  vm.counts.decref(text);
  return vm.newStr(`<${self!.type.name} object; span=(${marks[0]}, ${marks[1]}), match=${s.slice(0, 50)}>`);
}

/** CPython 3.11: _sre_SRE_Match_expand_impl */
function match_expand(vm: VM, self: Self, template: PyObject): Result {
  return then(vm, importModuleNamed(vm, "re"), expandWith, self, template);
}

function expandWith(vm: VM, re: PyObject, self: PyObject | null, template: PyObject | null): Result {
  const r = callMethod(vm, re, "_expand", [(self!.v as MatchData).pattern, self!, template!]);
  vm.counts.decref(re);
  return r;
}

function itself(_vm: VM, self: Self): Result {
  return newRef(self);
}

const boundDoc = (what: string): string => `Return ${what} of the substring matched by group.`;

/** CPython 3.11: Modules/_sre/sre.c match_spec */
export const matchSpec: TypeSpec = {
  name: "re.Match",
  layout: recordLayout<MatchData>({ references: (v) => [v.string, v.regs, v.pattern] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
  slots: { tp_repr: match_repr, mp_subscript: groupByKey },
  methods: [
    method("group", "($self, /, *args)", match_group, {
      convention: "METH_VARARGS",
      doc: "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n    For 0 returns the entire match.",
    }),
    method("start", "($self, group=0, /)", bound(0), { doc: boundDoc("index of the start") }),
    method("end", "($self, group=0, /)", bound(1), { doc: boundDoc("index of the end") }),
    method("span", "($self, group=0, /)", bound(2), {
      doc: "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
    }),
    method("groups", "($self, /, default=None)", match_groups, {
      doc: "Return a tuple containing all the subgroups of the match, from 1.",
    }),
    method("groupdict", "($self, /, default=None)", match_groupdict, {
      doc: "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.",
    }),
    method("expand", "($self, /, template)", match_expand, {
      doc: "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
    }),
    method("__copy__", "($self, /)", itself),
    method("__deepcopy__", "($self, memo, /)", itself),
    classGetItem,
  ],
  getset: [
    {
      name: "lastindex",
      get: (vm, self) => (self.v.lastindex < 0 ? vm.newNone() : vm.newInt(self.v.lastindex)),
      doc: "The integer index of the last matched capturing group.",
    },
    { name: "lastgroup", get: match_lastgroup, doc: "The name of the last matched capturing group." },
    { name: "regs", get: match_regs },
    { name: "string", member: true, get: (_vm, self) => newRef(self.v.string), doc: "The string passed to match() or search()." },
    { name: "re", member: true, get: (_vm, self) => newRef(self.v.pattern), doc: "The regular expression object." },
    {
      name: "pos",
      member: true,
      get: (vm, self) => vm.newInt(self.v.pos),
      doc: "The index into the string at which the RE engine started looking for a match.",
    },
    {
      name: "endpos",
      member: true,
      get: (vm, self) => vm.newInt(self.v.endpos),
      doc: "The index into the string beyond which the RE engine will not go.",
    },
  ],
};
