import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, PENDING, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { str } from "../../protocol/repr.ts";
import { charAt, strLength, textOf } from "../str/text.ts";
import { isSubtype } from "../type/mro.ts";
import type { GetSetSpec, TypeSpec } from "../type/type-spec.ts";
import { BaseException_init, BaseException_new, fieldMember } from "./base-exception.ts";
import { ExceptionData, exceptionField, replaceExceptionField, separateLayout } from "./exception.ts";
import { raiseObject } from "./raise.ts";

/*
 * UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError. CPython 3.11: Objects/exceptions.c
 */

type Exception = PyObject<ExceptionData>;
type Keywordnames = readonly PyObject[] | null;

/** What one of the three classes takes, position by position; `S` a str, `B` a bytes-like object, `n` an index. */
interface Shape {
  readonly names: readonly string[];
  readonly kinds: string;
}

const encode: Shape = { names: ["encoding", "object", "start", "end", "reason"], kinds: "SSnnS" };
const decode: Shape = { names: ["encoding", "object", "start", "end", "reason"], kinds: "SBnnS" };
const translate: Shape = { names: ["object", "start", "end", "reason"], kinds: "SnnS" };
const shapes = [encode, decode, translate];

/** Checks and stores the arguments, which `__index__` of a start or end may interrupt. */
class InitFrame extends NativeFrame {
  self: Exception;
  args: PyObject[];
  shape: number;
  index = 0;

  constructor(self: Exception, args: readonly PyObject[], shape: number) {
    super();
    this.self = newRef(self);
    this.args = args.map((a) => newRef(a));
    this.shape = shape;
  }

  step(vm: VM, sent: Result): Result {
    const { names, kinds } = shapes[this.shape]!;
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK && !this.takeNumber(vm, names[this.index++]!, got)) return null;
      while (this.index < kinds.length && kinds[this.index] !== "n")
        if (!this.check(vm, kinds[this.index]!, this.args[this.index++]!)) return null;
      if (this.index === kinds.length) return this.store(vm);
      got = numberIndex(vm, this.args[this.index]!);
      if (got === PENDING) return got;
    }
  }

  private takeNumber(vm: VM, name: string, value: PyObject): boolean {
    const n = takeSsize(vm, value);
    if (n === null) return false;
    touchPayload(this.self);
    if (name === "start") this.self.v.start = n;
    else this.self.v.end = n;
    return true;
  }

  private check(vm: VM, kind: string, value: PyObject): boolean {
    if (kind === "B" || isSubtype(value.type, vm.T.str)) return true;
    const got = value === vm.none ? "None" : value.type.name;
    vm.raise(vm.T.TypeError, `argument ${this.index} must be str, not ${got}`);
    return false;
  }

  private store(vm: VM): Result {
    const { names, kinds } = shapes[this.shape]!;
    for (let i = 0; i < names.length; i++) {
      if (kinds[i] === "n") continue;
      const value = kinds[i] === "B" ? bytesOf(vm, this.args[i]!) : newRef(this.args[i]!);
      if (value === null) return null;
      replaceExceptionField(vm, this.self, names[i]!, value);
    }
    return OK;
  }
}

/** The object of a UnicodeDecodeError: bytes as they are, the contents of other buffers copied. */
function bytesOf(vm: VM, o: PyObject): PyObject | null {
  if (isSubtype(o.type, vm.T.bytes)) return newRef(o);
  const data = bufferOf(vm, o);
  return data === null ? vm.raise(vm.T.TypeError, `a bytes-like object is required, not '${o.type.name}'`) : vm.newBytes(data);
}

/** The bytes behind a bytearray or a memoryview, whose payloads keep them as `bytes`, a Uint8Array. */
function bufferOf(vm: VM, o: PyObject): Uint8Array | null {
  if (!isSubtype(o.type, vm.T.bytearray) && !isSubtype(o.type, vm.T.memoryview)) return null;
  const v = o.v as Uint8Array | { readonly bytes?: unknown; readonly length?: number };
  if (v instanceof Uint8Array) return v.slice();
  return v.bytes instanceof Uint8Array ? v.bytes.slice(0, v.length ?? v.bytes.length) : null;
}

function initWith(shape: number): (vm: VM, self: PyObject, args: readonly PyObject[], kwnames: Keywordnames) => Result {
  return (vm, self, args, kwnames) => {
    if (BaseException_init(vm, self, args, kwnames) === null) return null;
    for (const name of ["encoding", "object", "reason"]) replaceExceptionField(vm, self, name, null);
    const wanted = shapes[shape]!.kinds.length;
    if (args.length !== wanted)
      return vm.raise(vm.T.TypeError, `function takes exactly ${wanted} arguments (${args.length} given)`);
    return startFrame(vm, new InitFrame(self, args, shape));
  };
}

/** Asks for the texts of reason and encoding, then words the message. */
class StrFrame extends NativeFrame {
  self: Exception;
  texts: PyObject[] = [];
  shape: number;
  stage = 0;

  constructor(self: Exception, shape: number) {
    super();
    this.self = newRef(self);
    this.shape = shape;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK) this.texts.push(got);
      // An attribute that was deleted or never set shows as C's "<NULL>".
      const wanted = this.stage === 0 ? "reason" : "encoding";
      if (this.stage === 2 || (this.stage === 1 && this.shape === 2)) return this.word(vm);
      this.stage++;
      const part = exceptionField(this.self, wanted);
      got = part === null ? vm.newStr("<NULL>") : str(vm, part);
      if (got === PENDING) return got;
    }
  }

  private word(vm: VM): Result {
    const { start, end } = this.self.v;
    const [reason, encoding] = this.texts.map((t) => t.v as string);
    const object = exceptionField(this.self, "object");
    const what =
      shapes[this.shape] === translate
        ? "can't translate"
        : `'${encoding}' codec can't ${shapes[this.shape] === encode ? "encode" : "decode"}`;
    const unit = shapes[this.shape] === decode ? "bytes" : "characters";
    const one =
      object !== null && end === start + 1 && start >= 0 ? describe(vm, object, start, shapes[this.shape] === decode) : null;
    if (one !== null) return vm.newStr(`${what} ${one} in position ${start}: ${reason}`);
    return vm.newStr(`${what} ${unit} in position ${start}-${end - 1}: ${reason}`);
  }
}

/** The one character or byte to blame; null when there is none at that place. */
function describe(vm: VM, object: PyObject, at: number, byte: boolean): string | null {
  if (byte) {
    const bytes = object.v as Uint8Array;
    if (!isSubtype(object.type, vm.T.bytes) || at >= bytes.length) return null;
    return `byte 0x${bytes[at]!.toString(16).padStart(2, "0")}`;
  }
  if (!isSubtype(object.type, vm.T.str) || at >= strLength(object)) return null;
  const c = charAt(textOf(object), at);
  const hex = c.toString(16);
  const escaped =
    c <= 0xff ? `\\x${hex.padStart(2, "0")}` : c <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  return `character '${escaped}'`;
}

function strWith(shape: number): (vm: VM, self: PyObject) => Result {
  return (vm, self) => (exceptionField(self, "object") === null ? vm.newStr("") : startFrame(vm, new StrFrame(self, shape)));
}

/** CPython 3.11: Python/structmember.c PyMember_SetOne, T_PYSSIZET */
function indexMember(name: "start" | "end"): GetSetSpec {
  return {
    name,
    member: true,
    doc: `exception ${name}`,
    get: (vm, self) => vm.newInt((self.v as ExceptionData)[name]),
    set(vm, self, value) {
      if (value === null) return vm.raise(vm.T.TypeError, "can't delete numeric/char attribute");
      if (!isSubtype(value.type, vm.T.int)) return vm.raise(vm.T.TypeError, "an integer is required");
      const n = takeSsize(vm, newRef(value));
      if (n === null) return null;
      touchPayload(self);
      (self.v as ExceptionData)[name] = n;
      return OK;
    },
  };
}

function parts(shape: number): Omit<TypeSpec, "name" | "base" | "doc"> {
  return {
    layout: separateLayout(),
    flags: TPFLAGS_BASETYPE,
    slots: { tp_new: BaseException_new, tp_init: initWith(shape), tp_str: strWith(shape) },
    getset: [
      fieldMember("encoding", "exception encoding"),
      fieldMember("object", "exception object"),
      indexMember("start"),
      indexMember("end"),
      fieldMember("reason", "exception reason"),
    ],
  };
}

export const unicodeEncodeErrorParts: Omit<TypeSpec, "name" | "base" | "doc"> = parts(0);
export const unicodeDecodeErrorParts: Omit<TypeSpec, "name" | "base" | "doc"> = parts(1);
export const unicodeTranslateErrorParts: Omit<TypeSpec, "name" | "base" | "doc"> = parts(2);

/** A new UnicodeEncodeError or UnicodeDecodeError; `object` (str or bytes) is borrowed. CPython 3.11: PyUnicodeDecodeError_Create and its like */
export function newUnicodeError(
  vm: VM,
  type: PyType,
  encoding: string,
  object: PyObject,
  start: number,
  end: number,
  reason: string,
): PyObject {
  const name = vm.newStr(encoding);
  const text = vm.newStr(reason);
  const e = alloc(vm, type, new ExceptionData(vm.newTuple([name, newRef(object), vm.newInt(start), vm.newInt(end), text])));
  replaceExceptionField(vm, e, "encoding", newRef(name));
  replaceExceptionField(vm, e, "object", newRef(object));
  replaceExceptionField(vm, e, "reason", newRef(text));
  e.v.start = start;
  e.v.end = end;
  return e;
}

/** Raises what `newUnicodeError` makes. Gives null. */
export function raiseUnicodeError(
  vm: VM,
  type: PyType,
  encoding: string,
  object: PyObject,
  start: number,
  end: number,
  reason: string,
): null {
  return raiseObject(vm, newUnicodeError(vm, type, encoding, object, start, end, reason));
}
