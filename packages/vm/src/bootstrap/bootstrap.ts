import type { VM } from "../interpreter.ts";
import { alloc, PyType } from "../object.ts";
import { newDict } from "../objects/dict/dict.ts";
import { staticNames } from "../objects/static-names.gen.ts";
import { attachObject, readyType } from "../objects/type/static-type.ts";
import type { TypeSpec } from "../objects/type/type-spec.ts";
import { builtinTypes } from "./builtin-types.ts";

/**
 * Makes the types and the singletons of a new interpreter. Types and dicts are needed to make types and dicts, so all type records come first, then
 * their objects, then what they contain.
 */
export function bootstrap(vm: VM): void {
  const specs = builtinTypes();
  for (const [key, spec] of specs) vm.T[key] = recordOf(vm, spec);
  for (const [key] of specs) attachObject(vm, vm.T[key]);
  makeSingletons(vm);
  for (const [key, spec] of specs) readyType(vm, vm.T[key], spec, vm.T[key].base);
  vm.builtins = newDict(vm);
  vm.modules = newDict(vm);
}

function recordOf(vm: VM, spec: TypeSpec): PyType {
  const base = spec.name === "object" ? null : spec.base === undefined ? vm.T.object : spec.base(vm);
  const layout = spec.layout ?? base!.layout;
  return new PyType(spec.name, base, layout);
}

/** CPython 3.11: Include/internal/pycore_runtime_init.h (the static objects), Objects/object.c (None and the like) */
function makeSingletons(vm: VM): void {
  const T = vm.T;
  vm.none = alloc(vm, T.NoneType, null);
  vm.notImplemented = alloc(vm, T.NotImplementedType, null);
  vm.ellipsis = alloc(vm, T.ellipsis, null);
  vm.true_ = alloc(vm, T.bool, 1);
  vm.false_ = alloc(vm, T.bool, 0);
  for (let n = -5; n <= 256; n++) vm.smallInts.push(vm.makeStatic(alloc(vm, T.int, n)));
  vm.emptyStr = vm.makeStatic(alloc(vm, T.str, ""));
  for (let c = 0; c < 256; c++) vm.latin1.push(vm.makeStatic(alloc(vm, T.str, String.fromCharCode(c))));
  vm.emptyTuple = vm.makeStatic(alloc(vm, T.tuple, []));
  vm.generations.untrackAlive(vm.emptyTuple);
  vm.emptyBytes = vm.makeStatic(alloc(vm, T.bytes, new Uint8Array()));
  for (let b = 0; b < 256; b++) vm.bytesCharacters.push(vm.makeStatic(alloc(vm, T.bytes, Uint8Array.of(b))));
  for (const o of [vm.emptyStr, ...vm.latin1]) vm.interned.set(o.v, o);
  for (const name of staticNames) {
    const o = vm.makeStatic(alloc(vm, T.str, name));
    vm.interned.set(name, o);
    vm.staticNames.set(name, o);
  }
}
