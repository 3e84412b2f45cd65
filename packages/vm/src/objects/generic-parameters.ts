import { newRef } from "@vivarium/heap";
import { callObject, callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, TPFLAGS_TUPLE_SUBCLASS, TPFLAGS_TYPE_SUBCLASS } from "../object.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { repr } from "../protocol/repr.ts";
import { getItem } from "../protocol/sequence.ts";
import { truth } from "../protocol/truth.ts";

function isTuple(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0;
}

function isType(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_TYPE_SUBCLASS) !== 0;
}

/** The type variables among `args`, each once, in order. CPython 3.11: Objects/genericaliasobject.c _Py_make_parameters */
export function makeParameters(vm: VM, args: PyObject<PyObject[]>): Result {
  return startFrame(vm, new ParametersFrame(args));
}

class ParametersFrame extends NativeFrame {
  args: PyObject<PyObject[]>;
  found: PyObject[] = [];
  index = 0;
  stage: "next" | "subst" | "parameters" = "next";

  constructor(args: PyObject<PyObject[]>) {
    super();
    this.args = newRef(args);
  }

  private add(o: PyObject): void {
    if (!this.found.includes(o)) this.found.push(newRef(o));
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      const arg = this.args.v[this.index];
      if (arg === undefined) {
        const { found } = this;
        this.found = [];
        return vm.newTuple(found);
      }
      if (this.stage === "next") {
        if (isType(arg)) this.index++;
        else {
          this.stage = "subst";
          got = lookupAttrString(vm, arg, "__typing_subst__");
        }
      } else if (this.stage === "subst" && got === STOP) {
        this.stage = "parameters";
        got = lookupAttrString(vm, arg, "__parameters__");
      } else {
        if (this.stage === "subst") this.add(arg);
        else if (got !== STOP && isTuple(got)) for (const p of got.v as PyObject[]) this.add(p);
        if (got !== STOP) vm.counts.decref(got);
        this.stage = "next";
        this.index++;
        got = OK;
      }
    }
  }
}

/**
 * The arguments of `self`, a tuple, with `parameters` replaced by `item` (several: a tuple). CPython 3.11: _Py_subs_parameters
 */
export function substitute(vm: VM, self: PyObject, args: PyObject, parameters: PyObject, item: PyObject): Result {
  if (parameters.v.length === 0) return then(vm, repr(vm, self), notGeneric);
  const arguments_ = vm.newTuple([newRef(self), newRef(args), newRef(parameters)]);
  return dropAfter(vm, then(vm, startFrame(vm, new UnpackFrame(item)), substituteItems, arguments_), arguments_);
}

function substituteItems(vm: VM, items: PyObject, given: PyObject | null): Result {
  const [self, args, parameters] = given!.v as [PyObject, PyObject, PyObject];
  const r = startFrame(vm, new SubstituteFrame(self, args, parameters, items));
  vm.counts.decref(items);
  return r;
}

/** The item as a tuple in which each `*tuple[A, B]` has become A and B. CPython 3.11: Objects/genericaliasobject.c _unpack_args */
class UnpackFrame extends NativeFrame {
  given: PyObject[];
  made: PyObject[] = [];
  asked = false;
  at = 0;

  constructor(item: PyObject) {
    super();
    this.given = isTuple(item) ? (item.v as PyObject[]).map((o) => newRef(o)) : [newRef(item)];
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.asked) this.take(vm, got);
      const item = this.given[this.at];
      if (item === undefined) {
        const { made } = this;
        this.made = [];
        return vm.newTuple(made);
      }
      this.asked = true;
      got = isType(item) ? STOP : lookupAttrString(vm, item, "__typing_unpacked_tuple_args__");
    }
  }

  private take(vm: VM, got: PyObject): void {
    this.asked = false;
    const item = this.given[this.at++]!;
    const parts = got !== STOP && isTuple(got) ? (got.v as PyObject[]) : null;
    if (parts !== null && parts[parts.length - 1] !== vm.ellipsis) this.made.push(...parts.map((o) => newRef(o)));
    else this.made.push(newRef(item));
    if (got !== STOP) vm.counts.decref(got);
  }
}

function notGeneric(vm: VM, text: PyObject): Result {
  const message = `${text.v as string} is not a generic class`;
  vm.counts.decref(text);
  return vm.raise(vm.T.TypeError, message);
}

type Stage = "prepare" | "prepared" | "called" | "arg" | "unpacks" | "unpackTruth" | "subst" | "parameters" | "made" | "mismatch";

class SubstituteFrame extends NativeFrame {
  self: PyObject;
  args: PyObject<PyObject[]>;
  parameters: PyObject<PyObject[]>;
  item: PyObject;
  made: PyObject[] = [];
  index = 0;
  unpack = false;
  stage: Stage = "prepare";

  constructor(self: PyObject, args: PyObject, parameters: PyObject, item: PyObject) {
    super();
    this.self = newRef(self);
    this.args = newRef(args);
    this.parameters = newRef(parameters);
    this.item = newRef(item);
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.stage === "arg" && this.index === this.args.v.length) {
        const { made } = this;
        this.made = [];
        return vm.newTuple(made);
      }
      got =
        this.stage === "prepare" || this.stage === "prepared" || this.stage === "called"
          ? this.prepare(vm, got)
          : this.replace(vm, got);
    }
  }

  /** Parameters may want to look at the whole item first (`__typing_prepare_subst__`). */
  private prepare(vm: VM, got: PyObject): Result {
    if (this.stage === "prepare") {
      if (this.index === this.parameters.v.length) return this.checkCount(vm);
      this.stage = "prepared";
      return lookupAttrString(vm, this.parameters.v[this.index]!, "__typing_prepare_subst__");
    }
    if (this.stage === "prepared" && got !== STOP && got !== vm.none) {
      this.stage = "called";
      const items = isTuple(this.item) ? newRef(this.item) : vm.newTuple([newRef(this.item)]);
      const r = callObject(vm, got, [this.self, items], null);
      vm.counts.decrefAll([items, got]);
      return r;
    }
    if (this.stage === "called") {
      const old = this.item;
      this.item = got;
      vm.counts.decref(old);
    } else if (got !== STOP) vm.counts.decref(got);
    this.index++;
    this.stage = "prepare";
    return OK;
  }

  private items(): PyObject[] {
    return isTuple(this.item) ? (this.item.v as PyObject[]) : [this.item];
  }

  private checkCount(vm: VM): Result {
    this.index = 0;
    this.stage = "arg";
    if (this.items().length === this.parameters.v.length) return OK;
    this.stage = "mismatch";
    return repr(vm, this.self);
  }

  private replace(vm: VM, got: PyObject): Result {
    const arg = this.args.v[this.index]!;
    switch (this.stage) {
      case "mismatch":
        return this.mismatch(vm, got);
      case "arg":
        if (isType(arg)) {
          this.made.push(newRef(arg));
          this.index++;
          return OK;
        }
        this.stage = "unpacks";
        return lookupAttrString(vm, arg, "__typing_is_unpacked_typevartuple__");
      case "unpacks": {
        this.stage = "unpackTruth";
        if (got === STOP) return vm.newBool(false);
        return dropAfter(vm, truth(vm, got), got);
      }
      case "unpackTruth":
        this.unpack = got === vm.true_;
        vm.counts.decref(got);
        this.stage = "subst";
        return lookupAttrString(vm, arg, "__typing_subst__");
      case "subst": {
        if (got === STOP) {
          this.stage = "parameters";
          return lookupAttrString(vm, arg, "__parameters__");
        }
        this.stage = "made";
        return dropAfter(vm, callOneArg(vm, got, this.items()[this.parameters.v.indexOf(arg)]!), got);
      }
      case "parameters":
        this.stage = "made";
        return this.substituteInside(vm, arg, got);
      default:
        return this.keep(vm, got);
    }
  }

  private mismatch(vm: VM, text: PyObject): null {
    const actual = this.items().length;
    const expected = this.parameters.v.length;
    const message = `Too ${actual > expected ? "many" : "few"} arguments for ${text.v as string}; actual ${actual}, expected ${expected}`;
    vm.counts.decref(text);
    return vm.raise(vm.T.TypeError, message);
  }

  /** An argument that is generic itself. CPython 3.11: subs_tvars */
  private substituteInside(vm: VM, arg: PyObject, inner: PyObject): Result {
    if (inner === STOP) return newRef(arg);
    const names = isTuple(inner) ? (inner.v as PyObject[]) : [];
    const values: PyObject[] = [];
    for (const name of names) {
      const i = this.parameters.v.indexOf(name);
      const value = i < 0 ? name : this.items()[i]!;
      if (i >= 0 && name.type.tp_iter !== null && isTuple(value)) values.push(...(value.v as PyObject[]).map(newRef));
      else values.push(newRef(value));
    }
    vm.counts.decref(inner);
    if (names.length === 0) return newRef(arg);
    const key = vm.newTuple(values);
    return dropAfter(vm, getItem(vm, arg, key), key);
  }

  private keep(vm: VM, got: PyObject): Result {
    if (this.unpack && isTuple(got)) {
      this.made.push(...(got.v as PyObject[]).map(newRef));
      vm.counts.decref(got);
    } else this.made.push(got);
    this.index++;
    this.stage = "arg";
    return OK;
  }
}
