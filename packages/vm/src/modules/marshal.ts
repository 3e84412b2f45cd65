import { dumps, loadsAt, MARSHAL_VERSION, MarshalError } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, OK, PENDING, type PyObject, type Result } from "../object.ts";
import { isBytes } from "../objects/bytes/sequence.ts";
import { raiseUnicodeError } from "../objects/exceptions/unicode-error.ts";
import { method } from "../objects/type/type-spec.ts";
import { bytesView } from "../protocol/buffer.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { MarshalScanner } from "./marshal/scanner.ts";
import { Dumper, Loader } from "./marshal/values.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The Python exception of a failure of marshal. Gives null. */
function raiseMarshalError(vm: VM, error: unknown): null {
  if (!(error instanceof MarshalError)) throw error;
  if (error.type === "UnicodeDecodeError") return raiseDecodeError(vm, error.message);
  return vm.raise(vm.T[error.type], error.message);
}

/** NOT CPYTHON: the exception's `object` holds nothing but the bad byte: the message is all that is known. */
function raiseDecodeError(vm: VM, message: string): null {
  const place = / byte (?:0x([0-9a-f]{2}) )?in position (\d+)(?:-(\d+))?: (.*)$/.exec(message.replace("bytes", "byte"))!;
  const start = Number(place[2]);
  const end = Number(place[3] ?? start) + 1;
  const bytes = new Uint8Array(end);
  bytes[start] = Number.parseInt(place[1] ?? "0", 16);
  const object = vm.newBytes(bytes);
  const r = raiseUnicodeError(vm, vm.T.UnicodeDecodeError, "utf-8", object, start, end, place[4]!);
  vm.counts.decref(object);
  return r;
}

function loadBytes(vm: VM, bytes: Uint8Array): Result {
  let value: Parameters<Loader["load"]>[0];
  try {
    value = loadsAt(bytes, 0).value;
  } catch (error) {
    return raiseMarshalError(vm, error);
  }
  return new Loader(vm).load(value);
}

/** CPython 3.11: Python/marshal.c marshal_loads */
function loads(vm: VM, _module: PyObject, source: PyObject): Result {
  const bytes = bytesView(vm, source);
  return bytes === null ? null : loadBytes(vm, bytes);
}

function dumpObject(vm: VM, value: PyObject, version: number): PyObject<Uint8Array> | null {
  const dumper = new Dumper(vm);
  const known = dumper.value(value);
  if (known === null)
    return vm.raise(vm.T.ValueError, dumper.tooDeep ? "object too deeply nested to marshal" : "unmarshallable object");
  try {
    return vm.newBytes(dumps(known, version));
  } catch (error) {
    return raiseMarshalError(vm, error);
  }
}

function withVersion(vm: VM, version: PyObject | null): Result {
  return version === null ? vm.newInt(MARSHAL_VERSION) : numberIndex(vm, version);
}

/** CPython 3.11: Python/marshal.c marshal_dumps_impl */
function marshal_dumps(vm: VM, _module: PyObject, value: PyObject, version: PyObject | null): Result {
  return then(vm, withVersion(vm, version), dumpVersion, value);
}

function dumpVersion(vm: VM, version: PyObject, value: PyObject | null): Result {
  const n = takeSsize(vm, version);
  return n === null ? null : dumpObject(vm, value!, n);
}

/** CPython 3.11: Python/marshal.c marshal_dump_impl */
function dump(vm: VM, _module: PyObject, value: PyObject, file: PyObject, version: PyObject | null): Result {
  const bytes = then(vm, withVersion(vm, version), dumpVersion, value);
  return then(vm, bytes, writeTo, file);
}

function writeTo(vm: VM, bytes: PyObject, file: PyObject | null): Result {
  const r = callMethod(vm, file!, "write", [bytes]);
  vm.counts.decref(bytes);
  return r;
}

/** Reads one value's bytes from a file, piece by piece, never more than the value takes. */
class LoadFrame extends NativeFrame {
  file: PyObject;
  buffer: PyObject | null = null;
  scanner: MarshalScanner = new MarshalScanner();
  bytes: Uint8Array = new Uint8Array(256);
  length = 0;
  wanted = 0;

  constructor(file: PyObject) {
    super();
    this.file = newRef(file);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK && !this.takePart(vm, got)) return null;
      this.wanted = this.scanner.next();
      if (this.wanted < 0) return loadBytes(vm, this.bytes.subarray(0, this.length));
      // NOT CPYTHON: `readinto` gets a bytearray, not a memoryview.
      this.buffer = alloc(vm, vm.T.bytearray, new Uint8Array(this.wanted));
      got = callMethod(vm, this.file, "readinto", [this.buffer]);
      if (got === PENDING) return got;
    }
  }

  /** CPython 3.11: Python/marshal.c r_string */
  private takePart(vm: VM, count: PyObject): boolean {
    const part = this.buffer!;
    this.buffer = null;
    const read = typeof count.v === "number" ? count.v : -1;
    vm.counts.decref(count);
    const { wanted } = this;
    if (read > wanted) {
      vm.raise(vm.T.ValueError, `read() returned too much data: ${wanted} bytes requested, ${read} returned`);
    } else if (read < wanted) {
      vm.raise(vm.T.EOFError, this.scanner.atValue ? "EOF read where object expected" : "EOF read where not expected");
    } else {
      const bytes = (part.v as Uint8Array).slice(0, wanted);
      this.append(bytes);
      this.scanner.take(bytes);
      vm.counts.decref(part);
      return true;
    }
    vm.counts.decref(part);
    return false;
  }

  private append(part: Uint8Array): void {
    if (this.length + part.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + part.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes.set(part, this.length);
    this.length += part.length;
  }
}

/** CPython 3.11: Python/marshal.c marshal_load */
function load(vm: VM, _module: PyObject, file: PyObject): Result {
  const nothing = vm.newInt(0);
  const r = then(vm, callMethod(vm, file, "read", [nothing]), startLoad, file);
  vm.counts.decref(nothing);
  return r;
}

function startLoad(vm: VM, data: PyObject, file: PyObject | null): Result {
  const good = isBytes(data);
  const type = data.type.name;
  vm.counts.decref(data);
  if (!good) return vm.raise(vm.T.TypeError, `file.read() returned not bytes but ${type}`);
  return startFrame(vm, new LoadFrame(file!));
}

export const marshalModule: ModuleSpec = {
  name: "marshal",
  doc: "Writes and reads Python values in the interpreter's own binary format, which compiled files have.",
  methods: [
    method("dump", "($module, value, file, version=version, /)", dump, { doc: "Write the value on the open file." }),
    method("load", "($module, file, /)", load, { doc: "Read one value from the open file and return it." }),
    method("dumps", "($module, value, version=version, /)", marshal_dumps, {
      doc: "Return the bytes object that would be written to a file by dump(value, file).",
    }),
    method("loads", "($module, bytes, /)", loads, { doc: "Convert the bytes-like object to a value." }),
  ],
  init(vm, set) {
    set("version", vm.newInt(MARSHAL_VERSION));
  },
};
