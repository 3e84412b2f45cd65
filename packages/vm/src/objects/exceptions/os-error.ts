import { newRef, touchPayload } from "@vivarium/heap";
import type { Types } from "../../bootstrap/types.ts";
import { noKeywords } from "../../builtins/check-arguments.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, PENDING, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { numberIndex } from "../../protocol/number.ts";
import { repr, str } from "../../protocol/repr.ts";
import { isSubtype } from "../type/mro.ts";
import { method, type TypeSpec } from "../type/type-spec.ts";
import { BaseException_str, fieldMember, positionalOf, reduceWithArgs } from "./base-exception.ts";
import { ExceptionData, exceptionField, replaceExceptionField, separateLayout } from "./exception.ts";
import { raiseObject } from "./raise.ts";

type Exception = PyObject<ExceptionData>;
type Keywordnames = readonly PyObject[] | null;

/** Which class `OSError(errno, ...)` gives, by Linux's numbers. CPython 3.11: Objects/exceptions.c _PyBuiltins_AddExceptions */
const classOfErrno: ReadonlyMap<number, keyof Types> = new Map([
  [1, "PermissionError"],
  [2, "FileNotFoundError"],
  [3, "ProcessLookupError"],
  [4, "InterruptedError"],
  [10, "ChildProcessError"],
  [11, "BlockingIOError"],
  [13, "PermissionError"],
  [17, "FileExistsError"],
  [20, "NotADirectoryError"],
  [21, "IsADirectoryError"],
  [32, "BrokenPipeError"],
  [103, "ConnectionAbortedError"],
  [104, "ConnectionResetError"],
  [108, "BrokenPipeError"],
  [110, "TimeoutError"],
  [111, "ConnectionRefusedError"],
  [114, "BlockingIOError"],
  [115, "BlockingIOError"],
]);

/**
 * A subclass with an `__init__` of its own and no `__new__` gets its arguments in `__init__` alone, so that it can take others than OSError's.
 * CPython 3.11: Objects/exceptions.c oserror_use_init
 */
function usesInit(type: PyType): boolean {
  return type.tp_init !== OSError_init && type.tp_new === OSError_new;
}

/** CPython 3.11: Objects/exceptions.c OSError_new */
function OSError_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: Keywordnames): Result {
  if (usesInit(type)) return alloc(vm, type, new ExceptionData(vm.newTuple([])));
  if (!noKeywords(vm, type.name, kwnames)) return null;
  const errno = args.length >= 2 && args.length <= 5 ? args[0]! : null;
  let made = type;
  if (errno !== null && type === vm.T.OSError && isSubtype(errno.type, vm.T.int)) {
    const name = typeof errno.v === "number" ? classOfErrno.get(errno.v) : undefined;
    if (name !== undefined) made = vm.T[name];
  }
  const self = alloc(vm, made, new ExceptionData(vm.newTuple([])));
  const r = fill(vm, self, args);
  if (r === PENDING) {
    // `then` keeps the instance for the continuation; the reference of `alloc` is the result.
    return then(vm, r, theInstance, self);
  }
  if (r === null) {
    vm.counts.decref(self);
    return null;
  }
  return self;
}

function theInstance(_vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return self;
}

/** CPython 3.11: Objects/exceptions.c OSError_init */
function OSError_init(vm: VM, self: Exception, args: readonly PyObject[], kwnames: Keywordnames): Result {
  if (!usesInit(self.type)) return OK;
  if (!noKeywords(vm, self.type.name, kwnames)) return null;
  return fill(vm, self, positionalOf(args, kwnames));
}

/** Takes errno, strerror, filename, (Windows's error) and filename2 out of the arguments. CPython 3.11: oserror_parse_args, oserror_init */
function fill(vm: VM, self: Exception, args: readonly PyObject[]): Result {
  const n = args.length;
  if (n < 2 || n > 5) return keepArgs(vm, self, args);
  const filename = n > 2 && args[2] !== vm.none ? args[2]! : null;
  const filename2 = n > 4 && args[4] !== vm.none ? args[4]! : null;
  if (filename === null) {
    setNumbers(vm, self, args);
    return keepArgs(vm, self, args);
  }
  if (self.type === vm.T.BlockingIOError && isNumber(vm, filename)) {
    const tuple = vm.newTuple(args.map((a) => newRef(a)));
    const r = then(vm, numberIndex(vm, filename), setWrittenFromArgument, self, tuple);
    vm.counts.decref(tuple);
    return r;
  }
  replaceExceptionField(vm, self, "filename", newRef(filename));
  if (filename2 !== null) replaceExceptionField(vm, self, "filename2", newRef(filename2));
  setNumbers(vm, self, args);
  return keepArgs(vm, self, args.slice(0, 2));
}

function setNumbers(vm: VM, self: Exception, args: readonly PyObject[]): void {
  replaceExceptionField(vm, self, "errno", newRef(args[0]!));
  replaceExceptionField(vm, self, "strerror", newRef(args[1]!));
}

function keepArgs(vm: VM, self: Exception, args: readonly PyObject[]): Result {
  touchPayload(self);
  const old: PyObject = self.v.args;
  self.v.args = vm.newTuple(args.map((a) => newRef(a)));
  vm.counts.decref(old);
  return OK;
}

/** CPython 3.11: Objects/abstract.c PyNumber_Check */
function isNumber(vm: VM, o: PyObject): boolean {
  const t = o.type;
  return t.nb_index !== null || t.nb_int !== null || t.nb_float !== null || isSubtype(t, vm.T.complex);
}

/** An int that `numberIndex` gave, taken over, as a size; null with ValueError. CPython 3.11: PyNumber_AsSsize_t */
function takeSize(vm: VM, value: PyObject): number | null {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (v > 9223372036854775807n || v < -9223372036854775808n)
    return vm.raise(vm.T.ValueError, "cannot fit 'int' into an index-sized integer");
  return Number(v);
}

function setWrittenFromArgument(vm: VM, value: PyObject, self: PyObject | null, tuple: PyObject | null): Result {
  const written = takeSize(vm, value);
  if (written === null) return null;
  touchPayload(self!);
  (self!.v as ExceptionData).written = written;
  const args = tuple!.v as PyObject[];
  setNumbers(vm, self!, args);
  return keepArgs(vm, self!, args);
}

function getWritten(vm: VM, self: Exception): Result {
  return self.v.written === -1 ? vm.raise(vm.T.AttributeError, "characters_written") : vm.newInt(self.v.written);
}

/** CPython 3.11: Objects/exceptions.c OSError_written_set */
function setWritten(vm: VM, self: Exception, value: PyObject | null): Result {
  if (value !== null) return thenBorrowed(vm, numberIndex(vm, value), storeWritten, self);
  if (self.v.written === -1) return vm.raise(vm.T.AttributeError, "characters_written");
  touchPayload(self);
  self.v.written = -1;
  return OK;
}

function storeWritten(vm: VM, value: PyObject, self: PyObject | null): Result {
  const written = takeSize(vm, value);
  if (written === null) return null;
  touchPayload(self!);
  (self!.v as ExceptionData).written = written;
  return OK;
}

/** "[Errno 2] No such file: 'a' -> 'b'": asks for each part in turn. */
class OSErrorStrFrame extends NativeFrame {
  errno: PyObject;
  strerror: PyObject;
  filename: PyObject | null;
  filename2: PyObject | null;
  stage = 0;
  texts: PyObject[] = [];

  constructor(errno: PyObject, strerror: PyObject, filename: PyObject | null, filename2: PyObject | null) {
    super();
    this.errno = newRef(errno);
    this.strerror = newRef(strerror);
    this.filename = filename === null ? null : newRef(filename);
    this.filename2 = filename2 === null ? null : newRef(filename2);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (this.stage > 0) this.texts.push(got);
      got = this.ask(vm, this.stage++);
      if (got === PENDING) return got;
      if (got === OK) return this.join(vm);
    }
  }

  private ask(vm: VM, stage: number): Result {
    if (stage === 0) return str(vm, this.errno);
    if (stage === 1) return str(vm, this.strerror);
    const name = stage === 2 ? this.filename : stage === 3 && this.filename !== null ? this.filename2 : null;
    return name === null ? OK : repr(vm, name);
  }

  private join(vm: VM): Result {
    const [errno, strerror, filename, filename2] = this.texts.map((t) => t.v as string);
    const start = `[Errno ${errno}] ${strerror}`;
    if (filename === undefined) return vm.newStr(start);
    return vm.newStr(filename2 === undefined ? `${start}: ${filename}` : `${start}: ${filename} -> ${filename2}`);
  }
}

/** CPython 3.11: Objects/exceptions.c OSError_str */
function OSError_str(vm: VM, self: Exception): Result {
  const errno = exceptionField(self, "errno");
  const strerror = exceptionField(self, "strerror");
  const filename = exceptionField(self, "filename");
  if (filename !== null || (errno !== null && strerror !== null))
    return startFrame(
      vm,
      new OSErrorStrFrame(errno ?? vm.none, strerror ?? vm.none, filename, exceptionField(self, "filename2")),
    );
  return BaseException_str(vm, self);
}

/** Puts the names back among the arguments. CPython 3.11: Objects/exceptions.c OSError_reduce */
function OSError_reduce(vm: VM, self: Exception): Result {
  const filename = exceptionField(self, "filename");
  const { args } = self.v;
  if (args.v.length !== 2 || filename === null) return reduceWithArgs(vm, self, newRef(args));
  const items = [newRef(args.v[0]!), newRef(args.v[1]!), newRef(filename)];
  const filename2 = exceptionField(self, "filename2");
  if (filename2 !== null) items.push(newRef(vm.none), newRef(filename2));
  return reduceWithArgs(vm, self, vm.newTuple(items));
}

export const osErrorParts: Omit<TypeSpec, "name" | "base" | "doc"> = {
  layout: separateLayout(),
  flags: TPFLAGS_BASETYPE,
  slots: { tp_new: OSError_new, tp_init: OSError_init, tp_str: OSError_str },
  methods: [method("__reduce__", "($self, /)", OSError_reduce)],
  getset: [
    fieldMember("errno", "POSIX exception code"),
    fieldMember("strerror", "exception strerror"),
    fieldMember("filename", "exception filename"),
    fieldMember("filename2", "second exception filename"),
    { name: "characters_written", get: getWritten, set: setWritten },
  ],
};

/** For the subclasses, which fill the slot themselves. */
export const osErrorInit: TypeSpec["slots"] = { tp_init: OSError_init };

/** Raises the OSError for a number of errno; `filename` and `filename2` are borrowed. Gives null. CPython 3.11: PyErr_SetFromErrnoWithFilenameObjects */
export function raiseOSError(
  vm: VM,
  errno: number,
  strerror: string,
  filename: PyObject | null = null,
  filename2: PyObject | null = null,
): null {
  const type = vm.T[classOfErrno.get(errno) ?? "OSError"];
  const e = alloc(vm, type, new ExceptionData(vm.newTuple([vm.newInt(errno), vm.newStr(strerror)])));
  setNumbers(vm, e, e.v.args.v);
  if (filename !== null && filename !== vm.none) {
    replaceExceptionField(vm, e, "filename", newRef(filename));
    if (filename2 !== null && filename2 !== vm.none) replaceExceptionField(vm, e, "filename2", newRef(filename2));
  }
  return raiseObject(vm, e);
}
