import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue } from "../../eval/iterate.ts";
import { andThen, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { floatFromObject } from "../../objects/float/float.ts";
import { selfIter } from "../../objects/iterators.ts";
import { isStr } from "../../objects/str/arguments.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { callDialect, type DialectObject, QUOTE_NONE, QUOTE_NONNUMERIC } from "./dialect.ts";
import { csvError, csvState } from "./registry.ts";

type State =
  | "start record"
  | "start field"
  | "escaped"
  | "in field"
  | "quoted"
  | "escaped in quoted"
  | "quote in quoted"
  | "eat newline"
  | "after escaped newline";

/** The payload of a reader: CPython's ReaderObj. */
interface Reader {
  input: PyObject;
  dialect: DialectObject;
  /** The fields of the record at work: strs and floats, owned. */
  fields: PyObject[];
  state: State;
  /** Characters of the field at work; null for none, which a field that is empty but begun is not. */
  field: string;
  fieldLength: number;
  numeric: boolean;
  line: number;
}

type Self = PyObject<Reader>;

/** The end of a line, as a character. */
const END = "";

function isNewline(c: string): boolean {
  return c === "\n" || c === "\r" || c === END;
}

/** False with an error. CPython 3.11: Modules/_csv.c parse_add_char */
function addCharacter(vm: VM, v: Reader, c: string): boolean {
  const limit = csvState(vm).fieldLimit;
  if (v.fieldLength >= limit) {
    csvError(vm, `field larger than field limit (${limit})`);
    return false;
  }
  v.field += c;
  v.fieldLength++;
  return true;
}

/** False with an error. CPython 3.11: Modules/_csv.c parse_save_field */
function saveField(vm: VM, v: Reader): boolean {
  const text = vm.newStr(v.field);
  v.field = "";
  v.fieldLength = 0;
  if (!v.numeric) {
    v.fields.push(text);
    return true;
  }
  v.numeric = false;
  const number = floatFromObject(vm, text);
  vm.counts.decref(text);
  if (number === null) return false;
  v.fields.push(number);
  return true;
}

/** A character that ends a field, or none: true when it was one. */
function endOfField(vm: VM, v: Reader, c: string): boolean | null {
  const { delimiter } = v.dialect.v;
  if (!isNewline(c) && c !== delimiter) return false;
  if (!saveField(vm, v)) return null;
  v.state = c === END ? "start record" : c === delimiter && !isNewline(c) ? "start field" : "eat newline";
  return true;
}

function startField(vm: VM, v: Reader, c: string): boolean {
  const dialect = v.dialect.v;
  if (isNewline(c)) return endOfField(vm, v, c) === true;
  if (c === dialect.quotechar && dialect.quoting !== QUOTE_NONE) v.state = "quoted";
  else if (c === dialect.escapechar) v.state = "escaped";
  else if (c === " " && dialect.skipinitialspace) return true;
  else if (c === dialect.delimiter) return saveField(vm, v);
  else {
    if (dialect.quoting === QUOTE_NONNUMERIC) v.numeric = true;
    v.state = "in field";
    return addCharacter(vm, v, c);
  }
  return true;
}

function inField(vm: VM, v: Reader, c: string): boolean {
  if (isNewline(c)) return endOfField(vm, v, c) === true;
  if (c === v.dialect.v.escapechar) {
    v.state = "escaped";
    return true;
  }
  if (c === v.dialect.v.delimiter) return endOfField(vm, v, c) === true;
  return addCharacter(vm, v, c);
}

function inQuoted(vm: VM, v: Reader, c: string): boolean {
  const dialect = v.dialect.v;
  if (c === END) return true;
  if (c === dialect.escapechar) v.state = "escaped in quoted";
  else if (c === dialect.quotechar && dialect.quoting !== QUOTE_NONE)
    v.state = dialect.doublequote ? "quote in quoted" : "in field";
  else return addCharacter(vm, v, c);
  return true;
}

function quoteInQuoted(vm: VM, v: Reader, c: string): boolean {
  const dialect = v.dialect.v;
  if (dialect.quoting !== QUOTE_NONE && c === dialect.quotechar) {
    v.state = "quoted";
    return addCharacter(vm, v, c);
  }
  const ended = endOfField(vm, v, c);
  if (ended !== false) return ended === true;
  if (dialect.strict) return csvError(vm, `'${dialect.delimiter}' expected after '${dialect.quotechar}'`) !== null;
  v.state = "in field";
  return addCharacter(vm, v, c);
}

const NEWLINE_IN_FIELD = "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?";

/** One step of the automaton; false with an error. CPython 3.11: Modules/_csv.c parse_process_char */
function processCharacter(vm: VM, v: Reader, c: string): boolean {
  switch (v.state) {
    case "start record":
      if (c === END) return true;
      if (isNewline(c)) {
        v.state = "eat newline";
        return true;
      }
      v.state = "start field";
      return startField(vm, v, c);
    case "start field":
      return startField(vm, v, c);
    case "escaped":
      v.state = c === "\n" || c === "\r" ? "after escaped newline" : "in field";
      return addCharacter(vm, v, c === END ? "\n" : c);
    case "after escaped newline":
      return c === END ? true : inField(vm, v, c);
    case "in field":
      return inField(vm, v, c);
    case "quoted":
      return inQuoted(vm, v, c);
    case "escaped in quoted":
      v.state = "quoted";
      return addCharacter(vm, v, c === END ? "\n" : c);
    case "quote in quoted":
      return quoteInQuoted(vm, v, c);
    case "eat newline":
      if (c === END) v.state = "start record";
      else if (!isNewline(c)) return csvError(vm, NEWLINE_IN_FIELD) !== null;
      return true;
  }
}

/** Reads lines until a record is complete. CPython 3.11: Modules/_csv.c Reader_iternext */
class RecordFrame extends NativeFrame {
  reader: Self;

  constructor(reader: Self) {
    super();
    this.reader = newRef(reader);
  }

  step(vm: VM, sent: Result): Result {
    const v = this.reader.v;
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got === STOP) return this.atEnd(vm);
      if (got !== OK && !this.line(vm, got)) return null;
      if (got !== OK && v.state === "start record") return takeFields(vm, v);
      got = iterNext(vm, v.input);
    }
  }

  private line(vm: VM, line: PyObject): boolean {
    const v = this.reader.v;
    if (!isStr(line)) {
      csvError(vm, `iterator should return strings, not ${line.type.name} (the file should be opened in text mode)`);
      vm.counts.decref(line);
      return false;
    }
    const text = line.v as string;
    vm.counts.decref(line);
    touchPayload(this.reader);
    v.line++;
    for (const c of text) if (!processCharacter(vm, v, c)) return false;
    return processCharacter(vm, v, END);
  }

  private atEnd(vm: VM): Result {
    const v = this.reader.v;
    if (v.fieldLength === 0 && v.state !== "quoted") return STOP;
    if (v.dialect.v.strict) {
      dropStopValue(vm);
      return csvError(vm, "unexpected end of data");
    }
    dropStopValue(vm);
    touchPayload(this.reader);
    return saveField(vm, v) ? takeFields(vm, v) : null;
  }
}

function takeFields(vm: VM, v: Reader): PyObject {
  const { fields } = v;
  v.fields = [];
  return vm.newList(fields);
}

function reader_next(vm: VM, self: Self): Result {
  const v = self.v;
  touchPayload(self);
  const old = v.fields;
  Object.assign(v, { fields: [], field: "", fieldLength: 0, state: "start record", numeric: false });
  vm.counts.decrefAll(old);
  return startFrame(vm, new RecordFrame(self));
}

/** CPython 3.11: Modules/_csv.c Reader_Type_spec */
export const readerSpec: TypeSpec = {
  name: "_csv.reader",
  layout: recordLayout<Reader>({ references: (v) => [v.dialect, v.input, ...v.fields] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  doc: "Takes the lines of a CSV file apart: each record is a list of fields.",
  slots: { tp_iter: selfIter, tp_iternext: reader_next },
  getset: [
    { name: "dialect", member: true, get: (_vm, self: Self) => newRef(self.v.dialect) },
    { name: "line_num", member: true, get: (vm, self: Self) => vm.newInt(self.v.line) },
  ],
};

/** CPython 3.11: Modules/_csv.c csv_reader */
export function reader(vm: VM, _module: PyObject, args: PyObject[], keywords: [PyObject<string>, PyObject][]): Result {
  if (args.length < 1 || args.length > 2) {
    const bound = args.length < 1 ? "at least 1 argument" : "at most 2 arguments";
    return vm.raise(vm.T.TypeError, ` expected ${bound}, got ${args.length}`);
  }
  const pairs = vm.newTuple(keywords.flatMap(([name, value]) => [newRef(name), newRef(value)]));
  const r = andThen(vm, getIter(vm, args[0]!), withInput, args[1] ?? null, pairs);
  vm.counts.decref(pairs);
  return r;
}

function withInput(vm: VM, input: PyObject, dialect: PyObject | null, pairs: PyObject | null): Result {
  const flat = pairs!.v as PyObject[];
  const keywords: [PyObject<string>, PyObject][] = [];
  for (let i = 0; i < flat.length; i += 2) keywords.push([flat[i]!, flat[i + 1]!]);
  const r = andThen(vm, callDialect(vm, dialect, keywords), makeReader, input);
  vm.counts.decref(input);
  return r;
}

function makeReader(vm: VM, dialect: PyObject, input: PyObject | null): Result {
  return alloc<Reader>(vm, vm.type(readerSpec), {
    input: newRef(input!),
    dialect,
    fields: [],
    state: "start record",
    field: "",
    fieldLength: 0,
    numeric: false,
    line: 0,
  });
}
