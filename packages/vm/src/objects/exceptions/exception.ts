import type { VM } from "../../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type PyType, recordLayout } from "../../object.ts";
import { newRef } from "@vivarium/heap";

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
  /** Fields of the other classes by name (OSError.errno, SyntaxError.lineno, UnicodeError.start, ImportError.name, BaseExceptionGroup.exceptions ...). */
  fields: Map<string, PyObject> | null = null;

  constructor(args: PyObject<PyObject[]>) {
    this.args = args;
  }
}

/** CPython 3.11: Objects/exceptions.c BaseException_clear */
export const exceptionLayout: PayloadLayout<ExceptionData> = {
  ...recordLayout<ExceptionData>({
    references: (e) => [e.args, e.notes, e.traceback, e.cause, e.context, e.value, ...(e.fields === null ? [] : e.fields.values())],
    clear: (e) => {
      const refs = [e.notes, e.traceback, e.cause, e.context, e.value];
      e.notes = null;
      e.traceback = null;
      e.cause = null;
      e.context = null;
      e.value = null;
      return refs;
    },
  }),
};

/** A new exception of a built-in class; takes over the arguments' references. */
export function newException(vm: VM, type: PyType, args: PyObject[]): PyObject<ExceptionData> {
  const data = new ExceptionData(vm.newTuple(args));
  if (type === vm.T.StopIteration || type === vm.T.SystemExit || type === vm.T.StopAsyncIteration)
    data.value = args.length > 0 ? newRef(args[0]!) : vm.newNone();
  return alloc(vm, type, data);
}

/** Sets a further field; takes over the reference. */
export function setExceptionField(e: PyObject<ExceptionData>, name: string, value: PyObject): void {
  e.v.fields ??= new Map();
  e.v.fields.set(name, value);
}
