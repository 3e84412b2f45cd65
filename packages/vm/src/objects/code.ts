import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_FAST_CELL,
  CO_FAST_FREE,
  CO_GENERATOR,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  type CodeObject,
  decodeExceptionTable,
  decodeLineTable,
} from "@vivarium/compiler";
import { cacheEntries, op } from "@vivarium/compiler/opcodes";
import { hashRecords, restoreRecords, type SavedRecords, saveRecords } from "@vivarium/heap";
import type { PyFrame } from "../eval/frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject } from "../object.ts";
import { ConstantPool } from "./constants.ts";

/** A range of instructions and its handler (CPython 3.11: Objects/exception_handling_notes.txt), in code units. */
export interface ExceptionEntry {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly depth: number;
  readonly lasti: boolean;
}

/** The payload of a code object: the compiled fields, and the same decoded for execution. */
export class Code {
  readonly co: CodeObject;
  object!: PyObject<Code>;
  /** One word a code unit: opcode | oparg << 8, prefixes folded in. Written by nothing but the specializer. There once it is prepared. */
  words: Int32Array = NO_WORDS;
  readonly constsTuple: PyObject<PyObject[]>;
  readonly consts: PyObject[];
  /** `co_names`, interned; owned. */
  readonly names: PyObject<string>[];
  /** `co_localsplusnames`, interned; owned. */
  readonly localNames: PyObject<string>[];
  readonly name: PyObject<string>;
  readonly qualname: PyObject<string>;
  readonly filename: PyObject<string>;
  readonly nlocalsplus: number;
  readonly nlocals: number;
  readonly ncells: number;
  readonly nfrees: number;
  readonly frameSize: number;
  readonly flags: number;
  readonly argcount: number;
  readonly kwonlyargcount: number;
  readonly posonlyargcount: number;
  /** A call with exactly `argcount` positional arguments needs no binding. */
  readonly simple: boolean;
  /** Inline caches by code unit: what an instruction remembers. Plain data, saved with the code object. There once it is prepared. */
  caches: (InlineCache | null)[] = NO_CACHES;
  /** A frame of this code that is not in use. */
  freeFrame: PyFrame | null = null;
  private lineOfUnit: Int32Array | null = null;
  private exceptionTable: readonly ExceptionEntry[] | null = null;

  /** Saved with its code object. */
  get savesItself(): true {
    return true;
  }

  get derivedFields(): readonly string[] {
    return ["co", "exceptionTable", "freeFrame", "lineOfUnit"];
  }

  constructor(vm: VM, co: CodeObject, pool: ConstantPool) {
    this.co = co;
    this.constsTuple = pool.tupleOf(vm, co.co_consts);
    this.consts = this.constsTuple.v;
    this.names = co.co_names.map((n) => vm.intern(n));
    this.localNames = co.co_localsplusnames.map((n) => vm.intern(n));
    this.name = vm.intern(co.co_name);
    this.qualname = vm.intern(co.co_qualname);
    this.filename = vm.newStr(co.co_filename);
    this.nlocalsplus = co.co_localsplusnames.length;
    let cells = 0;
    let frees = 0;
    for (const kind of co.co_localspluskinds) {
      if ((kind & CO_FAST_CELL) !== 0) cells++;
      if ((kind & CO_FAST_FREE) !== 0) frees++;
    }
    this.ncells = cells;
    this.nfrees = frees;
    this.nlocals = co.co_nlocals;
    this.frameSize = this.nlocalsplus + co.co_stacksize;
    this.flags = co.co_flags;
    this.argcount = co.co_argcount;
    this.kwonlyargcount = co.co_kwonlyargcount;
    this.posonlyargcount = co.co_posonlyargcount;
    this.simple =
      (co.co_flags & (CO_VARARGS | CO_VARKEYWORDS)) === 0 &&
      co.co_kwonlyargcount === 0 &&
      (co.co_flags & (CO_OPTIMIZED | CO_NEWLOCALS)) === (CO_OPTIMIZED | CO_NEWLOCALS);
  }

  /** Makes ready to be executed: every frame asks for it first. Most code that is imported never runs. */
  prepare(): void {
    if (this.words !== NO_WORDS) return;
    this.words = decode(this.co.co_code);
    this.caches = new Array<InlineCache | null>(this.words.length).fill(null);
  }

  get isGeneratorLike(): boolean {
    return (this.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
  }

  /** The line of the instruction at code unit `unit`, or -1. CPython 3.11: Objects/codeobject.c PyCode_Addr2Line */
  lineOf(unit: number): number {
    this.lineOfUnit ??= linesOfUnits(this.co);
    return this.lineOfUnit[unit] ?? -1;
  }

  /** The exception table. */
  handlers(): readonly ExceptionEntry[] {
    this.exceptionTable ??= entriesOf(this.co);
    return this.exceptionTable;
  }

  /** The handler for an exception at `unit`: the last entry whose range holds it wins as the table is nested; null for none. */
  handlerOf(unit: number): ExceptionEntry | null {
    // The table is sorted and its ranges do not overlap: nested handlers were split at compile time.
    this.exceptionTable ??= entriesOf(this.co);
    const table = this.exceptionTable;
    let low = 0;
    let high = table.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const entry = table[middle]!;
      if (unit < entry.start) high = middle - 1;
      else if (unit >= entry.end) low = middle + 1;
      else return entry;
    }
    return null;
  }
}

/** What code that has not run shares. */
const NO_WORDS: Int32Array = new Int32Array(0);
const NO_CACHES: (InlineCache | null)[] = [];

function entriesOf(co: CodeObject): ExceptionEntry[] {
  return decodeExceptionTable(co.co_exceptiontable).map(({ start, end, target, depth, lasti }) => ({
    start: start >> 1,
    end: end >> 1,
    target: target >> 1,
    depth,
    lasti,
  }));
}

/** What one instruction remembers about the types and dicts it met. */
export class InlineCache {
  /** What kind of place was found; each instruction has its own numbers. */
  readonly kind: number;
  /** Version of the type, or of the module's keys; -1: never matches. */
  readonly version: number;
  /** Version of the builtins' keys. */
  readonly version2: number;
  readonly index: number;
  /** A borrowed object: the method or descriptor found; it is alive as long as the version matches. */
  readonly value: PyObject | null;
  /** Misses so far; a cache that keeps missing is left alone. */
  readonly misses: number;
  /** What was remembered before, for instructions that meet two kinds in turn. */
  readonly next: InlineCache | null;

  constructor(
    kind: number,
    version: number,
    version2: number,
    index: number,
    value: PyObject | null = null,
    misses = 0,
    next: InlineCache | null = null,
  ) {
    this.kind = kind;
    this.version = version;
    this.version2 = version2;
    this.index = index;
    this.value = value;
    this.misses = misses;
    this.next = next;
  }
}

/** CPython 3.11: Python/ceval.c, EXTENDED_ARG. The prefix stays an instruction of its own; the unit after it gets the whole operand. */
function decode(code: Uint8Array): Int32Array {
  const words = new Int32Array(code.length >> 1);
  let extended = 0;
  for (let i = 0; i < words.length; i++) {
    const opcode = code[2 * i]!;
    const oparg = extended | code[2 * i + 1]!;
    if (oparg >= 1 << 23) throw new RangeError("instruction operand does not fit in 23 bits");
    words[i] = opcode | (oparg << 8);
    if (opcode === op.EXTENDED_ARG) extended = oparg << 8;
    else {
      extended = 0;
      i += cacheEntries[opcode] ?? 0;
    }
  }
  return words;
}

/** The line of each code unit; -1 for none. */
function linesOfUnits(co: CodeObject): Int32Array {
  const lines = new Int32Array(co.co_code.length >> 1).fill(-1);
  for (const { start, end, location } of decodeLineTable(co.co_linetable, co.co_firstlineno))
    if (location !== null) lines.fill(location.lineno, start >> 1, end >> 1);
  return lines;
}

/** Whether code has run already is nothing that its state says. */
function prepared(code: Code): Code {
  code.prepare();
  return code;
}

/** CPython 3.11: Objects/codeobject.c code_dealloc */
export const codeLayout: PayloadLayout<Code> = {
  leaf: false,
  container: false,
  traverse(code, visit) {
    visit(code.constsTuple);
    for (const n of code.names) visit(n);
    for (const n of code.localNames) visit(n);
    visit(code.filename);
    visit(code.name);
    visit(code.qualname);
  },
  clear: () => [],
  save: (code) => saveRecords(prepared(code)),
  restore(_o, saved) {
    restoreRecords(saved as SavedRecords);
  },
  hash: (code, into, identity) => hashRecords(prepared(code), into, identity),
};

/** A Python code object, with its nested ones. New reference. */
export function newCode(vm: VM, co: CodeObject, pool: ConstantPool = new ConstantPool(false)): PyObject<Code> {
  const code = new Code(vm, co, pool);
  code.object = alloc(vm, vm.T.code, code);
  return code.object;
}

/** The same for what has just been compiled: equal constants are one object. */
export function newCompiledCode(vm: VM, co: CodeObject): PyObject<Code> {
  return newCode(vm, co, new ConstantPool(true));
}
