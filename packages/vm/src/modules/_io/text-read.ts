import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { isBytes } from "../../objects/bytes/sequence.ts";
import { joinTexts, newStrFromText, sliceText, type Text, textOf } from "../../objects/str/text.ts";
import { callWithInt } from "./io-base.ts";
import { lineEnd, translateNewlines } from "./newlines.ts";
import { decodePiece } from "./text-decoder.ts";
import type { TextIOState } from "./text-state.ts";

type Self = PyObject<TextIOState>;

/** Reads characters or a line: chunks of bytes are read and decoded until there is enough. */
export class TextReadFrame extends NativeFrame {
  self: Self;
  /** Characters wanted; -1: all; a line of at most so many when `line`. */
  wanted: number;
  line: boolean;
  parts: Text[] = [];
  have = 0;
  stage: "take" | "chunk" | "decoded" | "all" | "all-decoded" = "take";
  atEnd = false;

  constructor(self: Self, wanted: number, line: boolean) {
    super();
    this.self = newRef(self);
    this.wanted = wanted;
    this.line = line;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "take":
          if (this.take() || this.atEnd) return this.finish(vm);
          if (this.wanted < 0 && !this.line) {
            this.stage = "all";
            got = callMethod(vm, this.self.v.buffer!, "read", []);
          } else {
            this.stage = "chunk";
            got = this.readChunk(vm);
          }
          break;
        case "chunk":
          got = this.decodeChunk(vm, got);
          this.stage = "decoded";
          break;
        case "decoded":
          this.keep(vm, got);
          this.stage = "take";
          got = OK;
          break;
        case "all":
          this.stage = "all-decoded";
          got = this.decodeAll(vm, got);
          break;
        default:
          this.keep(vm, got);
          touchPayload(this.self);
          this.self.v.snapshot = null;
          this.atEnd = true;
          this.stage = "take";
          got = OK;
      }
    }
  }

  private readChunk(vm: VM): Result {
    const v = this.self.v;
    return callWithInt(vm, v.buffer!, v.hasRead1 ? "read1" : "read", v.chunkSize);
  }

  /** CPython 3.11: Modules/_io/textio.c textiowrapper_read_chunk */
  private decodeChunk(vm: VM, data: PyObject): Result {
    const v = this.self.v;
    if (data === vm.none) {
      vm.counts.decref(data);
      this.atEnd = true;
      return vm.newStr("");
    }
    if (!isBytes(data)) {
      const { name } = data.type;
      vm.counts.decref(data);
      const f = v.hasRead1 ? "read1" : "read";
      return vm.raise(vm.T.TypeError, `underlying ${f}() should have returned a bytes-like object, not '${name}'`);
    }
    this.atEnd = (data.v as Uint8Array).length === 0;
    touchPayload(this.self);
    if (v.telling)
      v.snapshot = { undecoded: v.undecoded, native: v.native, pendingCr: v.newlines.pendingCr, bytes: data.v as Uint8Array };
    const r = decodePiece(vm, this.self, data, this.atEnd);
    vm.counts.decref(data);
    return r;
  }

  private decodeAll(vm: VM, data: PyObject): Result {
    if (data === vm.none) {
      vm.counts.decref(data);
      return vm.raise(vm.T.BlockingIOError, "Read returned None.");
    }
    if (!isBytes(data)) {
      const { name } = data.type;
      vm.counts.decref(data);
      return vm.raise(vm.T.TypeError, `underlying read() should have returned a bytes-like object, not '${name}'`);
    }
    const r = decodePiece(vm, this.self, data, true);
    vm.counts.decref(data);
    return r;
  }

  /** Puts a decoded piece, owned, where it is taken from. */
  private keep(vm: VM, piece: PyObject): void {
    const v = this.self.v;
    const text = textOf(piece);
    vm.counts.decref(piece);
    touchPayload(this.self);
    const translated = v.readUniversal
      ? translateNewlines(v.newlines, text, this.atEnd || this.stage === "all-decoded", v.readTranslate)
      : text;
    // The rest of the last chunk stays in front when a line end may be split between the two.
    v.decoded = v.used < v.decoded.length ? joinTexts([sliceText(v.decoded, v.used, v.decoded.length), translated]) : translated;
    v.used = 0;
  }

  /** Takes from what is decoded; true when that is enough. */
  private take(): boolean {
    const v = this.self.v;
    const rest = v.decoded.length - v.used;
    if (!this.line) {
      const n = this.wanted < 0 ? rest : Math.min(rest, this.wanted - this.have);
      this.move(n);
      return this.wanted >= 0 && this.have >= this.wanted;
    }
    const readnl = v.readTranslate ? null : v.readnl;
    let end = lineEnd(v.decoded, v.used, readnl);
    const left = this.wanted < 0 ? Infinity : this.wanted - this.have;
    if (end < 0 || end - v.used > left) end = left <= rest ? v.used + left : -1;
    if (end >= 0) {
      this.move(end - v.used);
      return true;
    }
    // With "\r\n" as the line end, a "\r" at the end must stay with what follows.
    const keep = readnl === "\r\n" && !this.atEnd && endsWithCr(v.decoded, v.used) ? 1 : 0;
    this.move(rest - keep);
    return false;
  }

  private move(n: number): void {
    if (n <= 0) return;
    const v = this.self.v;
    touchPayload(this.self);
    this.parts.push(sliceText(v.decoded, v.used, v.used + n));
    v.used += n;
    this.have += n;
  }

  private finish(vm: VM): Result {
    return newStrFromText(vm, this.parts.length === 1 ? this.parts[0]! : joinTexts(this.parts));
  }
}

function endsWithCr(text: Text, from: number): boolean {
  const last = text.length - 1;
  if (last < from) return false;
  return (typeof text === "string" ? text.charCodeAt(last) : text[last]) === 13;
}
