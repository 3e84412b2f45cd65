import { callMethod, callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { listInsert } from "../objects/list/list.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { Py_LT, richCompare } from "../protocol/compare.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { getItem, length } from "../protocol/sequence.ts";
import { truth } from "../protocol/truth.ts";
import type { ModuleSpec } from "./module-spec.ts";

const RIGHT = 1;
const INSERT = 2;

type Stage = "lo" | "hi" | "length" | "key" | "search" | "item" | "itemKey" | "compared" | "tested" | "inserted";

/** Finds the place, and inserts if asked to. CPython 3.11: Modules/_bisectmodule.c internal_bisect_right, internal_bisect_left */
class BisectFrame extends NativeFrame {
  /** Borrowed. */
  given: {
    readonly sequence: PyObject;
    readonly x: PyObject;
    readonly keyFunction: PyObject | null;
    readonly loArgument: PyObject | null;
    readonly hiArgument: PyObject | null;
  };
  /** The key of x, when it is to be inserted by its key. */
  keyOfX: PyObject | null = null;
  item: PyObject | null = null;
  mode: number;
  lo = 0;
  hi = -1;
  middle = 0;
  stage: Stage = "lo";

  constructor(vm: VM, args: (PyObject | null)[], mode: number) {
    super();
    const [a, x, lo, hi, key] = args;
    this.given = {
      sequence: a!,
      x: x!,
      loArgument: lo ?? null,
      hiArgument: hi == null || hi === vm.none ? null : hi,
      keyFunction: key == null || key === vm.none ? null : key,
    };
    this.mode = mode;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    if (got === OK && this.stage === "lo") {
      if (this.given.loArgument === null) {
        this.stage = "hi";
        got = this.convertHigh(vm);
      } else got = numberIndex(vm, this.given.loArgument);
    }
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.stage === "inserted") {
        if (got !== OK) vm.counts.decref(got);
        return vm.newNone();
      }
      const preparing = this.stage === "lo" || this.stage === "hi" || this.stage === "length" || this.stage === "key";
      if (preparing) got = this.prepare(vm, got);
      else if (this.stage !== "search" || this.lo < this.hi) got = this.search(vm, got);
      else if ((this.mode & INSERT) === 0) return vm.newInt(this.lo);
      else got = this.insert(vm);
    }
  }

  private convertHigh(vm: VM): Result {
    return this.given.hiArgument === null ? this.afterHigh(vm) : numberIndex(vm, this.given.hiArgument);
  }

  private afterHigh(vm: VM): Result {
    if (this.mode >= INSERT && this.given.keyFunction !== null && this.stage !== "key") {
      this.stage = "key";
      return callOneArg(vm, this.given.keyFunction, this.given.x);
    }
    return this.measure(vm);
  }

  /** The bounds are numbers: looks at them, and asks for the length if there is no upper one. */
  private measure(vm: VM): Result {
    if (this.lo < 0) return vm.raise(vm.T.ValueError, "lo must be non-negative");
    if (this.hi === -1) {
      this.stage = "length";
      return length(vm, this.given.sequence);
    }
    this.stage = "search";
    return OK;
  }

  private prepare(vm: VM, got: PyObject): Result {
    if (this.stage === "key") {
      this.keyOfX = got;
      return this.measure(vm);
    }
    const n = takeSsize(vm, got);
    if (n === null) return null;
    if (this.stage === "length") {
      this.hi = n;
      this.stage = "search";
      return OK;
    }
    if (this.stage === "lo") {
      this.lo = n;
      this.stage = "hi";
      return this.convertHigh(vm);
    }
    this.hi = n;
    return this.afterHigh(vm);
  }

  private search(vm: VM, got: PyObject): Result {
    switch (this.stage) {
      case "search": {
        this.middle = Math.floor((this.lo + this.hi) / 2);
        this.stage = "item";
        const index = vm.newInt(this.middle);
        return dropAfter(vm, getItem(vm, this.given.sequence, index), index);
      }
      case "item":
        this.stage = "itemKey";
        if (this.given.keyFunction !== null) {
          return dropAfter(vm, callOneArg(vm, this.given.keyFunction, got), got);
        }
        return got;
      case "itemKey": {
        this.item = got;
        this.stage = "compared";
        const needle = this.keyOfX ?? this.given.x;
        return (this.mode & RIGHT) !== 0 ? richCompare(vm, needle, got, Py_LT) : richCompare(vm, got, needle, Py_LT);
      }
      case "compared": {
        this.stage = "tested";
        return dropAfter(vm, truth(vm, got), got);
      }
      default: {
        const item = this.item!;
        this.item = null;
        vm.counts.decrefAll([got, item]);
        const less = got === vm.true_;
        if ((this.mode & RIGHT) !== 0 ? less : !less) this.hi = this.middle;
        else this.lo = this.middle + 1;
        this.stage = "search";
        return OK;
      }
    }
  }

  private insert(vm: VM): Result {
    this.stage = "inserted";
    if (this.given.sequence.type === vm.T.list) {
      listInsert(this.given.sequence, this.lo, this.given.x);
      return OK;
    }
    const index = vm.newInt(this.lo);
    return dropAfter(vm, callMethod(vm, this.given.sequence, "insert", [index, this.given.x]), index);
  }
}

function bisectMethod(name: string, mode: number, doc: string): MethodSpec {
  const fn = (vm: VM, _module: PyObject, ...args: (PyObject | null)[]): Result => startFrame(vm, new BisectFrame(vm, args, mode));
  return method(name, "($module, /, a, x, lo=0, hi=None, *, key=None)", fn, { doc });
}

const after = "The place after all items that are not greater than x, in a sorted list.";
const before = "The place before all items that are not less than x, in a sorted list.";

/** The module `_bisect`. CPython 3.11: Modules/_bisectmodule.c */
export const _bisectModule: ModuleSpec = {
  name: "_bisect",
  doc: "Bisection algorithms: keep a list in order without sorting it after each insertion.",
  methods: [
    bisectMethod("bisect_right", RIGHT, after),
    bisectMethod("insort_right", RIGHT | INSERT, "Inserts x into a sorted list, to the right of what is equal to it."),
    bisectMethod("bisect_left", 0, before),
    bisectMethod("insort_left", INSERT, "Inserts x into a sorted list, to the left of what is equal to it."),
  ],
};
