import type { PyObject } from "../../object.ts";
import type { Decoder } from "../../objects/str/codecs/codec.ts";
import type { Text } from "../../objects/str/text.ts";
import type { NewlineState } from "./newlines.ts";

/** What a text stream keeps: CPython's `textio`. */
export class TextIOState {
  buffer: PyObject | null = null;
  detached = false;
  encoding = "utf-8";
  errors = "strict";
  /** The built-in codec that encodes and decodes here; null: `decoder` and `encoder` are asked. */
  codec: string | null = null;
  /** The decoder in use, once the byte order is known. */
  native: Decoder | null = null;
  decoder: PyObject | null = null;
  encoder: PyObject | null = null;
  /** The byte order mark has been written, or is not wanted. */
  startWritten = false;
  readnl: string | null = null;
  readTranslate = true;
  readUniversal = true;
  writeTranslate = true;
  /** null: "\n" stays. */
  writenl: string | null = null;
  lineBuffering = false;
  writeThrough = false;
  newlines: NewlineState = { pendingCr: false, seen: 0 };
  /** Bytes of an incomplete character. */
  undecoded: Uint8Array = new Uint8Array(0);
  decoded: Text = "";
  used = 0;
  pending: Uint8Array[] = [];
  pendingLength = 0;
  chunkSize = 8192;
  seekable = false;
  telling = false;
  hasRead1 = false;
  /** Bytes of the chunk that `decoded` came from, and what the decoder had before it. */
  snapshot: Snapshot | null = null;
  finalizing = false;
}

/** Where `tell` starts from. */
export interface Snapshot {
  readonly undecoded: Uint8Array;
  readonly native: Decoder | null;
  readonly pendingCr: boolean;
  readonly bytes: Uint8Array;
}
