import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, type PyObject, type Result, recordLayout, TPFLAGS_DISALLOW_INSTANTIATION } from "../object.ts";
import { raiseKeyError } from "../objects/exceptions/raise.ts";
import { isStr } from "../objects/str/arguments.ts";
import { equalTexts, newStrFromCodePoints, pointsOf, textOf } from "../objects/str/text.ts";
import { type MethodSpec, method, type TypeSpec } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { type Database, unicode14, unicode32 } from "./unicodedata/database.ts";
import { charactersByName, nameOf } from "./unicodedata/names.ts";
import { type NormalForm, normalizePoints } from "./unicodedata/normalize.ts";

/** The payload of `ucd_3_2_0`: a version of the database. */
interface UcdData {
  readonly database: Database;
}

/** The database that a function was asked: the module's own, or that of an old version. */
function databaseOf(vm: VM, self: PyObject): Database {
  return self.type === vm.type(ucdSpec) ? (self.v as UcdData).database : unicode14;
}

/** The code point of a str of one character; null with TypeError. CPython 3.11: the "C" of Argument Clinic */
function characterOf(vm: VM, o: PyObject, name: string, which: string): number | null {
  if (isStr(o)) {
    const points = pointsOf(textOf(o));
    if (points.length === 1) return points[0]!;
  }
  return vm.raise(vm.T.TypeError, `${name}() ${which} must be a unicode character, not ${o === vm.none ? "None" : o.type.name}`);
}

/** A function of one character. */
function property(name: string, doc: string, f: (vm: VM, db: Database, c: number) => Result): MethodSpec {
  const fn = (vm: VM, self: PyObject, o: PyObject): Result => {
    const c = characterOf(vm, o, name, "argument");
    return c === null ? null : f(vm, databaseOf(vm, self), c);
  };
  return method(name, "($self, chr, /)", fn, { doc });
}

/** A function of one character that takes a default. `f` gives null when there is nothing. */
function withDefault(
  name: string,
  doc: string,
  nothing: string,
  f: (vm: VM, db: Database, c: number) => PyObject | null,
): MethodSpec {
  const fn = (vm: VM, self: PyObject, o: PyObject, fallback: PyObject | null): Result => {
    const c = characterOf(vm, o, name, "argument 1");
    if (c === null) return null;
    const value = f(vm, databaseOf(vm, self), c);
    if (value !== null) return value;
    return fallback === null ? vm.raise(vm.T.ValueError, nothing) : newRef(fallback);
  };
  return method(name, "($self, chr, default=<unrepresentable>, /)", fn, { doc });
}

function hex4(c: number): string {
  return c.toString(16).toUpperCase().padStart(4, "0");
}

/** CPython 3.11: unicodedata_UCD_decomposition_impl */
function decompositionText(vm: VM, db: Database, c: number): Result {
  const d = db.decomposition(c);
  if (d === null) return vm.newStr("");
  return vm.newStr((d.tag === "" ? "" : `<${d.tag}> `) + d.points.map(hex4).join(" "));
}

/** The form, or null with ValueError. */
function formOf(vm: VM, o: PyObject, name: string): NormalForm | null {
  if (!isStr(o)) return vm.raise(vm.T.TypeError, `${name}() argument 1 must be str, not ${o === vm.none ? "None" : o.type.name}`);
  return o.v as NormalForm;
}

function checkForm(vm: VM, form: string): form is NormalForm {
  if (form === "NFC" || form === "NFD" || form === "NFKC" || form === "NFKD") return true;
  vm.raise(vm.T.ValueError, "invalid normalization form");
  return false;
}

/** CPython 3.11: unicodedata_UCD_normalize_impl */
function normalize(vm: VM, self: PyObject, formObject: PyObject, text: PyObject): Result {
  const form = formOf(vm, formObject, "normalize");
  if (form === null) return null;
  if (!isStr(text))
    return vm.raise(vm.T.TypeError, `normalize() argument 2 must be str, not ${text === vm.none ? "None" : text.type.name}`);
  if ((text.v as string).length === 0) return newRef(text);
  if (!checkForm(vm, form)) return null;
  const normal = Uint32Array.from(normalizePoints(databaseOf(vm, self), form, pointsOf(textOf(text))));
  return equalTexts(normal, textOf(text)) ? newRef(text) : newStrFromCodePoints(vm, normal);
}

/** CPython 3.11: unicodedata_UCD_is_normalized_impl */
function is_normalized(vm: VM, self: PyObject, formObject: PyObject, text: PyObject): Result {
  const form = formOf(vm, formObject, "is_normalized");
  if (form === null) return null;
  if (!isStr(text))
    return vm.raise(vm.T.TypeError, `is_normalized() argument 2 must be str, not ${text === vm.none ? "None" : text.type.name}`);
  if ((text.v as string).length === 0) return vm.newBool(true);
  if (!checkForm(vm, form)) return null;
  const points = pointsOf(textOf(text));
  const normal = normalizePoints(databaseOf(vm, self), form, points);
  return vm.newBool(normal.length === points.length && normal.every((c, i) => c === points[i]));
}

const LONGEST_NAME = 256;

/** CPython 3.11: unicodedata_UCD_lookup_impl */
function lookup(vm: VM, self: PyObject, name: PyObject): Result {
  if (!isStr(name) && !(name.v instanceof Uint8Array))
    return vm.raise(vm.T.TypeError, `a bytes-like object is required, not '${name.type.name}'`);
  const text = isStr(name) ? (name.v as string) : String.fromCharCode(...(name.v as Uint8Array));
  const key = (message: string): null => {
    const o = vm.newStr(message);
    const r = raiseKeyError(vm, o);
    vm.counts.decref(o);
    return r;
  };
  if (text.length > LONGEST_NAME) return key("name too long");
  const points = charactersByName(text, databaseOf(vm, self) === unicode14);
  if (points === null) return key(`undefined character name '${text}'`);
  if (databaseOf(vm, self) !== unicode14 && points.length === 1 && !known(unicode32, points[0]!))
    return key(`undefined character name '${text}'`);
  return newStrFromCodePoints(vm, Uint32Array.from(points));
}

function known(db: Database, c: number): boolean {
  return db === unicode14 || db.record(c).category !== "Cn";
}

const methods: readonly MethodSpec[] = [
  withDefault("decimal", "The decimal digit that a character is, as an int.", "not a decimal", (vm, db, c) => {
    const n = db.decimal(c);
    return n < 0 ? null : vm.newInt(n);
  }),
  withDefault("digit", "The digit that a character is, as an int.", "not a digit", (vm, db, c) => {
    const n = db.digit(c);
    return n < 0 ? null : vm.newInt(n);
  }),
  withDefault("numeric", "The number that a character is, as a float.", "not a numeric character", (vm, db, c) => {
    const x = db.numeric(c);
    return Number.isNaN(x) ? null : vm.newFloat(x);
  }),
  property("category", "The general category of a character.", (vm, db, c) => vm.newStr(db.record(c).category)),
  property("bidirectional", "The bidirectional class of a character.", (vm, db, c) => vm.newStr(db.record(c).bidirectional)),
  property("combining", "The canonical combining class of a character, as an int.", (vm, db, c) =>
    vm.newInt(db.record(c).combining),
  ),
  property("mirrored", "1 for a character that is mirrored in text from right to left, 0 for others.", (vm, db, c) =>
    vm.newInt(db.record(c).mirrored),
  ),
  property("east_asian_width", "The East Asian width of a character.", (vm, db, c) => vm.newStr(db.record(c).eastAsianWidth)),
  property("decomposition", "How a character is taken apart, in hexadecimal; empty if it is not.", decompositionText),
  withDefault("name", "The name of a character.", "no such name", (vm, db, c) => {
    const name = known(db, c) ? nameOf(c) : null;
    return name === null ? null : vm.newStr(name);
  }),
  method("lookup", "($self, name, /)", lookup, { doc: "The character, or sequence of characters, of that name." }),
  method("is_normalized", "($self, form, unistr, /)", is_normalized, { doc: "Is a string in that normal form?" }),
  method("normalize", "($self, form, unistr, /)", normalize, { doc: "A string in that normal form: NFC, NFKC, NFD or NFKD." }),
];

/** CPython 3.11: Modules/unicodedata.c ucd_type_spec */
const ucdSpec: TypeSpec = {
  name: "unicodedata.UCD",
  layout: recordLayout<UcdData>({ references: () => [], container: false }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  methods,
  getset: [{ name: "unidata_version", member: true, get: (vm, self: PyObject<UcdData>) => vm.newStr(self.v.database.version) }],
};

/** The module `unicodedata`. CPython 3.11: Modules/unicodedata.c unicodedata_exec */
export const unicodedataModule: ModuleSpec = {
  name: "unicodedata",
  doc: "The character database of Unicode 14.0.0: properties of all characters.",
  types: [ucdSpec],
  methods,
  init(vm, set) {
    set("unidata_version", vm.newStr(unicode14.version));
    set("ucd_3_2_0", alloc<UcdData>(vm, vm.type(ucdSpec), { database: unicode32 }));
  },
};
