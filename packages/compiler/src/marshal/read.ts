import { CO_FAST_LOCAL, CO_VARARGS, CO_VARKEYWORDS, type CodeFields, CodeObject } from "../code-object.ts";
import type { Constant } from "../constant.ts";
import { EqualityKeys } from "./equality-key.ts";
import { FLAG_REF, MAX_DEPTH, MarshalError, type MarshalErrorType, type MarshalValue, TYPE } from "./marshal-value.ts";
import { parseFloatText } from "./number-text.ts";
import { decodeLatin1, decodeUtf8 } from "./utf8.ts";

/**
 * Reads the first value in `bytes`; what follows it is ignored.
 *
 * Never allocates more than a small multiple of the size of `bytes`, whatever sizes they claim.
 *
 * CPython 3.11: Python/marshal.c marshal_loads
 *
 * @throws MarshalError with CPython's exception type and message
 */
export function loads(bytes: Uint8Array): MarshalValue {
  return new Reader(bytes, 0).readTop();
}

/** As {@link loads}, from `offset` on; also answers where the value ends. */
export function loadsAt(bytes: Uint8Array, offset: number): { readonly value: MarshalValue; readonly end: number } {
  const reader = new Reader(bytes, offset);
  const value = reader.readTop();
  return { value, end: reader.at };
}

const NONE: MarshalValue = { type: "None" };

const LONG_SHIFT = 15;
const MIN_INT32 = -0x80000000;

function bad(what: string): MarshalError {
  return new MarshalError("ValueError", `bad marshal data (${what})`);
}

/** A container while it is read; the same object as the one handed out. */
interface Growing {
  readonly type: "tuple" | "list" | "set" | "frozenset";
  readonly items: MarshalValue[];
}

/** CPython 3.11: Python/marshal.c RFILE, r_object. A null is TYPE_NULL, which ends a dict and is an error anywhere else. */
class Reader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  at: number;
  private depth = 0;
  /** What has a number; null: reserved, not read to its end yet. */
  private readonly refs: (MarshalValue | null)[] = [];
  private readonly keys = new EqualityKeys();
  private copy: Uint8Array | null = null;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  readTop(): MarshalValue {
    const value = this.read();
    if (value === null) throw new MarshalError("TypeError", "NULL object in marshal data for object");
    return value;
  }

  /** CPython 3.11: Python/marshal.c r_string */
  private take(size: number): number {
    const start = this.at;
    if (size > this.bytes.length - start) throw new MarshalError("EOFError", "marshal data too short");
    this.at = start + size;
    return start;
  }

  private byte(): number {
    if (this.at >= this.bytes.length) throw new MarshalError("EOFError", "EOF read where not expected");
    return this.bytes[this.at++]!;
  }

  private int32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  private double(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  private size(what: string): number {
    const size = this.int32();
    if (size < 0) throw bad(`${what} size out of range`);
    return size;
  }

  /** CPython 3.11: Python/marshal.c r_float_str */
  private floatText(): number {
    const size = this.byte();
    const start = this.take(size);
    const text = decodeLatin1(this.bytes, start, start + size);
    const value = parseFloatText(text);
    if (value === undefined) throw new MarshalError("ValueError", `could not convert string to float: '${text.slice(0, 200)}'`);
    return value;
  }

  private read(): MarshalValue | null {
    if (this.at >= this.bytes.length) throw new MarshalError("EOFError", "EOF read where object expected");
    const code = this.bytes[this.at++]!;
    if (++this.depth > MAX_DEPTH) throw new MarshalError("ValueError", "recursion limit exceeded");
    const value = this.readTyped(code & ~FLAG_REF, (code & FLAG_REF) !== 0);
    this.depth--;
    return value;
  }

  // The labels are TYPE's numbers written out: V8 jumps through a table only then.
  private readTyped(type: number, flagged: boolean): MarshalValue | null {
    switch (type) {
      case 0x30: // NULL
        return null;
      case 0x4e: // NONE
        return NONE;
      case 0x53: // STOPITER
        return { type: "StopIteration" };
      case 0x2e: // ELLIPSIS
        return { type: "Ellipsis" };
      case 0x46: // FALSE
        return { type: "bool", value: false };
      case 0x54: // TRUE
        return { type: "bool", value: true };
      case 0x28: // TUPLE
        return this.readItems({ type: "tuple", items: [] }, this.size("tuple"), flagged);
      case 0x29: // SMALL_TUPLE
        return this.readItems({ type: "tuple", items: [] }, this.byte(), flagged);
      case 0x5b: // LIST
        return this.readItems({ type: "list", items: [] }, this.size("list"), flagged);
      case 0x3c: // SET
        return this.readSet("set", flagged);
      case 0x3e: // FROZENSET
        return this.readSet("frozenset", flagged);
      case 0x7b: // DICT
        return this.readDict(flagged);
      case 0x63: // CODE
        return this.readCode(flagged);
      case 0x72: // REF
        return this.readRef();
      default:
        return this.numbered(this.readAtom(type), flagged);
    }
  }

  private numbered(value: MarshalValue, flagged: boolean): MarshalValue {
    if (flagged) this.refs.push(value);
    return value;
  }

  private readAtom(type: number): MarshalValue {
    switch (type) {
      case 0x69: // INT
        return { type: "int", value: this.int32() };
      case 0x49: // INT64
        return intOf(this.view.getBigInt64(this.take(8), true));
      case 0x6c: // LONG
        return this.readLong();
      case 0x66: // FLOAT
        return { type: "float", value: this.floatText() };
      case 0x67: // BINARY_FLOAT
        return { type: "float", value: this.double() };
      case 0x78: // COMPLEX
        return { type: "complex", real: this.floatText(), imag: this.floatText() };
      case 0x79: // BINARY_COMPLEX
        return { type: "complex", real: this.double(), imag: this.double() };
      case 0x73: // STRING
        return this.readBytes();
      case 0x61: // ASCII
        return { type: "str", value: this.latin1(this.size("string")) };
      case 0x41: // ASCII_INTERNED
        return { type: "str", value: this.latin1(this.size("string")), interned: true };
      case 0x7a: // SHORT_ASCII
        return { type: "str", value: this.latin1(this.byte()) };
      case 0x5a: // SHORT_ASCII_INTERNED
        return { type: "str", value: this.latin1(this.byte()), interned: true };
      case 0x75: // UNICODE
        return { type: "str", ...this.utf8() };
      case 0x74: // INTERNED
        return { type: "str", ...this.utf8(), interned: true };
      default:
        throw bad("unknown type code");
    }
  }

  private readBytes(): MarshalValue {
    const size = this.size("bytes object");
    const start = this.take(size);
    return { type: "bytes", value: this.bytes.slice(start, start + size) };
  }

  /** A field of a code object, which is never changed: part of one copy of everything instead of a copy of its own. */
  private readCodeBytes(): MarshalValue {
    const code = this.bytes[this.at];
    if (code === undefined || (code & ~FLAG_REF) !== TYPE.STRING) return this.item("code object");
    this.at++;
    const size = this.size("bytes object");
    const start = this.take(size);
    this.copy ??= this.bytes.slice();
    return this.numbered({ type: "bytes", value: this.copy.subarray(start, start + size) }, (code & FLAG_REF) !== 0);
  }

  // NOT CPYTHON: a byte above 127 under an ASCII code gives the Latin-1 character there too, in builds without assertions.
  private latin1(size: number): string {
    const start = this.take(size);
    return decodeLatin1(this.bytes, start, start + size);
  }

  private utf8(): { value: string; codePoints?: Uint32Array } {
    const size = this.size("string");
    const start = this.take(size);
    return decodeUtf8(this.bytes, start, start + size);
  }

  /** CPython 3.11: Python/marshal.c r_PyLong. Digits of 15 bits, least significant first; the sign is that of their number. */
  private readLong(): MarshalValue {
    const signedCount = this.int32();
    if (signedCount === 0) return { type: "int", value: 0 };
    if (signedCount === MIN_INT32) throw bad("long size out of range");
    const count = Math.abs(signedCount);
    let hex = "";
    let carry = 0;
    let carryBits = 0;
    for (let i = 0; i < count; i++) {
      const digit = this.view.getInt16(this.take(2), true);
      if (digit < 0) throw bad("digit out of range in long");
      if (digit === 0 && i === count - 1) throw bad("unnormalized long data");
      // Regrouped into hexadecimal digits: the JS engine makes a bigint of those in linear time.
      carry |= digit << carryBits;
      carryBits += LONG_SHIFT;
      for (; carryBits >= 4; carryBits -= 4, carry >>>= 4) hex += (carry & 15).toString(16);
    }
    hex += carry.toString(16);
    const big = BigInt("0x" + reversed(hex));
    return intOf(signedCount < 0 ? -big : big);
  }

  private readItems(container: Growing, count: number, flagged: boolean): MarshalValue {
    this.numbered(container, flagged);
    for (let i = 0; i < count; i++) container.items.push(this.item(container.type));
    return container;
  }

  private item(container: string): MarshalValue {
    const value = this.read();
    if (value === null) throw new MarshalError("TypeError", `NULL object in marshal data for ${container}`);
    return value;
  }

  private readSet(type: "set" | "frozenset", flagged: boolean): MarshalValue {
    const count = this.size("set");
    const container: Growing = { type, items: [] };
    // A frozenset cannot be referred to from inside itself; an empty one has no inside.
    const number = flagged ? this.refs.length : -1;
    if (flagged) this.refs.push(type === "set" || count === 0 ? container : null);
    const seen = new Set<string>();
    for (let i = 0; i < count; i++) {
      const value = this.item("set");
      const key = this.keys.keyOf(value);
      if (!seen.has(key)) {
        seen.add(key);
        container.items.push(value);
      }
    }
    if (flagged) this.refs[number] = container;
    return container;
  }

  private readDict(flagged: boolean): MarshalValue {
    const items: [MarshalValue, MarshalValue][] = [];
    const container: MarshalValue = this.numbered({ type: "dict", items }, flagged);
    const seen = new Map<string, [MarshalValue, MarshalValue]>();
    for (;;) {
      const key = this.read();
      if (key === null) return container;
      const value = this.read();
      if (value === null) return container;
      const same = this.keys.keyOf(key);
      const known = seen.get(same);
      if (known) known[1] = value;
      else {
        const pair: [MarshalValue, MarshalValue] = [key, value];
        seen.set(same, pair);
        items.push(pair);
      }
    }
  }

  private readRef(): MarshalValue {
    const value = this.refs[this.int32()];
    if (value === undefined || value === null) throw bad("invalid reference");
    return value;
  }

  /** CPython 3.11: Python/marshal.c r_object, TYPE_CODE */
  private readCode(flagged: boolean): MarshalValue {
    const number = this.refs.length;
    if (flagged) this.refs.push(null);
    const co_argcount = this.int32();
    const co_posonlyargcount = this.int32();
    const co_kwonlyargcount = this.int32();
    const co_stacksize = this.int32();
    const co_flags = this.int32();
    const parts: CodeParts = {
      code: this.readCodeBytes(),
      consts: this.item("code object"),
      names: this.item("code object"),
      localsplusnames: this.item("code object"),
      localspluskinds: this.readCodeBytes(),
      filename: this.item("code object"),
      name: this.item("code object"),
      qualname: this.item("code object"),
      firstlineno: this.int32(),
      linetable: this.readCodeBytes(),
      exceptiontable: this.readCodeBytes(),
    };
    const fields = codeFields(co_argcount, co_posonlyargcount, co_kwonlyargcount, co_stacksize, co_flags, parts);
    const value: MarshalValue = { type: "code", code: new CodeObject(fields) };
    if (flagged) this.refs[number] = value;
    return value;
  }
}

function intOf(big: bigint): MarshalValue {
  const small = Number(big);
  return { type: "int", value: Number.isSafeInteger(small) ? small : big };
}

function reversed(text: string): string {
  let out = "";
  for (let i = text.length - 1; i >= 0; i--) out += text[i];
  return out;
}

const badInternalCall: MarshalError = new MarshalError(
  "SystemError",
  "Objects/codeobject.c:250: bad argument to internal function",
);

function failure(type: MarshalErrorType, message: string): never {
  throw new MarshalError(type, message);
}

function bytesOf(value: MarshalValue): Uint8Array {
  if (value.type !== "bytes") throw badInternalCall;
  return value.value;
}

function textOf(value: MarshalValue): string {
  if (value.type !== "str") throw badInternalCall;
  return value.value;
}

function itemsOf(value: MarshalValue): readonly MarshalValue[] {
  if (value.type !== "tuple") throw badInternalCall;
  return value.items;
}

function namesOf(items: readonly MarshalValue[]): string[] {
  const names: string[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (item.type !== "str") {
      throw new MarshalError("TypeError", `name tuples must contain only strings, not '${pythonTypeName(item)}'`);
    }
    names.push(item.value);
  }
  return names;
}

function pythonTypeName(value: MarshalValue): string {
  if (value.type === "None") return "NoneType";
  if (value.type === "Ellipsis") return "ellipsis";
  return value.type === "StopIteration" ? "type" : value.type;
}

/** What a code object is read as, before anything is known of the kinds of its parts. */
interface CodeParts {
  readonly code: MarshalValue;
  readonly consts: MarshalValue;
  readonly names: MarshalValue;
  readonly localsplusnames: MarshalValue;
  readonly localspluskinds: MarshalValue;
  readonly filename: MarshalValue;
  readonly name: MarshalValue;
  readonly qualname: MarshalValue;
  readonly firstlineno: number;
  readonly linetable: MarshalValue;
  readonly exceptiontable: MarshalValue;
}

/** CPython 3.11: Objects/codeobject.c _PyCode_Validate */
function codeFields(
  co_argcount: number,
  co_posonlyargcount: number,
  co_kwonlyargcount: number,
  co_stacksize: number,
  co_flags: number,
  parts: CodeParts,
): CodeFields {
  if (co_argcount < co_posonlyargcount || co_posonlyargcount < 0 || co_kwonlyargcount < 0 || co_stacksize < 0 || co_flags < 0) {
    throw badInternalCall;
  }
  const co_code = bytesOf(parts.code);
  const consts = itemsOf(parts.consts);
  const names = itemsOf(parts.names);
  const localsplusnames = itemsOf(parts.localsplusnames);
  const co_localspluskinds = bytesOf(parts.localspluskinds);
  if (co_localspluskinds.length !== localsplusnames.length) throw badInternalCall;
  const co_name = textOf(parts.name);
  const co_qualname = textOf(parts.qualname);
  const co_filename = textOf(parts.filename);
  const co_linetable = bytesOf(parts.linetable);
  const co_exceptiontable = bytesOf(parts.exceptiontable);
  if (co_code.length % 2 !== 0) failure("ValueError", "code: co_code is malformed");
  let nlocals = 0;
  for (let i = 0; i < co_localspluskinds.length; i++) if ((co_localspluskinds[i]! & CO_FAST_LOCAL) !== 0) nlocals++;
  const variadic = ((co_flags & CO_VARARGS) !== 0 ? 1 : 0) + ((co_flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
  if (co_argcount + co_kwonlyargcount + variadic > nlocals) failure("ValueError", "code: co_varnames is too small");
  return {
    co_filename,
    co_name,
    co_qualname,
    co_flags,
    co_code,
    co_firstlineno: parts.firstlineno,
    co_linetable,
    // Marshal can put a list or a dict here, which no compiler does; nothing that reads constants looks at those kinds.
    co_consts: consts as readonly Constant[],
    co_names: namesOf(names),
    co_localsplusnames: namesOf(localsplusnames),
    co_localspluskinds,
    co_argcount,
    co_posonlyargcount,
    co_kwonlyargcount,
    co_stacksize,
    co_exceptiontable,
  };
}
