import { newRef } from "@vivarium/heap";
import { callMethod, callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { PENDING, type PyObject, type Result } from "../../object.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { setAttr } from "../../protocol/attribute.ts";
import { bufferedRandomSpec, bufferedReaderSpec, bufferedWriterSpec, DEFAULT_BUFFER_SIZE } from "./buffered.ts";
import { fileIOSpec } from "./file-io.ts";
import { textIOWrapperSpec } from "./text-io.ts";

/** A mode, taken apart; null with ValueError. */
interface Mode {
  readonly raw: string;
  readonly text: boolean;
  readonly binary: boolean;
  readonly updating: boolean;
  readonly reading: boolean;
}

/** CPython 3.11: Modules/_io/_iomodule.c _io_open_impl */
function parseMode(vm: VM, mode: string): Mode | null {
  const has = (c: string): boolean => mode.includes(c);
  if ([...mode].some((c, i) => !"axrwb+t".includes(c) || mode.indexOf(c) !== i))
    return vm.raise(vm.T.ValueError, `invalid mode: '${mode}'`);
  if (has("t") && has("b")) return vm.raise(vm.T.ValueError, "can't have text and binary mode at once");
  if ([..."xrwa"].filter(has).length !== 1)
    return vm.raise(vm.T.ValueError, "must have exactly one of create/read/write/append mode");
  const raw = [..."xrwa+"].filter(has).join("");
  return { raw, text: has("t"), binary: has("b"), updating: has("+"), reading: has("r") };
}

/** Opens the layers of a file one on the other. */
class OpenFrame extends NativeFrame {
  file: PyObject;
  modeObject: PyObject;
  buffering: number;
  encoding: PyObject;
  errors: PyObject;
  newline: PyObject;
  closefd: PyObject;
  opener: PyObject;
  result: PyObject | null = null;
  error: PyObject | null = null;
  isatty = false;
  lineBuffering = false;
  mode: Mode;
  stage = 0;

  constructor(mode: Mode, objects: readonly PyObject[], buffering: number) {
    super();
    this.mode = mode;
    this.buffering = buffering;
    const [file, modeObject, encoding, errors, newline, closefd, opener] = objects.map(newRef);
    this.file = file!;
    this.modeObject = modeObject!;
    this.encoding = encoding!;
    this.errors = errors!;
    this.newline = newline!;
    this.closefd = closefd!;
    this.opener = opener!;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      if (this.error !== null) return this.fail(vm, got);
      if (got === null) {
        if (this.result === null || this.stage < 2) return null;
        this.error = vm.thread.exception;
        vm.thread.exception = null;
        got = callMethod(vm, this.result, "close", []);
        continue;
      }
      const next = this.next(vm, got);
      if (next === null && this.stage === 99) {
        const { result } = this;
        this.result = null;
        return result;
      }
      got = next;
    }
  }

  private fail(vm: VM, got: Result): Result {
    if (got === null) vm.clearException();
    else vm.counts.decref(got);
    vm.thread.exception = this.error;
    this.error = null;
    return null;
  }

  private next(vm: VM, got: PyObject): Result {
    switch (this.stage++) {
      case 0: {
        const mode = vm.newStr(this.mode.raw);
        const raw = callObject(vm, vm.type(fileIOSpec).object, [this.file, mode, this.closefd, this.opener]);
        vm.counts.decref(mode);
        return raw;
      }
      case 1:
        this.result = got;
        return callMethod(vm, got, "isatty", []);
      case 2:
        this.isatty = got === vm.true_;
        vm.counts.decref(got);
        return this.buffered(vm);
      case 3:
        if (this.mode.binary) return this.finish(vm, got);
        this.take(vm, got);
        return this.text(vm);
      case 4: {
        this.take(vm, got);
        const name = vm.intern("mode");
        const r = setAttr(vm, this.result!, name, this.modeObject);
        vm.counts.decref(name);
        return r;
      }
      default:
        this.stage = 99;
        return null;
    }
  }

  /** The new layer holds the one below. */
  private take(vm: VM, layer: PyObject): void {
    const below = this.result!;
    this.result = layer;
    vm.counts.decref(below);
  }

  private finish(vm: VM, layer: PyObject): null {
    this.take(vm, layer);
    this.stage = 99;
    return null;
  }

  private buffered(vm: VM): Result {
    let size = this.buffering;
    this.lineBuffering = size === 1 || (size < 0 && this.isatty);
    if (size === 1 && this.mode.binary) size = -1;
    if (size < 0 || size === 1) size = DEFAULT_BUFFER_SIZE;
    if (size === 0) {
      if (!this.mode.binary) return vm.raise(vm.T.ValueError, "can't have unbuffered text I/O");
      return newRef(this.result!);
    }
    const spec = this.mode.updating ? bufferedRandomSpec : this.mode.reading ? bufferedReaderSpec : bufferedWriterSpec;
    const n = vm.newInt(size);
    const r = callObject(vm, vm.type(spec).object, [this.result!, n]);
    vm.counts.decref(n);
    return r;
  }

  private text(vm: VM): Result {
    const args = [this.result!, this.encoding, this.errors, this.newline, this.lineBuffering ? vm.true_ : vm.false_];
    return callObject(vm, vm.type(textIOWrapperSpec).object, args);
  }
}

/** CPython 3.11: Modules/_io/_iomodule.c _io_open_impl */
export function io_open(
  vm: VM,
  _module: PyObject,
  file: PyObject,
  mode: PyObject | null,
  buffering: PyObject | null,
  encoding: PyObject | null,
  errors: PyObject | null,
  newline: PyObject | null,
  closefd: PyObject | null,
  opener: PyObject | null,
): Result {
  if (mode !== null && !isStr(mode)) return vm.raise(vm.T.TypeError, `open() argument 'mode' must be str, not ${mode.type.name}`);
  const modeObject = mode === null ? vm.newStr("r") : newRef(mode);
  const parsed = parseMode(vm, modeObject.v as string);
  if (parsed === null) return null;
  if (parsed.binary) {
    for (const [name, o] of [
      ["an encoding", encoding],
      ["an errors", errors],
      ["a newline", newline],
    ] as const)
      if (o !== null && o !== vm.none) return vm.raise(vm.T.ValueError, `binary mode doesn't take ${name} argument`);
  }
  if (buffering !== null && !isInt(buffering))
    return vm.raise(vm.T.TypeError, `'${buffering.type.name}' object cannot be interpreted as an integer`);
  const none = vm.none;
  const objects = [file, modeObject, encoding ?? none, errors ?? none, newline ?? none, closefd ?? vm.true_, opener ?? none];
  const size = buffering === null ? -1 : Number(buffering.v);
  const frame = new OpenFrame(parsed, objects, size);
  vm.counts.decref(modeObject);
  return startFrame(vm, frame);
}
