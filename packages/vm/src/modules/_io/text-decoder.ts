import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { concatBytes } from "../../objects/bytes/sequence.ts";
import { isStr } from "../../objects/str/arguments.ts";
import type { Decoder } from "../../objects/str/codecs/codec.ts";
import { decodeStateful } from "../../objects/str/codecs/decode.ts";
import { builtinDecoder } from "../../objects/str/codecs/registry.ts";
import type { TextIOState } from "./text-state.ts";

/** Bytes to text, piece by piece: gives a str. `isFinal`: nothing follows. */
export function decodePiece(vm: VM, self: PyObject<TextIOState>, bytes: PyObject, isFinal: boolean): Result {
  const v = self.v;
  if (v.codec === null) {
    const r = callMethod(vm, v.decoder!, "decode", [bytes, isFinal ? vm.true_ : vm.false_]);
    return andThen(vm, r, checkText);
  }
  const piece = bytes.v as Uint8Array;
  const input = v.undecoded.length === 0 ? piece : concatBytes([v.undecoded, piece]);
  let decoder: Decoder | null = v.native;
  let start = 0;
  if (decoder === null) {
    const bom = v.codec === "utf-16" ? 2 : v.codec === "utf-32" ? 4 : 0;
    if (input.length < bom && !isFinal) {
      touchPayload(self);
      v.undecoded = input;
      return vm.newStr("");
    }
    ({ decoder, start } = builtinDecoder(v.codec, input));
    touchPayload(self);
    v.native = decoder;
  }
  const whole = vm.newBytes(input.slice());
  const r = andThen(vm, decodeStateful(vm, input, decoder, v.errors, isFinal, start), keepRest, self, whole);
  vm.counts.decref(whole);
  return r;
}

function keepRest(vm: VM, pair: PyObject, self: PyObject | null, whole: PyObject | null): Result {
  const [text, consumed] = pair.v as PyObject[];
  const v = self!.v as TextIOState;
  touchPayload(self!);
  v.undecoded = (whole!.v as Uint8Array).slice(consumed!.v as number);
  newRef(text!);
  vm.counts.decref(pair);
  return text!;
}

function checkText(vm: VM, text: PyObject): Result {
  if (isStr(text)) return text;
  const name = text.type.name;
  vm.counts.decref(text);
  return vm.raise(vm.T.TypeError, `decoder should return a string result, not '${name}'`);
}

/** Forgets everything that came before. */
export function resetDecoder(vm: VM, self: PyObject<TextIOState>): Result {
  const v = self.v;
  touchPayload(self);
  v.undecoded = new Uint8Array(0);
  v.native = null;
  v.newlines = { pendingCr: false, seen: v.newlines.seen };
  if (v.decoder === null) return vm.newNone();
  return callMethod(vm, v.decoder, "reset", []);
}
