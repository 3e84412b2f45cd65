import { newRef } from "@vivarium/heap";
import type { PyObject } from "../object.ts";
import { type MethodSpec, method, type TypeSpec } from "../objects/type/type-spec.ts";
import { newHash, plainHashType } from "./hashing/hash-object.ts";
import { type HashAlgorithm, Hasher } from "./hashing/hasher.ts";
import { md5 } from "./hashing/md5.ts";
import { sha1 } from "./hashing/sha1.ts";
import { sha224, sha256, sha384, sha512 } from "./hashing/sha2.ts";
import type { ModuleSpec } from "./module-spec.ts";

/*
 * The modules with one hash function, or two: `hashlib` takes what `_hashlib` has, but `random` asks for `_sha512`.
 */

function maker(algorithm: HashAlgorithm, spec: TypeSpec): MethodSpec {
  return method(
    algorithm.name,
    "($module, /, string=b'', *, usedforsecurity=True)",
    (vm, _module: PyObject, data: PyObject | null) => newHash(vm, vm.type(spec), new Hasher(algorithm), data, false),
    { doc: `A new ${algorithm.name.toUpperCase()} hash object.` },
  );
}

function hashModule(name: string, algorithms: readonly HashAlgorithm[]): ModuleSpec {
  const specs = algorithms.map((a) => plainHashType(`${name}.${a.name}`));
  return {
    name,
    methods: algorithms.map((a, i) => maker(a, specs[i]!)),
    init(vm, set) {
      algorithms.forEach((a, i) => {
        set(`${a.name.toUpperCase()}Type`, newRef(vm.type(specs[i]!).object));
      });
    },
  };
}

/** CPython 3.11: Modules/md5module.c */
export const _md5Module: ModuleSpec = hashModule("_md5", [md5]);
/** CPython 3.11: Modules/sha1module.c */
export const _sha1Module: ModuleSpec = hashModule("_sha1", [sha1]);
/** CPython 3.11: Modules/sha256module.c */
export const _sha256Module: ModuleSpec = hashModule("_sha256", [sha224, sha256]);
/** CPython 3.11: Modules/sha512module.c */
export const _sha512Module: ModuleSpec = hashModule("_sha512", [sha384, sha512]);
