import { type Constant, constantKey } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, type PyObject } from "../object.ts";
import { newFrozensetOf } from "./build.ts";
import { newCode } from "./code.ts";
import { newStrFromText } from "./str/text.ts";

/**
 * The constants of a piece of source and all code in it: equal ones are one object. What comes from marshalled code says itself what is one object.
 * CPython 3.11: Python/compile.c merge_const_one (`c_const_cache`)
 */
export class ConstantPool {
  private readonly byValue: boolean;
  private readonly objects: Map<Constant | string, PyObject> = new Map();

  constructor(byValue: boolean) {
    this.byValue = byValue;
  }

  /** The object of a constant met before, borrowed. */
  get(c: Constant): PyObject | undefined {
    const key = this.keyOf(c);
    return key === null ? undefined : this.objects.get(key);
  }

  set(c: Constant, o: PyObject): void {
    const key = this.keyOf(c);
    if (key !== null) this.objects.set(key, o);
  }

  /** The tuple of all constants of a code object; new reference. CPython 3.11: makecode */
  tupleOf(vm: VM, constants: readonly Constant[]): PyObject<PyObject[]> {
    if (this.byValue && constants.length > 0 && constants.every((c) => c.type !== "code"))
      return objectOfConstant(vm, { type: "tuple", items: constants }, this);
    return alloc(
      vm,
      vm.T.tuple,
      constants.map((c) => objectOfConstant(vm, c, this)),
    );
  }

  /** Null for what is never merged: a NaN equals nothing. */
  private keyOf(c: Constant): Constant | string | null {
    if (!this.byValue) return c;
    const key = constantKey(c);
    return key.includes("NaN") && c.type !== "str" ? null : key;
  }
}

/**
 * A new reference to the object of a constant of a code object. Strings that look like names are interned, as CPython's compiler does
 * (intern_string_constants).
 */
export function objectOfConstant(vm: VM, c: Constant, pool: ConstantPool): PyObject {
  switch (c.type) {
    case "None":
      return vm.newNone();
    case "Ellipsis":
      return vm.newEllipsis();
    case "bool":
      return vm.newBool(c.value);
    case "code":
      return newCode(vm, c.code, pool);
    case "str":
      if (c.codePoints === undefined && /^[A-Za-z0-9_]*$/.test(c.value)) return vm.intern(c.value);
      break;
    case "int":
      if (c.value >= -5 && c.value <= 256) return vm.newInt(Number(c.value));
      break;
    default:
  }
  const known = pool.get(c);
  if (known !== undefined) return newRef(known);
  const o = newConstant(vm, c, pool);
  pool.set(c, o);
  return o;
}

function newConstant(vm: VM, c: Constant, pool: ConstantPool): PyObject {
  switch (c.type) {
    case "int":
      return typeof c.value === "number" ? vm.newInt(c.value) : vm.newIntFromBig(c.value);
    case "float":
      return vm.newFloat(c.value);
    case "complex":
      return alloc(vm, vm.T.complex, { real: c.real, imag: c.imag });
    case "str":
      return c.codePoints === undefined ? vm.newStr(c.value) : newStrFromText(vm, c.codePoints);
    case "bytes":
      return vm.newBytes(c.value);
    case "tuple":
      return vm.newTuple(c.items.map((item) => objectOfConstant(vm, item, pool)));
    case "frozenset":
      return newFrozensetOf(
        vm,
        c.items.map((item) => objectOfConstant(vm, item, pool)),
      );
    default:
      throw new TypeError(`no object for a constant of type ${c.type}`);
  }
}
