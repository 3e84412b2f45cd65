import { newRef, touch } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue, sequenceTuple } from "../../eval/iterate.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP, TPFLAGS_MAPPING, TPFLAGS_SEQUENCE } from "../../object.ts";
import { dictDeleteString, dictGetStringBorrowed } from "../../objects/dict/dict.ts";
import { newSet, type PySet, setAddKey } from "../../objects/set/set.ts";
import { isSubtype, isType } from "../../objects/type/mro.ts";
import { getAttrString, lookupAttr, lookupAttrString, setAttr } from "../../protocol/attribute.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { truth } from "../../protocol/truth.ts";
import { abcState } from "./state.ts";
import { newAbcData } from "./weak-set.ts";

export const COLLECTION_FLAGS: number = TPFLAGS_SEQUENCE | TPFLAGS_MAPPING;

type Stage =
  | "namespace"
  | "items"
  | "next-item"
  | "own-abstract"
  | "own-added"
  | "bases"
  | "base"
  | "base-names"
  | "base-next"
  | "base-value"
  | "base-abstract";

/** True, False: has `o` a true `__isabstractmethod__`. CPython 3.11: Objects/object.c _PyObject_IsAbstract */
function isAbstract(vm: VM, o: PyObject): Result {
  return then(vm, lookupAttrString(vm, o, "__isabstractmethod__"), abstractTruth, null, null, null, 0, true);
}

function abstractTruth(vm: VM, value: PyObject): Result {
  if (value === STOP) return vm.newBool(false);
  return dropAfter(vm, truth(vm, value), value);
}

/** The names of the abstract methods of a class, a frozenset. CPython 3.11: Modules/_abc.c compute_abstract_methods */
class AbstractMethodsFrame extends NativeFrame {
  cls: PyObject;
  abstracts: PySet | null;
  /** The class's own attributes as pairs, then its bases. */
  list: PyObject<PyObject[]> | null = null;
  index = 0;
  iterator: PyObject | null = null;
  key: PyObject | null = null;
  stage: Stage = "namespace";

  constructor(vm: VM, cls: PyObject) {
    super();
    this.cls = newRef(cls);
    this.abstracts = newSet(vm, vm.T.frozenset);
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      got = this.stage.startsWith("base") ? this.inherited(vm, got) : this.own(vm, got);
      if (got !== null && got.type === vm.T.frozenset && got === this.abstracts) {
        this.abstracts = null;
        return got;
      }
    }
  }

  private own(vm: VM, got: PyObject): Result {
    switch (this.stage) {
      case "namespace":
        this.stage = "items";
        return then(vm, getAttrString(vm, this.cls, "__dict__"), itemsOf);
      case "items":
        this.list = got;
        this.stage = "next-item";
        return OK;
      case "next-item": {
        if (this.index >= this.list!.v.length) {
          this.stage = "bases";
          return getAttrString(vm, this.cls, "__bases__");
        }
        const [, value] = this.list!.v[this.index]!.v as [PyObject, PyObject];
        this.stage = "own-abstract";
        return isAbstract(vm, value);
      }
      case "own-abstract": {
        const yes = got === vm.true_;
        vm.counts.decref(got);
        const [key] = this.list!.v[this.index++]!.v as [PyObject];
        this.stage = "next-item";
        return yes ? setAddKey(vm, this.abstracts!, key) : OK;
      }
      default:
        return OK;
    }
  }

  private inherited(vm: VM, got: PyObject): Result {
    switch (this.stage) {
      case "bases": {
        if (!isSubtype(got.type, vm.T.tuple)) {
          vm.counts.decref(got);
          return vm.raise(vm.T.TypeError, "__bases__ is not tuple");
        }
        const old = this.list!;
        this.list = got;
        vm.counts.decref(old);
        this.index = 0;
        this.stage = "base";
        return OK;
      }
      case "base":
        if (this.index >= this.list!.v.length) return this.abstracts;
        this.stage = "base-names";
        return then(
          vm,
          lookupAttrString(vm, this.list!.v[this.index++]!, "__abstractmethods__"),
          iterOf,
          null,
          null,
          null,
          0,
          true,
        );
      case "base-names":
        if (got === OK) this.stage = "base";
        else {
          this.iterator = got;
          this.stage = "base-next";
        }
        return OK;
      case "base-next":
        this.stage = "base-value";
        return this.nextName(vm);
      case "base-value":
        this.stage = "base-abstract";
        return this.lookUp(vm, got);
      default:
        return this.keepInherited(vm, got);
    }
  }

  /** OK at the end of the base's names, a name otherwise. */
  private nextName(vm: VM): Result {
    return then(vm, iterNext(vm, this.iterator!), nameOrOk, null, null, null, 0, true);
  }

  private lookUp(vm: VM, name: PyObject): Result {
    if (name === OK) {
      const iterator = this.iterator!;
      this.iterator = null;
      this.stage = "base";
      vm.counts.decref(iterator);
      return OK;
    }
    this.key = name;
    return then(vm, lookupAttr(vm, this.cls, name), abstractOrFalse, null, null, null, 0, true);
  }

  private keepInherited(vm: VM, got: PyObject): Result {
    const yes = got === vm.true_;
    vm.counts.decref(got);
    const key = this.key!;
    this.key = null;
    this.stage = "base-next";
    const r = yes ? setAddKey(vm, this.abstracts!, key) : OK;
    return then(vm, r, dropKey, key);
  }
}

function dropKey(vm: VM, ok: PyObject, key: PyObject | null): Result {
  vm.counts.decref(key!);
  return ok;
}

function nameOrOk(vm: VM, name: PyObject): Result {
  if (name !== STOP) return name;
  dropStopValue(vm);
  return OK;
}

function iterOf(vm: VM, names: PyObject): Result {
  if (names === STOP) return OK;
  return dropAfter(vm, getIter(vm, names), names);
}

function abstractOrFalse(vm: VM, value: PyObject): Result {
  if (value === STOP) return vm.newBool(false);
  return dropAfter(vm, isAbstract(vm, value), value);
}

/** The pairs of a mapping, a tuple. CPython 3.11: Objects/abstract.c PyMapping_Items */
function itemsOf(vm: VM, namespace: PyObject): Result {
  return dropAfter(vm, then(vm, callMethod(vm, namespace, "items", []), tupleOf), namespace);
}

function tupleOf(vm: VM, items: PyObject): Result {
  return dropAfter(vm, sequenceTuple(vm, items), items);
}

/** CPython 3.11: Modules/_abc.c _abc__abc_init_impl */
export function abcInit(vm: VM, _m: PyObject, self: PyObject): Result {
  return thenBorrowed(vm, startFrame(vm, new AbstractMethodsFrame(vm, self)), setAbstracts, self);
}

function setAbstracts(vm: VM, abstracts: PyObject, self: PyObject | null): Result {
  const name = vm.intern("__abstractmethods__");
  return dropAfter(vm, dropAfter(vm, thenBorrowed(vm, setAttr(vm, self!, name, abstracts), setImpl, self), name), abstracts);
}

function setImpl(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const data = newAbcData(vm, abcState(vm).counter);
  const name = vm.intern("_abc_impl");
  return dropAfter(vm, dropAfter(vm, thenBorrowed(vm, setAttr(vm, self!, name, data), setCollectionFlags, self), name), data);
}

/** `__abc_tpflags__` of `collections.abc` says which classes the patterns of `match` take for sequences and mappings. */
function setCollectionFlags(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  if (!isType(vm, self!)) return vm.newNone();
  const type = self!.v as PyType;
  const flags = dictGetStringBorrowed(vm, type.dict, "__abc_tpflags__");
  if (flags !== null && flags.type === vm.T.int) {
    const value = Number(flags.v) & COLLECTION_FLAGS;
    if (value === COLLECTION_FLAGS)
      return vm.raise(vm.T.TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    touch(self!);
    type.flags |= value;
    dictDeleteString(vm, type.dict, "__abc_tpflags__");
  }
  return vm.newNone();
}
