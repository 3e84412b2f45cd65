import type { VM } from "../interpreter.ts";
import type { PyObject, PyType, Result } from "../object.ts";
import { method, type TypeSpec } from "../objects/type/type-spec.ts";
import { constructorArguments } from "./constructor.ts";
import { extendableMethods, fixedMethods, type HashObject, hashGetset, hashLayout, newHash } from "./hashing/hash-object.ts";
import { type HashAlgorithm, Hasher } from "./hashing/hasher.ts";
import { sha3_224, sha3_256, sha3_384, sha3_512, shake_128, shake_256 } from "./hashing/keccak.ts";
import type { ModuleSpec } from "./module-spec.ts";

function sha3Type(algorithm: HashAlgorithm): TypeSpec {
  const extendable = algorithm.digestSize === 0;
  const fixed = fixedMethods(true, "data");
  const spec: TypeSpec = {
    name: `_sha3.${algorithm.name}`,
    layout: hashLayout,
    doc: `${algorithm.name}([data], *, usedforsecurity=True) -> hash object\n\nA new hash object.`,
    slots: {
      /** CPython 3.11: Modules/_sha3/sha3module.c py_sha3_new_impl */
      tp_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
        const signature = "(data=b'', /, *, usedforsecurity=True)";
        const values = constructorArguments(vm, spec, type, algorithm.name, signature, args, kwnames);
        return values === null ? null : newHash(vm, type, new Hasher(algorithm), values[0], true);
      },
    },
    methods: extendable
      ? [...fixed.slice(0, 2), ...extendableMethods("($self, length, /)")]
      : [...fixed.slice(0, 2), method("digest", "($self, /)", fixed[2]!.fn), method("hexdigest", "($self, /)", fixed[3]!.fn)],
    getset: [
      ...hashGetset,
      { name: "_capacity_bits", get: (vm, self: HashObject) => vm.newInt(1600 - self.v.hasher.algorithm.blockSize * 8) },
      { name: "_rate_bits", get: (vm, self: HashObject) => vm.newInt(self.v.hasher.algorithm.blockSize * 8) },
      { name: "_suffix", get: (vm) => vm.newBytes(Uint8Array.of(extendable ? 0x1f : 0x06)) },
    ],
  };
  return spec;
}

/** The module `_sha3`. CPython 3.11: Modules/_sha3/sha3module.c */
export const _sha3Module: ModuleSpec = {
  name: "_sha3",
  types: [sha3_224, sha3_256, sha3_384, sha3_512, shake_128, shake_256].map(sha3Type),
  init(vm, set) {
    set("implementation", vm.newStr("tiny_sha3"));
    set("keccakopt", vm.newInt(0));
  },
};
