import { hashRecords, restoreRecords, type SavedRecords, saveRecords } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result, Visit } from "../object.ts";
import type { Code } from "../objects/code.ts";

/** A record on a thread's frame stack: a Python frame or a native one. Nothing that Python can see is anywhere else. */
export abstract class Frame {
  /** The frame that called this one; null at the bottom. */
  back: Frame | null = null;
  /** Visits each owned reference, in the order in which the end of the frame drops them. */
  abstract traverse(visit: Visit): void;

  /** Every frame is saved by whoever has it: a thread, a generator, a frame object. */
  get savesItself(): true {
    return true;
  }

  /** All fields, and the records in them; see records.ts of the heap. */
  save(): unknown {
    return saveRecords(this);
  }

  restore(saved: unknown): void {
    restoreRecords(saved as SavedRecords);
  }

  hash(into: (item: number | string) => void, identity: (item: object) => void): void {
    hashRecords(this, into, identity);
  }
}

/** What a Python frame belongs to (CPython 3.11: enum _frameowner, and who gets the value it returns). */
export const OWNED_BY_THREAD = 0;
export const OWNED_BY_GENERATOR = 1;

/**
 * A Python frame: CPython's `_PyInterpreterFrame`. `slots` holds locals, then cells and free variables, then the operand stack, and
 * has its full length from the start (`co_nlocalsplus + co_stacksize`); what is at `sp` and beyond means nothing.
 */
export class PyFrame extends Frame {
  code: Code;
  slots: (PyObject | null)[];
  /** First free place of the operand stack, an index into `slots`. */
  sp: number;
  /** The instruction being executed, or to be executed next when not `awaiting`: an index in code units. */
  pc: number;
  /** The instruction that was executed before, while the observed loop runs. CPython's prev_instr. */
  previous = -1;
  /** The instruction that a death happened in, while what it calls for runs and `pc` is at the next one; -1: none. */
  attended = -1;
  /** See AWAITING_* in ops/registers.ts: whether the instruction waits for the value of a frame above. */
  awaiting = 0;
  /** The function, owned; null for code run directly. */
  func: PyObject | null;
  /** Borrowed from the function or owned (`ownsNamespace`) when there is none. */
  globals: PyObject;
  builtins: PyObject;
  /** The namespace of module and class code, owned; null for functions. */
  locals: PyObject | null;
  /** The frame object that Python sees, once asked for; owned. */
  frameObject: PyObject | null = null;
  owner: number = OWNED_BY_THREAD;
  /** The generator whose frame this is, borrowed. */
  generator: PyObject | null = null;
  /** References that live as long as the frame: the arena of an entry point, the code object. Owned. */
  keepAlive: PyObject[] | null = null;
  /** The exception being raised has a traceback entry for this frame already (RERAISE): none is added. */
  reraising = false;
  /** Where RERAISE says that the exception comes from, a code unit; -1: here. */
  reraiseAt = -1;
  /** Keyword names for the next CALL (KW_NAMES), borrowed from the constants. */
  kwnames: readonly PyObject[] | null = null;

  constructor(code: Code, func: PyObject | null, globals: PyObject, builtins: PyObject, locals: PyObject | null) {
    super();
    code.prepare();
    this.code = code;
    this.slots = new Array<PyObject | null>(code.frameSize).fill(null);
    this.sp = code.nlocalsplus;
    this.pc = 0;
    this.func = func;
    this.globals = globals;
    this.builtins = builtins;
    this.locals = locals;
  }

  /** CPython 3.11: Python/frame.c _PyFrame_Clear (locals first, then the stack, both forwards). */
  traverse(visit: Visit): void {
    const slots = this.slots;
    for (let i = 0; i < this.sp; i++) {
      const o = slots[i]!;
      if (o !== null) visit(o);
    }
    if (this.frameObject !== null) visit(this.frameObject);
    if (this.locals !== null) visit(this.locals);
    if (this.func !== null) visit(this.func);
    else {
      visit(this.globals);
      visit(this.builtins);
    }
    visit(this.code.object);
    if (this.keepAlive !== null) for (const o of this.keepAlive) visit(o);
  }

  override hash(into: (item: number | string) => void, identity: (item: object) => void): void {
    hashRecords({ ...this, slots: this.slots.slice(0, this.sp) }, into, identity);
  }
}

/**
 * A built-in that waits for Python code: a record with a place to go on (`pc` or its class) and owned fields.
 *
 * Every own field that is a PyObject or an array of them is an owned reference, visited in the order of the fields; when the frame ends, what is left in
 * them is dropped. Set a field to null to give its reference away. Other fields are plain data.
 */
export abstract class NativeFrame extends Frame {
  /** How many C calls wait here, for the recursion limit. */
  counted = 0;
  /** The Python frame that is seen in its place. */
  get standsFor(): PyFrame | null {
    return null;
  }

  /**
   * Goes on. `sent` is what the frame above gave (owned: keep it in a field, give it away or drop it), `STOP`, or null when it raised: then
   * `vm.thread.exception` is set, and giving null passes it on. Gives the frame's own value, null, or PENDING after pushing another frame.
   */
  abstract step(vm: VM, sent: Result): Result;

  traverse(visit: Visit): void {
    const fields = Object.values(this) as unknown[];
    for (const value of fields) {
      if (isReference(value)) visit(value);
      else if (Array.isArray(value)) for (const item of value) if (isReference(item)) visit(item);
    }
  }
}

function isReference(value: unknown): value is PyObject {
  return typeof value === "object" && value !== null && "rc" in value && "gci" in value;
}
