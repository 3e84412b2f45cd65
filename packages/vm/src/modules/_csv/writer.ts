import { newRef } from "@vivarium/heap";
import { callOneArg } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue, forEach } from "../../eval/iterate.ts";
import { andThen, orElse, startFrame } from "../../eval/native-frame.ts";
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
import { isStr } from "../../objects/str/arguments.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { lookupAttrString } from "../../protocol/attribute.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { str } from "../../protocol/repr.ts";
import { callDialect, type Dialect, type DialectObject, QUOTE_ALL, QUOTE_NONE, QUOTE_NONNUMERIC } from "./dialect.ts";
import { csvError } from "./registry.ts";

/** The payload of a writer: CPython's WriterObj. */
interface Writer {
  dialect: DialectObject;
  write: PyObject;
}

type Self = PyObject<Writer>;

/** CPython 3.11: Objects/abstract.c PyNumber_Check */
function isNumber(vm: VM, o: PyObject): boolean {
  return o.type.nb_index !== null || o.type.nb_int !== null || o.type.nb_float !== null || o.type.mro.includes(vm.T.complex);
}

/** A field as it is written; null with an error. CPython 3.11: Modules/_csv.c join_append_data */
function fieldText(vm: VM, dialect: Dialect, text: string, forceQuotes: boolean): string | null {
  const { delimiter, escapechar, quotechar } = dialect;
  const terminator = dialect.lineterminator.v;
  let quoted = forceQuotes;
  let out = "";
  for (const c of text) {
    if (c !== delimiter && c !== escapechar && c !== quotechar && !terminator.includes(c)) {
      out += c;
      continue;
    }
    let escape = dialect.quoting === QUOTE_NONE;
    if (!escape) {
      if (c === quotechar) {
        if (dialect.doublequote) out += quotechar;
        else escape = true;
      } else if (c === escapechar) escape = true;
      if (!escape) quoted = true;
    }
    if (escape) {
      if (escapechar === null) return csvError(vm, "need to escape, but no escapechar set");
      out += escapechar;
    }
    out += c;
  }
  return quoted ? quotechar! + out + quotechar! : out;
}

/** Joins the fields of a record and writes it. CPython 3.11: Modules/_csv.c csv_writerow */
class RowFrame extends NativeFrame {
  writer: Self;
  iterator: PyObject;
  record = "";
  fields = 0;
  quoted = false;
  stage: "fetch" | "fetched" | "text" | "written" = "fetch";

  constructor(writer: Self, iterator: PyObject) {
    super();
    this.writer = newRef(writer);
    this.iterator = newRef(iterator);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "fetch":
          this.stage = "fetched";
          got = iterNext(vm, this.iterator);
          break;
        case "fetched":
          if (got === STOP) {
            dropStopValue(vm);
            return this.write(vm);
          }
          this.stage = "text";
          got = this.textOf(vm, got);
          break;
        case "text": {
          const text = got === STOP ? "" : (got.v as string);
          if (got !== STOP) vm.counts.decref(got);
          if (!this.append(vm, text)) return null;
          this.stage = "fetch";
          got = OK;
          break;
        }
        default:
          return got;
      }
    }
  }

  /** The text of a field, taken over; STOP for None. */
  private textOf(vm: VM, field: PyObject): Result {
    const { quoting } = this.writer.v.dialect.v;
    this.quoted = quoting === QUOTE_ALL || (quoting === QUOTE_NONNUMERIC && !isNumber(vm, field));
    if (isStr(field)) return field;
    const r = field === vm.none ? STOP : str(vm, field);
    vm.counts.decref(field);
    return r;
  }

  private append(vm: VM, text: string): boolean {
    const dialect = this.writer.v.dialect.v;
    const joined = fieldText(vm, dialect, text, this.quoted);
    if (joined === null) return false;
    if (this.fields++ > 0) this.record += dialect.delimiter;
    this.record += joined;
    return true;
  }

  private write(vm: VM): Result {
    const { dialect, write } = this.writer.v;
    if (this.fields > 0 && this.record === "") {
      if (dialect.v.quoting === QUOTE_NONE) return csvError(vm, "single empty field record must be quoted");
      this.record = dialect.v.quotechar! + dialect.v.quotechar!;
    }
    this.stage = "written";
    const line = vm.newStr(this.record + dialect.v.lineterminator.v);
    const r = callOneArg(vm, write, line);
    vm.counts.decref(line);
    return r;
  }
}

function writerow(vm: VM, self: PyObject, row: PyObject): Result {
  const iterator = orElse(vm, getIter(vm, row), notIterable, row);
  return andThen(vm, iterator, writeFields, self);
}

function notIterable(vm: VM, row: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return csvError(vm, `iterable expected, not ${row!.type.name}`);
}

function writeFields(vm: VM, iterator: PyObject, self: PyObject | null): Result {
  const r = startFrame(vm, new RowFrame(self as Self, iterator));
  vm.counts.decref(iterator);
  return r;
}

/** CPython 3.11: Modules/_csv.c csv_writerows */
function writerows(vm: VM, self: Self, rows: PyObject): Result {
  return andThen(vm, forEach(vm, rows, writeEach, self), done);
}

function writeEach(vm: VM, row: PyObject, self: PyObject | null): Result {
  return writerow(vm, self!, row);
}

function done(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: Modules/_csv.c Writer_Type_spec */
export const writerSpec: TypeSpec = {
  name: "_csv.writer",
  layout: recordLayout<Writer>({ references: (v) => [v.write, v.dialect] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  doc: "Writes records as lines of a CSV file.",
  methods: [
    method("writerow", "(iterable, /)", writerow, {
      convention: "METH_O",
      doc: "Writes one record, given as an iterable of fields.",
    }),
    method("writerows", "(iterable_of_iterables, /)", writerows, { convention: "METH_O", doc: "Writes a series of records." }),
  ],
  getset: [{ name: "dialect", member: true, get: (_vm, self: Self) => newRef(self.v.dialect) }],
};

/** CPython 3.11: Modules/_csv.c csv_writer */
export function writer(vm: VM, _module: PyObject, args: PyObject[], keywords: [PyObject<string>, PyObject][]): Result {
  if (args.length < 1 || args.length > 2) {
    const bound = args.length < 1 ? "at least 1 argument" : "at most 2 arguments";
    return vm.raise(vm.T.TypeError, ` expected ${bound}, got ${args.length}`);
  }
  return andThen(vm, callDialect(vm, args[1] ?? null, keywords), findWrite, args[0]!);
}

function findWrite(vm: VM, dialect: PyObject, file: PyObject | null): Result {
  const r = andThen(vm, lookupAttrString(vm, file!, "write"), makeWriter, dialect, null, null, 0, true);
  vm.counts.decref(dialect);
  return r;
}

function makeWriter(vm: VM, write: PyObject, dialect: PyObject | null): Result {
  if (write === STOP) return vm.raise(vm.T.TypeError, 'argument 1 must have a "write" method');
  if (write.type.tp_call === null && write.type !== vm.T.function) {
    vm.counts.decref(write);
    return vm.raise(vm.T.TypeError, 'argument 1 must have a "write" method');
  }
  return alloc<Writer>(vm, vm.type(writerSpec), { dialect: newRef(dialect as DialectObject), write });
}
