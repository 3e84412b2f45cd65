import { newRef } from "@vivarium/heap";
import { callMethod, callObject } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { getAttrString, lookupAttrString, lookupSpecial } from "../protocol/attribute.ts";
import { getIter } from "../protocol/iterator.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import type { DictTable } from "./dict/table.ts";
import { isSubtype } from "./type/mro.ts";

/** `object.__reduce_ex__`: a `__reduce__` of one's own goes first. CPython 3.11: Objects/typeobject.c object___reduce_ex___impl */
export function objectReduceEx(vm: VM, self: PyObject, protocol: number): Result {
  return thenBorrowed(vm, lookupAttrString(vm, self, "__reduce__"), haveReduce, self, null, null, protocol, true);
}

function haveReduce(
  vm: VM,
  reduce: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  protocol: number,
): Result {
  if (reduce === STOP) return commonReduce(vm, self!, protocol);
  const r = then(vm, getAttrString(vm, self!.type.object, "__reduce__"), reduceUnlessInherited, self, reduce, null, protocol);
  vm.counts.decref(reduce);
  return r;
}

function reduceUnlessInherited(
  vm: VM,
  ofClass: PyObject,
  self: PyObject | null,
  reduce: PyObject | null,
  _c: PyObject | null,
  protocol: number,
): Result {
  const inherited = ofClass === dictGetStringBorrowed(vm, vm.T.object.dict, "__reduce__");
  vm.counts.decref(ofClass);
  return inherited ? commonReduce(vm, self!, protocol) : callObject(vm, reduce!, []);
}

/** CPython 3.11: Objects/typeobject.c _common_reduce */
export function commonReduce(vm: VM, self: PyObject, protocol: number): Result {
  if (protocol >= 2) return startFrame(vm, new ReduceFrame(self));
  return thenBorrowed(vm, importModuleNamed(vm, "copyreg"), reduceOld, self, null, null, protocol);
}

function reduceOld(
  vm: VM,
  copyreg: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  protocol: number,
): Result {
  const number = vm.newInt(protocol);
  return dropAfter(vm, dropAfter(vm, callMethod(vm, copyreg, "_reduce_ex", [self!, number]), number), copyreg);
}

const START = 0;
const ASKED_EX = 1;
const HAVE_EX = 2;
const ASKED_PLAIN = 3;
const HAVE_PLAIN = 4;
const IMPORTED = 5;
const HAVE_MAKER = 6;
const ASKED_STATE = 7;
const HAVE_STATE = 8;
const HAVE_ITEMS = 9;

/** Protocol 2 and up: how to make the object, its state, its items. CPython 3.11: Objects/typeobject.c reduce_newobj */
class ReduceFrame extends NativeFrame {
  self: PyObject;
  stage: number = START;
  args: PyObject<PyObject[]> | null = null;
  kwargs: PyObject<DictTable> | null = null;
  maker: PyObject | null = null;
  state: PyObject | null = null;

  constructor(self: PyObject) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      const stage = this.stage;
      if (stage === HAVE_ITEMS) return this.finish(vm, got);
      got = stage < IMPORTED ? this.arguments(vm, stage, got) : this.parts(vm, stage, got);
    }
  }

  /** CPython 3.11: _PyObject_GetNewArguments */
  private arguments(vm: VM, stage: number, got: PyObject): Result {
    switch (stage) {
      case START:
        if (this.self.type.tp_new === null) return cannotPickle(vm, this.self.type);
        this.stage = ASKED_EX;
        return lookupSpecial(vm, this.self, "__getnewargs_ex__");
      case ASKED_EX:
        this.stage = got === STOP ? ASKED_PLAIN : HAVE_EX;
        return got === STOP ? lookupSpecial(vm, this.self, "__getnewargs__") : callAndDrop(vm, got);
      case HAVE_EX: {
        const good = this.takeEx(vm, got);
        vm.counts.decref(got);
        return good ? this.importCopyreg(vm) : null;
      }
      case ASKED_PLAIN:
        if (got === STOP) return this.importCopyreg(vm);
        this.stage = HAVE_PLAIN;
        return callAndDrop(vm, got);
      default:
        if (isSubtype(got.type, vm.T.tuple)) {
          this.args = got as PyObject<PyObject[]>;
          return this.importCopyreg(vm);
        }
        vm.raise(vm.T.TypeError, `__getnewargs__ should return a tuple, not '${got.type.name}'`);
        vm.counts.decref(got);
        return null;
    }
  }

  private takeEx(vm: VM, got: PyObject): boolean {
    const T = vm.T;
    const error = (message: string): false => {
      vm.raise(T.TypeError, message);
      return false;
    };
    if (!isSubtype(got.type, T.tuple)) return error(`__getnewargs_ex__ should return a tuple, not '${got.type.name}'`);
    const pair = got.v as PyObject[];
    if (pair.length !== 2) {
      vm.raise(T.ValueError, `__getnewargs_ex__ should return a tuple of length 2, not ${pair.length}`);
      return false;
    }
    const [args, kwargs] = pair as [PyObject, PyObject];
    const item = "item of the tuple returned by __getnewargs_ex__ must be a";
    if (!isSubtype(args.type, T.tuple)) return error(`first ${item} tuple, not '${args.type.name}'`);
    if (!isSubtype(kwargs.type, T.dict)) return error(`second ${item} dict, not '${kwargs.type.name}'`);
    this.args = newRef(args);
    this.kwargs = newRef(kwargs);
    return true;
  }

  private importCopyreg(vm: VM): Result {
    this.stage = IMPORTED;
    return importModuleNamed(vm, "copyreg");
  }

  private get hasKeywords(): boolean {
    return this.kwargs !== null && this.kwargs.v.used > 0;
  }

  private parts(vm: VM, stage: number, got: PyObject): Result {
    switch (stage) {
      case IMPORTED: {
        this.stage = HAVE_MAKER;
        return dropAfter(vm, getAttrString(vm, got, this.hasKeywords ? "__newobj_ex__" : "__newobj__"), got);
      }
      case HAVE_MAKER:
        this.maker = got;
        this.stage = ASKED_STATE;
        return getAttrString(vm, this.self, "__getstate__");
      case ASKED_STATE: {
        this.stage = HAVE_STATE;
        const required = this.args === null && !isSubtype(this.self.type, vm.T.list) && !isSubtype(this.self.type, vm.T.dict);
        if (required && hasPayload(vm, this.self.type) && isDefault(vm, this.self)) {
          vm.counts.decref(got);
          const { type } = this.self;
          // Those of a variable size (tp_itemsize) are told in other words.
          if (type !== vm.T.memoryview && type !== vm.T.code) return cannotPickle(vm, type);
          return vm.raise(vm.T.TypeError, `cannot pickle ${type.name} objects`);
        }
        return callAndDrop(vm, got);
      }
      default:
        this.state = got;
        return this.items(vm);
    }
  }

  /** CPython 3.11: _PyObject_GetItemsIter */
  private items(vm: VM): Result {
    this.stage = HAVE_ITEMS;
    if (isSubtype(this.self.type, vm.T.list)) return getIter(vm, this.self);
    if (!isSubtype(this.self.type, vm.T.dict)) return vm.newNone();
    return then(vm, callMethod(vm, this.self, "items", []), iterAndDrop);
  }

  private finish(vm: VM, items: PyObject): Result {
    const isList = isSubtype(this.self.type, vm.T.list);
    const cls = newRef(this.self.type.object);
    const given = (this.args?.v ?? []).map((a) => newRef(a));
    const newargs = vm.newTuple(this.hasKeywords ? [cls, newRef(this.args!), newRef(this.kwargs!)] : [cls, ...given]);
    if (this.hasKeywords) vm.counts.decrefAll(given);
    const maker = this.maker!;
    const state = this.state!;
    this.maker = null;
    this.state = null;
    return vm.newTuple([maker, newargs, state, isList ? items : vm.newNone(), isList ? vm.newNone() : items]);
  }
}

function callAndDrop(vm: VM, f: PyObject): Result {
  return dropAfter(vm, callObject(vm, f, []), f);
}

function iterAndDrop(vm: VM, iterable: PyObject): Result {
  return dropAfter(vm, getIter(vm, iterable), iterable);
}

/** Does the class leave `__getstate__` as it is? */
function isDefault(vm: VM, self: PyObject): boolean {
  const own = dictGetStringBorrowed(vm, vm.T.object.dict, "__getstate__");
  for (const t of self.type.mro) {
    const found = dictGetStringBorrowed(vm, t.dict, "__getstate__");
    if (found !== null) return found === own;
  }
  return false;
}

/** Instances hold more than attributes: a built-in type other than object decides their layout (tp_basicsize, tp_itemsize). */
function hasPayload(vm: VM, type: PyType): boolean {
  let t = type;
  while (t.heapType && t.base !== null) t = t.base;
  return t !== vm.T.object;
}

function cannotPickle(vm: VM, type: PyType): null {
  return vm.raise(vm.T.TypeError, `cannot pickle '${type.name}' object`);
}
