import type { Constant } from "@vivarium/compiler";
import type { VM } from "../interpreter.ts";
import { alloc, type PyObject } from "../object.ts";
import { newFrozensetOf } from "./build.ts";
import { newCode } from "./code.ts";
import { newStrFromText } from "./str/text.ts";

/** A new object for a constant of a code object. Strings that look like names are interned, as CPython's compiler does (intern_constants). */
export function objectOfConstant(vm: VM, c: Constant): PyObject {
  switch (c.type) {
    case "None":
      return vm.newNone();
    case "Ellipsis":
      return vm.newEllipsis();
    case "bool":
      return vm.newBool(c.value);
    case "int":
      return typeof c.value === "number" ? vm.newInt(c.value) : vm.newIntFromBig(c.value);
    case "float":
      return vm.newFloat(c.value);
    case "complex":
      return alloc(vm, vm.T.complex, { real: c.real, imag: c.imag });
    case "str":
      if (c.codePoints !== undefined) return newStrFromText(vm, c.codePoints);
      return /^[A-Za-z0-9_]*$/.test(c.value) ? vm.intern(c.value) : vm.newStr(c.value);
    case "bytes":
      return vm.newBytes(c.value);
    case "tuple":
      return vm.newTuple(c.items.map((item) => objectOfConstant(vm, item)));
    case "frozenset":
      return newFrozensetOf(
        vm,
        c.items.map((item) => objectOfConstant(vm, item)),
      );
    case "code":
      return newCode(vm, c.code);
  }
}
