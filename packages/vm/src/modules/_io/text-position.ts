import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { concatBytes } from "../../objects/bytes/sequence.ts";
import { isInt } from "../../objects/int/value.ts";
import type { Decoder } from "../../objects/str/codecs/codec.ts";
import { builtinDecoder } from "../../objects/str/codecs/registry.ts";
import { unsupported } from "./io-base.ts";
import { translateNewlines } from "./newlines.ts";
import { resetDecoder } from "./text-decoder.ts";
import type { Snapshot, TextIOState } from "./text-state.ts";

/*
 * Positions in a text stream are opaque numbers. Where a character begins at a byte of the file, the number is that byte's; text in the middle of
 * translated line ends needs how many characters to skip, in the bits above 192, as CPython's cookie has it.
 */

/** CPython 3.11: Modules/_io/textio.c _io_TextIOWrapper_tell_impl */
export function text_tell(vm: VM, self: PyObject<TextIOState>): Result {
  const v = self.v;
  if (v.buffer === null) return vm.raise(vm.T.ValueError, "underlying buffer has been detached");
  if (!v.seekable) return unsupported(vm, "underlying stream is not seekable");
  if (!v.telling) return vm.raise(vm.T.OSError, "telling position disabled by next() call");
  const flushed = callMethod(vm, self, "flush", []);
  return andThen(vm, flushed, askBuffer, self);
}

function askBuffer(vm: VM, value: PyObject, self: PyObject | null): Result {
  vm.counts.decref(value);
  return andThen(vm, callMethod(vm, (self!.v as TextIOState).buffer!, "tell", []), goBack, self);
}

function goBack(vm: VM, value: PyObject, self: PyObject | null): Result {
  const v = self!.v as TextIOState;
  if (v.snapshot === null || v.codec === null) {
    if (v.used >= v.decoded.length || v.snapshot === null) return value;
    vm.counts.decref(value);
    // NOT CPYTHON: the state of a codec that is not built in cannot be taken back to the middle of what it decoded.
    return vm.raise(vm.T.OSError, "can't reconstruct logical file position");
  }
  const end = Number(value.v);
  vm.counts.decref(value);
  const { snapshot } = v;
  const start = end - snapshot.bytes.length - snapshot.undecoded.length;
  const place = bytesFor(v, snapshot, v.used);
  const base = start + place.bytes;
  if (place.skip === 0) return vm.newInt(base);
  return vm.newIntFromBig(BigInt(base) + (BigInt(place.skip) << 192n));
}

/** How many bytes of the chunk give `wanted` characters: the last place where the decoder holds nothing back, and characters beyond it. */
function bytesFor(v: TextIOState, snapshot: Snapshot, wanted: number): { bytes: number; skip: number } {
  const input = concatBytes([snapshot.undecoded, snapshot.bytes]);
  let decoder: Decoder;
  let at = 0;
  if (snapshot.native !== null) decoder = snapshot.native;
  else ({ decoder, start: at } = builtinDecoder(v.codec!, input));
  if (wanted === 0) return { bytes: 0, skip: 0 };
  const state = { pendingCr: snapshot.pendingCr, seen: 0 };
  let characters = 0;
  let safe = { bytes: at, characters: 0 };
  for (let next = at + 1; next <= input.length && characters < wanted; next++) {
    const run = decoder.decode(input.subarray(0, next), at, false);
    if (run.errorEnd >= 0) break;
    if (run.next === at) continue;
    const text = v.readUniversal ? translateNewlines(state, run.text, false, v.readTranslate) : run.text;
    at = run.next;
    characters += text.length;
    if (!state.pendingCr && characters <= wanted) safe = { bytes: at, characters };
  }
  return { bytes: safe.bytes, skip: wanted - safe.characters };
}

/** CPython 3.11: Modules/_io/textio.c _io_TextIOWrapper_seek_impl */
export function text_seek(vm: VM, self: PyObject<TextIOState>, cookie: PyObject, whence: PyObject | null): Result {
  const v = self.v;
  if (v.buffer === null) return vm.raise(vm.T.ValueError, "underlying buffer has been detached");
  if (!v.seekable) return unsupported(vm, "underlying stream is not seekable");
  const how = whence === null ? 0 : Number(whence.v);
  if (!isInt(cookie)) return vm.raise(vm.T.TypeError, `an integer is required (got type ${cookie.type.name})`);
  const zero = cookie.v === 0;
  if (how === 1 && !zero) return unsupported(vm, "can't do nonzero cur-relative seeks");
  if (how === 2 && !zero) return unsupported(vm, "can't do nonzero end-relative seeks");
  if (how < 0 || how > 2) return vm.raise(vm.T.ValueError, `invalid whence (${how}, should be 0, 1 or 2)`);
  if (how === 0 && cookie.v < 0) return vm.raise(vm.T.ValueError, `negative seek position ${String(cookie.v)}`);
  if (how === 1) return andThen(vm, callMethod(vm, self, "tell", []), seekToCookie, self);
  const r = callMethod(vm, self, "flush", []);
  return andThen(vm, r, how === 2 ? seekEnd : seekFlushed, self, cookie);
}

function seekFlushed(vm: VM, value: PyObject, self: PyObject | null, cookie: PyObject | null): Result {
  vm.counts.decref(value);
  return moveTo(vm, self!, newRef(cookie!));
}

function seekToCookie(vm: VM, cookie: PyObject, self: PyObject | null): Result {
  return andThen(vm, callMethod(vm, self!, "flush", []), seekFlushed, self, cookie);
}

function forget(self: PyObject): void {
  const v = self.v as TextIOState;
  touchPayload(self);
  v.decoded = "";
  v.used = 0;
  v.snapshot = null;
  v.telling = v.seekable;
}

function seekEnd(vm: VM, value: PyObject, self: PyObject | null): Result {
  vm.counts.decref(value);
  forget(self!);
  return andThen(
    vm,
    resetDecoder(vm, self!),
    (m, none, s) => {
      m.counts.decref(none);
      const zero = m.newInt(0);
      const two = m.newInt(2);
      const r = callMethod(m, (s!.v as TextIOState).buffer!, "seek", [zero, two]);
      m.counts.decref(two);
      m.counts.decref(zero);
      return r;
    },
    self,
  );
}

/** Takes over `cookie`. */
function moveTo(vm: VM, self: PyObject, cookie: PyObject): Result {
  const n = BigInt(cookie.v as number | bigint);
  const start = vm.newIntFromBig(n & ((1n << 64n) - 1n));
  forget(self);
  const r = andThen(vm, callMethod(vm, (self.v as TextIOState).buffer!, "seek", [start]), resetAfterSeek, self, cookie);
  vm.counts.decref(start);
  vm.counts.decref(cookie);
  return r;
}

function resetAfterSeek(vm: VM, value: PyObject, self: PyObject | null, cookie: PyObject | null): Result {
  const atStart = value.v === 0;
  vm.counts.decref(value);
  const v = self!.v as TextIOState;
  touchPayload(self!);
  v.startWritten = !atStart;
  return andThen(vm, resetDecoder(vm, self!), skipCharacters, self, cookie);
}

function skipCharacters(vm: VM, none: PyObject, self: PyObject | null, cookie: PyObject | null): Result {
  vm.counts.decref(none);
  const skip = Number((BigInt(cookie!.v as number | bigint) >> 192n) & 0xffffffffffffffffn);
  if (skip === 0) return newRef(cookie!);
  const n = vm.newInt(skip);
  const r = andThen(
    vm,
    callMethod(vm, self!, "read", [n]),
    (m, text, c) => {
      m.counts.decref(text);
      return newRef(c!);
    },
    cookie,
  );
  vm.counts.decref(n);
  return r;
}
