/**
 * Compiled files, `.pyc`. Sixteen bytes of header, then the marshal data of a code object:
 *
 *     0..3    magic number of the bytecode version; 3495 and CR LF for 3.11
 *     4..7    flags: bit 0: checked by hash, not by time; bit 1: the hash is to be compared with the source
 *     8..15   without bit 0: time of the source's last change, then its size (both modulo 2**32); with bit 0: SipHash13 of the source
 */
import type { CodeObject } from "./code-object.ts";
import { MarshalError } from "./marshal/marshal-value.ts";
import { loadsAt } from "./marshal/read.ts";
import { dumps } from "./marshal/write.ts";

/** CPython 3.11: Lib/importlib/_bootstrap_external.py MAGIC_NUMBER */
export const MAGIC_NUMBER: Uint8Array = Uint8Array.of(3495 & 0xff, 3495 >> 8, 13, 10);

/** How an importer decides whether a compiled file is still good. */
export type PycValidity =
  /** Seconds since 1970 and size in bytes, of the source. */
  | { readonly kind: "timestamp"; readonly mtime: number; readonly size: number }
  /** `hash`: 8 bytes; `checkSource`: whether an importer compares it with the source. */
  | { readonly kind: "hash"; readonly hash: Uint8Array; readonly checkSource: boolean };

/** A compiled file. */
export interface Pyc {
  readonly validity: PycValidity;
  readonly code: CodeObject;
}

/** Why a file is no good compiled file: `ImportError` and `EOFError` as importlib raises them. */
export class PycError extends Error {
  override readonly name: string = "PycError";
  readonly type: "ImportError" | "EOFError";

  constructor(type: "ImportError" | "EOFError", message: string) {
    super(message);
    this.type = type;
  }
}

function pythonBytes(bytes: Uint8Array): string {
  let text = "b'";
  for (const byte of bytes) {
    if (byte === 0x0a) text += "\\n";
    else if (byte === 0x0d) text += "\\r";
    else if (byte === 0x09) text += "\\t";
    else if (byte === 0x5c || byte === 0x27) text += "\\" + String.fromCharCode(byte);
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += "\\x" + byte.toString(16).padStart(2, "0");
  }
  return text + "'";
}

/**
 * Reads a compiled file.
 *
 * CPython 3.11: Lib/importlib/_bootstrap_external.py _classify_pyc, _compile_bytecode
 *
 * @param name the module's name, for messages
 * @throws PycError for a bad header or something else than code; MarshalError for bad data
 */
export function readPyc(bytes: Uint8Array, name: string = "<bytecode>"): Pyc {
  const magic = bytes.subarray(0, 4);
  if (magic.length < 4 || magic.some((byte, i) => byte !== MAGIC_NUMBER[i])) {
    throw new PycError("ImportError", `bad magic number in '${name}': ${pythonBytes(magic)}`);
  }
  if (bytes.length < 16) throw new PycError("EOFError", `reached EOF while reading pyc header of '${name}'`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint32(4, true);
  if ((flags & ~3) !== 0) throw new PycError("ImportError", `invalid flags ${flags} in '${name}'`);
  const validity: PycValidity =
    (flags & 1) !== 0
      ? { kind: "hash", hash: bytes.slice(8, 16), checkSource: (flags & 2) !== 0 }
      : { kind: "timestamp", mtime: view.getUint32(8, true), size: view.getUint32(12, true) };
  const { value } = loadsAt(bytes, 16);
  if (value.type !== "code") throw new PycError("ImportError", `Non-code object in '${name}'`);
  return { validity, code: value.code };
}

/**
 * The bytes of a compiled file.
 *
 * CPython 3.11: Lib/importlib/_bootstrap_external.py _code_to_timestamp_pyc, _code_to_hash_pyc
 */
export function writePyc(code: CodeObject, validity: PycValidity): Uint8Array {
  const data = dumps({ type: "code", code });
  const bytes = new Uint8Array(16 + data.length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC_NUMBER);
  if (validity.kind === "hash") {
    if (validity.hash.length !== 8) throw new MarshalError("ValueError", "the hash of a source has 8 bytes");
    view.setUint32(4, 1 | (validity.checkSource ? 2 : 0), true);
    bytes.set(validity.hash, 8);
  } else {
    view.setUint32(8, validity.mtime, true);
    view.setUint32(12, validity.size, true);
  }
  bytes.set(data, 16);
  return bytes;
}
