import { newRef } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, OK, type PayloadLayout, PENDING, type PyObject, type PyType, type Result } from "../object.ts";
import { richCompare } from "../protocol/compare.ts";
import { numberIndex } from "../protocol/number.ts";
import { repr } from "../protocol/repr.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** The payload of a slice; never changes. */
export class SliceRecord {
  start: PyObject;
  stop: PyObject;
  step: PyObject;

  constructor(start: PyObject, stop: PyObject, step: PyObject) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** CPython 3.11: Objects/sliceobject.c slice_dealloc */
export const sliceLayout: PayloadLayout<SliceRecord> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.step);
    visit(v.start);
    visit(v.stop);
  },
  clear: () => [],
};

/** A slice; takes over the three references. CPython 3.11: PySlice_New */
export function newSlice(vm: VM, start: PyObject, stop: PyObject, step: PyObject): PyObject<SliceRecord> {
  return alloc(vm, vm.T.slice, new SliceRecord(start, stop, step));
}

/**
 * What the last `sliceUnpack` found, before it is fitted to a length, null for None; and what the last `adjustSlice` made of it. Read it before anything
 * else can run.
 */
export const sliceRegister: {
  rawStart: number | bigint | null;
  rawStop: number | bigint | null;
  rawStep: number | bigint | null;
  start: number;
  stop: number;
  step: number;
} = { rawStart: null, rawStop: null, rawStep: null, start: 0, stop: 0, step: 1 };

const HUGE = Number.MAX_SAFE_INTEGER;

/** CPython clamps to Py_ssize_t; no length comes near either bound. */
function clamp(value: number | bigint): number {
  if (typeof value === "number") return value;
  return value < 0n ? -HUGE : HUGE;
}

/** Fits the unpacked slice to a sequence of `length` items: sets start, stop and step, gives the number of items. CPython 3.11: PySlice_AdjustIndices */
export function adjustSlice(length: number): number {
  const r = sliceRegister;
  const step = r.rawStep === null ? 1 : clamp(r.rawStep);
  let start = r.rawStart === null ? (step < 0 ? HUGE : 0) : clamp(r.rawStart);
  let stop = r.rawStop === null ? (step < 0 ? -HUGE : HUGE) : clamp(r.rawStop);
  const low = step < 0 ? -1 : 0;
  const high = step < 0 ? length - 1 : length;
  start = start < 0 ? (start + length < 0 ? low : start + length) : start >= length ? high : start;
  stop = stop < 0 ? (stop + length < 0 ? low : stop + length) : stop >= length ? high : stop;
  r.start = start;
  r.stop = stop;
  r.step = step;
  if (step < 0) return stop < start ? Math.floor((start - stop - 1) / -step) + 1 : 0;
  return start < stop ? Math.floor((stop - start - 1) / step) + 1 : 0;
}

/** Evaluates the parts of a slice into `sliceRegister`; gives OK. CPython 3.11: PySlice_Unpack */
export function sliceUnpack(vm: VM, slice: PyObject<SliceRecord>): Result {
  const { start, stop, step } = slice.v;
  const r = sliceRegister;
  if (isPlain(vm, start) && isPlain(vm, stop) && isPlain(vm, step)) {
    r.rawStep = plainValue(vm, step);
    if (r.rawStep === 0) return zeroStep(vm);
    r.rawStart = plainValue(vm, start);
    r.rawStop = plainValue(vm, stop);
    return OK;
  }
  return startFrame(vm, new UnpackFrame(slice));
}

function isPlain(vm: VM, o: PyObject): boolean {
  return o === vm.none || o.type === vm.T.int;
}

function plainValue(vm: VM, o: PyObject): number | bigint | null {
  return o === vm.none ? null : (o.v as number | bigint);
}

function zeroStep(vm: VM): null {
  return vm.raise(vm.T.ValueError, "slice step cannot be zero");
}

/** Asks the parts for `__index__`: step, start, stop. */
class UnpackFrame extends NativeFrame {
  slice: PyObject<SliceRecord>;
  part = 0;
  raw: (number | bigint | null)[] = [];

  constructor(slice: PyObject<SliceRecord>) {
    super();
    this.slice = newRef(slice);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK) {
        this.raw.push(got.v as number | bigint);
        vm.counts.decref(got);
        this.part++;
      }
      if (this.part === 1 && this.raw[0] === 0) return zeroStep(vm);
      if (this.part === 3) break;
      const { start, stop, step } = this.slice.v;
      const o = [step, start, stop][this.part]!;
      got = OK;
      if (o === vm.none) {
        this.raw.push(null);
        this.part++;
        continue;
      }
      if (o.type.nb_index === null)
        return vm.raise(vm.T.TypeError, "slice indices must be integers or None or have an __index__ method");
      got = numberIndex(vm, o);
      if (got === PENDING) return got;
    }
    const r = sliceRegister;
    [r.rawStep, r.rawStart, r.rawStop] = this.raw as [number | bigint | null, number | bigint | null, number | bigint | null];
    return OK;
  }
}

// --- The type -----------------------------------------------------------------------------------------------------------------

/** CPython 3.11: slice_new */
function slice_new(vm: VM, _type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "slice", kwnames) || !checkPositional(vm, "slice", args.length, 1, 3)) return null;
  const none = vm.none;
  const [start, stop, step] = args.length === 1 ? [none, args[0]!, none] : [args[0]!, args[1]!, args[2] ?? none];
  return newSlice(vm, newRef(start!), newRef(stop!), newRef(step!));
}

/** Texts of the three parts, joined. */
class SliceReprFrame extends NativeFrame {
  slice: PyObject<SliceRecord>;
  texts: string[] = [];

  constructor(slice: PyObject<SliceRecord>) {
    super();
    this.slice = newRef(slice);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK) {
        this.texts.push(got.v as string);
        vm.counts.decref(got);
      }
      if (this.texts.length === 3) return vm.newStr(`slice(${this.texts.join(", ")})`);
      const { start, stop, step } = this.slice.v;
      got = repr(vm, [start, stop, step][this.texts.length]!);
      if (got === PENDING) return got;
    }
  }
}

/** CPython 3.11: slice_repr */
function slice_repr(vm: VM, self: PyObject): Result {
  return startFrame(vm, new SliceReprFrame(self));
}

function partsTuple(vm: VM, self: PyObject<SliceRecord>): PyObject {
  const { start, stop, step } = self.v;
  return vm.newTuple([newRef(start), newRef(stop), newRef(step)]);
}

/** CPython 3.11: slice_richcompare */
function slice_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (b.type !== vm.T.slice) return vm.newNotImplemented();
  if (a === b) return vm.newBool(op === 2 || op === 1 || op === 5);
  const x = partsTuple(vm, a);
  const y = partsTuple(vm, b);
  const r = richCompare(vm, x, y, op);
  vm.counts.decrefAll([x, y]);
  return r;
}

/** CPython 3.11: slice_indices */
function slice_indices(vm: VM, self: PyObject, lengthObject: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, lengthObject), indicesOfLength, self);
}

function indicesOfLength(vm: VM, lengthObject: PyObject, self: PyObject | null): Result {
  if ((lengthObject.v as number | bigint) < 0) {
    vm.counts.decref(lengthObject);
    return vm.raise(vm.T.ValueError, "length should not be negative");
  }
  const r = then(vm, sliceUnpack(vm, self!), longIndices, lengthObject);
  vm.counts.decref(lengthObject);
  return r;
}

/** CPython 3.11: _PySlice_GetLongIndices */
function longIndices(vm: VM, _ok: PyObject, lengthObject: PyObject | null): Result {
  const length = BigInt(lengthObject!.v as number | bigint);
  const { rawStart, rawStop, rawStep } = sliceRegister;
  const step = rawStep === null ? 1n : BigInt(rawStep);
  const lower = step < 0n ? -1n : 0n;
  const upper = step < 0n ? length - 1n : length;
  const fit = (raw: number | bigint | null, missing: bigint): bigint => {
    if (raw === null) return missing;
    let value = BigInt(raw);
    if (value < 0n) {
      value += length;
      return value < lower ? lower : value;
    }
    return value > upper ? upper : value;
  };
  const start = fit(rawStart, step < 0n ? upper : lower);
  const stop = fit(rawStop, step < 0n ? lower : upper);
  return vm.newTuple([vm.newIntFromBig(start), vm.newIntFromBig(stop), vm.newIntFromBig(step)]);
}

/** CPython 3.11: slice_reduce */
function slice_reduce(vm: VM, self: PyObject): Result {
  return vm.newTuple([newRef(self.type.object), partsTuple(vm, self)]);
}

/** The type `slice`. CPython 3.11: Objects/sliceobject.c PySlice_Type */
export const sliceSpec: TypeSpec = {
  name: "slice",
  layout: sliceLayout as PayloadLayout,
  doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
  slots: { tp_new: slice_new, tp_repr: slice_repr, tp_richcompare: slice_richcompare },
  methods: [
    method("indices", "($self, len, /)", slice_indices, {
      doc: "The (start, stop, step) that this slice means for a sequence of that length.",
    }),
    method("__reduce__", "($self, /)", slice_reduce, { doc: "Return state information for pickling." }),
  ],
  getset: [
    { name: "start", member: true, get: (_vm, self) => newRef((self.v as SliceRecord).start) },
    { name: "stop", member: true, get: (_vm, self) => newRef((self.v as SliceRecord).stop) },
    { name: "step", member: true, get: (_vm, self) => newRef((self.v as SliceRecord).step) },
  ],
};
