import { newRef, touch } from "@vivarium/heap";
import { noKeywords } from "../../builtins/check-arguments.ts";
import { countedCall } from "../../eval/c-calls.ts";
import { callMethod, callObject, callOneArg } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { sequenceTuple } from "../../eval/iterate.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_IMMUTABLETYPE,
} from "../../object.ts";
import { lookupAttrString, setAttr } from "../../protocol/attribute.ts";
import { isSequence } from "../../protocol/iterator.ts";
import { str } from "../../protocol/repr.ts";
import { truth } from "../../protocol/truth.ts";
import { classGetItem } from "../class-getitem.ts";
import { newGetSet } from "../descriptors.ts";
import { sequenceList } from "../list/list.ts";
import { computeMro, isSubtype } from "../type/mro.ts";
import { getWeakrefs } from "../type/type-methods.ts";
import { method, type TypeSpec } from "../type/type-spec.ts";
import { BaseException_init, fieldMember, positionalOf } from "./base-exception.ts";
import { ExceptionData, exceptionField, separateLayout, setExceptionField } from "./exception.ts";
import { exceptionMatches, isException, isExceptionClass } from "./match.ts";
import { setCause, setContext, setTraceback } from "./raise.ts";

/*
 * BaseExceptionGroup and ExceptionGroup. CPython 3.11: Objects/exceptions.c
 */

type Group = PyObject<ExceptionData>;
type Keywordnames = readonly PyObject[] | null;

/** Is `o` an exception group. CPython 3.11: _PyBaseExceptionGroup_Check */
export function isGroup(vm: VM, o: PyObject): boolean {
  return isSubtype(o.type, vm.T.BaseExceptionGroup);
}

/** The exceptions in a group, borrowed. */
export function groupMembers(group: Group): readonly PyObject[] {
  return (exceptionField(group, "exceptions")?.v as PyObject[] | undefined) ?? [];
}

/** CPython 3.11: Objects/exceptions.c BaseExceptionGroup_new */
function BaseExceptionGroup_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: Keywordnames): Result {
  const T = vm.T;
  const positional = positionalOf(args, kwnames);
  const name = "BaseExceptionGroup.__new__()";
  if (positional.length !== 2) return vm.raise(T.TypeError, `${name} takes exactly 2 arguments (${positional.length} given)`);
  const [message, exceptions] = positional as [PyObject, PyObject];
  if (!isSubtype(message.type, T.str))
    return vm.raise(T.TypeError, `${name} argument 1 must be str, not ${message === vm.none ? "None" : message.type.name}`);
  if (!isSequence(vm, exceptions)) return vm.raise(T.TypeError, "second argument (exceptions) must be a sequence");
  const tuple = vm.newTuple(positional.map((a) => newRef(a)));
  const r = then(vm, sequenceTuple(vm, exceptions), makeGroup, type.object, tuple);
  vm.counts.decref(tuple);
  return r;
}

function makeGroup(vm: VM, members: PyObject, typeObject: PyObject | null, args: PyObject | null): Result {
  const type = classFor(vm, typeObject!.v as PyType, members.v as PyObject[]);
  if (type === null) {
    vm.counts.decref(members);
    return null;
  }
  const self = alloc(vm, type, new ExceptionData(newRef(args!)));
  setExceptionField(self, "message", newRef((args!.v as PyObject[])[0]!));
  setExceptionField(self, "exceptions", members);
  return self;
}

/** The class that a group of these exceptions gets, or null with an error. */
function classFor(vm: VM, type: PyType, members: readonly PyObject[]): PyType | null {
  const T = vm.T;
  if (members.length === 0) return vm.raise(T.ValueError, "second argument (exceptions) must be a non-empty sequence");
  let nestedBase = false;
  for (let i = 0; i < members.length; i++) {
    if (!isException(members[i]!)) return vm.raise(T.ValueError, `Item ${i} of second argument (exceptions) is not an exception`);
    if (!isSubtype(members[i]!.type, T.Exception)) nestedBase = true;
  }
  if (type === T.BaseExceptionGroup) return nestedBase ? type : T.ExceptionGroup;
  if (!nestedBase || !isSubtype(type, T.Exception)) return type;
  return vm.raise(
    T.TypeError,
    type === T.ExceptionGroup
      ? "Cannot nest BaseExceptions in an ExceptionGroup"
      : `Cannot nest BaseExceptions in '${type.name}'`,
  );
}

/** CPython 3.11: Objects/exceptions.c BaseExceptionGroup_init */
function BaseExceptionGroup_init(vm: VM, self: Group, args: readonly PyObject[], kwnames: Keywordnames): Result {
  if (!noKeywords(vm, self.type.name, kwnames)) return null;
  return BaseException_init(vm, self, args, null);
}

/** CPython 3.11: Objects/exceptions.c BaseExceptionGroup_str */
function BaseExceptionGroup_str(vm: VM, self: Group): Result {
  return thenBorrowed(vm, str(vm, exceptionField(self, "message") ?? vm.none), addCount, self);
}

function addCount(vm: VM, text: PyObject, self: PyObject | null): Result {
  const n = groupMembers(self!).length;
  const r = vm.newStr(`${text.v as string} (${n} sub-exception${n > 1 ? "s" : ""})`);
  vm.counts.decref(text);
  return r;
}

/** Makes a group like this one of other exceptions. CPython 3.11: Objects/exceptions.c BaseExceptionGroup_derive */
function BaseExceptionGroup_derive(vm: VM, self: Group, ...args: [PyObject[]]): Result {
  const given = args[0];
  if (given.length !== 1) return vm.raise(vm.T.TypeError, `function takes exactly 1 argument (${given.length} given)`);
  return callObject(vm, vm.T.BaseExceptionGroup.object, [exceptionField(self, "message") ?? vm.none, given[0]!]);
}

/** How `split` decides what matches. */
const BY_TYPE = 0;
const BY_PREDICATE = 1;
/** The matcher is a tuple of the very exceptions. */
const BY_IDENTITY = 2;

/** CPython 3.11: Objects/exceptions.c get_matcher_type */
function matcherKind(vm: VM, matcher: PyObject): number | null {
  if (matcher.type === vm.T.function) return BY_PREDICATE;
  if (isExceptionClass(vm, matcher)) return BY_TYPE;
  if (matcher.type === vm.T.tuple && (matcher.v as PyObject[]).every((t) => isExceptionClass(vm, t))) return BY_TYPE;
  return vm.raise(vm.T.TypeError, "expected a function, exception type or tuple of exception types");
}

/** True or False. CPython 3.11: Objects/exceptions.c exceptiongroup_split_check_match */
function checkMatch(vm: VM, e: PyObject, kind: number, matcher: PyObject): Result {
  if (kind === BY_TYPE) return vm.newBool(exceptionMatches(vm, e, matcher));
  if (kind === BY_IDENTITY) return vm.newBool(!isGroup(vm, e) && (matcher.v as PyObject[]).includes(e));
  return then(vm, callOneArg(vm, matcher, e), truthOf);
}

function truthOf(vm: VM, value: PyObject): Result {
  return dropAfter(vm, truth(vm, value), value);
}

const ASK = 0;
const ANSWERED = 1;
const MEMBER = 2;
const MEMBER_SPLIT = 3;
const MATCH_MADE = 4;
const REST_MADE = 5;

/** One exception of the tree: gives the pair of what matches and the rest, None for nothing. */
class SplitFrame extends NativeFrame {
  exception: PyObject;
  matcher: PyObject;
  kind: number;
  wantRest: boolean;
  stage: number = ASK;
  index = 0;
  matched: PyObject[] = [];
  rest: PyObject[] = [];
  match: PyObject | null = null;

  constructor(exception: PyObject, matcher: PyObject, kind: number, wantRest: boolean) {
    super();
    this.exception = newRef(exception);
    this.matcher = newRef(matcher);
    this.kind = kind;
    this.wantRest = wantRest;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null) return null;
      if (this.stage === REST_MADE) return this.pair(vm, got);
      if (this.stage === MATCH_MADE) {
        this.match = got;
        if (!this.wantRest) return this.pair(vm, newRef(vm.none));
        this.stage = REST_MADE;
        got = subset(vm, this.exception, this.rest);
      } else if (this.stage === ANSWERED) {
        const matches = got === vm.true_;
        vm.counts.decref(got);
        if (matches || !isGroup(vm, this.exception)) return this.whole(vm, matches);
        this.stage = MEMBER;
        got = OK;
      } else got = this.goOn(vm, got);
      if (got === PENDING) return got;
    }
  }

  private goOn(vm: VM, got: PyObject): Result {
    if (this.stage === ASK) {
      this.stage = ANSWERED;
      return checkMatch(vm, this.exception, this.kind, this.matcher);
    }
    if (this.stage === MEMBER_SPLIT) {
      const [match, rest] = got.v as [PyObject, PyObject];
      if (match !== vm.none) this.matched.push(newRef(match));
      if (rest !== vm.none) this.rest.push(newRef(rest));
      vm.counts.decref(got);
    }
    const members = groupMembers(this.exception);
    if (this.index === members.length) {
      this.stage = MATCH_MADE;
      return subset(vm, this.exception, this.matched);
    }
    this.stage = MEMBER_SPLIT;
    return splitRecursive(vm, members[this.index++]!, this.matcher, this.kind, this.wantRest);
  }

  private whole(vm: VM, matches: boolean): Result {
    this.match = newRef(matches ? this.exception : vm.none);
    return this.pair(vm, newRef(matches || !this.wantRest ? vm.none : this.exception));
  }

  private pair(vm: VM, rest: PyObject): Result {
    const match = this.match!;
    this.match = null;
    return vm.newTuple([match, rest]);
  }
}

/** The pair (what matches, the rest), None for nothing. CPython 3.11: Objects/exceptions.c exceptiongroup_split_recursive */
function splitRecursive(vm: VM, e: PyObject, matcher: PyObject, kind: number, wantRest: boolean): Result {
  return countedCall(vm, " in exceptiongroup_split_recursive", splitNow, e, matcher, kind * 2 + (wantRest ? 1 : 0));
}

function splitNow(vm: VM, e: PyObject, matcher: PyObject, n: number): Result {
  return startFrame(vm, new SplitFrame(e, matcher, n >> 1, (n & 1) === 1));
}

/** A group like `orig` of some of its exceptions, borrowed; None for none. CPython 3.11: Objects/exceptions.c exceptiongroup_subset */
function subset(vm: VM, orig: PyObject, exceptions: readonly PyObject[]): Result {
  if (exceptions.length === 0) return vm.newNone();
  const list = vm.newList(exceptions.map((e) => newRef(e)));
  return dropAfter(vm, thenBorrowed(vm, callMethod(vm, orig, "derive", [list]), derived, orig), list);
}

function derived(vm: VM, group: PyObject, orig: PyObject | null): Result {
  if (!isGroup(vm, group)) {
    vm.counts.decref(group);
    return vm.raise(vm.T.TypeError, "derive must return an instance of BaseExceptionGroup");
  }
  const { traceback, context, cause } = orig!.v as ExceptionData;
  if (traceback !== null) setTraceback(vm, group, newRef(traceback));
  setContext(vm, group, context === null ? null : newRef(context));
  setCause(vm, group, cause === null ? null : newRef(cause));
  const r = then(vm, lookupAttrString(vm, orig!, "__notes__"), copyNotes, group, null, null, 0, true);
  vm.counts.decref(group);
  return r;
}

/** What is no sequence is an earlier mistake of somebody else, and is not reported here. */
function copyNotes(vm: VM, notes: PyObject, group: PyObject | null): Result {
  if (notes === STOP) return newRef(group!);
  const r = isSequence(vm, notes) ? thenBorrowed(vm, sequenceList(vm, notes), setNotes, group) : newRef(group!);
  vm.counts.decref(notes);
  return r;
}

function setNotes(vm: VM, list: PyObject, group: PyObject | null): Result {
  const name = vm.intern("__notes__");
  return dropAfter(vm, dropAfter(vm, thenBorrowed(vm, setAttr(vm, group!, name, list), giveGroup, group), name), list);
}

function giveGroup(_vm: VM, _ok: PyObject, group: PyObject | null): Result {
  return newRef(group!);
}

/** CPython 3.11: Objects/exceptions.c BaseExceptionGroup_split */
function BaseExceptionGroup_split(vm: VM, self: Group, args: PyObject[]): Result {
  const matcher = oneArgument(vm, args);
  if (matcher === null) return null;
  const kind = matcherKind(vm, matcher);
  return kind === null ? null : splitRecursive(vm, self, matcher, kind, true);
}

/** CPython 3.11: Objects/exceptions.c BaseExceptionGroup_subgroup */
function BaseExceptionGroup_subgroup(vm: VM, self: Group, args: PyObject[]): Result {
  const matcher = oneArgument(vm, args);
  if (matcher === null) return null;
  const kind = matcherKind(vm, matcher);
  return kind === null ? null : then(vm, splitRecursive(vm, self, matcher, kind, false), firstOfPair);
}

function oneArgument(vm: VM, args: PyObject[]): PyObject | null {
  if (args.length === 1) return args[0]!;
  return vm.raise(vm.T.TypeError, `function takes exactly 1 argument (${args.length} given)`);
}

function firstOfPair(vm: VM, pair: PyObject): Result {
  return dropAfter(vm, newRef((pair.v as PyObject[])[0]!), pair);
}

function collectLeaves(vm: VM, e: PyObject, into: PyObject[]): void {
  const open = [e];
  while (open.length > 0) {
    const next = open.pop()!;
    if (isGroup(vm, next)) open.push(...groupMembers(next));
    else into.push(next);
  }
}

/**
 * The part of `orig` whose leaves are among those of `keep`; None for nothing. All borrowed. CPython 3.11: Objects/exceptions.c
 * exception_group_projection
 */
export function groupProjection(vm: VM, orig: PyObject, keep: readonly PyObject[]): Result {
  const leaves: PyObject[] = [];
  for (const e of keep) collectLeaves(vm, e, leaves);
  const matcher = vm.newTuple(leaves.map((e) => newRef(e)));
  return dropAfter(vm, then(vm, splitRecursive(vm, orig, matcher, BY_IDENTITY, false), firstOfPair), matcher);
}

/** An (Base)ExceptionGroup with an empty message of `exceptions`, which are taken over. CPython 3.11: Objects/exceptions.c _PyExc_CreateExceptionGroup */
export function newGroupOf(vm: VM, exceptions: PyObject[], asTuple = false): Result {
  const message = vm.newStr("");
  const list = asTuple ? vm.newTuple(exceptions) : vm.newList(exceptions);
  return dropAfter(vm, dropAfter(vm, callObject(vm, vm.T.BaseExceptionGroup.object, [message, list]), message), list);
}

export const baseExceptionGroupParts: Omit<TypeSpec, "name" | "base" | "doc"> = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_new: BaseExceptionGroup_new, tp_init: BaseExceptionGroup_init, tp_str: BaseExceptionGroup_str },
  methods: [
    classGetItem,
    method("derive", "($self, /, *args)", BaseExceptionGroup_derive, { convention: "METH_VARARGS" }),
    method("split", "($self, /, *args)", BaseExceptionGroup_split, { convention: "METH_VARARGS" }),
    method("subgroup", "($self, /, *args)", BaseExceptionGroup_subgroup, { convention: "METH_VARARGS" }),
  ],
  getset: [fieldMember("message", "exception message", true), fieldMember("exceptions", "nested exceptions", true)],
};

/**
 * ExceptionGroup is a heap type with two bases, made at start. Here its second base and what a class statement would add is put in while it is being
 * made. CPython 3.11: Objects/exceptions.c create_exception_group_class
 */
function becomeHeapType(vm: VM, type: PyType): Record<string, PyObject> {
  const bases = [vm.T.BaseExceptionGroup, vm.T.Exception];
  touch(type.object);
  vm.counts.decref(type.bases);
  vm.counts.xdecref(type.mroTuple);
  type.bases = vm.newTuple(bases.map((b) => newRef(b.object)));
  type.mro = computeMro(vm, type, bases)!;
  type.mroTuple = vm.newTuple(type.mro.map((t) => newRef(t.object)));
  vm.T.Exception.subclasses.push(type);
  newRef(vm.T.BaseExceptionGroup.object);
  type.heapType = true;
  type.flags = (type.flags & ~TPFLAGS_IMMUTABLETYPE) | TPFLAGS_HEAPTYPE;
  type.qualname = vm.intern("ExceptionGroup");
  return {
    __module__: vm.intern("builtins"),
    __weakref__: newGetSet(vm, type, { name: "__weakref__", get: getWeakrefs, doc: "list of weak references to the object" }),
  };
}

export const exceptionGroupParts: Omit<TypeSpec, "name" | "base"> = {
  flags: TPFLAGS_BASETYPE,
  hasWeakrefs: true,
  attributes: becomeHeapType,
};
