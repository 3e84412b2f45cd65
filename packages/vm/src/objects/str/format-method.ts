import { newRef } from "@vivarium/heap";
import type { Keywords } from "../../eval/arguments.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropAfter, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { getAttr } from "../../protocol/attribute.ts";
import { ascii, format, repr, str } from "../../protocol/repr.ts";
import { getItem } from "../../protocol/sequence.ts";
import { raiseKeyError } from "../exceptions/raise.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { fieldInteger, type MarkupField, nextFieldStep, nextMarkup, splitFieldName } from "./format-markup.ts";
import { equalTexts, joinTexts, newStrFromText, type Text, textOf } from "./text.ts";

/*
 * str.format and str.format_map. CPython 3.11: Objects/stringlib/unicode_format.h
 *
 * A format spec can have fields of its own, one level deep; the frame keeps the outer field aside while it works on the spec's text.
 */

// What an answer is waited for.
const NEXT = 0;
const OBJECT = 1;
const CONVERTED = 2;
const FORMATTED = 3;

const UNKNOWN = 0;
const AUTOMATIC = 1;
const MANUAL = 2;

class FormatFrame extends NativeFrame {
  /** Borrowed. `args` null: there are none, of format_map; `mapping`: of format_map. */
  given: {
    readonly self: PyObject<string>;
    readonly args: readonly PyObject[] | null;
    readonly names: readonly PyObject<string>[];
    readonly values: readonly PyObject[];
    readonly mapping: PyObject | null;
  };
  stage = NEXT;
  text: Text;
  at = 0;
  parts: Text[] = [];
  field: MarkupField | null = null;
  /** How far the name of the field has been followed. */
  nameAt = 0;
  /** The object of the field so far. */
  object: PyObject | null = null;
  numbering = UNKNOWN;
  automatic = 0;
  // The outer field while its spec is worked on.
  outerText: Text | null = null;
  outerAt = 0;
  outerParts: Text[] = [];
  outerField: MarkupField | null = null;
  outerObject: PyObject | null = null;

  constructor(self: PyObject<string>, args: readonly PyObject[] | null, keywords: Keywords, mapping: PyObject | null) {
    super();
    const [names, values] = [keywords.map(([name]) => name), keywords.map(([, value]) => value)];
    this.given = { self, args, names, values, mapping };
    this.text = textOf(self);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      switch (this.stage) {
        case NEXT:
          if (this.at >= this.text.length) {
            if (this.outerText === null) return newStrFromText(vm, joinTexts(this.parts));
            got = this.leaveSpec(vm);
          } else got = this.next(vm);
          break;
        case OBJECT:
          this.setObject(vm, got);
          got = this.follow(vm);
          break;
        case CONVERTED:
          this.setObject(vm, got);
          got = this.render(vm);
          break;
        default:
          this.parts.push(textOf(got));
          vm.counts.decref(got);
          this.setObject(vm, null);
          this.stage = NEXT;
          got = OK;
      }
      if (got === PENDING) return PENDING;
    }
  }

  private setObject(vm: VM, o: PyObject | null): void {
    const old = this.object;
    this.object = o;
    if (old !== null) vm.counts.decref(old);
  }

  private error(vm: VM, message: string): null {
    return vm.raise(vm.T.ValueError, message);
  }

  private next(vm: VM): Result {
    const markup = nextMarkup(this.text, this.at);
    if (typeof markup === "string") return this.error(vm, markup);
    this.at = markup.next;
    if (markup.literal.length > 0) this.parts.push(markup.literal);
    if (markup.field === null) return OK;
    this.field = markup.field;
    return this.start(vm, markup.field);
  }

  /** Fetches the object that the first part of the field's name means. CPython 3.11: get_field_object */
  private start(vm: VM, field: MarkupField): Result {
    const { first, rest } = splitFieldName(field.name);
    this.nameAt = rest;
    this.stage = OBJECT;
    let index = fieldInteger(first);
    if (index === null) return this.error(vm, "Too many decimal digits in format string");
    if (first.length === 0 || index >= 0) {
      const kind = first.length === 0 ? AUTOMATIC : MANUAL;
      if (this.given.mapping === null || this.given.args !== null) {
        if (this.numbering === UNKNOWN) this.numbering = kind;
        if (this.numbering !== kind)
          return this.error(
            vm,
            kind === AUTOMATIC
              ? "cannot switch from manual field specification to automatic field numbering"
              : "cannot switch from automatic field numbering to manual field specification",
          );
      }
      if (first.length === 0) index = this.automatic++;
      if (this.given.args === null) return this.error(vm, "Format string contains positional fields");
      if (index < this.given.args.length) return newRef(this.given.args[index]!);
      return vm.raise(vm.T.IndexError, `Replacement index ${index} out of range for positional args tuple`);
    }
    const key = newStrFromText(vm, first);
    return dropAfter(vm, this.keyword(vm, key), key);
  }

  private keyword(vm: VM, key: PyObject<string>): Result {
    if (this.given.mapping !== null) return getItem(vm, this.given.mapping, key);
    const wanted = textOf(key);
    for (let i = 0; i < this.given.names.length; i++)
      if (equalTexts(textOf(this.given.names[i]!), wanted)) return newRef(this.given.values[i]!);
    return raiseKeyError(vm, key);
  }

  /** Follows the rest of the name, attribute by attribute; then converts. */
  private follow(vm: VM): Result {
    const name = this.field!.name;
    if (this.nameAt >= name.length) return this.convert(vm);
    const step = nextFieldStep(name, this.nameAt);
    if (typeof step === "string") return this.error(vm, step);
    this.nameAt = step.next;
    const key = step.index >= 0 ? vm.newInt(step.index) : newStrFromText(vm, step.name);
    const value = step.isAttribute ? getAttr(vm, this.object!, key as PyObject<string>) : getItem(vm, this.object!, key);
    vm.counts.decref(key);
    return value;
  }

  /** CPython 3.11: do_conversion */
  private convert(vm: VM): Result {
    this.stage = CONVERTED;
    const conversion = this.field!.conversion;
    switch (conversion) {
      case 0:
        return newRef(this.object!);
      case 114:
        return repr(vm, this.object!);
      case 115:
        return str(vm, this.object!);
      case 97:
        return ascii(vm, this.object!);
      default: {
        const shown = conversion > 32 && conversion < 127 ? String.fromCharCode(conversion) : `\\x${conversion.toString(16)}`;
        return this.error(vm, `Unknown conversion specifier ${shown}`);
      }
    }
  }

  /** Formats the object, once its spec is known. CPython 3.11: output_markup, render_field */
  private render(vm: VM): Result {
    const field = this.field!;
    if (!field.nested) return this.format(vm, field.spec);
    if (this.outerText !== null) return this.error(vm, "Max string recursion exceeded");
    this.outerText = this.text;
    this.outerAt = this.at;
    this.outerParts = this.parts;
    this.outerField = field;
    this.outerObject = this.object;
    this.object = null;
    this.text = field.spec;
    this.at = 0;
    this.parts = [];
    this.stage = NEXT;
    return OK;
  }

  private leaveSpec(vm: VM): Result {
    const spec = joinTexts(this.parts);
    this.text = this.outerText!;
    this.at = this.outerAt;
    this.parts = this.outerParts;
    this.field = this.outerField;
    this.object = this.outerObject;
    this.outerText = null;
    this.outerParts = [];
    this.outerField = null;
    this.outerObject = null;
    return this.format(vm, spec);
  }

  private format(vm: VM, spec: Text): Result {
    this.stage = FORMATTED;
    if (spec.length === 0) return format(vm, this.object!, null);
    const o = newStrFromText(vm, spec);
    return dropAfter(vm, format(vm, this.object!, o), o);
  }
}

/** CPython 3.11: Objects/stringlib/unicode_format.h do_string_format */
function unicode_format(vm: VM, self: PyObject, args: readonly PyObject[], keywords: Keywords): Result {
  return startFrame(vm, new FormatFrame(self, args, keywords, null));
}

/** CPython 3.11: Objects/stringlib/unicode_format.h do_string_format_map */
function unicode_format_map(vm: VM, self: PyObject, mapping: PyObject): Result {
  return startFrame(vm, new FormatFrame(self, null, [], mapping));
}

export const formatMethods: readonly MethodSpec[] = [
  method("format", "($self, *args, **kwargs)", unicode_format, {
    convention: "METH_VARARGS|METH_KEYWORDS",
    doc: "S.format(*args, **kwargs) -> str\n\nS with the fields in braces replaced by values from args and kwargs.",
  }),
  method("format_map", "($self, mapping, /)", unicode_format_map, {
    convention: "METH_O",
    doc: "S.format_map(mapping) -> str\n\nS with the fields in braces replaced by values from mapping.",
  }),
];
