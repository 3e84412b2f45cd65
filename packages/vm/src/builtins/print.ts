import { newRef } from "@vivarium/heap";
import { callNoArgs, callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { getAttrString } from "../protocol/attribute.ts";
import { str } from "../protocol/repr.ts";
import { truth } from "../protocol/truth.ts";

/** CPython 3.11: Python/bltinmodule.c builtin_print_impl */
export function builtin_print(
  vm: VM,
  _module: PyObject,
  args: PyObject[],
  sep: PyObject | null,
  end: PyObject | null,
  file: PyObject | null,
  flush: PyObject | null,
): Result {
  if (flush === null || flush === vm.false_) return startPrint(vm, args, sep, end, file, false);
  const all = vm.newTuple([sep ?? vm.none, end ?? vm.none, file ?? vm.none, ...args].map(newRef));
  const r = then(vm, truth(vm, flush), flushKnown, all);
  vm.counts.decref(all);
  return r;
}

function flushKnown(vm: VM, flush: PyObject, all: PyObject | null): Result {
  vm.counts.decref(flush);
  const [sep, end, file, ...args] = all!.v as PyObject[];
  return startPrint(vm, args, sep!, end!, file!, flush === vm.true_);
}

function startPrint(
  vm: VM,
  args: PyObject[],
  sep: PyObject | null,
  end: PyObject | null,
  file: PyObject | null,
  flush: boolean,
): Result {
  let target = file;
  if (target === null || target === vm.none) {
    target = dictGetStringBorrowed(vm, vm.sysDict, "stdout");
    if (target === null) return vm.raise(vm.T.RuntimeError, "lost sys.stdout");
    if (target === vm.none) return vm.newNone();
  }
  const between = sep === vm.none ? null : sep;
  const last = end === vm.none ? null : end;
  if (between !== null && !isSubtype(between.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `sep must be None or a string, not ${between.type.name}`);
  if (last !== null && !isSubtype(last.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `end must be None or a string, not ${last.type.name}`);
  return startFrame(vm, new PrintFrame(target, args, between, last, flush));
}

/** Writes one piece after the other: arguments with the separator between, the end. CPython looks `write` up for each. */
class PrintFrame extends NativeFrame {
  file: PyObject;
  args: PyObject[];
  sep: PyObject | null;
  end: PyObject | null;
  writer: PyObject | null = null;
  flush: boolean;
  /** Pieces written: argument, separator, argument, ..., end. */
  position = 0;
  stage: "start" | "writer" | "text" | "written" | "flusher" | "flushed" = "start";

  constructor(file: PyObject, args: readonly PyObject[], sep: PyObject | null, end: PyObject | null, flush: boolean) {
    super();
    this.file = newRef(file);
    this.args = args.map(newRef);
    this.sep = sep === null ? null : newRef(sep);
    this.end = end === null ? null : newRef(end);
    this.flush = flush;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "start":
          this.stage = "writer";
          got = getAttrString(vm, this.file, "write");
          break;
        case "writer":
          this.writer = got;
          this.stage = "text";
          got = this.pieceText(vm);
          break;
        case "text": {
          const text: PyObject = got;
          this.stage = "written";
          got = callOneArg(vm, this.writer!, text);
          vm.counts.decref(text);
          break;
        }
        case "written":
          vm.counts.decref(got);
          this.afterPiece(vm);
          if (this.position > 2 * Math.max(this.args.length, 1) - 1) {
            if (!this.flush) return vm.newNone();
            this.stage = "flusher";
            got = getAttrString(vm, this.file, "flush");
          } else got = OK;
          break;
        case "flusher": {
          const flusher: PyObject = got;
          this.stage = "flushed";
          got = callNoArgs(vm, flusher);
          vm.counts.decref(flusher);
          break;
        }
        default:
          vm.counts.decref(got);
          return vm.newNone();
      }
    }
  }

  private afterPiece(vm: VM): void {
    const writer = this.writer!;
    this.writer = null;
    vm.counts.decref(writer);
    this.position++;
    this.stage = "start";
  }

  /** The text of the piece at `position`. */
  private pieceText(vm: VM): Result {
    if (this.args.length === 0) this.position = 1;
    if (this.position === 2 * Math.max(this.args.length, 1) - 1) return this.end === null ? vm.newStr("\n") : str(vm, this.end);
    if (this.position % 2 === 1) return this.sep === null ? vm.newStr(" ") : str(vm, this.sep);
    return str(vm, this.args[this.position / 2]!);
  }
}
