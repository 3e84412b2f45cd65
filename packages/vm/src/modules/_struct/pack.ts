import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { orElse, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, TPFLAGS_BASETYPE, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { isInt } from "../../objects/int/value.ts";
import { bytesLike } from "../../objects/str/bytes-text.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { numberIndex } from "../../protocol/number.ts";
import { truth } from "../../protocol/truth.ts";
import type { FormatItem, ParsedFormat } from "./format.ts";
import { halfBits, storeInteger } from "./values.ts";

/** CPython 3.11: Modules/_struct.c StructError */
export const structErrorSpec: TypeSpec = { name: "struct.error", base: (vm) => vm.T.Exception, flags: TPFLAGS_BASETYPE };

export function structError(vm: VM, message: string): null {
  return vm.raise(vm.type(structErrorSpec), message);
}

/** Makes each argument a number or leaves it, then stores it. CPython 3.11: Modules/_struct.c s_pack_internal */
export class PackFrame extends NativeFrame {
  args: PyObject[];
  format: ParsedFormat;
  bytes: Uint8Array;
  item = 0;
  repeat = 0;
  next = 0;

  constructor(format: ParsedFormat, args: readonly PyObject[]) {
    super();
    this.format = format;
    this.args = args.map((o) => newRef(o));
    this.bytes = new Uint8Array(format.size);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (got !== OK) {
        const stored = this.store(vm, this.format.items[this.item]!, got);
        vm.counts.decref(got);
        if (!stored) return null;
        this.next++;
        if (++this.repeat === this.format.items[this.item]!.repeat) {
          this.item++;
          this.repeat = 0;
        }
      }
      const item = this.format.items[this.item];
      if (item === undefined) return vm.newBytes(this.bytes);
      got = convert(vm, item.unit.letter, this.args[this.next]!);
    }
  }

  private store(vm: VM, item: FormatItem, value: PyObject): boolean {
    const { letter, size } = item.unit;
    const { little, native } = this.format;
    const at = item.offset + this.repeat * size;
    const view = new DataView(this.bytes.buffer);
    if (letter === "s" || letter === "p") return this.storeString(item, bytesLike(vm, value)!);
    if (letter === "c") this.bytes[at] = (value.v as Uint8Array)[0]!;
    else if (letter === "?") this.bytes[at] = value === vm.true_ ? 1 : 0;
    else if (letter === "d") view.setFloat64(at, value.v as number, little);
    else if (letter === "f" || letter === "e") {
      const x = value.v as number;
      const half = letter === "e" ? halfBits(x) : 0;
      const overflow = letter === "e" ? half === null : !native && Number.isFinite(x) && Math.abs(Math.fround(x)) === Infinity;
      if (overflow) {
        vm.raise(vm.T.OverflowError, `float too large to pack with ${letter} format`);
        return false;
      }
      if (letter === "e") view.setUint16(at, half!, little);
      else view.setFloat32(at, x, little);
    } else {
      const n = BigInt(value.v as number | bigint);
      const message = rangeMessage(letter, size, n);
      if (message !== null) {
        structError(vm, message);
        return false;
      }
      storeInteger(this.bytes, at, size, n, little);
    }
    return true;
  }

  private storeString(item: FormatItem, text: Uint8Array): boolean {
    if (item.unit.letter === "s") this.bytes.set(text.subarray(0, item.size), item.offset);
    else if (item.size > 0) {
      const length = Math.min(text.length, item.size - 1);
      this.bytes[item.offset] = Math.min(length, 255);
      this.bytes.set(text.subarray(0, length), item.offset + 1);
    }
    return true;
  }
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ["b", "byte format"],
  ["B", "ubyte format"],
  ["h", "short format"],
  ["H", "ushort format"],
]);

/** What is wrong with an integer; null: nothing. CPython 3.11: _PyLong... and RANGE_ERROR */
function rangeMessage(letter: string, size: number, n: bigint): string | null {
  const bits = BigInt(size * 8);
  const signed = letter >= "a";
  const min = letter === "P" ? -(1n << 63n) : signed ? -(1n << (bits - 1n)) : 0n;
  const max = signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (n >= min && n <= max) return null;
  if (letter === "P") return "int too large to convert";
  if (size === 8 || n < -(1n << 63n) || n >= 1n << 63n || (!signed && size >= 4 && n < 0n)) return "argument out of range";
  return `${NAMES.get(letter) ?? `'${letter}' format`} requires ${min} <= number <= ${max}`;
}

/** The value to store: an int, a float, True or False, or bytes. */
function convert(vm: VM, letter: string, o: PyObject): Result {
  switch (letter) {
    case "?":
      return truth(vm, o);
    case "c":
      if ((o.type.flags & TPFLAGS_BYTES_SUBCLASS) === 0 || (o.v as Uint8Array).length !== 1)
        return structError(vm, "char format requires a bytes object of length 1");
      return newRef(o);
    case "s":
    case "p":
      if (bytesLike(vm, o) === null) return structError(vm, `argument for '${letter}' must be a bytes object`);
      return newRef(o);
    case "d":
    case "f":
    case "e":
      return orElse(vm, asDouble(vm, o), notFloat);
    default:
      if (isInt(o)) return newRef(o);
      return o.type.nb_index === null ? structError(vm, "required argument is not an integer") : numberIndex(vm, o);
  }
}

function notFloat(vm: VM): Result {
  vm.clearException();
  return structError(vm, "required argument is not a float");
}

/** The packed bytes. `name` is that of the function for messages. */
export function packValues(vm: VM, format: ParsedFormat, args: readonly PyObject[], name: string): Result {
  if (args.length !== format.count)
    return structError(vm, `${name} expected ${format.count} items for packing (got ${args.length})`);
  return startFrame(vm, new PackFrame(format, args));
}
