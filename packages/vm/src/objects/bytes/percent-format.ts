import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { andThen, dropAfter, orElseBorrowed, startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { lookupSpecial } from "../../protocol/attribute.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { numberIndex } from "../../protocol/number.ts";
import { ascii } from "../../protocol/repr.ts";
import { getItem } from "../../protocol/sequence.ts";
import { isInt } from "../int/value.ts";
import { isStr } from "../str/arguments.ts";
import { latin1String } from "../str/bytes-text.ts";
import { unicode_mod } from "../str/percent-format.ts";
import { concatBytes, isBytes, latin1Bytes, makeLike } from "./sequence.ts";

/*
 * `format % arguments` of bytes. Numbers are laid out as text is. CPython 3.11: Objects/bytesobject.c _PyBytes_FormatEx
 */

/** CPython 3.11: Objects/bytesobject.c bytes_mod, bytearray_mod */
export function bytes_mod(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isBytes(a) && a.type.layout !== vm.T.bytearray.layout) return vm.newNotImplemented();
  return startFrame(vm, new BytesPercentFrame(a, b));
}

const SCAN = 0;
const MAPPED = 1;
const CONVERTED = 2;

class BytesPercentFrame extends NativeFrame {
  format: PyObject;
  args: PyObject;
  mapping: PyObject | null;
  text: string;
  parts: Uint8Array[] = [];
  at = 0;
  index: number;
  count: number;
  flags = "";
  width = -1;
  precision = -1;
  code = "";
  stage = SCAN;

  constructor(format: PyObject, args: PyObject) {
    super();
    this.format = newRef(format);
    this.args = newRef(args);
    this.text = latin1String(format.v as Uint8Array);
    const isTuple = (args.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0;
    this.count = isTuple ? (args.v as PyObject[]).length : -1;
    this.index = isTuple ? 0 : -2;
    const isMapping = args.type.mp_subscript !== null && !isTuple && !isStr(args) && !isBytes(args);
    this.mapping = isMapping && args.type.layout !== format.type.layout ? newRef(args) : null;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (this.stage === MAPPED) {
        const old = this.args;
        this.args = got;
        vm.counts.decref(old);
        this.count = -1;
        this.index = -2;
        this.stage = SCAN;
        got = this.conversion(vm);
      } else if (this.stage === CONVERTED) {
        this.stage = SCAN;
        this.append(vm, got);
        got = this.scan(vm);
      } else got = this.scan(vm);
      if (got === PENDING) return PENDING;
      if (got === STOP) return this.finish(vm);
    }
  }

  private finish(vm: VM): Result {
    if (this.index < this.count && this.mapping === null)
      return vm.raise(vm.T.TypeError, "not all arguments converted during bytes formatting");
    return makeLike(vm, this.format, concatBytes(this.parts));
  }

  private scan(vm: VM): Result {
    const { text } = this;
    let next = text.indexOf("%", this.at);
    if (next < 0) next = text.length;
    if (next > this.at) this.parts.push(latin1Bytes(text.slice(this.at, next)));
    this.at = next;
    if (next >= text.length) return STOP;
    this.at++;
    this.flags = "";
    this.width = -1;
    this.precision = -1;
    return text[this.at] === "(" ? this.mapKey(vm) : this.conversion(vm);
  }

  private mapKey(vm: VM): Result {
    if (this.mapping === null) return vm.raise(vm.T.TypeError, "format requires a mapping");
    const start = ++this.at;
    for (let depth = 1; depth > 0; this.at++) {
      if (this.at >= this.text.length) return vm.raise(vm.T.ValueError, "incomplete format key");
      const c = this.text[this.at];
      if (c === "(") depth++;
      else if (c === ")") depth--;
    }
    const key = vm.newBytes(latin1Bytes(this.text.slice(start, this.at - 1)));
    this.stage = MAPPED;
    return dropAfter(vm, getItem(vm, this.mapping, key), key);
  }

  private conversion(vm: VM): Result {
    const V = vm.T.ValueError;
    let c = this.next();
    while (c !== "" && "-+ #0".includes(c)) {
      this.flags += c;
      c = this.next();
    }
    const width = this.sizeAt(vm, c);
    if (width === null) return null;
    if (width !== undefined) {
      if (width < 0) this.flags += "-";
      this.width = Math.abs(width);
      c = this.next();
    }
    if (c === ".") {
      c = this.next();
      const precision = this.sizeAt(vm, c);
      if (precision === null) return null;
      this.precision = Math.max(precision ?? 0, 0);
      if (precision !== undefined) c = this.next();
    }
    if (c === "h" || c === "l" || c === "L") c = this.next();
    if (c === "") return vm.raise(V, "incomplete format");
    this.code = c;
    return this.convert(vm);
  }

  /** A number or "*" that begins with `c`; undefined: there is none. */
  private sizeAt(vm: VM, c: string): number | null | undefined {
    if (c === "*") {
      const o = this.argument(vm);
      if (o === null) return null;
      if (!isInt(o)) return vm.raise(vm.T.TypeError, "* wants int");
      return Number(o.v);
    }
    if (c === "" || c < "0" || c > "9") return undefined;
    let digits = c;
    while (this.at < this.text.length && this.text[this.at]! >= "0" && this.text[this.at]! <= "9") digits += this.text[this.at++];
    const n = Number(digits);
    return n > 2147483647 ? vm.raise(vm.T.ValueError, "width too big") : n;
  }

  private next(): string {
    return this.text[this.at++] ?? "";
  }

  private argument(vm: VM): PyObject | null {
    const i = this.index;
    if (i >= 0 && i < this.count) {
      this.index++;
      return (this.args.v as PyObject[])[i]!;
    }
    if (this.count < 0 && i < -1) {
      this.index++;
      return this.args;
    }
    return vm.raise(vm.T.TypeError, "not enough arguments for format string");
  }

  private convert(vm: VM): Result {
    const { code } = this;
    if (code === "%" && this.text[this.at - 2] === "%") {
      this.parts.push(Uint8Array.of(37));
      return OK;
    }
    const o = this.argument(vm);
    if (o === null) return null;
    if (!"srabcdiuoxXeEfFgG".includes(code)) return this.unsupported(vm);
    this.stage = CONVERTED;
    if (code === "r" || code === "a") return ascii(vm, o);
    if (code === "s" || code === "b") return bytesFor(vm, o);
    if (code === "c") return characterFor(vm, o);
    return this.number(vm, o);
  }

  private number(vm: VM, o: PyObject): Result {
    const width = this.width < 0 ? "" : String(this.width);
    const precision = this.precision < 0 ? "" : `.${this.precision}`;
    const format = vm.newStr(`%${this.flags}${width}${precision}${this.code}`);
    const tuple = vm.newTuple([newRef(o)]);
    const isFloat = "eEfFgG".includes(this.code);
    const r = unicode_mod(vm, format, tuple);
    vm.counts.decref(tuple);
    vm.counts.decref(format);
    return isFloat ? orElseBorrowed(vm, r, notFloat, o) : r;
  }

  private unsupported(vm: VM): null {
    const c = this.code.charCodeAt(0);
    return vm.raise(vm.T.ValueError, `unsupported format character '${this.code}' (0x${c.toString(16)}) at index ${this.at - 1}`);
  }

  /** Takes over `value`. */
  private append(vm: VM, value: PyObject): void {
    const { code } = this;
    let bytes = isStr(value) ? latin1Bytes(value.v) : (value.v as Uint8Array);
    vm.counts.decref(value);
    if (!"srabc".includes(code)) {
      this.parts.push(bytes);
      return;
    }
    if (code !== "c" && this.precision >= 0) bytes = bytes.subarray(0, this.precision);
    const blanks = new Uint8Array(Math.max(this.width - bytes.length, 0)).fill(32);
    if (this.flags.includes("-")) this.parts.push(bytes, blanks);
    else this.parts.push(blanks, bytes);
  }
}

function notFloat(vm: VM, o: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return vm.raise(vm.T.TypeError, `float argument required, not ${o!.type.name}`);
}

/** CPython 3.11: Objects/bytesobject.c format_obj */
function bytesFor(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.bytes) return newRef(o);
  if (o.type === vm.T.bytearray) return vm.newBytes((o.v as Uint8Array).slice());
  return thenBorrowed(vm, lookupSpecial(vm, o, "__bytes__"), askBytes, o, null, null, 0, true);
}

function askBytes(vm: VM, f: PyObject, o: PyObject | null): Result {
  if (f === STOP) {
    if (hasBuffer(o!)) {
      const view = bytesView(vm, o!);
      return view === null ? null : vm.newBytes(view.slice());
    }
    const message = `%b requires a bytes-like object, or an object that implements __bytes__, not '${o!.type.name}'`;
    return vm.raise(vm.T.TypeError, message);
  }
  return dropAfter(vm, andThen(vm, callNoArgs(vm, f), checkBytes), f);
}

function checkBytes(vm: VM, value: PyObject): Result {
  if (isBytes(value)) return value;
  const name = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `__bytes__ returned non-bytes (type ${name})`);
}

/** CPython 3.11: Objects/bytesobject.c byte_converter */
function characterFor(vm: VM, o: PyObject): Result {
  const isByteString = isBytes(o) || o.type.layout === vm.T.bytearray.layout;
  if (isByteString) {
    if ((o.v as Uint8Array).length === 1) return vm.newBytes((o.v as Uint8Array).slice());
  } else if (o.type.nb_index !== null) return andThen(vm, numberIndex(vm, o), byteOf);
  return vm.raise(vm.T.TypeError, "%c requires an integer in range(256) or a single byte");
}

function byteOf(vm: VM, value: PyObject): Result {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (v < 0 || v > 255) return vm.raise(vm.T.OverflowError, "%c arg not in range(256)");
  return vm.newBytes(Uint8Array.of(Number(v)));
}
