import { newRef } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { isBytes } from "../../objects/bytes/sequence.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { lookupAttrString, lookupSpecial } from "../../protocol/attribute.ts";
import { numberIndex } from "../../protocol/number.ts";
import { truth } from "../../protocol/truth.ts";
import { descriptorsOf } from "../_io/descriptors.ts";
import { fsPath, pathText } from "./path.ts";

/** A path as a function of the module gets it. */
export interface PathArgument {
  /** As the host knows it. */
  readonly text: string;
  /** The descriptor that was given instead of a path, or -1. */
  readonly fd: number;
  /** What errors name; borrowed. */
  readonly object: PyObject | null;
  readonly isBytes: boolean;
}

/**
 * What a parameter takes: a path (`?` as well as a descriptor, `*` as well as None), a descriptor, an object with `fileno()`, numbers of 32 or 64 bits,
 * a truth value, a directory's descriptor or None, or anything.
 */
export type Kind = "path" | "path?" | "path*" | "path?*" | "fd" | "int" | "size" | "bool" | "dirfd" | "object";

/** Gets the converted arguments; null for what was left out. */
export type Operation = (vm: VM, values: readonly any[]) => Result;

class ArgumentsFrame extends NativeFrame {
  name: string;
  names: readonly string[];
  kinds: readonly Kind[];
  /** Null: left out. */
  given: (PyObject | null)[];
  values: unknown[] = [];
  operation: Operation;
  waiting = false;
  finished = false;

  constructor(name: string, names: readonly string[], kinds: readonly Kind[], given: (PyObject | null)[], operation: Operation) {
    super();
    this.name = name;
    this.names = names;
    this.kinds = kinds;
    this.given = given;
    this.operation = operation;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || this.finished) return got;
      if (this.waiting) {
        this.waiting = false;
        if (!this.take(vm, got)) return null;
      }
      const i = this.values.length;
      if (i === this.kinds.length) {
        this.finished = true;
        return this.operation(vm, this.values);
      }
      got = this.convert(vm, this.kinds[i]!, this.given[i]!);
      if (got === PENDING || got === null) return got;
    }
  }

  /** Starts the conversion of the next argument; OK when there is nothing to wait for. */
  private convert(vm: VM, kind: Kind, o: PyObject | null): Result {
    if (o === null || kind === "object") {
      // A holder, so that the reference in `given` stays the only one that counts.
      this.values.push(o === null ? null : { object: o });
      return OK;
    }
    this.waiting = true;
    if (kind === "bool") return truth(vm, o);
    if (kind === "fd") return fileDescriptor(vm, o);
    if (kind === "dirfd") {
      if (o === vm.none || o.type.nb_index !== null) return o === vm.none ? vm.newInt(-100) : numberIndex(vm, o);
      return vm.raise(vm.T.TypeError, `argument should be integer or None, not ${o.type.name}`);
    }
    if (!kind.startsWith("path")) return numberIndex(vm, o);
    return this.convertPath(vm, kind, o);
  }

  /** CPython 3.11: Modules/posixmodule.c path_converter */
  private convertPath(vm: VM, kind: Kind, o: PyObject): Result {
    if (kind.endsWith("*") && o === vm.none) return newRef(o);
    if (isStr(o) || isBytes(o)) return newRef(o);
    if (kind.includes("?") && o.type.nb_index !== null) return numberIndex(vm, o);
    return then(
      vm,
      lookupSpecial(vm, o, "__fspath__"),
      askFsPath,
      o,
      pathComplaint(vm, this.name, this.names[this.values.length]!, kind, o),
      null,
      0,
      true,
    );
  }

  private take(vm: VM, value: PyObject): boolean {
    const i = this.values.length;
    const kind = this.kinds[i]!;
    if (kind === "bool") {
      this.values.push(value === vm.true_);
      vm.counts.decref(value);
      return true;
    }
    if (kind.startsWith("path") && !isInt(value)) return this.takePath(vm, value, this.given[i]!);
    const n = value.v as number | bigint;
    vm.counts.decref(value);
    const isFd = kind.startsWith("path");
    const least = kind === "size" ? -9223372036854775808n : -2147483648n;
    const most = kind === "size" ? 9223372036854775807n : 2147483647n;
    if (n < least || n > most) {
      const which = n < least ? "minimum" : "maximum";
      const wording =
        kind === "size"
          ? "Python int too large to convert to C long"
          : `${isFd || kind === "dirfd" ? "fd" : "signed integer"} is ${n < least ? "less" : "greater"} than ${which}`;
      vm.raise(vm.T.OverflowError, wording);
      return false;
    }
    this.values.push(isFd ? { text: "", fd: Number(n), object: this.given[i]!, isBytes: false } : Number(n));
    return true;
  }

  private takePath(vm: VM, value: PyObject, original: PyObject): boolean {
    if (value === vm.none) {
      vm.counts.decref(value);
      this.values.push({ text: ".", fd: -1, object: null, isBytes: false });
      return true;
    }
    const bytes = isBytes(value);
    const text = pathText(vm, value);
    vm.counts.decref(value);
    if (text === null) {
      if (bytes) {
        vm.clearException();
        vm.raise(vm.T.ValueError, `${this.name}: embedded null character in ${this.names[this.values.length]!}`);
      }
      return false;
    }
    this.values.push({ text, fd: -1, object: original, isBytes: bytes });
    return true;
  }
}

function pathComplaint(vm: VM, name: string, parameter: string, kind: Kind, o: PyObject): PyObject {
  const wanted =
    kind === "path"
      ? "string, bytes or os.PathLike"
      : kind === "path?"
        ? "string, bytes, os.PathLike or integer"
        : kind === "path*"
          ? "string, bytes, os.PathLike or None"
          : "string, bytes, os.PathLike, integer or None";
  return vm.newStr(`${name}: ${parameter} should be ${wanted}, not ${o.type.name}`);
}

function askFsPath(vm: VM, f: PyObject, o: PyObject | null, complaint: PyObject | null): Result {
  if (f === STOP) return vm.raise(vm.T.TypeError, complaint!.v as string);
  vm.counts.decref(f);
  return fsPath(vm, o!);
}

/** CPython 3.11: Objects/fileobject.c PyObject_AsFileDescriptor */
export function fileDescriptor(vm: VM, o: PyObject): Result {
  if (isInt(o)) return checkDescriptor(vm, newRef(o));
  return then(vm, lookupAttrString(vm, o, "fileno"), askFileno, o, null, null, 0, true);
}

function askFileno(vm: VM, fileno: PyObject, o: PyObject | null): Result {
  if (fileno === STOP) return vm.raise(vm.T.TypeError, "argument must be an int, or have a fileno() method.");
  vm.counts.decref(fileno);
  return then(vm, callMethod(vm, o!, "fileno", []), checkFileno);
}

function checkFileno(vm: VM, value: PyObject): Result {
  if (isInt(value)) return checkDescriptor(vm, value);
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, "fileno() returned a non-integer");
}

function checkDescriptor(vm: VM, value: PyObject): Result {
  const n = value.v as number | bigint;
  if (n >= 0) return value;
  vm.counts.decref(value);
  return vm.raise(vm.T.ValueError, `file descriptor cannot be a negative integer (${n})`);
}

/** The path seen from a directory's descriptor; -100 (AT_FDCWD) or null: from the current directory. */
export function fromDirectory(vm: VM, path: PathArgument, dirfd: number | null): string {
  if (dirfd === null || dirfd === -100 || path.text.startsWith("/")) return path.text;
  const base = descriptorsOf(vm).pathOf(dirfd);
  return base === "" ? path.text : `${base}/${path.text}`;
}

/** A function of the module whose arguments are converted as `kinds` says, parameter by parameter, before `operation` gets them. */
export function posixMethod(
  name: string,
  signature: string,
  kinds: readonly Kind[],
  operation: Operation,
  doc?: string,
): MethodSpec {
  const names = signature
    .slice(1, -1)
    .split(",")
    .map((s) => s.trim().split("=")[0]!)
    .filter((s) => s !== "" && s !== "/" && s !== "*" && !s.startsWith("$"));
  const run = (vm: VM, _module: PyObject, ...args: (PyObject | null)[]): Result => {
    const given = kinds.map((_, i) => (args[i] === null || args[i] === undefined ? null : newRef(args[i]!)));
    return startFrame(vm, new ArgumentsFrame(name, names, kinds, given, operation));
  };
  return method(name, signature, run, doc === undefined ? {} : { doc });
}
