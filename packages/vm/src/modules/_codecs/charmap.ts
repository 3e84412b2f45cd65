import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { orElse, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, leafLayout, OK, PENDING, type PyObject, type Result, STOP, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";
import { dictSet } from "../../objects/dict/dict.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { latin1Decoder, latin1Encoder } from "../../objects/str/codecs/ascii.ts";
import { type DecodedRun, type Decoder, type EncodedRun, type Encoder, PointBuffer } from "../../objects/str/codecs/codec.ts";
import { decodeBytes } from "../../objects/str/codecs/decode.ts";
import { encodeText } from "../../objects/str/codecs/encode.ts";
import { charAt, pointsOf, type Text, textOf } from "../../objects/str/text.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { getItem } from "../../protocol/sequence.ts";
import { errorsArgument, isTextArgument, withCount, withLength } from "./arguments.ts";

/** What a character is as bytes; null: it cannot be encoded. Characters that are missing cannot either. */
type EncodingTable = ReadonlyMap<number, Uint8Array | null>;

/** The payload of an EncodingMap: from characters to bytes, and its size as CPython's trie. */
class EncodingMap {
  readonly table: EncodingTable;
  readonly size: number;

  constructor(table: EncodingTable, size: number) {
    this.table = table;
    this.size = size;
  }
}

export const encodingMapSpec: TypeSpec = {
  name: "EncodingMap",
  layout: leafLayout,
  methods: [
    method("size", "($self, /)", (vm: VM, self: PyObject<EncodingMap>) => vm.newInt(self.v.size), {
      doc: "Return the size (in bytes) of this object",
    }),
  ],
};

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_BuildEncodingMap */
export function charmap_build(vm: VM, _module: PyObject, map: PyObject): Result {
  if (!isStr(map))
    return vm.raise(vm.T.TypeError, `charmap_build() argument must be str, not ${map === vm.none ? "None" : map.type.name}`);
  const points = pointsOf(textOf(map)).subarray(0, 256);
  const blocks2 = new Set<number>();
  const blocks3 = new Set<number>();
  let needsDict = points[0] !== 0;
  for (let i = 1; i < points.length; i++) {
    const c = points[i]!;
    if (c === 0 || c > 0xffff) needsDict = true;
    if (c === 0 || c > 0xffff || c === 0xfffe) continue;
    blocks2.add(c >> 11);
    blocks3.add(c >> 7);
  }
  if (needsDict || blocks2.size >= 255 || blocks3.size >= 255) return dictOfMap(vm, points);
  const table = new Map<number, Uint8Array>([[0, Uint8Array.of(0)]]);
  for (let i = 1; i < points.length; i++) if (points[i] !== 0xfffe) table.set(points[i]!, Uint8Array.of(i));
  return alloc(vm, vm.type(encodingMapSpec), new EncodingMap(table, 63 + 16 * blocks2.size + 128 * blocks3.size));
}

function dictOfMap(vm: VM, points: Uint32Array): Result {
  const dict = vm.newDict();
  points.forEach((c, i) => {
    const key = vm.newInt(c);
    const value = vm.newInt(i);
    dictSet(vm, dict, key, value);
    vm.counts.decrefAll([key, value]);
  });
  return dict;
}

function charmapEncoder(table: EncodingTable): Encoder {
  const bytesOf = (c: number): Uint8Array | null => table.get(c) ?? null;
  return {
    name: "charmap",
    reason: "character maps to <undefined>",
    start: new Uint8Array(0),
    unit: 1,
    encode(text: Text, from: number): EncodedRun {
      const bytes: number[] = [];
      let i = from;
      for (; i < text.length; i++) {
        const some = bytesOf(charAt(text, i));
        if (some === null) break;
        for (const b of some) bytes.push(b);
      }
      return { bytes: Uint8Array.from(bytes), next: i };
    },
    failureEnd(text: Text, at: number): number {
      let i = at;
      while (i < text.length && bytesOf(charAt(text, i)) === null) i++;
      return i;
    },
    surrogate: () => null,
  };
}

function charmapDecoder(lookup: (byte: number) => readonly number[] | null): Decoder {
  return {
    name: "charmap",
    alwaysMakesError: true,
    decode(bytes: Uint8Array, from: number): DecodedRun {
      const out = new PointBuffer(bytes.length - from);
      for (let i = from; i < bytes.length; i++) {
        const points = lookup(bytes[i]!);
        if (points === null) return { text: out.finish(), next: i, errorEnd: i + 1, reason: "character maps to <undefined>" };
        for (const c of points) out.push(c);
      }
      return { text: out.finish(), next: bytes.length, errorEnd: -1, reason: "" };
    },
    surrogateAt: () => null,
  };
}

/** Any LookupError: there is no such item. */
function withoutLookupError(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.LookupError)) return null;
  vm.clearException();
  return STOP;
}

/**
 * Asks a mapping for everything that a text or bytes needs, then encodes or decodes.
 * NOT CPYTHON: the mapping is asked once for each character or byte before the work begins, and for what replacements may need as soon as one is missing.
 */
class MappingFrame extends NativeFrame {
  source: PyObject;
  mapping: PyObject;
  errors: string;
  encodes: boolean;
  wanted: number[];
  index = 0;
  table: Map<number, Uint8Array | null> = new Map();
  decoded: Map<number, readonly number[] | null> = new Map();
  missing = false;
  finished = false;

  constructor(source: PyObject, mapping: PyObject, errors: string, encodes: boolean, wanted: number[]) {
    super();
    this.source = newRef(source);
    this.mapping = newRef(mapping);
    this.errors = errors;
    this.encodes = encodes;
    this.wanted = wanted;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || this.finished) return got;
      if (got !== OK && !this.takeItem(vm, this.wanted[this.index++]!, got)) return null;
      if (this.index === this.wanted.length) return this.finish(vm);
      const key = vm.newInt(this.wanted[this.index]!);
      got = orElse(vm, getItem(vm, this.mapping, key), withoutLookupError);
      vm.counts.decref(key);
      if (got === PENDING) return got;
    }
  }

  private takeItem(vm: VM, c: number, item: PyObject): boolean {
    const good = this.encodes ? this.takeBytes(vm, c, item) : this.takePoints(vm, c, item);
    if (item !== STOP) vm.counts.decref(item);
    return good;
  }

  private miss(c: number): boolean {
    this.table.set(c, null);
    this.decoded.set(c, null);
    if (this.encodes && !this.missing) {
      this.missing = true;
      for (let i = 32; i < 127; i++) if (!this.wanted.includes(i)) this.wanted.push(i);
    }
    return true;
  }

  /** CPython 3.11: Objects/unicodeobject.c charmapencode_lookup */
  private takeBytes(vm: VM, c: number, item: PyObject): boolean {
    if (item === STOP || item === vm.none) return this.miss(c);
    if (isInt(item)) {
      const n = item.v as number | bigint;
      if (n >= 0 && n <= 255) {
        this.table.set(c, Uint8Array.of(Number(n)));
        return true;
      }
      return vm.raise(vm.T.TypeError, "character mapping must be in range(256)") !== null;
    }
    if ((item.type.flags & TPFLAGS_BYTES_SUBCLASS) !== 0) {
      this.table.set(c, item.v as Uint8Array);
      return true;
    }
    return vm.raise(vm.T.TypeError, `character mapping must return integer, bytes or None, not ${item.type.name}`) !== null;
  }

  /** CPython 3.11: Objects/unicodeobject.c charmap_decode_mapping */
  private takePoints(vm: VM, c: number, item: PyObject): boolean {
    if (item === STOP || item === vm.none) return this.miss(c);
    if (isInt(item)) {
      const n = item.v as number | bigint;
      if (n < 0 || n > 0x10ffff) return vm.raise(vm.T.TypeError, "character mapping must be in range(0x110000)") !== null;
      if (n === 0xfffe) return this.miss(c);
      this.decoded.set(c, [Number(n)]);
      return true;
    }
    if (!isStr(item)) return vm.raise(vm.T.TypeError, "character mapping must return integer, None or str") !== null;
    const points = Array.from(pointsOf(textOf(item)));
    if (points.length === 1 && points[0] === 0xfffe) return this.miss(c);
    this.decoded.set(c, points);
    return true;
  }

  private finish(vm: VM): Result {
    this.finished = true;
    if (this.encodes) return withLength(vm, encodeText(vm, this.source, charmapEncoder(this.table), this.errors), this.source);
    const bytes = bytesView(vm, this.source);
    if (bytes === null) return null;
    const { decoded } = this;
    return withCount(
      vm,
      decodeBytes(
        vm,
        bytes,
        charmapDecoder((b) => decoded.get(b) ?? null),
        this.errors,
      ),
      bytes.length,
    );
  }
}

/** CPython 3.11: Modules/_codecsmodule.c _codecs_charmap_encode_impl */
export function charmap_encode(
  vm: VM,
  _module: PyObject,
  text: PyObject,
  errors: PyObject | null,
  mapping: PyObject | null,
): Result {
  if (!isTextArgument(vm, "charmap_encode", text)) return null;
  const handler = errorsArgument(vm, "charmap_encode", errors);
  if (handler === null) return null;
  if (mapping === null || mapping === vm.none) return withLength(vm, encodeText(vm, text, latin1Encoder, handler), text);
  if (mapping.type === vm.type(encodingMapSpec))
    return withLength(vm, encodeText(vm, text, charmapEncoder((mapping.v as EncodingMap).table), handler), text);
  return startFrame(vm, new MappingFrame(text, mapping, handler, true, Array.from(new Set(pointsOf(textOf(text))))));
}

/** CPython 3.11: Modules/_codecsmodule.c _codecs_charmap_decode_impl */
export function charmap_decode(
  vm: VM,
  _module: PyObject,
  data: PyObject,
  errors: PyObject | null,
  mapping: PyObject | null,
): Result {
  const bytes = bytesView(vm, data);
  const handler = bytes === null ? null : errorsArgument(vm, "charmap_decode", errors);
  if (handler === null) return null;
  if (mapping === null || mapping === vm.none)
    return withCount(vm, decodeBytes(vm, bytes!, latin1Decoder, handler), bytes!.length);
  if (mapping.type === vm.T.str) {
    const points = pointsOf(textOf(mapping));
    const decoder = charmapDecoder((b) => (b >= points.length || points[b] === 0xfffe ? null : [points[b]!]));
    return withCount(vm, decodeBytes(vm, bytes!, decoder, handler), bytes!.length);
  }
  return startFrame(vm, new MappingFrame(data, mapping, handler, false, Array.from(new Set(bytes!))));
}
