import { newRef } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import { importModuleNamed } from "../../import/import-module.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type Result, STOP, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";
import { newStrFromCodePoints } from "../../objects/str/text.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { getAttrString, lookupAttrString } from "../../protocol/attribute.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { type ArrayObject, itemSizeOf, TYPECODES } from "./array-data.ts";
import { loadItem } from "./items.ts";

/*
 * Pickles say how items are stored by a machine format code (CPython 3.11: Modules/arraymodule.c enum machine_format_code): kinds in a fixed order, each
 * little endian, then big endian, but the bytes, which have no order.
 */

type Kind = "unsigned" | "signed" | "float" | "text";

interface MachineFormat {
  readonly kind: Kind;
  readonly size: number;
  readonly big: boolean;
}

function bothOrders(kind: Kind, size: number): MachineFormat[] {
  return [
    { kind, size, big: false },
    { kind, size, big: true },
  ];
}

const FORMATS: readonly MachineFormat[] = [
  { kind: "unsigned", size: 1, big: false },
  { kind: "signed", size: 1, big: false },
  ...[2, 4, 8].flatMap((size) => [...bothOrders("unsigned", size), ...bothOrders("signed", size)]),
  ...bothOrders("float", 4),
  ...bothOrders("float", 8),
  ...bothOrders("text", 2),
  ...bothOrders("text", 4),
];

function kindOf(code: string): Kind {
  if (code === "u") return "text";
  if (code === "f" || code === "d") return "float";
  return code >= "a" ? "signed" : "unsigned";
}

/** CPython 3.11: Modules/arraymodule.c typecode_to_mformat_code, on a little endian machine */
function formatCodeOf(code: string): number {
  const size = itemSizeOf(code);
  const kind = kindOf(code);
  return FORMATS.findIndex((f) => f.kind === kind && f.size === size && !f.big);
}

/** CPython 3.11: array_array_tolist_impl */
export function array_tolist(vm: VM, self: ArrayObject): Result {
  const items: PyObject[] = [];
  for (let i = 0; i < self.v.length; i++) {
    const item = loadItem(vm, self.v, i);
    if (item === null) {
      vm.counts.decrefAll(items);
      return null;
    }
    items.push(item);
  }
  return vm.newList(items);
}

/** CPython 3.11: array_array___reduce_ex___impl */
export function array_reduce_ex(vm: VM, self: ArrayObject, protocol: PyObject): Result {
  if (!isSubtype(protocol.type, vm.T.int)) return vm.raise(vm.T.TypeError, "__reduce_ex__ argument should be an integer");
  const low = (protocol.v as number | bigint) < 3 ? 1 : 0;
  return andThen(vm, lookupAttrString(vm, self, "__dict__"), reduceWithDict, self, null, null, low, true);
}

function reduceWithDict(
  vm: VM,
  dict: PyObject,
  array: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  low: number,
): Result {
  const self = array as ArrayObject;
  const state = dict === STOP ? vm.newNone() : dict;
  const type = newRef(self.type.object);
  const code = vm.newStr(self.v.code);
  if (low === 1) {
    const list = array_tolist(vm, self);
    if (list !== null) return vm.newTuple([type, vm.newTuple([code, list]), state]);
    vm.counts.decrefAll([type, code, state]);
    return null;
  }
  const bytes = vm.newBytes(self.v.used().slice());
  const args = vm.newTuple([type, code, vm.newInt(formatCodeOf(self.v.code)), bytes]);
  const r = andThen(vm, importModuleNamed(vm, "array"), withReconstructor, args, state);
  vm.counts.decrefAll([args, state]);
  return r;
}

function withReconstructor(vm: VM, module: PyObject, args: PyObject | null, state: PyObject | null): Result {
  const r = andThen(vm, getAttrString(vm, module, "_array_reconstructor"), reduced, args, state);
  vm.counts.decref(module);
  return r;
}

function reduced(vm: VM, reconstructor: PyObject, args: PyObject | null, state: PyObject | null): Result {
  return vm.newTuple([reconstructor, newRef(args!), newRef(state!)]);
}

/** The items as a list of Python objects; null with an error. */
function decodeItems(vm: VM, format: MachineFormat, bytes: Uint8Array): PyObject | null {
  const { kind, size, big } = format;
  if (bytes.length % size !== 0) return vm.raise(vm.T.ValueError, "string length not a multiple of item size");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const items: PyObject[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    if (kind === "float") {
      items.push(vm.newFloat(size === 4 ? view.getFloat32(at, !big) : view.getFloat64(at, !big)));
      continue;
    }
    let n = 0n;
    for (let k = 0; k < size; k++) n = (n << 8n) | BigInt(bytes[at + (big ? k : size - 1 - k)]!);
    if (kind === "signed") n = BigInt.asIntN(size * 8, n);
    items.push(vm.newIntFromBig(n));
  }
  return vm.newList(items);
}

function decodeText(vm: VM, format: MachineFormat, bytes: Uint8Array): PyObject {
  const { size, big } = format;
  const points: number[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + size <= bytes.length; at += size) {
    const unit = size === 2 ? view.getUint16(at, !big) : view.getUint32(at, !big);
    const high = points[points.length - 1] ?? 0;
    if (size === 2 && unit >= 0xdc00 && unit < 0xe000 && high >= 0xd800 && high < 0xdc00)
      points[points.length - 1] = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
    else points.push(unit);
  }
  return newStrFromCodePoints(vm, Uint32Array.from(points));
}

/** CPython 3.11: array__array_reconstructor_impl */
export function array_reconstructor(base: (vm: VM) => PyType) {
  return (vm: VM, _module: PyObject, type: PyObject, code: PyObject, format: PyObject, items: PyObject): Result => {
    if (!isSubtype(type.type, vm.T.type))
      return vm.raise(vm.T.TypeError, `_array_reconstructor() argument 1 must be type, not ${type.type.name}`);
    if (!isSubtype(code.type, vm.T.str) || [...(code.v as string)].length !== 1)
      return vm.raise(vm.T.TypeError, `_array_reconstructor() argument 2 must be a unicode character, not ${code.type.name}`);
    const parts = vm.newTuple([newRef(type), newRef(code), newRef(items), newRef(base(vm).object)]);
    const r = andThen(vm, numberIndex(vm, format), reconstruct, parts);
    vm.counts.decref(parts);
    return r;
  };
}

/** The last type code of integers with the size and sign that were pickled; for anything else the one that was given. */
function betterCode(format: MachineFormat, code: string): string {
  if (format.kind !== "signed" && format.kind !== "unsigned") return code;
  let best = code;
  for (const c of TYPECODES) if (kindOf(c) === format.kind && itemSizeOf(c) === format.size) best = c;
  return best;
}

function reconstruct(vm: VM, formatCode: PyObject, parts: PyObject | null): Result {
  const [type, code, items, base] = parts!.v as [PyObject<PyType>, PyObject<string>, PyObject, PyObject<PyType>];
  const n = takeSsize(vm, formatCode);
  if (n === null) return null;
  if (!isSubtype(type.v, base.v)) return vm.raise(vm.T.TypeError, `${type.v.name} is not a subtype of ${base.v.name}`);
  if (!TYPECODES.includes(code.v)) return vm.raise(vm.T.ValueError, "second argument must be a valid type code");
  const format = FORMATS[n];
  if (format === undefined) return vm.raise(vm.T.ValueError, "third argument must be a valid machine format code.");
  if ((items.type.flags & TPFLAGS_BYTES_SUBCLASS) === 0)
    return vm.raise(vm.T.TypeError, `fourth argument should be bytes, not ${items.type.name}`);
  if (n === formatCodeOf(code.v)) return callObject(vm, type, [code, items]);
  // UTF-16, too, is expected in units of four bytes there.
  if (format.kind === "text" && (items.v as Uint8Array).length % 4 !== 0)
    return vm.raise(vm.T.ValueError, "string length not a multiple of item size");
  const decoded =
    format.kind === "text" ? decodeText(vm, format, items.v as Uint8Array) : decodeItems(vm, format, items.v as Uint8Array);
  if (decoded === null) return null;
  const better = vm.newStr(betterCode(format, code.v));
  const r = callObject(vm, type, [better, decoded]);
  vm.counts.decrefAll([better, decoded]);
  return r;
}
