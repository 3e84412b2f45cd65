import type { CheckpointColumn } from "@vivarium/compiler/opcodes";
import { Simulation, type SimulationOptions, type StepResult } from "@vivarium/gil";
import {
  AddressSpace,
  type CycleCollector,
  type DeathClient,
  Generations,
  type HeapObject,
  Journal,
  newRef,
  RefCounts,
  type Root,
  touch,
  touchPayload,
  type Undoable,
} from "@vivarium/heap";
import { InterpreterState } from "./audit/interpreter-state.ts";
import { vmRoots } from "./audit/roots.ts";
import { bootstrap } from "./bootstrap/bootstrap.ts";
import { Types } from "./bootstrap/types.ts";
import { opcodeCosts, workCosts } from "./costs/index.ts";
import { EvalState } from "./eval/eval-state.ts";
import type { Frame, PyFrame } from "./eval/frame.ts";
import { type Pause, PythonClient } from "./eval/gil-client.ts";
import { attendDeaths, pushDrain } from "./eval/native-step.ts";
import { isCheckpointColumn } from "./eval/observe.ts";
import { Registers } from "./eval/ops/registers.ts";
import { reportUnraisable } from "./eval/unraisable.ts";
import { pendingUnraisable, UnraisableFrame } from "./eval/unraisable-hook.ts";
import { type VMClock, virtualClock } from "./eval/vm-clock.ts";
import type { Host } from "./host.ts";
import type { ModuleSpec } from "./modules/module-spec.ts";
import type { SysFlags } from "./modules/sys.ts";
import { alloc, leafLayout, OK, PENDING, type PyObject, PyType, type Result } from "./object.ts";
import { newCollector, pushDueCollection } from "./objects/collect.ts";
import { newDict } from "./objects/dict/dict.ts";
import type { DictTable } from "./objects/dict/table.ts";
import { raiseException } from "./objects/exceptions/raise.ts";
import { mustRunCode, runFinalizer } from "./objects/finalize.ts";
import type { GcState } from "./objects/gc-callbacks.ts";
import { STATIC_REFCOUNT } from "./objects/static-objects.ts";
import { InternTable } from "./objects/str/intern-table.ts";
import { typeFromSpec } from "./objects/type/static-type.ts";
import type { TypeSpec } from "./objects/type/type-spec.ts";
import { ThreadState } from "./thread.ts";

/** The standard library as the import system needs it: modules by dotted name. */
export interface StandardLibrary {
  find(name: string): {
    readonly name: string;
    readonly isPackage: boolean;
    /** CPython has it frozen into its executable. */
    readonly frozen: boolean;
    readonly path: string;
    source(): Uint8Array;
    /** Its code object, marshalled; null when there is only source. */
    code(): Uint8Array | null;
    /** Bytes of the source and of the code, where they are known without decoding either. */
    readonly sourceLength?: number;
    readonly codeLength?: number;
  } | null;
  modules(): Iterable<string>;
  readonly prefix: string;
}

/** What an embedder can choose. */
export interface VMOptions {
  host: Host;
  /** The 16 bytes of the string hash key; default: what PYTHONHASHSEED=0 gives. */
  hashSeed?: number;
  stdlib?: StandardLibrary | null;
  /** The GIL's era, cores, scheduler, logs; see `Simulation`. */
  simulation?: Omit<SimulationOptions<ThreadState>, "client">;
  /** Picoseconds of each opcode, 256 of them. */
  costs?: ArrayLike<number>;
}

/** A Python interpreter: CPython's `PyInterpreterState` and `_PyRuntime` in one. */
export class VM implements DeathClient<PyObject> {
  readonly host: Host;
  readonly hashSeed: number;
  readonly journal: Journal = new Journal();
  readonly generations: Generations<PyObject> = new Generations<PyObject>();
  readonly counts: RefCounts<PyObject>;
  readonly T: Types = new Types();
  /** -5 .. 256. */
  readonly smallInts: PyObject<number>[] = [];
  /** The one-character strings U+0000 .. U+00FF. */
  readonly latin1: PyObject<string>[] = [];
  emptyStr!: PyObject<string>;
  emptyTuple!: PyObject<PyObject[]>;
  emptyBytes!: PyObject<Uint8Array>;
  bytesCharacters: PyObject<Uint8Array>[] = [];
  none!: PyObject;
  true_!: PyObject<number>;
  false_!: PyObject<number>;
  ellipsis!: PyObject;
  notImplemented!: PyObject;
  /** `sys.intern`'s table, and the names of all code. Borrowed: an interned string leaves it when it dies. */
  readonly interned: InternTable = new InternTable();
  /** The names that are static objects of CPython (`_Py_ID`). */
  readonly staticNames: Map<string, PyObject<string>> = new Map();
  builtins!: PyObject<DictTable>;
  /** `sys.modules`. */
  modules!: PyObject<DictTable>;
  sysDict!: PyObject<DictTable>;
  /** Types that modules bring, by their specification. */
  readonly moduleTypes: Map<TypeSpec, PyType> = new Map();
  /** State of native modules by name; each an object the module's own file defines. */
  readonly moduleState: Map<string, unknown> = new Map();
  readonly threads: ThreadState[] = [];
  thread: ThreadState;
  /** The frame whose code is executing. */
  current: Frame | null = null;
  /** Somebody outside looks on: the observed eval loop runs. */
  watched = false;
  /** Some thread has a trace or profile function: the observed eval loop runs. */
  traced = false;
  /** Called before each instruction of the observed loop; false: stop here. */
  observer: ((frame: PyFrame, opcode: number) => boolean) | null = null;
  /** The generation of interpreters whose checkpoints the observed loop has. */
  checkpointColumn: CheckpointColumn = "3.11";
  readonly addresses: AddressSpace<PyObject> = new AddressSpace<PyObject>();
  readonly collector: CycleCollector<PyObject>;
  /** `importlib._bootstrap`, once it runs; borrowed from sys.modules. */
  importlib: PyObject | null = null;
  /** `builtins.__import__` as it was at start-up, borrowed. */
  importFunction: PyObject | null = null;
  /** Native modules by name. */
  readonly moduleSpecs: Map<string, ModuleSpec> = new Map();
  /** What the gc module keeps. */
  readonly gc: GcState = { callbacks: null, garbage: null };
  /** Calls `gc.callbacks`; set by the gc module. */
  callGcCallbacks: ((phase: string, generation: number, collected: number, uncollectable: number) => Result) | null = null;
  gcEvent: ((event: unknown) => void) | null = null;
  /** Signals that have come and whose handlers have not run. */
  readonly pendingSignals: number[] = [];
  /** The signal that the process should end by: an uncaught KeyboardInterrupt ends it as SIGINT would; 0: none. */
  exitSignal = 0;
  /** Threads started by `_thread` that have not ended. */
  runningThreads = 0;
  clock: VMClock = virtualClock(this);
  /** The module `builtins`, owned by sys.modules. */
  builtinsModule: PyObject | null = null;
  /** Where the standard library's code comes from. */
  stdlib: StandardLibrary | null = null;
  /** `-O`: 0, 1 or 2. */
  optimize = 0;
  /** The exit code of a program started by `startProgram`, once it is over. */
  exitCode = 0;
  /** Calls registered exit functions; set by the atexit module. */
  runAtexit: (() => Result) | null = null;
  /** `generations.due` was set by `callForAttention`, not by an allocation. */
  private attentionOnly = false;
  nextTypeVersion = 1;
  nextKeysVersion = 1;
  recursionLimit = 1000;
  /** What the command line and the environment have set. */
  flags: SysFlags = {};
  /** The modules have been torn down, at the end. */
  modulesCleared = false;
  /** `os._exit` was called: nothing runs any more. */
  left = false;
  /** Counted calls that lie on the engine's stack now. */
  nestedCalls = 0;
  /** Is the interpreter on its way out (`sys.is_finalizing()`). */
  finalizing = false;
  /** Told when the interpreter begins to be torn down: threads joined, exit functions called, modules still there. */
  onFinalize: (() => void) | null = null;
  /** Mutable state outside the objects, for the journal and for the hash of everything. */
  readonly singletons: readonly Undoable[];
  readonly evalState: EvalState;
  /** What the two variants of the eval loop hand to the bodies of operations. */
  readonly fastRegisters: Registers;
  readonly observedRegisters: Registers;
  readonly client: PythonClient;
  /** Threads, cores and the GIL under this interpreter. */
  readonly simulation: Simulation<ThreadState>;

  constructor(options: VMOptions) {
    this.host = options.host;
    this.hashSeed = options.hashSeed ?? 0;
    this.stdlib = options.stdlib ?? null;
    this.counts = new RefCounts<PyObject>(this, (o) => this.generations.untrackDead(o));
    this.thread = new ThreadState(0, 1);
    this.threads.push(this.thread);
    this.evalState = new EvalState();
    this.fastRegisters = new Registers(this, true);
    this.observedRegisters = new Registers(this, false);
    this.client = new PythonClient(this);
    this.simulation = new Simulation<ThreadState>({ ...options.simulation, client: this.client });
    const era = this.simulation.era.name;
    if (!isCheckpointColumn(era)) throw new RangeError(`no checkpoints are known for era ${era}`);
    this.checkpointColumn = era;
    this.observed = era !== "3.11";
    this.evalState.costs.set(options.costs ?? opcodeCosts(era));
    this.evalState.work.set(workCosts(era));
    this.thread.simulated = this.simulation.spawn(this.thread, "MainThread");
    this.collector = newCollector(this);
    bootstrap(this);
    this.singletons = [
      ...[this.generations, this.counts, this.collector, this.addresses, this.interned, this.simulation],
      ...(this.host.undoable === undefined ? [] : [this.host.undoable]),
      new InterpreterState(this),
    ];
    for (const state of this.singletons) this.journal.register(state);
  }

  get savesItself(): true {
    return true;
  }

  /** Runs the observed eval loop: traced, dense checkpoints. So does an open epoch of the journal. */
  get observed(): boolean {
    return this.watched || this.traced;
  }

  set observed(watched: boolean) {
    this.watched = watched;
  }

  /** Saved as singletons, or never changed by a program. */
  get derivedFields(): readonly string[] {
    return [
      ...["host", "stdlib", "journal", "simulation", "client", "clock", "singletons", "interned", "moduleTypes"],
      ...[
        "moduleSpecs",
        "fastRegisters",
        "observedRegisters",
        "staticNames",
        "smallInts",
        "latin1",
        "bytesCharacters",
        "watched",
        "observer",
      ],
    ];
  }

  // --- Objects that everybody makes -------------------------------------------------------------------------------------------

  /** `value`: a safe integer. CPython 3.11: Objects/longobject.c PyLong_FromLong */
  newInt(value: number): PyObject<number | bigint> {
    if (value >= -5 && value <= 256) return newRef(this.smallInts[value + 5]!);
    return alloc<number | bigint>(this, this.T.int, value);
  }

  /** Any size; normalised. */
  newIntFromBig(value: bigint): PyObject<number | bigint> {
    if (value >= -9007199254740991n && value <= 9007199254740991n) return this.newInt(Number(value));
    return alloc<number | bigint>(this, this.T.int, value);
  }

  newFloat(value: number): PyObject<number> {
    return alloc(this, this.T.float, value);
  }

  newBool(value: boolean): PyObject<number> {
    return newRef(value ? this.true_ : this.false_);
  }

  newNone(): PyObject {
    return newRef(this.none);
  }

  newEllipsis(): PyObject {
    return newRef(this.ellipsis);
  }

  newNotImplemented(): PyObject {
    return newRef(this.notImplemented);
  }

  /** An exact str. CPython 3.11: Objects/unicodeobject.c PyUnicode_New and unicode_char */
  newStr(value: string): PyObject<string> {
    if (value.length <= 1) {
      if (value.length === 0) return newRef(this.emptyStr);
      const c = value.charCodeAt(0);
      if (c < 256) return newRef(this.latin1[c]!);
    }
    return alloc(this, this.T.str, value);
  }

  /** The one string with this text that names use. CPython 3.11: PyUnicode_InternFromString */
  intern(value: string): PyObject<string> {
    const known = this.interned.get(value);
    if (known !== undefined) return newRef(known);
    const o = this.newStr(value);
    this.interned.set(value, o);
    return o;
  }

  /** Takes over `items` and one reference to each of them. */
  newTuple(items: PyObject[]): PyObject<PyObject[]> {
    return items.length === 0 ? newRef(this.emptyTuple) : alloc(this, this.T.tuple, items);
  }

  /** Takes over `items` and one reference to each of them. */
  newList(items: PyObject[]): PyObject<PyObject[]> {
    return alloc(this, this.T.list, items);
  }

  newDict(): PyObject<DictTable> {
    return newDict(this);
  }

  newBytes(value: Uint8Array): PyObject<Uint8Array> {
    if (value.length === 0) return newRef(this.emptyBytes);
    if (value.length === 1) return newRef(this.bytesCharacters[value[0]!]!);
    return alloc(this, this.T.bytes, value);
  }

  /** The type of a native module's specification, made at first use. */
  type(spec: TypeSpec): PyType {
    let type = this.moduleTypes.get(spec);
    if (type === undefined) {
      type = typeFromSpec(this, spec);
      this.moduleTypes.set(spec, type);
    }
    return type;
  }

  // --- Exceptions -------------------------------------------------------------------------------------------------------------

  /** Sets an exception of a built-in type with one message argument; gives null, so that `return vm.raise(...)` works. */
  raise(type: PyType, message: string): null {
    // CPython makes it without arguments, of which there may be no memory to make any.
    if (type === this.T.MemoryError && message === "") return raiseException(this, type, []);
    return raiseException(this, type, [this.newStr(message)]);
  }

  /** The exception propagating in this thread if it is an instance of `type`. */
  exceptionMatches(type: PyType): boolean {
    const e = this.thread.exception;
    return e !== null && (e.type === type || e.type.mro.includes(type));
  }

  clearException(): void {
    const e = this.thread.exception;
    this.thread.exception = null;
    if (e !== null) this.counts.decref(e);
  }

  /** Reports the propagating exception as "Exception ignored in: ..." and clears it. */
  unraisable(context: PyObject | null): void {
    reportUnraisable(this, context);
  }

  // --- Death ------------------------------------------------------------------------------------------------------------------

  mustRunCode(o: PyObject): boolean {
    return mustRunCode(this, o);
  }

  runFinalizer(o: PyObject): Result {
    return runFinalizer(this, o);
  }

  /** Deaths wait for Python code: runs it, then gives `value` to the frame on top. */
  drainThen(value: Result): void {
    pushDrain(this, value);
  }

  /** Between two instructions: deaths that wait for Python code, a collection that is due. */
  attend(): void {
    if (this.counts.suspended !== null) attendDeaths(this);
    else if (!pendingUnraisable(this).isEmpty) this.reportPending();
    else if (this.generations.due) pushDueCollection(this);
  }

  /** `gc.garbage.append(o)`. */
  appendGarbage(o: PyObject): void {
    if (this.gc.garbage === null) return;
    touchPayload(this.gc.garbage);
    this.gc.garbage.v.push(newRef(o));
  }

  /** Everything outside the heap that owns references. */
  roots(): Iterable<Root<PyObject>> {
    return vmRoots(this);
  }

  // --- Running ----------------------------------------------------------------------------------------------------------------

  /**
   * Runs all threads for at most `steps` events of the simulation, and never blocks: the one way to run Python code.
   * Says whether there is more to do, what it waits for, or that every thread has finished.
   */
  runSlice(steps: number): StepResult {
    this.journal.enter();
    let result: StepResult = this.left ? { kind: "done" } : { kind: "progress" };
    for (let i = 0; i < steps && result.kind === "progress"; i++) result = this.simulation.step();
    return result;
  }

  /** A number that `threading.get_ident()` gives a new thread; as CPython's, it looks like an address. */
  newIdent(): number {
    return 0x7f0000000000 + this.threads.length * 0x1000000;
  }

  /** SystemExit without arguments. */
  raiseSystemExit(): null {
    return raiseException(this, this.T.SystemExit, []);
  }

  /**
   * A signal has come, from the host or from inside: the main thread runs its handler at its next checkpoint, or at once when it waits for something that
   * signals interrupt. CPython 3.11: Modules/signalmodule.c trip_signal
   */
  signal(signal: number): void {
    this.pendingSignals.push(signal);
    this.evalState.interrupted = true;
    this.simulation.interrupt(this.threads[0]!.simulated);
    this.client.refresh();
  }

  /** Reports the propagating exception under a heading of one's own. */
  unraisableWith(heading: string, context: PyObject): void {
    reportUnraisable(this, context, heading);
  }

  /** Leaves the interpreter: the running thread goes on with the frame on top when `pause` is over. Gives PENDING. */
  pause(pause: Pause): Result {
    this.thread.pause = pause;
    this.thread.status = pause.kind;
    return PENDING;
  }

  /** Makes the eval loop call `attend` after the instruction at hand, as if a collection were due. */
  callForAttention(): void {
    if (this.generations.due) return;
    this.generations.due = true;
    this.attentionOnly = true;
  }

  /** Puts a frame on top that reports exceptions nobody could catch. */
  reportPending(): void {
    if (this.attentionOnly) this.generations.due = false;
    this.attentionOnly = false;
    const frame = new UnraisableFrame(this, OK);
    frame.back = this.thread.frame;
    this.thread.frame = frame;
  }

  // --- Versions ---------------------------------------------------------------------------------------------------------------

  /** Makes an object static as in CPython 3.11 (_PyObject_IMMORTAL_REFCNT): its count starts high and still moves. */
  makeStatic<O extends HeapObject<any>>(o: O): O {
    touch(o);
    o.rc = STATIC_REFCOUNT;
    return o;
  }

  /** A type for payloads without references, for tests and embedders. */
  newLeafType(name: string): PyType {
    return new PyType(name, this.T.object, leafLayout);
  }
}
