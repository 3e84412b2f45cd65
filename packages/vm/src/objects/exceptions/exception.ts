import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type PyType, recordLayout } from "../../object.ts";

/**
 * The further fields of the built-in exceptions in the order in which their tp_clear functions drop them: one order serves all classes, as none of them
 * disagree about two names.
 */
const FIELD_ORDER: readonly string[] = [
  "errno",
  "strerror",
  "msg",
  "filename",
  "filename2",
  "lineno",
  "offset",
  "end_lineno",
  "end_offset",
  "text",
  "print_file_and_line",
  "obj",
  "name",
  "path",
  "encoding",
  "object",
  "reason",
  "message",
  "exceptions",
];

/** The payload of every exception: CPython's PyBaseExceptionObject, with the further fields of the built-in classes. All references owned. */
export class ExceptionData {
  /** Tuple. */
  args: PyObject<PyObject[]>;
  notes: PyObject | null = null;
  traceback: PyObject | null = null;
  context: PyObject | null = null;
  cause: PyObject | null = null;
  suppressContext = false;
  /** StopIteration.value, SystemExit.code; null where the class has none. */
  value: PyObject | null = null;
  /** Fields of the other classes by name (OSError.errno, SyntaxError.lineno, UnicodeError.reason, BaseExceptionGroup.exceptions ...), in FIELD_ORDER. */
  fields: Map<string, PyObject> | null = null;
  /** UnicodeError.start and .end. */
  start = 0;
  end = 0;
  /** OSError.characters_written; -1: not set. */
  written = -1;

  constructor(args: PyObject<PyObject[]>) {
    this.args = args;
  }
}

function references(e: ExceptionData): (PyObject | null)[] {
  const own = [e.args, e.notes, e.traceback, e.cause, e.context];
  if (e.fields !== null) return [...e.fields.values(), ...own];
  return e.value === null ? own : [e.value, ...own];
}

/** CPython 3.11: Objects/exceptions.c BaseException_clear, and those of the subclasses before it */
export const exceptionLayout: PayloadLayout<ExceptionData> = {
  ...recordLayout<ExceptionData>({
    references,
    clear: (e) => {
      const refs = references(e);
      // Until it dies, an exception cleared by the collector has no arguments at all, as in CPython; `args` answers None then.
      e.args = null as never;
      e.notes = null;
      e.traceback = null;
      e.cause = null;
      e.context = null;
      e.value = null;
      e.fields = null;
      return refs;
    },
  }),
};

/** A layout equal to that of every exception, but another: classes with further fields cannot be bases of one class. */
export function separateLayout(): PayloadLayout {
  return { ...exceptionLayout } as PayloadLayout;
}

/** A new exception of a built-in class; takes over the arguments' references. Only what the arguments alone decide is set; raising code sets the rest. */
export function newException(vm: VM, type: PyType, args: PyObject[]): PyObject<ExceptionData> {
  const data = new ExceptionData(vm.newTuple(args));
  if (type === vm.T.StopIteration) data.value = args.length > 0 ? newRef(args[0]!) : vm.newNone();
  else if (type === vm.T.SystemExit && args.length > 0) data.value = args.length === 1 ? newRef(args[0]!) : newRef(data.args);
  const e = alloc(vm, type, data);
  if (args.length === 0) return e;
  if (type.mro.includes(vm.T.SyntaxError) || (args.length === 1 && type.mro.includes(vm.T.ImportError)))
    setExceptionField(e, "msg", newRef(args[0]!));
  return e;
}

/** Sets a further field; takes over the reference. Gives the old value, owned. */
export function exchangeExceptionField(e: PyObject<ExceptionData>, name: string, value: PyObject | null): PyObject | null {
  touchPayload(e);
  const data = e.v;
  const old = data.fields?.get(name) ?? null;
  if (value === null) data.fields?.delete(name);
  else if (data.fields === null) data.fields = new Map([[name, value]]);
  else if (old !== null) data.fields.set(name, value);
  else {
    const entries = [...data.fields, [name, value] as [string, PyObject]];
    entries.sort((a, b) => FIELD_ORDER.indexOf(a[0]) - FIELD_ORDER.indexOf(b[0]));
    data.fields = new Map(entries);
  }
  return old;
}

/** Sets a further field of a new exception; takes over the reference. */
export function setExceptionField(e: PyObject<ExceptionData>, name: string, value: PyObject): void {
  exchangeExceptionField(e, name, value);
}

/** Sets, or with null deletes, a field and drops what was there; takes over the reference. Py_XSETREF. */
export function replaceExceptionField(vm: VM, e: PyObject<ExceptionData>, name: string, value: PyObject | null): void {
  const old = exchangeExceptionField(e, name, value);
  if (old !== null) vm.counts.decref(old);
}

/** A further field, borrowed; null when it is not set. */
export function exceptionField(e: PyObject<ExceptionData>, name: string): PyObject | null {
  return e.v.fields?.get(name) ?? null;
}
