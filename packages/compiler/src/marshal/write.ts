/**
 * Writes marshal data.
 *
 * Which values get a number that later ones can refer to (FLAG_REF) depends in CPython on their reference count at that
 * moment, so that two runs of CPython on one program can differ. Ours depends on the data alone: a value gets a number if it is written more
 * than once. Two things are "the same value" if they are the same JS object, or equal interned strings, or equal texts in
 * the name fields of code objects. What is loaded is equal either way.
 */
import type { CodeObject } from "../code-object.ts";
import { FLAG_REF, MAX_DEPTH, MarshalError, type MarshalString, type MarshalValue, TYPE } from "./marshal-value.ts";
import { formatG17 } from "./number-text.ts";
import { type DecodedText, encodeUtf8, isAscii } from "./utf8.ts";

/** The format that 3.11 writes. */
export const MARSHAL_VERSION = 4;

/**
 * The marshal data of a value.
 *
 * CPython 3.11: Python/marshal.c PyMarshal_WriteObjectToString
 *
 * @param version 0..4: from 2 on floats are binary, from 3 on repeated values are references, from 4 on ASCII strings and short tuples are compact
 * @throws MarshalError (ValueError) if the value is nested more than 2000 deep, or contains itself where the version has no references
 */
export function dumps(value: MarshalValue, version: number = MARSHAL_VERSION): Uint8Array {
  const writer = new Writer(version);
  if (version >= 3) writer.count(value);
  writer.write(value);
  return writer.finish();
}

const tooDeep = (): MarshalError => new MarshalError("ValueError", "object too deeply nested to marshal");
const unmarshallable = (): MarshalError => new MarshalError("ValueError", "unmarshallable object");

/** What a repeated value is recognised by: the object itself, or a text for strings that are one object in CPython. */
type Identity = object | string;

/**
 * Whether the compiler interns a string constant like this.
 *
 * CPython 3.11: Objects/codeobject.c all_name_chars
 */
export function hasAllNameChars(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const word = (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === 0x5f;
    if (!word) return false;
  }
  return true;
}

class Writer {
  private readonly version: number;
  private buffer: Uint8Array = new Uint8Array(256);
  private view: DataView = new DataView(this.buffer.buffer);
  private length = 0;
  private depth = 0;
  /** How often each value is written. */
  private readonly uses = new Map<Identity, number>();
  private readonly numbers = new Map<Identity, number>();
  /** Inside a code object's constants strings that look like names are interned. */
  private inCode = false;

  constructor(version: number) {
    this.version = version;
  }

  finish(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private isInterned(value: MarshalString): boolean {
    return "interned" in value || (this.inCode && value.codePoints === undefined && hasAllNameChars(value.value));
  }

  private identity(value: MarshalValue): Identity {
    if (value.type === "code") return value.code;
    return value.type === "str" && this.isInterned(value) ? `s${value.value}` : value;
  }

  /** Answers whether it is new. */
  private use(identity: Identity): boolean {
    const uses = this.uses.get(identity) ?? 0;
    this.uses.set(identity, uses + 1);
    return uses === 0;
  }

  /** The first of two walks: counts. */
  count(value: MarshalValue): void {
    if (!this.use(this.identity(value))) return;
    if (++this.depth > MAX_DEPTH) throw tooDeep();
    switch (value.type) {
      case "tuple":
      case "list":
        for (const item of value.items) this.count(item);
        break;
      case "set":
      case "frozenset":
        for (const item of value.items) this.count(item);
        break;
      case "dict":
        for (const [key, item] of value.items) {
          this.count(key);
          this.count(item);
        }
        break;
      case "code":
        this.countCode(value.code);
        break;
      default:
    }
    this.depth--;
  }

  private countCode(code: CodeObject): void {
    const outside = this.inCode;
    this.inCode = true;
    for (const value of code.co_consts) this.count(value);
    this.inCode = outside;
    for (const name of code.co_names) this.use(`s${name}`);
    for (const name of code.co_localsplusnames) this.use(`s${name}`);
    this.use(`f${code.co_filename}`);
    this.use(`s${code.co_name}`);
    this.use(`s${code.co_qualname}`);
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const bigger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + size));
    bigger.set(this.buffer);
    this.buffer = bigger;
    this.view = new DataView(bigger.buffer);
  }

  private byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  private int32(value: number): void {
    this.reserve(4);
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }

  private double(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  private raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  private ascii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.buffer[this.length++] = text.charCodeAt(i);
  }

  /** Writes a reference if the value is there already and answers true; else answers false, with the flag in `flag`. */
  private wroteRef(identity: Identity): boolean {
    this.flag = 0;
    if (this.version < 3) return false;
    const number = this.numbers.get(identity);
    if (number !== undefined) {
      this.byte(TYPE.REF);
      this.int32(number);
      return true;
    }
    if (this.uses.get(identity)! > 1) {
      this.flag = FLAG_REF;
      this.numbers.set(identity, this.numbers.size);
    }
    return false;
  }

  private flag = 0;

  write(value: MarshalValue): void {
    if (++this.depth > MAX_DEPTH) throw tooDeep();
    if (!this.writeSingleton(value) && !this.wroteRef(this.identity(value))) this.writeObject(value, this.flag);
    this.depth--;
  }

  private writeSingleton(value: MarshalValue): boolean {
    switch (value.type) {
      case "None":
        this.byte(TYPE.NONE);
        return true;
      case "Ellipsis":
        this.byte(TYPE.ELLIPSIS);
        return true;
      case "StopIteration":
        this.byte(TYPE.STOPITER);
        return true;
      case "bool":
        this.byte(value.value ? TYPE.TRUE : TYPE.FALSE);
        return true;
      default:
        return false;
    }
  }

  /** CPython 3.11: Python/marshal.c w_complex_object */
  private writeObject(value: MarshalValue, flag: number): void {
    switch (value.type) {
      case "int":
        this.writeInt(value.value, flag);
        break;
      case "float":
        this.writeFloats(value, flag);
        break;
      case "complex":
        this.writeFloats(value, flag);
        break;
      case "bytes":
        this.writeBytes(value.value, flag);
        break;
      case "str":
        this.writeText(value, this.isInterned(value), flag);
        break;
      case "tuple":
        this.writeTuple(value.items, flag);
        break;
      case "list":
        this.byte(TYPE.LIST | flag);
        this.int32(value.items.length);
        for (const item of value.items) this.write(item);
        break;
      case "dict":
        this.byte(TYPE.DICT | flag);
        for (const [key, item] of value.items) {
          this.write(key);
          this.write(item);
        }
        this.byte(TYPE.NULL);
        break;
      case "set":
      case "frozenset":
        this.writeSet(value.items, (value.type === "set" ? TYPE.SET : TYPE.FROZENSET) | flag);
        break;
      case "code":
        this.writeCode(value.code, flag);
        break;
      default:
        throw unmarshallable();
    }
  }

  private writeInt(value: number | bigint, flag: number): void {
    if (typeof value === "number" && value === (value | 0)) {
      this.byte(TYPE.INT | flag);
      this.int32(value);
      return;
    }
    this.byte(TYPE.LONG | flag);
    const negative = value < 0;
    let hex = (negative ? -BigInt(value) : BigInt(value)).toString(16);
    hex = hex.length % 2 === 0 ? hex : "0" + hex;
    const digits: number[] = [];
    let carry = 0;
    let carryBits = 0;
    for (let at = hex.length - 2; at >= 0; at -= 2) {
      carry |= Number.parseInt(hex.slice(at, at + 2), 16) << carryBits;
      carryBits += 8;
      if (carryBits >= 15) {
        digits.push(carry & 0x7fff);
        carry >>>= 15;
        carryBits -= 15;
      }
    }
    if (carry !== 0) digits.push(carry);
    while (digits.at(-1) === 0) digits.pop();
    this.int32(negative ? -digits.length : digits.length);
    this.reserve(digits.length * 2);
    for (const digit of digits) {
      this.view.setInt16(this.length, digit, true);
      this.length += 2;
    }
  }

  private writeFloats(value: Extract<MarshalValue, { type: "float" | "complex" }>, flag: number): void {
    const parts = value.type === "float" ? [value.value] : [value.real, value.imag];
    const binary = this.version > 1;
    if (value.type === "float") this.byte((binary ? TYPE.BINARY_FLOAT : TYPE.FLOAT) | flag);
    else this.byte((binary ? TYPE.BINARY_COMPLEX : TYPE.COMPLEX) | flag);
    for (const part of parts) {
      if (binary) this.double(part);
      else {
        const text = formatG17(part);
        this.byte(text.length);
        this.ascii(text);
      }
    }
  }

  private writeBytes(value: Uint8Array, flag: number): void {
    this.byte(TYPE.STRING | flag);
    this.int32(value.length);
    this.raw(value);
  }

  private writeText(text: DecodedText, interned: boolean, flag: number): void {
    const { value } = text;
    if (this.version >= 4 && isAscii(value)) {
      if (value.length < 256) {
        this.byte((interned ? TYPE.SHORT_ASCII_INTERNED : TYPE.SHORT_ASCII) | flag);
        this.byte(value.length);
      } else {
        this.byte((interned ? TYPE.ASCII_INTERNED : TYPE.ASCII) | flag);
        this.int32(value.length);
      }
      this.ascii(value);
      return;
    }
    const bytes = encodeUtf8(text);
    this.byte((this.version >= 3 && interned ? TYPE.INTERNED : TYPE.UNICODE) | flag);
    this.int32(bytes.length);
    this.raw(bytes);
  }

  private writeTuple(items: readonly MarshalValue[], flag: number): void {
    this.tupleHead(items.length, flag);
    for (const item of items) this.write(item);
  }

  private tupleHead(length: number, flag: number): void {
    if (this.version >= 4 && length < 256) {
      this.byte(TYPE.SMALL_TUPLE | flag);
      this.byte(length);
    } else {
      this.byte(TYPE.TUPLE | flag);
      this.int32(length);
    }
  }

  /** In the order of their own marshal data: a set has no order that lasts. */
  private writeSet(items: readonly MarshalValue[], type: number): void {
    this.byte(type);
    this.int32(items.length);
    const keyed = items.map((item) => ({ item, key: dumps(item, this.version) }));
    keyed.sort((a, b) => compareBytes(a.key, b.key));
    for (const { item } of keyed) this.write(item);
  }

  private writeName(name: string): void {
    if (!this.wroteRef(`s${name}`)) this.writeText({ value: name }, true, this.flag);
  }

  private writeNames(names: readonly string[]): void {
    this.tupleHead(names.length, 0);
    for (const name of names) this.writeName(name);
  }

  private writeCode(code: CodeObject, flag: number): void {
    this.byte(TYPE.CODE | flag);
    this.int32(code.co_argcount);
    this.int32(code.co_posonlyargcount);
    this.int32(code.co_kwonlyargcount);
    this.int32(code.co_stacksize);
    this.int32(code.co_flags);
    this.writeBytes(code.co_code, 0);
    const outside = this.inCode;
    this.inCode = true;
    this.writeTuple(code.co_consts, 0);
    this.inCode = outside;
    this.writeNames(code.co_names);
    this.writeNames(code.co_localsplusnames);
    this.writeBytes(code.co_localspluskinds, 0);
    if (!this.wroteRef(`f${code.co_filename}`)) this.writeText({ value: code.co_filename }, false, this.flag);
    this.writeName(code.co_name);
    this.writeName(code.co_qualname);
    this.int32(code.co_firstlineno);
    this.writeBytes(code.co_linetable, 0);
    this.writeBytes(code.co_exceptiontable, 0);
  }
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
