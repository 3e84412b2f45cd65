import type { MarshalValue } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject } from "../../object.ts";
import { type Code, newCode } from "../../objects/code.ts";
import { dictEntries, dictSet } from "../../objects/dict/dict.ts";
import { newSet, setAddKey } from "../../objects/set/set.ts";
import { setKeys } from "../../objects/set/spec.ts";
import { ambiguousPoints, newStrFromText } from "../../objects/str/text.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";

type Items = readonly MarshalValue[];

/** Objects for values that marshal data names; a value met twice is one object. */
export class Loader {
  private readonly vm: VM;
  /** Borrowed: every object here is part of the result, or is dropped with it. */
  private readonly made = new Map<object, PyObject>();

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** A new reference; null with TypeError for an unhashable key. */
  load(value: MarshalValue): PyObject | null {
    const identity = value.type === "code" ? value.code : value;
    const known = this.made.get(identity);
    if (known !== undefined) return newRef(known);
    switch (value.type) {
      case "tuple":
        return this.sequence(value, value.items, alloc(this.vm, this.vm.T.tuple, []));
      case "list":
        return this.sequence(value, value.items, this.vm.newList([]));
      case "set":
        return this.set(value, value.items, newSet(this.vm));
      case "frozenset":
        return this.set(value, value.items, newSet(this.vm, this.vm.T.frozenset));
      case "dict":
        return this.dict(value);
      case "code":
        return this.remember(value.code, newCode(this.vm, value.code));
      default:
        return this.remember(value, this.atom(value));
    }
  }

  private remember(identity: object, o: PyObject): PyObject {
    this.made.set(identity, o);
    return o;
  }

  private atom(value: MarshalValue): PyObject {
    const { vm } = this;
    switch (value.type) {
      case "Ellipsis":
        return vm.newEllipsis();
      case "StopIteration":
        return newRef(vm.T.StopIteration.object);
      case "bool":
        return vm.newBool(value.value);
      case "int":
        return typeof value.value === "number" ? vm.newInt(value.value) : vm.newIntFromBig(value.value);
      case "float":
        return vm.newFloat(value.value);
      case "complex":
        return alloc(vm, vm.T.complex, { real: value.real, imag: value.imag });
      case "bytes":
        return vm.newBytes(value.value);
      case "str":
        if (value.codePoints !== undefined) return newStrFromText(vm, value.codePoints);
        return "interned" in value ? vm.intern(value.value) : vm.newStr(value.value);
      default:
        return vm.newNone();
    }
  }

  private sequence(value: object, items: Items, o: PyObject<PyObject[]>): PyObject | null {
    if (items.length === 0 && o.type === this.vm.T.tuple) {
      this.vm.counts.decref(o);
      return newRef(this.vm.emptyTuple);
    }
    this.made.set(value, o);
    for (const item of items) {
      const made = this.load(item);
      if (made === null) return this.drop(o);
      o.v.push(made);
    }
    return o;
  }

  private set(value: object, items: Items, o: PyObject): PyObject | null {
    this.made.set(value, o);
    for (const item of items) {
      const made = this.load(item);
      if (made === null) return this.drop(o);
      // Exact built-in keys: hashing and comparing them runs no Python code.
      const added = setAddKey(this.vm, o, made);
      this.vm.counts.decref(made);
      if (added !== OK) return this.drop(o);
    }
    return o;
  }

  private dict(value: Extract<MarshalValue, { type: "dict" }>): PyObject | null {
    const o = this.vm.newDict();
    this.made.set(value, o);
    for (const [k, v] of value.items) {
      const key = this.load(k);
      const item = key === null ? null : this.load(v);
      if (key === null) return this.drop(o);
      const stored = item === null ? null : dictSet(this.vm, o, key, item);
      this.vm.counts.decref(key);
      if (item !== null) this.vm.counts.decref(item);
      if (stored !== OK) return this.drop(o);
    }
    return o;
  }

  private drop(o: PyObject): null {
    const e = this.vm.thread.exception;
    this.vm.thread.exception = null;
    this.vm.counts.decref(o);
    this.vm.thread.exception = e;
    return null;
  }
}

/** CPython 3.11: Python/marshal.c MAX_MARSHAL_STACK_DEPTH */
const MOST_NESTED = 2000;

/** Objects as what marshal can write; an object met twice is one value. */
export class Dumper {
  private readonly vm: VM;
  private readonly made = new Map<PyObject, MarshalValue>();
  private depth = 0;
  /** It cannot be written because containers are nested deeper than CPython writes them. */
  tooDeep = false;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** Null: it cannot be written. */
  value(o: PyObject): MarshalValue | null {
    const known = this.made.get(o);
    if (known !== undefined) return known;
    if (this.depth === MOST_NESTED) {
      this.tooDeep = true;
      return null;
    }
    this.depth++;
    const value = this.make(o);
    this.depth--;
    return value;
  }

  private make(o: PyObject): MarshalValue | null {
    const { T } = this.vm;
    switch (o.type) {
      case T.tuple:
        return this.container(o, "tuple", o.v as PyObject[]);
      case T.list:
        return this.container(o, "list", o.v as PyObject[]);
      case T.set:
        return this.container(o, "set", setKeys(o));
      case T.frozenset:
        return this.container(o, "frozenset", setKeys(o));
      case T.dict:
        return this.dict(o);
      default: {
        const value = this.atom(o);
        if (value !== null) this.made.set(o, value);
        return value;
      }
    }
  }

  private atom(o: PyObject): MarshalValue | null {
    const { T } = this.vm;
    if (o === T.StopIteration.object) return { type: "StopIteration" };
    switch (o.type) {
      case T.NoneType:
        return { type: "None" };
      case T.ellipsis:
        return { type: "Ellipsis" };
      case T.bool:
        return { type: "bool", value: o.v === 1 };
      case T.int:
        return { type: "int", value: o.v as number | bigint };
      case T.float:
        return { type: "float", value: o.v as number };
      case T.complex:
        return { type: "complex", ...(o.v as { real: number; imag: number }) };
      case T.str:
        return this.text(o);
      case T.code:
        return { type: "code", code: (o.v as Code).co };
      default:
        return hasBuffer(o) ? this.bytes(o) : null;
    }
  }

  private bytes(o: PyObject): MarshalValue | null {
    const value = bytesView(this.vm, o);
    if (value !== null) return { type: "bytes", value };
    this.vm.clearException();
    return null;
  }

  private text(o: PyObject<string>): MarshalValue {
    const value = o.v;
    const codePoints = ambiguousPoints(o);
    if (codePoints !== null) return { type: "str", value, codePoints };
    return this.vm.interned.get(value) === o ? { type: "str", value, interned: true } : { type: "str", value };
  }

  private container(o: PyObject, type: "tuple" | "list" | "set" | "frozenset", from: readonly PyObject[]): MarshalValue | null {
    const items: MarshalValue[] = [];
    const value: MarshalValue = { type, items };
    this.made.set(o, value);
    for (const item of from) {
      const made = this.value(item);
      if (made === null) return null;
      items.push(made);
    }
    return value;
  }

  private dict(o: PyObject): MarshalValue | null {
    const items: [MarshalValue, MarshalValue][] = [];
    const value: MarshalValue = { type: "dict", items };
    this.made.set(o, value);
    for (const [k, v] of dictEntries(o)) {
      const key = this.value(k);
      const item = key === null ? null : this.value(v);
      if (key === null || item === null) return null;
      items.push([key, item]);
    }
    return value;
  }
}
