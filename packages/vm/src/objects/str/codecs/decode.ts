import { callOneArg } from "../../../eval/call.ts";
import { NativeFrame } from "../../../eval/frame.ts";
import { dropAfter, startFrame } from "../../../eval/native-frame.ts";
import type { VM } from "../../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../../object.ts";
import { raiseObject } from "../../exceptions/raise.ts";
import { joinTexts, newStrFromText, type Text, textOf } from "../text.ts";
import type { DecodedRun, Decoder } from "./codec.ts";
import { handlerAnswer } from "./encode.ts";
import { decodeReplacement, lookupErrorHandler } from "./error-handlers.ts";
import { type BadPlace, reusedUnicodeError } from "./unicode-error.ts";

/** Decodes all of `bytes` (from `start` on); gives a str. `errors` is a handler's name. */
export function decodeBytes(vm: VM, bytes: Uint8Array, decoder: Decoder, errors: string, start = 0): Result {
  const run = decoder.decode(bytes, start, true);
  if (run.errorEnd < 0) return newStrFromText(vm, run.text);
  return startFrame(vm, new DecodeFrame(vm.newBytes(bytes.slice()), decoder, errors, start, true, false));
}

/** Decodes what is complete; gives the tuple (str, number of bytes consumed). CPython 3.11: the PyUnicode_Decode*Stateful functions */
export function decodeStateful(vm: VM, bytes: Uint8Array, decoder: Decoder, errors: string, isFinal: boolean, start = 0): Result {
  return startFrame(vm, new DecodeFrame(vm.newBytes(bytes.slice()), decoder, errors, start, isFinal, true));
}

class DecodeFrame extends NativeFrame {
  /** The bytes that errors show. */
  object: PyObject<Uint8Array>;
  decoder: Decoder;
  errors: string;
  at: number;
  isFinal: boolean;
  wantsCount: boolean;
  parts: Text[] = [];
  asked = false;
  /** The first place for which an exception was needed. */
  first: BadPlace | null = null;

  /** Takes over `object`. */
  constructor(
    object: PyObject<Uint8Array>,
    decoder: Decoder,
    errors: string,
    start: number,
    isFinal: boolean,
    wantsCount: boolean,
  ) {
    super();
    this.object = object;
    this.decoder = decoder;
    this.errors = errors;
    this.at = start;
    this.isFinal = isFinal;
    this.wantsCount = wantsCount;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    const bytes = this.object.v;
    for (;;) {
      if (got === null) return null;
      if (this.asked) {
        this.asked = false;
        const good = this.takeAnswer(vm, got);
        vm.counts.decref(got);
        if (!good) return null;
      }
      const run = this.decoder.decode(bytes, this.at, this.isFinal);
      this.parts.push(run.text);
      this.at = run.next;
      if (run.errorEnd < 0) return this.finish(vm);
      got = this.replace(vm, run);
      if (got === PENDING) return PENDING;
    }
  }

  private finish(vm: VM): Result {
    const text = newStrFromText(vm, joinTexts(this.parts));
    return this.wantsCount ? vm.newTuple([text, vm.newInt(this.at)]) : text;
  }

  private error(vm: VM, run: DecodedRun): PyObject {
    const place = { start: run.next, end: run.errorEnd, reason: run.reason };
    this.first ??= place;
    return reusedUnicodeError(vm, vm.T.UnicodeDecodeError, this.decoder.name, this.object, this.first, place);
  }

  private replace(vm: VM, run: DecodedRun): Result {
    const replacement = decodeReplacement(this.errors, this.decoder, this.object.v, run.next, run.errorEnd);
    if (replacement === null) return raiseObject(vm, this.error(vm, run));
    if (replacement === undefined) return this.ask(vm, run);
    if (this.decoder.alwaysMakesError || this.errors === "surrogatepass")
      this.first ??= { start: run.next, end: run.errorEnd, reason: run.reason };
    this.parts.push(Uint32Array.from(replacement.points));
    this.at = run.next + replacement.taken;
    return OK;
  }

  /** Asks a registered handler. CPython 3.11: unicode_decode_call_errorhandler_writer */
  private ask(vm: VM, run: DecodedRun): Result {
    const handler = lookupErrorHandler(vm, this.errors);
    if (handler === null) return null;
    const e = this.error(vm, run);
    this.asked = true;
    return dropAfter(vm, callOneArg(vm, handler, e), e);
  }

  private takeAnswer(vm: VM, answer: PyObject): boolean {
    const message = "decoding error handler must return (str, int) tuple";
    const pair = handlerAnswer(vm, answer, message, this.object.v.length, false);
    if (pair === null) return false;
    this.parts.push(textOf(pair.value));
    this.at = pair.position;
    return true;
  }
}
