import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PyObject,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../object.ts";
import { selfIter } from "../objects/iterators.ts";
import { fieldInteger, nextFieldStep, nextMarkup, splitFieldName } from "../objects/str/format-markup.ts";
import { characterString, newStrFromText, type Text, textOf } from "../objects/str/text.ts";
import { method, type TypeSpec } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The payload of both iterators: a text that is being taken apart. */
interface Parsing {
  readonly source: PyObject<string>;
  at: number;
}

type Self = PyObject<Parsing>;

const layout = recordLayout<Parsing>({ references: (v) => [v.source], container: false });

function isText(vm: VM, o: PyObject): o is PyObject<string> {
  if ((o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) return true;
  vm.raise(vm.T.TypeError, `expected str, got ${o.type.name}`);
  return false;
}

/** CPython 3.11: Objects/stringlib/unicode_format.h formatteriter_next */
function formatteriter_next(vm: VM, self: Self): Result {
  const text = textOf(self.v.source);
  if (self.v.at >= text.length) return STOP;
  const markup = nextMarkup(text, self.v.at);
  if (typeof markup === "string") return vm.raise(vm.T.ValueError, markup);
  touchPayload(self);
  self.v.at = markup.next;
  const { literal, field } = markup;
  const first = newStrFromText(vm, literal);
  if (field === null) return vm.newTuple([first, vm.newNone(), vm.newNone(), vm.newNone()]);
  const conversion = field.conversion === 0 ? vm.newNone() : vm.newStr(characterString(field.conversion));
  return vm.newTuple([first, newStrFromText(vm, field.name), newStrFromText(vm, field.spec), conversion]);
}

/** CPython 3.11: Objects/stringlib/unicode_format.h PyFormatterIter_Type */
const formatterIteratorSpec: TypeSpec = {
  name: "formatteriterator",
  layout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: formatteriter_next },
};

/** CPython 3.11: formatter_parser */
function formatter_parser(vm: VM, _module: PyObject, text: PyObject): Result {
  if (!isText(vm, text)) return null;
  return alloc<Parsing>(vm, vm.type(formatterIteratorSpec), { source: newRef(text), at: 0 });
}

/** An int when the text is decimal digits, otherwise the text; null with ValueError. */
function indexOrText(vm: VM, text: Text): Result {
  const index = fieldInteger(text);
  if (index === null) return vm.raise(vm.T.ValueError, "Too many decimal digits in format string");
  return index === -1 ? newStrFromText(vm, text) : vm.newInt(index);
}

/** CPython 3.11: fieldnameiter_next */
function fieldnameiter_next(vm: VM, self: Self): Result {
  const text = textOf(self.v.source);
  if (self.v.at >= text.length) return STOP;
  const step = nextFieldStep(text, self.v.at);
  if (typeof step === "string") return vm.raise(vm.T.ValueError, step);
  touchPayload(self);
  self.v.at = step.next;
  const key = step.isAttribute ? newStrFromText(vm, step.name) : indexOrText(vm, step.name);
  return key === null ? null : vm.newTuple([vm.newBool(step.isAttribute), key]);
}

/** CPython 3.11: Objects/stringlib/unicode_format.h PyFieldNameIter_Type */
const fieldNameIteratorSpec: TypeSpec = {
  name: "fieldnameiterator",
  layout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: fieldnameiter_next },
};

/** CPython 3.11: formatter_field_name_split */
function formatter_field_name_split(vm: VM, _module: PyObject, text: PyObject): Result {
  if (!isText(vm, text)) return null;
  const { first, rest } = splitFieldName(textOf(text));
  const key = indexOrText(vm, first);
  if (key === null) return null;
  const iterator = alloc<Parsing>(vm, vm.type(fieldNameIteratorSpec), { source: newRef(text), at: rest });
  return vm.newTuple([key, iterator]);
}

/** The module `_string`. CPython 3.11: Objects/unicodeobject.c _string_module */
export const _stringModule: ModuleSpec = {
  name: "_string",
  doc: "What string.Formatter needs of str.format.",
  methods: [
    method("formatter_parser", "($module, format_string, /)", formatter_parser, {
      doc: "The parts of a format string: tuples of literal text, field name, format spec and conversion.",
    }),
    method("formatter_field_name_split", "($module, field_name, /)", formatter_field_name_split, {
      doc: "The first part of a field name, and an iterator over the rest of it.",
    }),
  ],
};
