import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { orElseBorrowed, startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { isSequence } from "../protocol/iterator.ts";
import { dictEntries, dictGet, dictSet, dictSetString, newDict } from "./dict/dict.ts";
import { dictMergeFrom } from "./dict/merge.ts";
import { listExtend as extendList } from "./list/list.ts";
import { frozensetOf, newSet, setAddKey, setUpdateFrom } from "./set/set.ts";

/*
 * What displays and calls with stars are made of.
 */

class BuildMapFrame extends NativeFrame {
  /** Borrowed from the stack. */
  given: { readonly items: readonly PyObject[]; readonly keys: readonly PyObject[] | null };
  dict: PyObject;
  index = 0;

  constructor(vm: VM, items: readonly PyObject[], keys: readonly PyObject[] | null) {
    super();
    this.given = { items, keys };
    this.dict = newDict(vm);
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const { items, keys } = this.given;
    const n = keys === null ? items.length / 2 : items.length;
    while (this.index < n) {
      const i = this.index++;
      const key = keys === null ? items[2 * i]! : keys[i]!;
      const value = keys === null ? items[2 * i + 1]! : items[i]!;
      const r = dictSet(vm, this.dict, key, value);
      if (r === null || r === PENDING) return r;
    }
    return newRef(this.dict);
  }
}

/** A dict of alternating keys and values, or of values under `keys`; all borrowed. */
export function buildMap(vm: VM, items: readonly PyObject[], keys: readonly PyObject[] | null): Result {
  const dict = newDict(vm);
  const n = keys === null ? items.length / 2 : items.length;
  for (let i = 0; i < n; i++) {
    const key = keys === null ? items[2 * i]! : keys[i]!;
    if (key.type !== vm.T.str) {
      vm.counts.decref(dict);
      return startFrame(vm, new BuildMapFrame(vm, items, keys));
    }
    dictSetString(vm, dict, key as PyObject<string>, keys === null ? items[2 * i + 1]! : items[i]!);
  }
  return dict;
}

class BuildSetFrame extends NativeFrame {
  /** Borrowed from the stack. */
  given: { readonly items: readonly PyObject[] };
  set: PyObject;
  index = 0;

  constructor(vm: VM, items: readonly PyObject[]) {
    super();
    this.given = { items };
    this.set = newSet(vm);
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    const { items } = this.given;
    while (this.index < items.length) {
      const r = setAddKey(vm, this.set, items[this.index++]!);
      if (r === null || r === PENDING) return r;
    }
    return newRef(this.set);
  }
}

/** A set of `items`, all borrowed. */
export function buildSet(vm: VM, items: readonly PyObject[]): Result {
  return startFrame(vm, new BuildSetFrame(vm, items));
}

/** A frozenset of constants: hashing them runs nothing. Takes over the items. */
export function newFrozensetOf(vm: VM, items: PyObject[]): PyObject {
  return frozensetOf(vm, items);
}

/** Gives OK. */
export function setAdd(vm: VM, set: PyObject, value: PyObject): Result {
  return setAddKey(vm, set, value);
}

/** Gives OK. */
export function setUpdate(vm: VM, set: PyObject, iterable: PyObject): Result {
  return setUpdateFrom(vm, set, iterable);
}

/** `[*iterable]`; gives OK. CPython 3.11: Python/ceval.c LIST_EXTEND */
export function listExtend(vm: VM, list: PyObject, iterable: PyObject): Result {
  if (iterable.type.tp_iter === null && !isSequence(vm, iterable))
    return vm.raise(vm.T.TypeError, `Value after * must be an iterable, not ${iterable.type.name}`);
  return then(vm, extendList(vm, list, iterable), toOk);
}

function toOk(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return OK;
}

/** `{**mapping}`; gives OK. CPython 3.11: Python/ceval.c DICT_UPDATE */
export function dictUpdate(vm: VM, dict: PyObject, mapping: PyObject): Result {
  return orElseBorrowed(vm, then(vm, dictMergeFrom(vm, dict, mapping), toOk), notAMapping, mapping);
}

function notAMapping(vm: VM, mapping: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.AttributeError)) return null;
  vm.clearException();
  return vm.raise(vm.T.TypeError, `'${mapping!.type.name}' object is not a mapping`);
}

class DictMergeFrame extends NativeFrame {
  dict: PyObject;
  mapping: PyObject;
  callable: PyObject;
  keys: PyObject[] = [];
  values: PyObject[] = [];
  index = 0;
  stage: "look" | "set" = "look";

  constructor(dict: PyObject, mapping: PyObject, callable: PyObject) {
    super();
    this.dict = newRef(dict);
    this.mapping = newRef(mapping);
    this.callable = newRef(callable);
    for (const [k, v] of dictEntries(mapping)) {
      this.keys.push(newRef(k));
      this.values.push(newRef(v));
    }
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = this.index === 0 && sent === OK ? null : sent;
    for (;;) {
      if (r === null) {
        if (this.index === this.keys.length) return OK;
        r = dictGet(vm, this.dict, this.keys[this.index]!);
        this.stage = "look";
      }
      if (r === PENDING || r === null) return r;
      if (this.stage === "look") {
        if (r !== STOP) {
          vm.counts.decref(r);
          return this.twice(vm, this.keys[this.index]!);
        }
        this.stage = "set";
        r = dictSet(vm, this.dict, this.keys[this.index]!, this.values[this.index]!);
        this.index++;
        if (r === PENDING || r === null) return r;
      }
      r = null;
    }
  }

  private twice(vm: VM, key: PyObject): null {
    const text = functionText(vm, this.callable);
    if (typeof key.v !== "string") return vm.raise(vm.T.TypeError, "keywords must be strings");
    return vm.raise(vm.T.TypeError, `${text} got multiple values for keyword argument '${key.v}'`);
  }
}

/** Adds `**mapping` to the keyword arguments of a call; a key that is there already is an error. Gives OK. CPython 3.11: Python/ceval.c DICT_MERGE */
export function dictMerge(vm: VM, dict: PyObject, mapping: PyObject, callable: PyObject): Result {
  if (mapping.type === vm.T.dict) return startFrame(vm, new DictMergeFrame(dict, mapping, callable));
  const copy = newDict(vm);
  const r = then(
    vm,
    orElseBorrowed(vm, dictMergeFrom(vm, copy, mapping), notKeywords, mapping, callable),
    mergeCopy,
    dict,
    copy,
    callable,
  );
  vm.counts.decref(copy);
  return r;
}

function mergeCopy(vm: VM, value: PyObject, dict: PyObject | null, copy: PyObject | null, callable: PyObject | null): Result {
  if (value !== OK) vm.counts.decref(value);
  return startFrame(vm, new DictMergeFrame(dict!, copy!, callable!));
}

function notKeywords(vm: VM, mapping: PyObject | null, callable: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.AttributeError)) return null;
  vm.clearException();
  return vm.raise(
    vm.T.TypeError,
    `${functionText(vm, callable!)} argument after ** must be a mapping, not ${mapping!.type.name}`,
  );
}

/** How error messages name a callable. CPython 3.11: Objects/object.c _PyObject_FunctionStr */
export function functionText(vm: VM, callable: PyObject): string {
  const type = callable.type;
  if (type === vm.T.function) {
    const f = callable.v as { qualname: PyObject<string>; module: PyObject | null };
    const module = f.module !== null && typeof f.module.v === "string" ? f.module.v : null;
    return module !== null && module !== "builtins" ? `${module}.${f.qualname.v}()` : `${f.qualname.v}()`;
  }
  if (type === vm.T.builtin_function_or_method) return (callable.v as { text(): string }).text();
  if (type === vm.T.method) return functionText(vm, (callable.v as { func: PyObject }).func);
  if (type === vm.T.type) {
    const t = callable.v as { name: string; heapType: boolean; qualname: PyObject<string> | null };
    return t.qualname === null ? `${t.name}()` : `__main__.${t.qualname.v}()`;
  }
  return `${type.name} object`;
}
