import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { makeLike } from "./sequence.ts";

/** CPython 3.11: Objects/bytesobject.c bytes_translate_impl */
export function bytes_translate(vm: VM, self: PyObject, table: PyObject, deleted: PyObject | null): Result {
  let map: Uint8Array | null = null;
  if (table !== vm.none) {
    map = bytesView(vm, table);
    if (map === null) return null;
    if (map.length !== 256) return vm.raise(vm.T.ValueError, "translation table must be 256 characters long");
  }
  const drop = new Uint8Array(256);
  if (deleted !== null) {
    const view = bytesView(vm, deleted);
    if (view === null) return null;
    for (const c of view) drop[c] = 1;
  }
  const bytes = self.v as Uint8Array;
  const out = new Uint8Array(bytes.length);
  let n = 0;
  let changed = false;
  for (const c of bytes) {
    if (drop[c] === 1) {
      changed = true;
      continue;
    }
    const mapped = map === null ? c : map[c]!;
    if (mapped !== c) changed = true;
    out[n++] = mapped;
  }
  if (!changed && self.type === vm.T.bytes) return newRef(self);
  return makeLike(vm, self, out.slice(0, n));
}

/** CPython 3.11: Objects/bytes_methods.c _Py_bytes_maketrans */
export function bytes_maketrans(vm: VM, _self: PyObject, frm: PyObject, to: PyObject): Result {
  const from = bytesView(vm, frm);
  if (from === null) return null;
  const target = bytesView(vm, to);
  if (target === null) return null;
  if (from.length !== target.length) return vm.raise(vm.T.ValueError, "maketrans arguments must have same length");
  const table = new Uint8Array(256);
  for (let i = 0; i < 256; i++) table[i] = i;
  for (let i = 0; i < from.length; i++) table[from[i]!] = target[i]!;
  return vm.newBytes(table);
}
