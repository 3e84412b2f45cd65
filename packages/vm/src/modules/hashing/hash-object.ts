import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import type { GetSetSpec, MethodSpec, TypeSpec } from "../../objects/type/type-spec.ts";
import { method } from "../../objects/type/type-spec.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { withoutGil } from "../allow-threads.ts";
import type { Hasher } from "./hasher.ts";

/** The payload of every hash object. */
export interface HashState {
  hasher: Hasher;
}

export type HashObject = PyObject<HashState>;

/** A hasher is changed in place, so a saved state has a copy. */
export const hashLayout: PayloadLayout<HashState> = {
  ...recordLayout<HashState>({ references: () => [], container: false }),
  save: (v) => ({ hasher: v.hasher.clone() }),
  restore(o, saved) {
    o.v.hasher = (saved as HashState).hasher.clone();
  },
};

/** From this many bytes on hashing lets go of the GIL. CPython 3.11: Modules/hashlib.h HASHLIB_GIL_MINSIZE */
const GIL_MINSIZE = 2048;
/** Nanoseconds for a kibibyte, about: OpenSSL on a processor with instructions for it. */
const KIB_COST = 1000;

export function hexText(bytes: Uint8Array): string {
  let text = "";
  for (const b of bytes) text += b.toString(16).padStart(2, "0");
  return text;
}

/** The bytes to be hashed, borrowed; null with TypeError. CPython 3.11: Modules/hashlib.h GET_BUFFER_VIEW_OR_ERROR */
export function hashInput(vm: VM, o: PyObject): Uint8Array | null {
  if ((o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) return vm.raise(vm.T.TypeError, "Strings must be encoded before hashing");
  return hasBuffer(o) ? bytesView(vm, o) : vm.raise(vm.T.TypeError, "object supporting the buffer API required");
}

/** Lets others run if that many bytes are hashed without the GIL; gives OK. */
export function hashingPause(vm: VM, bytes: number, releases: boolean): Result {
  return releases && bytes >= GIL_MINSIZE ? withoutGil(vm, Math.floor((bytes * KIB_COST) / 1024), "hashing") : OK;
}

/** `self.update(data)`, then `self` or None. */
export function updateHash(vm: VM, self: HashObject, data: PyObject, releases: boolean): Result {
  const bytes = hashInput(vm, data);
  if (bytes === null) return null;
  return andThen(vm, hashingPause(vm, bytes.length, releases), updateNow, self, data);
}

function updateNow(vm: VM, _ok: PyObject, self: PyObject | null, data: PyObject | null): Result {
  const bytes = hashInput(vm, data!);
  if (bytes === null) return null;
  touchPayload(self!);
  (self as HashObject).v.hasher.update(bytes);
  return vm.newNone();
}

/** A new hash object of that type, with `data` hashed already if given. */
export function newHash(vm: VM, type: PyType, hasher: Hasher, data: PyObject | null, releases: boolean): Result {
  const self: HashObject = alloc<HashState>(vm, type, { hasher });
  const r = data === null ? OK : updateHash(vm, self, data, releases);
  const made = andThen(vm, r, giveSelf, self);
  vm.counts.decref(self);
  return made;
}

function giveSelf(vm: VM, value: PyObject, self: PyObject | null): Result {
  if (value !== OK) vm.counts.decref(value);
  return newRef(self!);
}

function copyHash(vm: VM, self: HashObject): Result {
  return alloc<HashState>(vm, self.type, { hasher: self.v.hasher.clone() });
}

/** `update`, `copy`, `digest`, `hexdigest` of a hash with a fixed size. */
export function fixedMethods(releases: boolean, argument = "obj"): MethodSpec[] {
  return [
    method("update", `($self, ${argument}, /)`, (vm, self: HashObject, data: PyObject) => updateHash(vm, self, data, releases), {
      doc: "Hashes more bytes.",
    }),
    method("copy", "($self, /)", copyHash, { doc: "A copy of the hash object." }),
    method("digest", "($self, /)", (vm, self: HashObject) => vm.newBytes(self.v.hasher.digest()), {
      doc: "The digest of everything hashed so far, as bytes.",
    }),
    method("hexdigest", "($self, /)", (vm, self: HashObject) => vm.newStr(hexText(self.v.hasher.digest())), {
      doc: "The digest of everything hashed so far, in hexadecimal.",
    }),
  ];
}

/** `digest` and `hexdigest` of a hash whose size the caller chooses. */
export function extendableMethods(signature: string): MethodSpec[] {
  return [
    method("digest", signature, (vm, self: PyObject, n: PyObject) => andThen(vm, numberIndex(vm, n), digestOfSize, self), {
      doc: "That many bytes of digest.",
    }),
    method(
      "hexdigest",
      signature,
      (vm, self: PyObject, n: PyObject) => andThen(vm, numberIndex(vm, n), digestOfSize, self, null, null, 1),
      { doc: "That many bytes of digest, in hexadecimal." },
    ),
  ];
}

function digestOfSize(
  vm: VM,
  size: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  hexadecimal: number,
): Result {
  const n = takeSsize(vm, size);
  if (n === null) return null;
  if (n < 0) return vm.raise(vm.T.SystemError, "Negative size passed to PyBytes_FromStringAndSize");
  if (n >= 1 << 29) return vm.raise(vm.T.ValueError, "length is too large");
  const bytes = (self as HashObject).v.hasher.digest(n);
  return hexadecimal === 1 ? vm.newStr(hexText(bytes)) : vm.newBytes(bytes);
}

export const hashGetset: readonly GetSetSpec[] = [
  { name: "block_size", get: (vm, self: HashObject) => vm.newInt(self.v.hasher.algorithm.blockSize) },
  { name: "digest_size", get: (vm, self: HashObject) => vm.newInt(self.v.hasher.algorithm.digestSize) },
  { name: "name", get: (vm, self: HashObject) => vm.newStr(self.v.hasher.algorithm.name) },
];

/** The type of one of the modules for a single function (`_md5.md5`). */
export function plainHashType(name: string): TypeSpec {
  return {
    name,
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
    layout: hashLayout,
    methods: fixedMethods(false),
    getset: hashGetset,
  };
}
