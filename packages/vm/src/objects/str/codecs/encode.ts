import { newRef } from "@vivarium/heap";
import { callOneArg } from "../../../eval/call.ts";
import { NativeFrame } from "../../../eval/frame.ts";
import { dropAfter, startFrame } from "../../../eval/native-frame.ts";
import type { VM } from "../../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, TPFLAGS_BYTES_SUBCLASS } from "../../../object.ts";
import { raiseObject } from "../../exceptions/raise.ts";
import { newUnicodeError } from "../../exceptions/unicode-error.ts";
import type { IntValue } from "../../int/arithmetic.ts";
import { isInt } from "../../int/value.ts";
import { isStr } from "../arguments.ts";
import { type Text, textOf } from "../text.ts";
import type { Encoder } from "./codec.ts";
import { encodeReplacement, lookupErrorHandler } from "./error-handlers.ts";

/** Encodes a str; gives bytes. `errors` is a handler's name. */
export function encodeText(vm: VM, o: PyObject<string>, encoder: Encoder, errors: string): Result {
  const text = textOf(o);
  const whole = encoder.encode(text, 0);
  if (whole.next === text.length && encoder.start.length === 0) return vm.newBytes(whole.bytes.slice());
  return startFrame(vm, new EncodeFrame(o, encoder, errors));
}

class EncodeFrame extends NativeFrame {
  o: PyObject<string>;
  encoder: Encoder;
  errors: string;
  chunks: Uint8Array[];
  at = 0;
  /** The characters that a Python handler is looking at. */
  badStart = 0;
  badEnd = 0;
  asked = false;

  constructor(o: PyObject<string>, encoder: Encoder, errors: string) {
    super();
    this.o = newRef(o);
    this.encoder = encoder;
    this.errors = errors;
    this.chunks = [encoder.start];
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    const text = textOf(this.o);
    for (;;) {
      if (got === null) return null;
      if (this.asked) {
        this.asked = false;
        const good = this.takeAnswer(vm, text, got);
        vm.counts.decref(got);
        if (!good) return null;
      }
      const run = this.encoder.encode(text, this.at);
      this.chunks.push(run.bytes);
      this.at = run.next;
      if (this.at >= text.length) return vm.newBytes(joinBytes(this.chunks));
      got = this.replace(vm, text);
      if (got === PENDING) return PENDING;
    }
  }

  private fail(vm: VM, start: number, end: number): null {
    const { name, reason } = this.encoder;
    return raiseObject(vm, newUnicodeError(vm, vm.T.UnicodeEncodeError, name, this.o, start, end, reason));
  }

  private replace(vm: VM, text: Text): Result {
    const start = this.at;
    const end = this.encoder.failureEnd(text, start);
    this.badStart = start;
    this.badEnd = end;
    const replacement = encodeReplacement(vm, this.errors, this.encoder, text, start, end);
    if (replacement === undefined) return this.ask(vm);
    if ("failsAt" in replacement) return this.fail(vm, replacement.failsAt, end);
    if ("bytes" in replacement) this.chunks.push(Uint8Array.from(replacement.bytes));
    else if (!this.addText(replacement.text)) return this.fail(vm, start, end);
    this.at = end;
    return OK;
  }

  private addText(text: Text): boolean {
    const run = this.encoder.encode(text, 0);
    if (run.next < text.length) return false;
    this.chunks.push(run.bytes);
    return true;
  }

  /** Asks a registered handler. CPython 3.11: unicode_encode_call_errorhandler */
  private ask(vm: VM): Result {
    const handler = lookupErrorHandler(vm, this.errors);
    if (handler === null) return null;
    const { name, reason } = this.encoder;
    const e = newUnicodeError(vm, vm.T.UnicodeEncodeError, name, this.o, this.badStart, this.badEnd, reason);
    this.asked = true;
    return dropAfter(vm, callOneArg(vm, handler, e), e);
  }

  private takeAnswer(vm: VM, text: Text, answer: PyObject): boolean {
    const pair = handlerAnswer(vm, answer, "encoding error handler must return (str/bytes, int) tuple", text.length, true);
    if (pair === null) return false;
    const { value, position } = pair;
    if (isStr(value)) {
      if (!this.addText(textOf(value))) {
        this.fail(vm, this.badStart, this.badEnd);
        return false;
      }
    } else {
      const bytes = value.v as Uint8Array;
      if (bytes.length % this.encoder.unit !== 0) {
        this.fail(vm, this.badStart, this.badEnd);
        return false;
      }
      this.chunks.push(bytes);
    }
    this.at = position;
    return true;
  }
}

/** What an error handler written in Python gave, checked; null with the exception. */
export function handlerAnswer(
  vm: VM,
  answer: PyObject,
  message: string,
  length: number,
  mayBeBytes: boolean,
): { value: PyObject; position: number } | null {
  const pair = answer.type === vm.T.tuple ? (answer.v as PyObject[]) : [];
  const [value, where] = pair;
  const isText = value !== undefined && (isStr(value) || (mayBeBytes && (value.type.flags & TPFLAGS_BYTES_SUBCLASS) !== 0));
  if (pair.length !== 2 || !isText || !isInt(where!)) return vm.raise(vm.T.TypeError, message);
  let position = Number(where!.v as IntValue);
  if (position < 0) position += length;
  if (position < 0 || position > length)
    return vm.raise(vm.T.IndexError, `position ${position} from error handler out of bounds`);
  return { value: value!, position };
}

export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const c of chunks) length += c.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const c of chunks) {
    bytes.set(c, at);
    at += c.length;
  }
  return bytes;
}
