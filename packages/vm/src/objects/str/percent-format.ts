import { newRef } from "@vivarium/heap";
import { charge, FORMATTED } from "../../costs/native-work.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropAfter, orElse, orElseBorrowed, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { numberIndex } from "../../protocol/number.ts";
import { ascii, repr, str } from "../../protocol/repr.ts";
import { getItem } from "../../protocol/sequence.ts";
import { formatDouble } from "../float/decimal.ts";
import { asDouble } from "../float/float.ts";
import type { IntValue } from "../int/arithmetic.ts";
import { decimalString } from "../int/digits.ts";
import { intFromObject } from "../int/int.ts";
import { isInt } from "../int/value.ts";
import { isStr } from "./arguments.ts";
import { checkLength } from "./concat.ts";
import { charAt, characterString, joinTexts, newStrFromText, sliceText, type Text, textOf, textOfString } from "./text.ts";

/*
 * `format % arguments`. CPython 3.11: Objects/unicodeobject.c PyUnicode_Format and the unicode_format_* functions
 */

const LEFT = 1;
const PLUS = 2;
const BLANK = 4;
const ALTERNATE = 8;
const ZERO = 16;
const FLAGS: Record<string, number> = { "-": LEFT, "+": PLUS, " ": BLANK, "#": ALTERNATE, "0": ZERO };

/** CPython 3.11: Objects/unicodeobject.c unicode_mod */
export function unicode_mod(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isStr(a)) return vm.newNotImplemented();
  return startFrame(vm, new PercentFrame(a, b));
}

const SCAN = 0;
const MAPPED = 1;
const CONVERTED = 2;

class PercentFrame extends NativeFrame {
  /** Borrowed. */
  given: { readonly format: PyObject<string>; readonly args: PyObject };
  /** The value of a %(key), once there was one; owned. */
  keyed: PyObject | null = null;
  isMapping: boolean;
  /** The first value, when it is a str that stands there as it is: alone it is the result. */
  only: PyObject | null = null;
  parts: Text[] = [];
  at = 0;
  /** Below `count` as long as an argument is left. One value, not a tuple, has the count -1 and the index -2, as in CPython. */
  index: number;
  count: number;
  flags = 0;
  width = -1;
  precision = -1;
  code = "";
  stage = SCAN;

  constructor(format: PyObject<string>, args: PyObject) {
    super();
    this.given = { format, args };
    const isTuple = (args.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0;
    this.count = isTuple ? (args.v as PyObject[]).length : -1;
    this.index = isTuple ? 0 : -2;
    this.isMapping = args.type.mp_subscript !== null && !isTuple && !isStr(args);
  }

  get format(): PyObject<string> {
    return this.given.format;
  }

  /** What single or tuple arguments come from. */
  get args(): PyObject {
    return this.keyed ?? this.given.args;
  }

  get mapping(): PyObject | null {
    return this.isMapping ? this.given.args : null;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (this.stage === MAPPED) {
        const old = this.keyed;
        this.keyed = got;
        if (old !== null) vm.counts.decref(old);
        this.count = -1;
        this.index = -2;
        this.stage = SCAN;
        got = this.conversion(vm);
      } else if (this.stage === CONVERTED) {
        this.stage = SCAN;
        charge(vm, FORMATTED, 1);
        const good = this.append(vm, got);
        vm.counts.decref(got);
        if (!good) return null;
        got = this.scan(vm);
      } else got = this.scan(vm);
      if (got === PENDING) return PENDING;
      if (got === STOP) return this.finish(vm);
    }
  }

  private finish(vm: VM): Result {
    if (this.index < this.count && this.mapping === null)
      return vm.raise(vm.T.TypeError, "not all arguments converted during string formatting");
    if (this.only !== null && this.parts.length === 2 && this.parts[0]!.length === 0) return newRef(this.only);
    let length = 0;
    for (const p of this.parts) length += p.length;
    return checkLength(vm, length) ? newStrFromText(vm, joinTexts(this.parts)) : null;
  }

  /** Goes to the next conversion and starts it: its converted value, or STOP at the end of the format. */
  private scan(vm: VM): Result {
    const text = textOf(this.format);
    const start = this.at;
    while (this.at < text.length && charAt(text, this.at) !== 37) this.at++;
    if (this.at > start) this.parts.push(sliceText(text, start, this.at));
    if (this.at >= text.length) return STOP;
    this.at++;
    this.flags = 0;
    this.width = -1;
    this.precision = -1;
    if (this.at < text.length && charAt(text, this.at) === 40) return this.mapKey(vm, text);
    return this.conversion(vm);
  }

  /** A %(key). */
  private mapKey(vm: VM, text: Text): Result {
    if (this.mapping === null) return vm.raise(vm.T.TypeError, "format requires a mapping");
    const start = ++this.at;
    for (let depth = 1; depth > 0; this.at++) {
      if (this.at >= text.length) return vm.raise(vm.T.ValueError, "incomplete format key");
      const c = charAt(text, this.at);
      if (c === 40) depth++;
      else if (c === 41) depth--;
    }
    const key = newStrFromText(vm, sliceText(text, start, this.at - 1));
    this.stage = MAPPED;
    return dropAfter(vm, getItem(vm, this.mapping, key), key);
  }

  /** The rest after "%" or "%(key)": flags, width, precision, letter. CPython 3.11: unicode_format_arg_parse */
  private conversion(vm: VM): Result {
    const text = textOf(this.format);
    const V = vm.T.ValueError;
    let c = this.next(text);
    while (FLAGS[c] !== undefined) {
      this.flags |= FLAGS[c]!;
      c = this.next(text);
    }
    if (c === "*") {
      const width = this.starArgument(vm);
      if (width === null) return null;
      if (width < 0) this.flags |= LEFT;
      this.width = Math.abs(width);
      c = this.next(text);
    } else if (isDigit(c)) {
      this.at--;
      this.width = this.number(text);
      if (this.width >= 0x8000000000000000) return vm.raise(V, "width too big");
      c = this.next(text);
    }
    if (c === ".") {
      this.precision = 0;
      c = this.next(text);
      if (c === "*") {
        const precision = this.starArgument(vm);
        if (precision === null) return null;
        if (precision > 2147483647) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
        this.precision = Math.max(precision, 0);
        c = this.next(text);
      } else if (isDigit(c)) {
        this.at--;
        this.precision = this.number(text);
        if (this.precision > 2147483647) return vm.raise(V, "precision too big");
        c = this.next(text);
      }
    }
    if (c === "h" || c === "l" || c === "L") c = this.next(text);
    if (c === "") return vm.raise(V, "incomplete format");
    this.code = c;
    return this.convert(vm);
  }

  private next(text: Text): string {
    return this.at < text.length ? characterString(charAt(text, this.at++)) : "";
  }

  private number(text: Text): number {
    let value = 0;
    for (; this.at < text.length; this.at++) {
      const digit = charAt(text, this.at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    return value;
  }

  /** The next argument, borrowed; null with TypeError. CPython 3.11: unicode_format_getnextarg */
  private argument(vm: VM): PyObject | null {
    const i = this.index;
    if (i < this.count) {
      this.index++;
      return this.count < 0 ? this.args : (this.args.v as PyObject[])[i]!;
    }
    return vm.raise(vm.T.TypeError, "not enough arguments for format string");
  }

  private starArgument(vm: VM): number | null {
    const o = this.argument(vm);
    if (o === null) return null;
    if (!isInt(o)) return vm.raise(vm.T.TypeError, "* wants int");
    const v = o.v as IntValue;
    if (v > 9223372036854775807n || v < -9223372036854775808n)
      return vm.raise(vm.T.OverflowError, "Python int too large to convert to C ssize_t");
    return Number(v);
  }

  /** Starts turning the argument into what is laid out. CPython 3.11: unicode_format_arg_format */
  private convert(vm: VM): Result {
    const code = this.code;
    // Only "%%" is a percent sign; with anything in between it is a conversion that does not exist.
    if (code === "%" && charAt(textOf(this.format), this.at - 2) === 37) {
      this.parts.push("%");
      return OK;
    }
    const o = this.argument(vm);
    if (o === null) return null;
    this.stage = CONVERTED;
    switch (code) {
      case "s":
        return str(vm, o);
      case "r":
        return repr(vm, o);
      case "a":
        return ascii(vm, o);
      case "c":
        return isStr(o) || isInt(o) ? newRef(o) : orElse(vm, numberIndex(vm, o), notCharacter);
      case "e":
      case "E":
      case "f":
      case "F":
      case "g":
      case "G":
        return asDouble(vm, o);
      case "d":
      case "i":
      case "u":
      case "o":
      case "x":
      case "X":
        return this.toInt(vm, o);
      default:
        return this.unsupported(vm);
    }
  }

  /** CPython 3.11: Objects/unicodeobject.c mainformatlong */
  private toInt(vm: VM, o: PyObject): Result {
    if (isInt(o)) return newRef(o);
    const isNumber = o.type.nb_index !== null || o.type.nb_int !== null || o.type.nb_float !== null || o.type === vm.T.complex;
    if (!isNumber) return wrongType(vm, this.code, o.type.name);
    const hexOrOctal = this.code === "o" || this.code === "x" || this.code === "X";
    const value = hexOrOctal ? numberIndex(vm, o) : intFromObject(vm, o);
    const code = vm.intern(this.code);
    const result = orElseBorrowed(vm, value, notANumber, o, code);
    vm.counts.decref(code);
    return result;
  }

  private unsupported(vm: VM): null {
    const c = this.code.codePointAt(0)!;
    const shown = c >= 32 && c <= 126 ? this.code : "?";
    const text = `unsupported format character '${shown}' (0x${c.toString(16)}) at index ${this.at - 1}`;
    return vm.raise(vm.T.ValueError, text);
  }

  /** Lays out a converted value, borrowed. False with an exception. */
  private append(vm: VM, value: PyObject): boolean {
    if ("sra".includes(this.code)) {
      if (value.type === vm.T.str && this.parts.length === 0 && this.width < 0 && this.precision < 0) this.only ??= newRef(value);
      let text = textOf(value);
      if (this.precision >= 0 && text.length > this.precision) text = sliceText(text, 0, this.precision);
      return this.pad(vm, "", text, " ");
    }
    if (this.code === "c") {
      const character = characterOf(vm, value);
      return character !== null && this.pad(vm, "", character, " ");
    }
    const number = "eEfFgG".includes(this.code) ? this.doubleText(vm, value.v as number) : this.intText(vm, value.v as IntValue);
    if (number === null) return false;
    const plus = (this.flags & PLUS) !== 0 ? "+" : (this.flags & BLANK) !== 0 ? " " : "";
    const sign = number.negative ? "-" : plus;
    return this.pad(vm, sign + number.prefix, number.digits, (this.flags & ZERO) !== 0 ? "0" : " ");
  }

  private doubleText(vm: VM, x: number): { negative: boolean; prefix: string; digits: string } | null {
    const precision = this.precision < 0 ? 6 : this.precision;
    if (!checkLength(vm, precision)) return null;
    const text = formatDouble(x, this.code, precision, { alternate: (this.flags & ALTERNATE) !== 0 });
    return text[0] === "-"
      ? { negative: true, prefix: "", digits: text.slice(1) }
      : { negative: false, prefix: "", digits: text };
  }

  /** CPython 3.11: Objects/unicodeobject.c _PyUnicode_FormatLong */
  private intText(vm: VM, value: IntValue): { negative: boolean; prefix: string; digits: string } | null {
    const radix = this.code === "o" ? 8 : this.code === "x" || this.code === "X" ? 16 : 10;
    const negative = value < 0;
    let digits: string | null;
    if (radix === 10) {
      digits = decimalString(vm, value);
      if (digits === null) return null;
      if (negative) digits = digits.slice(1);
    } else digits = (negative ? -value : value).toString(radix);
    if (!checkLength(vm, this.precision)) return null;
    if (this.precision > digits.length) digits = digits.padStart(this.precision, "0");
    let prefix = radix !== 10 && (this.flags & ALTERNATE) !== 0 ? `0${this.code}` : "";
    if (this.code === "X") {
      digits = digits.toUpperCase();
      prefix = prefix.toUpperCase();
    }
    return { negative, prefix, digits };
  }

  /** CPython 3.11: unicode_format_arg_output */
  private pad(vm: VM, before: string, body: Text, fill: string): boolean {
    const padding = this.width - before.length - body.length;
    if (padding > 0 && !checkLength(vm, padding)) return false;
    if (padding > 0 && (this.flags & LEFT) !== 0) this.parts.push(before, body, " ".repeat(padding));
    else if (padding > 0 && fill === "0") this.parts.push(before, "0".repeat(padding), body);
    else if (padding > 0) this.parts.push(" ".repeat(padding), before, body);
    else this.parts.push(before, body);
    return true;
  }
}

function isDigit(c: string): boolean {
  return c >= "0" && c <= "9" && c.length === 1;
}

function wrongType(vm: VM, code: string, type: string): null {
  const wanted = code === "o" || code === "x" || code === "X" ? "an integer" : "a real number";
  return vm.raise(vm.T.TypeError, `%${code} format: ${wanted} is required, not ${type}`);
}

/** A TypeError of the conversion is worded anew. */
function notANumber(vm: VM, o: PyObject | null, code: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return wrongType(vm, code!.v as string, o!.type.name);
}

function notCharacter(vm: VM): Result {
  vm.clearException();
  return vm.raise(vm.T.TypeError, "%c requires int or char");
}

/** CPython 3.11: Objects/unicodeobject.c formatchar */
function characterOf(vm: VM, value: PyObject): Text | null {
  if (isStr(value)) {
    const text = textOf(value);
    return text.length === 1 ? text : vm.raise(vm.T.TypeError, "%c requires int or char");
  }
  const v = value.v as IntValue;
  if (v < 0 || v > 0x10ffff) return vm.raise(vm.T.OverflowError, "%c arg not in range(0x110000)");
  return textOfString(characterString(Number(v)));
}
