import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { andThen, startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  OK,
  PENDING,
  type PyObject,
  type Result,
  TPFLAGS_BASETYPE,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../object.ts";
import { isInt } from "../objects/int/value.ts";
import { type MethodSpec, method, type TypeSpec } from "../objects/type/type-spec.ts";
import { bytesView, hasBuffer } from "../protocol/buffer.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { truth } from "../protocol/truth.ts";
import { decodeQp, decodeUu, encodeQp, encodeUu } from "./binascii/line-codecs.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { crc32 } from "./zlib/checksums.ts";

const errorSpec: TypeSpec = { name: "binascii.Error", base: (vm) => vm.T.ValueError, flags: TPFLAGS_BASETYPE };
const incompleteSpec: TypeSpec = { name: "binascii.Incomplete", base: (vm) => vm.T.Exception, flags: TPFLAGS_BASETYPE };

function fail(vm: VM, message: string): null {
  return vm.raise(vm.type(errorSpec), message);
}

/** Bytes or ASCII text as bytes; null with an exception. CPython 3.11: Modules/binascii.c ascii_buffer_converter */
function asciiBytes(vm: VM, o: PyObject): Uint8Array | null {
  if ((o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) {
    const text = o.v as string;
    const bytes = Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    for (let i = 0; i < text.length; i++)
      if (text.charCodeAt(i) > 127) return vm.raise(vm.T.ValueError, "string argument should contain only ASCII characters");
    return bytes;
  }
  if (!hasBuffer(o)) return vm.raise(vm.T.TypeError, `argument should be bytes, buffer or ASCII string, not '${o.type.name}'`);
  return bytesView(vm, o);
}

// --- Hexadecimal --------------------------------------------------------------------------------------------------------------

function separatorOf(vm: VM, sep: PyObject): number | null {
  const isText = (sep.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0;
  if (!isText && (sep.type.flags & TPFLAGS_BYTES_SUBCLASS) === 0) return vm.raise(vm.T.TypeError, "sep must be str or bytes.");
  if ((sep.v as { length: number }).length !== 1) return vm.raise(vm.T.ValueError, "sep must be length 1.");
  const c = isText ? (sep.v as string).charCodeAt(0) : (sep.v as Uint8Array)[0]!;
  return isText && c > 127 ? vm.raise(vm.T.ValueError, "sep must be ASCII.") : c;
}

/** CPython 3.11: binascii_hexlify_impl, Python/pystrhex.c _Py_strhex_impl */
function hexlify(vm: VM, _module: PyObject, data: PyObject, sep: PyObject | null, perGroup: PyObject | null): Result {
  const group = perGroup === null ? vm.newInt(1) : numberIndex(vm, perGroup);
  return andThen(vm, group, hexlifyBy, data, sep);
}

function hexlifyBy(vm: VM, value: PyObject, data: PyObject | null, sep: PyObject | null): Result {
  const group = takeSsize(vm, value);
  const bytes = group === null ? null : bytesView(vm, data!);
  if (bytes === null) return null;
  const c = sep === null ? 0 : separatorOf(vm, sep);
  if (c === null) return null;
  const size = Math.abs(group!);
  const out: number[] = [];
  bytes.forEach((byte, i) => {
    const place = group! > 0 ? bytes.length - i : i;
    if (sep !== null && size > 0 && i > 0 && place % size === 0) out.push(c);
    const text = byte.toString(16).padStart(2, "0");
    out.push(text.charCodeAt(0), text.charCodeAt(1));
  });
  return vm.newBytes(Uint8Array.from(out));
}

function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** CPython 3.11: binascii_a2b_hex_impl */
function unhexlify(vm: VM, _module: PyObject, text: PyObject): Result {
  const bytes = asciiBytes(vm, text);
  if (bytes === null) return null;
  if (bytes.length % 2 === 1) return fail(vm, "Odd-length string");
  const out = new Uint8Array(bytes.length / 2);
  for (let i = 0; i < out.length; i++) {
    const high = hexDigit(bytes[2 * i]!);
    const low = hexDigit(bytes[2 * i + 1]!);
    if (high < 0 || low < 0) return fail(vm, "Non-hexadecimal digit found");
    out[i] = high * 16 + low;
  }
  return vm.newBytes(out);
}

// --- Base 64 ------------------------------------------------------------------------------------------------------------------

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** CPython 3.11: binascii_b2a_base64_impl */
function b2a_base64(vm: VM, _module: PyObject, data: PyObject, newline: PyObject | null): Result {
  return andThen(vm, newline === null ? vm.newBool(true) : truth(vm, newline), encode64, data);
}

function encode64(vm: VM, newline: PyObject, data: PyObject | null): Result {
  vm.counts.decref(newline);
  const bytes = bytesView(vm, data!);
  if (bytes === null) return null;
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const left = Math.min(3, bytes.length - i);
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < 4; k++) out.push(k <= left ? ALPHABET.charCodeAt((word >> (18 - 6 * k)) & 63) : 61);
  }
  if (newline === vm.true_) out.push(10);
  return vm.newBytes(Uint8Array.from(out));
}

/** CPython 3.11: binascii_a2b_base64_impl */
function a2b_base64(vm: VM, _module: PyObject, data: PyObject, strict: PyObject | null): Result {
  return andThen(vm, strict === null ? vm.newBool(false) : truth(vm, strict), decode64, data);
}

function decode64(vm: VM, flag: PyObject, data: PyObject | null): Result {
  vm.counts.decref(flag);
  const strict = flag === vm.true_;
  const bytes = asciiBytes(vm, data!);
  if (bytes === null) return null;
  if (strict && bytes[0] === 61) return fail(vm, "Leading padding not allowed");
  const out: number[] = [];
  let quad = 0;
  let left = 0;
  let pads = 0;
  let padded = false;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 61) {
      padded = true;
      if (quad >= 2 && quad + ++pads >= 4) {
        if (strict && i + 1 < bytes.length) return fail(vm, "Excess data after padding");
        return vm.newBytes(Uint8Array.from(out));
      }
      continue;
    }
    const digit = ALPHABET.indexOf(String.fromCharCode(bytes[i]!));
    if (digit < 0) {
      if (strict) return fail(vm, "Only base64 data is allowed");
      continue;
    }
    if (strict && padded) return fail(vm, "Discontinuous padding not allowed");
    pads = 0;
    if (quad > 0) out.push(((left << (2 * quad)) | (digit >> (6 - 2 * quad))) & 255);
    left = digit;
    quad = (quad + 1) & 3;
  }
  if (quad === 0) return vm.newBytes(Uint8Array.from(out));
  if (quad !== 1) return fail(vm, "Incorrect padding");
  const count = Math.floor(out.length / 3) * 4 + 1;
  return fail(vm, `Invalid base64-encoded string: number of data characters (${count}) cannot be 1 more than a multiple of 4`);
}

// --- Checksums ----------------------------------------------------------------------------------------------------------------

function crcHqxOf(bytes: Uint8Array, start: number): number {
  let c = start & 0xffff;
  for (const byte of bytes) {
    c ^= byte << 8;
    for (let k = 0; k < 8; k++) c = ((c & 0x8000) !== 0 ? (c << 1) ^ 0x1021 : c << 1) & 0xffff;
  }
  return c;
}

/** CPython 3.11: binascii_crc32_impl, binascii_crc_hqx_impl */
function checksum(name: string, signature: string, f: (bytes: Uint8Array, start: number) => number): MethodSpec {
  const fn = (vm: VM, _module: PyObject, data: PyObject, start: PyObject | null): Result => {
    const bytes = bytesView(vm, data);
    if (bytes === null) return null;
    if (start !== null && !isInt(start))
      return vm.raise(vm.T.TypeError, `'${start.type.name}' object cannot be interpreted as an integer`);
    return vm.newInt(f(bytes, start === null ? 0 : Number(BigInt.asUintN(32, BigInt(start.v)))));
  };
  return method(name, signature, fn, { doc: `The ${name} checksum of data, beginning with crc.` });
}

// --- Uuencoding and quoted-printable ------------------------------------------------------------------------------------------

/** The truth of each argument as a bit; null counts as `defaults` says. Gives an int. */
class FlagsFrame extends NativeFrame {
  given: (PyObject | null)[];
  defaults: number;
  index = -1;
  bits = 0;

  constructor(given: readonly (PyObject | null)[], defaults: number) {
    super();
    this.given = given.map((o) => (o === null ? null : newRef(o)));
    this.defaults = defaults;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) {
        if (got === vm.true_) this.bits |= 1 << this.index;
        vm.counts.decref(got);
      }
      if (++this.index === this.given.length) return vm.newInt(this.bits);
      const o = this.given[this.index]!;
      got = o === null ? vm.newBool(((this.defaults >> this.index) & 1) === 1) : truth(vm, o);
    }
  }
}

function takeBits(vm: VM, value: PyObject): number {
  const bits = value.v as number;
  vm.counts.decref(value);
  return bits;
}

/** CPython 3.11: binascii_a2b_uu_impl */
function a2b_uu(vm: VM, _module: PyObject, data: PyObject): Result {
  const bytes = asciiBytes(vm, data);
  const out = bytes === null ? null : decodeUu(bytes);
  if (out === null) return null;
  return typeof out === "string" ? fail(vm, out) : vm.newBytes(out);
}

/** CPython 3.11: binascii_b2a_uu_impl */
function b2a_uu(vm: VM, _module: PyObject, data: PyObject, backtick: PyObject | null): Result {
  return andThen(vm, startFrame(vm, new FlagsFrame([backtick], 0)), uuencode, data);
}

function uuencode(vm: VM, flags: PyObject, data: PyObject | null): Result {
  const backtick = takeBits(vm, flags) !== 0;
  const bytes = bytesView(vm, data!);
  if (bytes === null) return null;
  return bytes.length > 45 ? fail(vm, "At most 45 bytes at once") : vm.newBytes(encodeUu(bytes, backtick));
}

/** CPython 3.11: binascii_a2b_qp_impl */
function a2b_qp(vm: VM, _module: PyObject, data: PyObject, header: PyObject | null): Result {
  return andThen(vm, startFrame(vm, new FlagsFrame([header], 0)), unquote, data);
}

function unquote(vm: VM, flags: PyObject, data: PyObject | null): Result {
  const header = takeBits(vm, flags) !== 0;
  const bytes = asciiBytes(vm, data!);
  return bytes === null ? null : vm.newBytes(decodeQp(bytes, header));
}

/** CPython 3.11: binascii_b2a_qp_impl */
function b2a_qp(
  vm: VM,
  _module: PyObject,
  data: PyObject,
  quotetabs: PyObject | null,
  istext: PyObject | null,
  header: PyObject | null,
): Result {
  return andThen(vm, startFrame(vm, new FlagsFrame([quotetabs, istext, header], 2)), quote, data);
}

function quote(vm: VM, flags: PyObject, data: PyObject | null): Result {
  const bits = takeBits(vm, flags);
  const bytes = bytesView(vm, data!);
  const options = { quotetabs: (bits & 1) !== 0, istext: (bits & 2) !== 0, header: (bits & 4) !== 0 };
  return bytes === null ? null : vm.newBytes(encodeQp(bytes, options));
}

/** The module `binascii`. CPython 3.11: Modules/binascii.c binascii_exec */
export const binasciiModule: ModuleSpec = {
  name: "binascii",
  doc: "Conversion between binary data and ASCII",
  methods: [
    method("a2b_base64", "($module, data, /, *, strict_mode=False)", a2b_base64, { doc: "Decode a line of base64 data." }),
    method("b2a_base64", "($module, data, /, *, newline=True)", b2a_base64, { doc: "Base64-code line of data." }),
    method("a2b_hex", "($module, hexstr, /)", unhexlify, { doc: "Binary data of hexadecimal representation." }),
    method("unhexlify", "($module, hexstr, /)", unhexlify, { doc: "Binary data of hexadecimal representation." }),
    method("b2a_hex", "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", hexlify, {
      doc: "Hexadecimal representation of binary data.",
    }),
    method("hexlify", "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", hexlify, {
      doc: "Hexadecimal representation of binary data.",
    }),
    method("a2b_uu", "($module, data, /)", a2b_uu, { doc: "Decode a line of uuencoded data." }),
    method("b2a_uu", "($module, data, /, *, backtick=False)", b2a_uu, { doc: "Uuencode line of data." }),
    method("a2b_qp", "($module, /, data, header=False)", a2b_qp, { doc: "Decode a string of qp-encoded data." }),
    method("b2a_qp", "($module, /, data, quotetabs=False, istext=True, header=False)", b2a_qp, {
      doc: "Encode a string using quoted-printable encoding.",
    }),
    checksum("crc32", "($module, data, crc=0, /)", crc32),
    checksum("crc_hqx", "($module, data, crc, /)", crcHqxOf),
  ],
  init(vm, set) {
    set("Error", newRef(vm.type(errorSpec).object));
    set("Incomplete", newRef(vm.type(incompleteSpec).object));
  },
};
