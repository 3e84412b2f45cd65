import { touchPayload } from "@vivarium/heap";
import { orElseBorrowed, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { parseFormat } from "../../modules/_struct/format.ts";
import { halfBits, halfToDouble, loadValue, storeInteger } from "../../modules/_struct/values.ts";
import { OK, type PyObject, type Result } from "../../object.ts";
import { numberIndex } from "../../protocol/number.ts";
import { truth } from "../../protocol/truth.ts";
import { asDouble } from "../float/float.ts";
import { exporterMemory, type MemoryView, type MemoryViewState, released } from "./state.ts";

const LETTERS = "cbB?hHiIlLqQnNefdP";
const SIZES = [1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 8, 8, 8, 8, 2, 4, 8, 8];

/** The letter of a native single character format; null: it is none. CPython 3.11: Objects/memoryobject.c get_native_fmtchar */
export function nativeLetter(format: string): string | null {
  const letter = format[0] === "@" ? format.slice(1) : format;
  return letter.length === 1 && LETTERS.includes(letter) ? letter : null;
}

export function letterSize(letter: string): number {
  return SIZES[LETTERS.indexOf(letter)]!;
}

/** The letter, or null with NotImplementedError. CPython 3.11: adjust_fmt and the default of unpack_single */
export function formatLetter(vm: VM, v: MemoryViewState): string | null {
  return nativeLetter(v.format) ?? vm.raise(vm.T.NotImplementedError, `memoryview: unsupported format ${v.format}`);
}

/** The item at `place` of the exporter's memory: new reference. CPython 3.11: unpack_single */
export function loadItem(vm: VM, memory: Uint8Array, place: number, letter: string): PyObject {
  const size = letterSize(letter);
  return loadValue(vm, { unit: { letter, size, alignment: size }, offset: 0, size, repeat: 1 }, memory, place, true);
}

/** Writes `value` at `place`. CPython 3.11: pack_single */
export function storeItem(vm: VM, self: MemoryView, place: number, value: PyObject): Result {
  const letter = formatLetter(vm, self.v);
  if (letter === null) return null;
  if (letter === "c") {
    if (value.type !== vm.T.bytes) return vm.raise(vm.T.TypeError, "memoryview: invalid type for format 'c'");
    if ((value.v as Uint8Array).length !== 1) return vm.raise(vm.T.ValueError, "memoryview: invalid value for format 'c'");
    return write(vm, self, place, (memory) => {
      memory[place] = (value.v as Uint8Array)[0]!;
    });
  }
  const converted =
    letter === "?"
      ? truth(vm, value)
      : "efd".includes(letter)
        ? orElseBorrowed(vm, asDouble(vm, value), badType, self)
        : orElseBorrowed(vm, numberIndex(vm, value), badType, self);
  return thenBorrowed(vm, converted, storeConverted, self, null, null, place);
}

/** CPython 3.11: fix_error_int */
function badType(vm: VM, self: PyObject | null): Result {
  const letter = nativeLetter((self as MemoryView).v.format)!;
  const error = vm.thread.exception!;
  if (error.type === vm.T.TypeError) {
    vm.clearException();
    return vm.raise(vm.T.TypeError, `memoryview: invalid type for format '${letter}'`);
  }
  if (error.type !== vm.T.OverflowError && error.type !== vm.T.ValueError) return null;
  vm.clearException();
  return vm.raise(vm.T.ValueError, `memoryview: invalid value for format '${letter}'`);
}

function storeConverted(
  vm: VM,
  value: PyObject,
  o: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  place: number,
): Result {
  const self = o as MemoryView;
  const raw = value.v as number | bigint;
  const isTrue = value === vm.true_;
  vm.counts.decref(value);
  // The conversion ran Python code, which may have released the view.
  if (self.v.obj === null) return released(vm);
  const letter = nativeLetter(self.v.format)!;
  if (letter === "?") return write(vm, self, place, (memory) => void (memory[place] = isTrue ? 1 : 0));
  if ("efd".includes(letter)) {
    const x = raw as number;
    const half = letter === "e" ? halfBits(x) : 0;
    if (half === null) return vm.raise(vm.T.OverflowError, "float too large to pack with e format");
    return write(vm, self, place, (memory) => {
      const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
      if (letter === "d") view.setFloat64(place, x, true);
      else if (letter === "f") view.setFloat32(place, x, true);
      else view.setUint16(place, half, true);
    });
  }
  const n = BigInt(raw);
  const size = letterSize(letter);
  const bits = size * 8;
  const fits =
    letter === "P"
      ? n >= -(1n << 63n) && n < 1n << 64n
      : (letter >= "a" ? BigInt.asIntN(bits, n) : BigInt.asUintN(bits, n)) === n;
  if (!fits) return vm.raise(vm.T.ValueError, `memoryview: invalid value for format '${letter}'`);
  return write(vm, self, place, (memory) => storeInteger(memory, place, size, n, true));
}

function write(_vm: VM, self: MemoryView, _place: number, change: (memory: Uint8Array) => void): Result {
  touchPayload(self.v.obj!);
  change(exporterMemory(self.v));
  return OK;
}

/** What an item is worth in a comparison: a number, a bigint or text; null: the format cannot be read. NaN differs from itself. */
export function comparable(format: string): ((memory: Uint8Array, place: number) => number | bigint | string) | null {
  const parsed = parseFormat(format);
  if (typeof parsed === "string" || parsed.count !== 1) return null;
  const { unit, size } = parsed.items[0]!;
  const { little } = parsed;
  const { letter } = unit;
  return (memory, place) => {
    const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
    if (letter === "d") return view.getFloat64(place, little);
    if (letter === "f") return view.getFloat32(place, little);
    if (letter === "e") return halfToDouble(view.getUint16(place, little));
    if (letter === "?") return memory[place] === 0 ? 0 : 1;
    if (letter === "c" || letter === "s" || letter === "p") return String.fromCharCode(...memory.subarray(place, place + size));
    let n = 0n;
    for (let k = 0; k < size; k++) n = (n << 8n) | BigInt(memory[place + (little ? size - 1 - k : k)]!);
    return letter >= "a" ? BigInt.asIntN(size * 8, n) : n;
  };
}
