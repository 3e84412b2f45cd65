import { touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PyObject,
  type Result,
  recordLayout,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../object.ts";
import { type MethodSpec, method, type TypeSpec } from "../objects/type/type-spec.ts";
import { bytesView, hasBuffer } from "../protocol/buffer.ts";
import { digestOf, type Sha2, sha224, sha256, sha384, sha512 } from "./_sha2/digest.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** Everything that was hashed so far. */
class HashState {
  kind: Sha2;
  data: Uint8Array;

  constructor(kind: Sha2, data: Uint8Array) {
    this.kind = kind;
    this.data = data;
  }
}

type Self = PyObject<HashState>;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

/** CPython 3.11: Modules/hashlib.h GET_BUFFER_VIEW_OR_ERROR */
function dataOf(vm: VM, o: PyObject): Uint8Array | null {
  if ((o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) return vm.raise(vm.T.TypeError, "Strings must be encoded before hashing");
  return hasBuffer(o) ? bytesView(vm, o) : vm.raise(vm.T.TypeError, "object supporting the buffer API required");
}

function update(vm: VM, self: Self, o: PyObject): Result {
  const more = dataOf(vm, o);
  if (more === null) return null;
  const all = new Uint8Array(self.v.data.length + more.length);
  all.set(self.v.data);
  all.set(more, self.v.data.length);
  touchPayload(self);
  self.v.data = all;
  return vm.newNone();
}

function hashType(name: string, module: string): TypeSpec {
  return {
    name: `${module}.${name}`,
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
    layout: recordLayout<HashState>({ references: () => [], container: false }),
    methods: [
      method("update", "($self, obj, /)", update),
      method("digest", "($self, /)", (vm, self) => vm.newBytes(digestOf(self.v.kind, self.v.data))),
      method("hexdigest", "($self, /)", (vm, self) => vm.newStr(hex(digestOf(self.v.kind, self.v.data)))),
      method("copy", "($self, /)", (vm, self) => alloc(vm, self.type, new HashState(self.v.kind, self.v.data))),
    ],
    getset: [
      { name: "name", get: (vm, self) => vm.newStr((self as Self).v.kind.name) },
      { name: "digest_size", get: (vm, self) => vm.newInt((self as Self).v.kind.digestSize) },
      { name: "block_size", get: (vm, self) => vm.newInt((self as Self).v.kind.word * 16) },
    ],
  };
}

function maker(kind: Sha2, spec: TypeSpec): MethodSpec {
  return method(kind.name, "(string=b'', *, usedforsecurity=True)", (vm: VM, _module: PyObject, text: PyObject | null) => {
    const data = text === null ? new Uint8Array(0) : dataOf(vm, text);
    return data === null ? null : alloc(vm, vm.type(spec), new HashState(kind, data.slice()));
  });
}

const sha224Spec = hashType("sha224", "_sha256");
const sha256Spec = hashType("sha256", "_sha256");
const sha384Spec = hashType("sha384", "_sha512");
const sha512Spec = hashType("sha512", "_sha512");

/** CPython 3.11: Modules/sha256module.c */
export const _sha256Module: ModuleSpec = { name: "_sha256", methods: [maker(sha224, sha224Spec), maker(sha256, sha256Spec)] };

/** CPython 3.11: Modules/sha512module.c */
export const _sha512Module: ModuleSpec = { name: "_sha512", methods: [maker(sha384, sha384Spec), maker(sha512, sha512Spec)] };
