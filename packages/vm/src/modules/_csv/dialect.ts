import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { orElse, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_BASETYPE,
} from "../../object.ts";
import { dictGetStringBorrowed } from "../../objects/dict/dict.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { truth } from "../../protocol/truth.ts";
import { csvError, csvState } from "./registry.ts";

export const QUOTE_MINIMAL = 0;
export const QUOTE_ALL = 1;
export const QUOTE_NONNUMERIC = 2;
export const QUOTE_NONE = 3;

/** The payload of a dialect: CPython's DialectObj. Characters are strings of one code point, null when there is none. */
export interface Dialect {
  delimiter: string;
  doublequote: boolean;
  escapechar: string | null;
  lineterminator: PyObject<string>;
  quotechar: string | null;
  quoting: number;
  skipinitialspace: boolean;
  strict: boolean;
}

export type DialectObject = PyObject<Dialect>;

const NAMES = [
  "delimiter",
  "doublequote",
  "escapechar",
  "lineterminator",
  "quotechar",
  "quoting",
  "skipinitialspace",
  "strict",
] as const;
const DELIMITER = 0;
const DOUBLEQUOTE = 1;
const ESCAPECHAR = 2;
const LINETERMINATOR = 3;
const QUOTECHAR = 4;
const QUOTING = 5;
const SKIPINITIALSPACE = 6;
const STRICT = 7;

/** The one character of a str; undefined with TypeError. CPython 3.11: Modules/_csv.c _set_char */
function characterOf(vm: VM, name: string, o: PyObject, orNone: boolean): string | undefined {
  if (!o.type.mro.includes(vm.T.str)) {
    vm.raise(vm.T.TypeError, `"${name}" must be string${orNone ? " or None" : ""}, not ${o.type.name}`);
    return undefined;
  }
  const points = [...(o.v as string)];
  if (points.length === 1) return points[0]!;
  vm.raise(vm.T.TypeError, `"${name}" must be a 1-character string`);
  return undefined;
}

/** Collects the settings of a new dialect from keywords, then from the attributes of another. CPython 3.11: Modules/_csv.c dialect_new */
class DialectFrame extends NativeFrame {
  type: PyObject<PyType>;
  from: PyObject | null;
  values: (PyObject | null)[];
  asking = -1;
  testing = -1;
  flags: boolean[] = [];

  constructor(type: PyType, from: PyObject | null, values: readonly (PyObject | null)[]) {
    super();
    this.type = newRef(type.object);
    this.from = from === null ? null : newRef(from);
    this.values = values.map((o) => (o === null ? null : newRef(o)));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.asking >= 0 && this.asking < NAMES.length && got !== STOP) this.values[this.asking] = got;
      if (this.asking < NAMES.length) got = this.ask(vm);
      else {
        if (this.testing >= 0) {
          this.flags.push(got === vm.true_);
          vm.counts.decref(got);
        }
        if (this.flags.length === 3) return this.finish(vm);
        this.testing = this.flags.length;
        const o = this.values[[DOUBLEQUOTE, SKIPINITIALSPACE, STRICT][this.testing]!]!;
        got = o === null ? vm.newBool(this.testing === 0) : truth(vm, o);
      }
    }
  }

  /** The next attribute that no keyword gave; errors count as absent. */
  private ask(vm: VM): Result {
    do this.asking++;
    while (this.asking < NAMES.length && (this.from === null || this.values[this.asking] !== null));
    return this.asking === NAMES.length ? OK : orElse(vm, getAttrString(vm, this.from!, NAMES[this.asking]!), toStop);
  }

  private finish(vm: VM): Result {
    const [doublequote, skipinitialspace, strict] = this.flags as [boolean, boolean, boolean];
    const { values } = this;
    const character = (at: number, unset: string | null): string | null | undefined => {
      const o = values[at]!;
      if (o === null) return unset;
      if (o === vm.none && at !== DELIMITER) return null;
      return characterOf(vm, NAMES[at]!, o, at !== DELIMITER);
    };
    const delimiter = character(DELIMITER, ",");
    if (delimiter === undefined) return null;
    const escapechar = character(ESCAPECHAR, null);
    if (escapechar === undefined) return null;
    const terminator = values[LINETERMINATOR]!;
    if (terminator !== null && terminator !== vm.none && !terminator.type.mro.includes(vm.T.str))
      return vm.raise(vm.T.TypeError, '"lineterminator" must be a string');
    const quotechar = character(QUOTECHAR, '"');
    if (quotechar === undefined) return null;
    let quoting = quotingOf(vm, values[QUOTING]!);
    if (quoting === null) return null;
    if (values[QUOTECHAR] === vm.none && values[QUOTING] === null) quoting = QUOTE_NONE;
    if (quoting !== QUOTE_NONE && quotechar === null) return vm.raise(vm.T.TypeError, "quotechar must be set if quoting enabled");
    if (terminator === vm.none) return vm.raise(vm.T.TypeError, "lineterminator must be set");
    const lineterminator = terminator === null ? vm.newStr("\r\n") : newRef(terminator);
    const dialect: Dialect = {
      delimiter: delimiter!,
      doublequote,
      escapechar,
      lineterminator,
      quotechar,
      quoting,
      skipinitialspace,
      strict,
    };
    return alloc(vm, this.type.v, dialect);
  }
}

function toStop(vm: VM): Result {
  vm.clearException();
  return STOP;
}

/** CPython 3.11: Modules/_csv.c _set_int, dialect_check_quoting */
function quotingOf(vm: VM, o: PyObject | null): number | null {
  if (o === null) return QUOTE_MINIMAL;
  if (o.type !== vm.T.int) return vm.raise(vm.T.TypeError, '"quoting" must be an integer');
  const value = o.v as number | bigint;
  if (value > 0x7fffffff || value < -0x80000000) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  if (value < 0 || value > QUOTE_NONE) return vm.raise(vm.T.TypeError, 'bad "quoting" value');
  return Number(value);
}

/** CPython 3.11: Modules/_csv.c dialect_new */
function dialect_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const all = ["dialect", ...NAMES];
  const values: (PyObject | null)[] = all.map((_, i) => (i < positional ? args[i]! : null));
  if (args.length > all.length)
    return vm.raise(vm.T.TypeError, `function takes at most ${all.length} arguments (${args.length} given)`);
  for (let k = 0; k < (kwnames?.length ?? 0); k++) {
    const name = (kwnames![k] as PyObject<string>).v;
    const i = all.indexOf(name);
    if (i < 0) return vm.raise(vm.T.TypeError, `'${name}' is an invalid keyword argument for this function`);
    if (values[i] !== null)
      return vm.raise(vm.T.TypeError, `argument for function given by name ('${name}') and position (${i + 1})`);
    values[i] = args[positional + k]!;
  }
  const from = values[0]!;
  if (from === null || !from.type.mro.includes(vm.T.str)) return makeDialect(vm, type, from, values.slice(1));
  // NOT CPYTHON: a str subclass with a __hash__ of its own is looked up by its text.
  const registered = dictGetStringBorrowed(vm, csvState(vm).dialects, from.v as string);
  return registered === null ? csvError(vm, "unknown dialect") : makeDialect(vm, type, registered, values.slice(1));
}

function makeDialect(vm: VM, type: PyType, from: PyObject | null, settings: readonly (PyObject | null)[]): Result {
  const base = vm.type(dialectSpec);
  if (from !== null && type === base && from.type.mro.includes(base) && settings.every((o) => o === null)) return newRef(from);
  return startFrame(vm, new DialectFrame(type, from, settings));
}

/** A dialect made of what a reader, a writer or a registration was given. CPython 3.11: Modules/_csv.c _call_dialect */
export function callDialect(vm: VM, dialect: PyObject | null, keywords: readonly [PyObject<string>, PyObject][]): Result {
  const args = dialect === null ? [] : [dialect];
  const type = vm.type(dialectSpec);
  return dialect_new(
    vm,
    type,
    [...args, ...keywords.map(([, value]) => value)],
    keywords.map(([name]) => name),
  );
}

function cannotPickle(vm: VM, self: PyObject): Result {
  return vm.raise(vm.T.TypeError, `cannot pickle '${self.type.name.split(".").pop()}' instances`);
}

function character(vm: VM, c: string | null): Result {
  return c === null ? vm.newNone() : vm.newStr(c);
}

/** CPython 3.11: Modules/_csv.c Dialect_Type_spec */
export const dialectSpec: TypeSpec = {
  name: "_csv.Dialect",
  layout: recordLayout<Dialect>({ references: (v) => [v.lineterminator] }),
  flags: TPFLAGS_BASETYPE,
  doc: "How a kind of CSV file is written.",
  slots: { tp_new: dialect_new },
  methods: [method("__reduce__", "($self, /)", cannotPickle), method("__reduce_ex__", "($self, protocol, /)", cannotPickle)],
  getset: [
    { name: "skipinitialspace", member: true, get: (vm, self: DialectObject) => vm.newBool(self.v.skipinitialspace) },
    { name: "doublequote", member: true, get: (vm, self: DialectObject) => vm.newBool(self.v.doublequote) },
    { name: "strict", member: true, get: (vm, self: DialectObject) => vm.newBool(self.v.strict) },
    { name: "delimiter", get: (vm, self: DialectObject) => vm.newStr(self.v.delimiter) },
    { name: "escapechar", get: (vm, self: DialectObject) => character(vm, self.v.escapechar) },
    { name: "lineterminator", get: (_vm, self: DialectObject) => newRef(self.v.lineterminator) },
    { name: "quotechar", get: (vm, self: DialectObject) => character(vm, self.v.quotechar) },
    { name: "quoting", get: (vm, self: DialectObject) => vm.newInt(self.v.quoting) },
  ],
};
