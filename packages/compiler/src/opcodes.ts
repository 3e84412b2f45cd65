/**
 * The table of opcodes of CPython 3.11: everything that knows what an instruction is derives from it.
 *
 * A code object is a sequence of two-byte code units: opcode, then the low eight bits of its operand ("oparg"). Higher bits come
 * from EXTENDED_ARG units in front. After some instructions follow `caches` code units of inline cache: zero in a
 * code object as compiled, written by the adaptive interpreter. Opcodes below HAVE_ARGUMENT ignore their operand.
 *
 * Three ranges of numbers:
 * - 0..255, `table`: the opcodes that a compiler emits, and CACHE;
 * - 0..255, `specializedTable`: what the adaptive interpreter rewrites them to, in the numbers that are left over;
 * - 256.., `pseudoTable`: instructions between code generation and assembly only.
 *
 * Checkpoints. A row says when the interpreter looks at the eval breaker (signals, pending calls, a request to hand over the GIL)
 * on its account: one rule for each generation of interpreters. `"3.11"` is what 3.11 does. The other columns say what
 * an interpreter of that version does at the nearest thing it has to this instruction: "2.7" counts ticks, "3.8" stands for 3.2 to
 * 3.8 and "3.9" for itself (the check is before each opcode, unless the one before it ended in a fast dispatch).
 */

/**
 * When an instruction is a checkpoint.
 * - `never`, `always`: as they say (`always`: after the jump, if it is one);
 * - `always-before-jump`: always, before the jump is made;
 * - `operand-below-2`: always if the operand is 0 or 1 (the start of a function, or after `yield`);
 * - `jump-taken`, `jump-taken-backwards`: if the instruction jumps, if it jumps to an earlier instruction;
 * - `unless-exact-bool`: unless the value tested is exactly True or False;
 * - `after-native-callee`: when a callee that is no inlined Python function has returned a value;
 * - `after-any-callee`: when any callee has returned a value;
 * - `frame-entry`: when a frame is entered here, for the first time or again;
 * - `handler-entry`: when the run of an exception handler begins here.
 */
export type CheckpointRule =
  | "never"
  | "always"
  | "always-before-jump"
  | "operand-below-2"
  | "jump-taken"
  | "jump-taken-backwards"
  | "unless-exact-bool"
  | "after-native-callee"
  | "after-any-callee"
  | "frame-entry"
  | "handler-entry";

/** The generations of interpreters that look at the eval breaker (or ticker) at different instructions. */
export type CheckpointColumn = "2.7" | "3.8" | "3.9" | "3.10" | "3.11" | "3.12" | "3.13";

/** All columns, oldest first. */
export const checkpointColumns: readonly CheckpointColumn[] = ["2.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"];

/**
 * What an operand means.
 * - `const`: index into `co_consts`; `name`: into `co_names`; `globalName`: twice that index, plus 1 to push a NULL first;
 * - `local`, `free`: index into `co_localsplusnames`;
 * - `jumpForward`, `jumpBackward`: distance in code units from the end of the instruction and its caches; `jump`: pseudo, to a block;
 * - `compare`, `binaryOp`: index into {@link compareOperators}, {@link binaryOperators};
 * - `makeFunction`, `formatValue`: flags; `raw`: a number, as the sentence says.
 */
export type OperandKind =
  | "none"
  | "const"
  | "name"
  | "globalName"
  | "local"
  | "free"
  | "jumpForward"
  | "jumpBackward"
  | "jump"
  | "compare"
  | "binaryOp"
  | "makeFunction"
  | "formatValue"
  | "raw";

/** A variable stack effect; `jump`: whether the jump is taken (undefined: the larger of the two effects, as `dis.stack_effect`). */
export type StackEffect = (oparg: number, jump: boolean | undefined) => number;

/** One field of an inline cache and its size in code units. */
export type CacheField = readonly [name: string, units: number];

/** One row of the table. */
export interface OpcodeRow {
  readonly number: number;
  readonly name: string;
  readonly operand: OperandKind;
  /** How many values more (or fewer) are on the operand stack after it. */
  readonly effect: number | StackEffect;
  /** The fields of its inline cache (CPython 3.11: Lib/opcode.py _cache_format); empty: it has none. */
  readonly cache: readonly CacheField[];
  /** Its checkpoint rule in 3.11. */
  readonly checkpoint: CheckpointRule;
  /** Its checkpoint rule in each generation. */
  readonly checkpoints: Readonly<Record<CheckpointColumn, CheckpointRule>>;
  /** The generations that skip a check that is due when this is the next instruction. */
  readonly suppressesCheck: readonly CheckpointColumn[];
  /** `base`: emitted by the compiler; `specialized`: written by the adaptive interpreter; `pseudo`: before assembly only. */
  readonly kind: "base" | "specialized" | "pseudo";
  /** The opcode that a specialized one stands for; its own name for others. */
  readonly family: string;
  readonly sentence: string;
}

const effectFormulas = {
  "1 - oparg": (oparg) => 1 - oparg,
  "oparg - 1": (oparg) => oparg - 1,
  "-oparg": (oparg) => 0 - oparg,
  "1 - 2 * oparg": (oparg) => 1 - 2 * oparg,
  "1 + (oparg & 1)": (oparg) => 1 + (oparg & 1),
  "-2 - (oparg & 1)": (oparg) => -2 - (oparg & 1),
  "low + high byte": (oparg) => (oparg & 0xff) + (oparg >> 8),
  "oparg == 3 ? -2 : -1": (oparg) => (oparg === 3 ? -2 : -1),
  "oparg & 4 ? -1 : 0": (oparg) => ((oparg & 4) !== 0 ? -1 : 0),
  "-flags": (oparg) => 0 - ((oparg & 1) + ((oparg >> 1) & 1) + ((oparg >> 2) & 1) + ((oparg >> 3) & 1)),
  "jump ? -1 : 1": (_oparg, jump) => (jump === true ? -1 : 1),
  "jump ? -1 : 0": (_oparg, jump) => (jump === true ? -1 : 0),
  "jump ? 0 : -1": (_oparg, jump) => (jump === false ? -1 : 0),
  "jump ? 1 : 0": (_oparg, jump) => (jump === false ? 0 : 1),
  "jump ? 2 : 0": (_oparg, jump) => (jump === false ? 0 : 2),
} satisfies Record<string, StackEffect>;

type Checkpoints = Partial<Record<CheckpointColumn, CheckpointRule>>;

const slow: Checkpoints = { "2.7": "always", "3.8": "always", "3.9": "always" };
const conditionalForward: Checkpoints = {
  "2.7": "unless-exact-bool",
  "3.8": "unless-exact-bool",
  "3.9": "unless-exact-bool",
  "3.10": "jump-taken",
};
const backward: Checkpoints = { "3.11": "jump-taken", "3.12": "jump-taken", "3.13": "jump-taken" };
// `x is None` was a comparison (fast in 3.9) and a jump on an exact bool.
const noneForward: Checkpoints = { "2.7": "always", "3.8": "always", "3.10": "jump-taken" };
const call: Checkpoints = {
  ...slow,
  "3.10": "after-any-callee",
  "3.11": "after-native-callee",
  "3.12": "after-native-callee",
  "3.13": "after-native-callee",
};

/**
 * The checkpoint columns that rows share. In 3.9 and before nearly every opcode is a checkpoint, so `slow` is the usual case there; in 3.10 and
 * later hardly any is.
 */
const checkpointClasses = {
  slow,
  fast: {},
  /** A fast opcode of 3.9; what it replaced was slow. */
  fast39: { "2.7": "always", "3.8": "always" },
  /** Nothing in older bytecode corresponds to it, or it leaves the frame. */
  absent: {},
  conditionalForward,
  conditionalBackward: { ...conditionalForward, ...backward },
  noneForward,
  noneBackward: { ...noneForward, ...backward },
  orPop: { "2.7": "unless-exact-bool", "3.8": "unless-exact-bool", "3.9": "unless-exact-bool" },
  jumpBackward: { ...slow, "3.10": "always", "3.11": "always", "3.12": "always", "3.13": "always-before-jump" },
  call,
  /** 3.11 calls Python functions through C here, so it looks after them too; 3.12 began to inline them. */
  callEx: { ...call, "3.11": "after-any-callee" },
  /** Specialized calls that in 3.11 and later do not look, though they call something native; or whose callee looks itself. */
  quietCall: { ...slow, "3.10": "after-any-callee" },
  compareJump: {
    ...slow,
    "3.10": "jump-taken",
    "3.11": "jump-taken-backwards",
    "3.12": "jump-taken-backwards",
    "3.13": "jump-taken-backwards",
  },
  resume: {
    "2.7": "frame-entry",
    "3.8": "frame-entry",
    "3.9": "frame-entry",
    "3.10": "frame-entry",
    "3.11": "operand-below-2",
    "3.12": "operand-below-2",
    "3.13": "operand-below-2",
  },
  handler: { "2.7": "handler-entry", "3.8": "handler-entry", "3.9": "handler-entry", "3.10": "handler-entry" },
} satisfies Record<string, Checkpoints>;

interface TableRow {
  readonly number: number;
  readonly name: string;
  readonly operand?: OperandKind;
  readonly effect: number | keyof typeof effectFormulas;
  readonly cache?: readonly CacheField[];
  readonly checkpoints?: keyof typeof checkpointClasses;
  readonly suppressesCheck?: readonly CheckpointColumn[];
  readonly does: string;
}

// Older interpreters skip a due check before SETUP_WITH, BEFORE_ASYNC_WITH, YIELD_FROM and SETUP_FINALLY, so that nothing gets between
// acquiring a resource and guarding it. SETUP_FINALLY has no instruction in 3.11: the first instruction of a range of the exception
// table stands for it (all generations before 3.11).

/** CPython 3.11: Lib/opcode.py (numbers, operands, caches), Python/compile.c stack_effect. */
const table = [
  {
    number: 0,
    name: "CACHE",
    effect: 0,
    checkpoints: "absent",
    does: "Room for the inline cache of the instruction before it; never executed.",
  },
  { number: 1, name: "POP_TOP", effect: -1, checkpoints: "fast", does: "Throws away the top of the stack." },
  {
    number: 2,
    name: "PUSH_NULL",
    effect: 1,
    checkpoints: "absent",
    does: "Pushes NULL, the place of `self` in a call that has none.",
  },
  { number: 9, name: "NOP", effect: 0, checkpoints: "fast", does: "Does nothing; it is there so that its line can be traced." },
  { number: 10, name: "UNARY_POSITIVE", effect: 0, checkpoints: "slow", does: "Replaces the top value by `+value`." },
  { number: 11, name: "UNARY_NEGATIVE", effect: 0, checkpoints: "slow", does: "Replaces the top value by `-value`." },
  { number: 12, name: "UNARY_NOT", effect: 0, checkpoints: "slow", does: "Replaces the top value by `not value`." },
  { number: 15, name: "UNARY_INVERT", effect: 0, checkpoints: "slow", does: "Replaces the top value by `~value`." },
  {
    number: 25,
    name: "BINARY_SUBSCR",
    effect: -1,
    cache: [
      ["counter", 1],
      ["type_version", 2],
      ["func_version", 1],
    ],
    checkpoints: "slow",
    does: "Pops a key and a container and pushes `container[key]`.",
  },
  { number: 30, name: "GET_LEN", effect: 1, checkpoints: "slow", does: "Pushes the length of the value on top, which stays." },
  {
    number: 31,
    name: "MATCH_MAPPING",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes whether the value on top counts as a mapping in a pattern.",
  },
  {
    number: 32,
    name: "MATCH_SEQUENCE",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes whether the value on top counts as a sequence in a pattern.",
  },
  {
    number: 33,
    name: "MATCH_KEYS",
    effect: 1,
    checkpoints: "slow",
    does: "With a tuple of keys on a mapping, pushes the tuple of their values, or None if a key is missing.",
  },
  {
    number: 35,
    name: "PUSH_EXC_INFO",
    effect: 1,
    checkpoints: "handler",
    does: "Makes the exception on top the one being handled, and keeps the one handled before under it.",
  },
  {
    number: 36,
    name: "CHECK_EXC_MATCH",
    effect: 0,
    checkpoints: "slow",
    does: "Replaces the class (or tuple of classes) on top by whether the exception under it is an instance of it.",
  },
  {
    number: 37,
    name: "CHECK_EG_MATCH",
    effect: 0,
    checkpoints: "slow",
    does: "Splits the exception group under the class on top into the part that does not match, left below, and the part that does, on top, or None.",
  },
  {
    number: 49,
    name: "WITH_EXCEPT_START",
    effect: 1,
    checkpoints: "slow",
    does: "Calls `__exit__` of a with block, four below the top, with the exception's type, value and traceback, and pushes its answer.",
  },
  {
    number: 50,
    name: "GET_AITER",
    effect: 0,
    checkpoints: "slow",
    does: "Replaces the top value by its asynchronous iterator, `value.__aiter__()`.",
  },
  {
    number: 51,
    name: "GET_ANEXT",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes the awaitable of `iterator.__anext__()` of the iterator on top.",
  },
  {
    number: 52,
    name: "BEFORE_ASYNC_WITH",
    effect: 1,
    checkpoints: "slow",
    suppressesCheck: ["3.8", "3.9", "3.10"],
    does: "Replaces the manager on top by its bound `__aexit__`, and pushes the awaitable of `__aenter__()`.",
  },
  {
    number: 53,
    name: "BEFORE_WITH",
    effect: 1,
    checkpoints: "slow",
    suppressesCheck: ["3.8", "3.9", "3.10"],
    does: "Replaces the manager on top by its bound `__exit__`, and pushes the result of `__enter__()`.",
  },
  {
    number: 54,
    name: "END_ASYNC_FOR",
    effect: -2,
    checkpoints: "fast39",
    does: "Ends an `async for`: drops the iterator if the exception is StopAsyncIteration, and raises it again if not.",
  },
  {
    number: 60,
    name: "STORE_SUBSCR",
    effect: -3,
    cache: [["counter", 1]],
    checkpoints: "slow",
    does: "Pops a key, a container and a value and does `container[key] = value`.",
  },
  {
    number: 61,
    name: "DELETE_SUBSCR",
    effect: -2,
    checkpoints: "slow",
    does: "Pops a key and a container and does `del container[key]`.",
  },
  { number: 68, name: "GET_ITER", effect: 0, checkpoints: "slow", does: "Replaces the top value by `iter(value)`." },
  {
    number: 69,
    name: "GET_YIELD_FROM_ITER",
    effect: 0,
    checkpoints: "slow",
    does: "Replaces the top value by `iter(value)`, unless it is a generator, or a coroutine where one is allowed.",
  },
  {
    number: 70,
    name: "PRINT_EXPR",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a value and gives it to `sys.displayhook`, as the interactive prompt does.",
  },
  {
    number: 71,
    name: "LOAD_BUILD_CLASS",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes `__build_class__`, the built-in that makes a class of its body.",
  },
  {
    number: 74,
    name: "LOAD_ASSERTION_ERROR",
    effect: 1,
    checkpoints: "fast39",
    does: "Pushes the class AssertionError, whatever that name means now.",
  },
  {
    number: 75,
    name: "RETURN_GENERATOR",
    effect: 0,
    checkpoints: "absent",
    does: "Makes a generator (or coroutine) of the running frame and returns it to the caller.",
  },
  {
    number: 82,
    name: "LIST_TO_TUPLE",
    effect: 0,
    checkpoints: "slow",
    does: "Replaces the list on top by a tuple of its items.",
  },
  { number: 83, name: "RETURN_VALUE", effect: -1, checkpoints: "absent", does: "Returns the top of the stack to the caller." },
  {
    number: 84,
    name: "IMPORT_STAR",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a module and binds all its public names here.",
  },
  {
    number: 85,
    name: "SETUP_ANNOTATIONS",
    effect: 0,
    checkpoints: "slow",
    does: "Makes an empty `__annotations__` if there is none yet.",
  },
  {
    number: 86,
    name: "YIELD_VALUE",
    effect: 0,
    checkpoints: "absent",
    does: "Hands the top value to whoever resumed the generator, and stops here until resumed with another.",
  },
  {
    number: 87,
    name: "ASYNC_GEN_WRAP",
    effect: 0,
    checkpoints: "absent",
    does: "Wraps the top value, so that an asynchronous generator's `yield` can be told from an `await`.",
  },
  {
    number: 88,
    name: "PREP_RERAISE_STAR",
    effect: -1,
    checkpoints: "absent",
    does: "Pops what the `except*` clauses raised and left over, and replaces the original exception group by what must still be raised, or None.",
  },
  {
    number: 89,
    name: "POP_EXCEPT",
    effect: -1,
    checkpoints: "slow",
    does: "Pops the exception that was being handled before, and makes it the handled one again.",
  },
  {
    number: 90,
    name: "STORE_NAME",
    operand: "name",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a value and binds the name to it in the local namespace of a module or class.",
  },
  {
    number: 91,
    name: "DELETE_NAME",
    operand: "name",
    effect: 0,
    checkpoints: "slow",
    does: "Removes the name from the local namespace of a module or class.",
  },
  {
    number: 92,
    name: "UNPACK_SEQUENCE",
    operand: "raw",
    effect: "oparg - 1",
    cache: [["counter", 1]],
    checkpoints: "slow",
    does: "Pops an iterable of exactly this many items and pushes them, the first on top.",
  },
  {
    number: 93,
    name: "FOR_ITER",
    operand: "jumpForward",
    effect: "jump ? -1 : 1",
    checkpoints: "slow",
    does: "Pushes the next item of the iterator on top; if there is none, pops the iterator and jumps.",
  },
  {
    number: 94,
    name: "UNPACK_EX",
    operand: "raw",
    effect: "low + high byte",
    checkpoints: "slow",
    does: "Pops an iterable and pushes its items, the first on top: so many single (low byte), a list of the middle, so many single (high byte).",
  },
  {
    number: 95,
    name: "STORE_ATTR",
    operand: "name",
    effect: -2,
    cache: [
      ["counter", 1],
      ["version", 2],
      ["index", 1],
    ],
    checkpoints: "slow",
    does: "Pops an object and a value and does `object.name = value`.",
  },
  {
    number: 96,
    name: "DELETE_ATTR",
    operand: "name",
    effect: -1,
    checkpoints: "slow",
    does: "Pops an object and does `del object.name`.",
  },
  {
    number: 97,
    name: "STORE_GLOBAL",
    operand: "name",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a value and binds the global name to it.",
  },
  { number: 98, name: "DELETE_GLOBAL", operand: "name", effect: 0, checkpoints: "slow", does: "Removes the global name." },
  {
    number: 99,
    name: "SWAP",
    operand: "raw",
    effect: 0,
    checkpoints: "fast",
    does: "Exchanges the top value and the one at this depth (1 is the top).",
  },
  { number: 100, name: "LOAD_CONST", operand: "const", effect: 1, checkpoints: "fast", does: "Pushes a constant." },
  {
    number: 101,
    name: "LOAD_NAME",
    operand: "name",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes the value of a name, looked up in the local namespace, then the globals, then the built-ins.",
  },
  {
    number: 102,
    name: "BUILD_TUPLE",
    operand: "raw",
    effect: "1 - oparg",
    checkpoints: "slow",
    does: "Pops this many values and pushes a tuple of them.",
  },
  {
    number: 103,
    name: "BUILD_LIST",
    operand: "raw",
    effect: "1 - oparg",
    checkpoints: "slow",
    does: "Pops this many values and pushes a list of them.",
  },
  {
    number: 104,
    name: "BUILD_SET",
    operand: "raw",
    effect: "1 - oparg",
    checkpoints: "slow",
    does: "Pops this many values and pushes a set of them.",
  },
  {
    number: 105,
    name: "BUILD_MAP",
    operand: "raw",
    effect: "1 - 2 * oparg",
    checkpoints: "slow",
    does: "Pops this many pairs of key and value and pushes a dict of them.",
  },
  {
    number: 106,
    name: "LOAD_ATTR",
    operand: "name",
    effect: 0,
    cache: [
      ["counter", 1],
      ["version", 2],
      ["index", 1],
    ],
    checkpoints: "slow",
    does: "Replaces the object on top by its attribute of this name.",
  },
  {
    number: 107,
    name: "COMPARE_OP",
    operand: "compare",
    effect: -1,
    cache: [
      ["counter", 1],
      ["mask", 1],
    ],
    checkpoints: "slow",
    does: "Pops two values and pushes the result of comparing them.",
  },
  {
    number: 108,
    name: "IMPORT_NAME",
    operand: "name",
    effect: -1,
    checkpoints: "slow",
    does: "Pops the names wanted from a module and the number of dots, imports the module of this name and pushes it.",
  },
  {
    number: 109,
    name: "IMPORT_FROM",
    operand: "name",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes the attribute of this name of the module on top, which stays.",
  },
  { number: 110, name: "JUMP_FORWARD", operand: "jumpForward", effect: 0, checkpoints: "fast", does: "Jumps forward." },
  {
    number: 111,
    name: "JUMP_IF_FALSE_OR_POP",
    operand: "jumpForward",
    effect: "jump ? 0 : -1",
    checkpoints: "orPop",
    does: "If the top value is false, jumps forward and leaves it there; otherwise pops it.",
  },
  {
    number: 112,
    name: "JUMP_IF_TRUE_OR_POP",
    operand: "jumpForward",
    effect: "jump ? 0 : -1",
    checkpoints: "orPop",
    does: "If the top value is true, jumps forward and leaves it there; otherwise pops it.",
  },
  {
    number: 114,
    name: "POP_JUMP_FORWARD_IF_FALSE",
    operand: "jumpForward",
    effect: -1,
    checkpoints: "conditionalForward",
    does: "Pops a value and jumps forward if it is false.",
  },
  {
    number: 115,
    name: "POP_JUMP_FORWARD_IF_TRUE",
    operand: "jumpForward",
    effect: -1,
    checkpoints: "conditionalForward",
    does: "Pops a value and jumps forward if it is true.",
  },
  {
    number: 116,
    name: "LOAD_GLOBAL",
    operand: "globalName",
    effect: "1 + (oparg & 1)",
    cache: [
      ["counter", 1],
      ["index", 1],
      ["module_keys_version", 2],
      ["builtin_keys_version", 1],
    ],
    checkpoints: "slow",
    does: "Pushes the value of a global or built-in name; if the operand is odd, a NULL under it, for a call.",
  },
  {
    number: 117,
    name: "IS_OP",
    operand: "raw",
    effect: -1,
    checkpoints: "fast39",
    does: "Pops two values and pushes whether they are the same object; the opposite if the operand is 1.",
  },
  {
    number: 118,
    name: "CONTAINS_OP",
    operand: "raw",
    effect: -1,
    checkpoints: "fast39",
    does: "Pops a container and a value and pushes `value in container`; the opposite if the operand is 1.",
  },
  {
    number: 119,
    name: "RERAISE",
    operand: "raw",
    effect: -1,
    checkpoints: "absent",
    does: "Pops an exception and raises it again; if the operand is not 0, first sets the position from the value at that depth.",
  },
  {
    number: 120,
    name: "COPY",
    operand: "raw",
    effect: 1,
    checkpoints: "fast",
    does: "Pushes the value at this depth once more (1 is the top).",
  },
  {
    number: 122,
    name: "BINARY_OP",
    operand: "binaryOp",
    effect: -1,
    cache: [["counter", 1]],
    checkpoints: "slow",
    does: "Pops two values and pushes the result of the operator, in place or not.",
  },
  {
    number: 123,
    name: "SEND",
    operand: "jumpForward",
    effect: "jump ? -1 : 0",
    checkpoints: "slow",
    suppressesCheck: ["3.8", "3.9", "3.10"],
    does: "Sends the top value into the generator under it and replaces it by what that yields; if it returns, replaces both by the result and jumps.",
  },
  {
    number: 124,
    name: "LOAD_FAST",
    operand: "local",
    effect: 1,
    checkpoints: "fast",
    does: "Pushes the value of a local variable.",
  },
  {
    number: 125,
    name: "STORE_FAST",
    operand: "local",
    effect: -1,
    checkpoints: "fast",
    does: "Pops a value and puts it into a local variable.",
  },
  { number: 126, name: "DELETE_FAST", operand: "local", effect: 0, checkpoints: "slow", does: "Makes a local variable unbound." },
  {
    number: 128,
    name: "POP_JUMP_FORWARD_IF_NOT_NONE",
    operand: "jumpForward",
    effect: -1,
    checkpoints: "noneForward",
    does: "Pops a value and jumps forward unless it is None.",
  },
  {
    number: 129,
    name: "POP_JUMP_FORWARD_IF_NONE",
    operand: "jumpForward",
    effect: -1,
    checkpoints: "noneForward",
    does: "Pops a value and jumps forward if it is None.",
  },
  {
    number: 130,
    name: "RAISE_VARARGS",
    operand: "raw",
    effect: "-oparg",
    checkpoints: "absent",
    does: "Raises: 0 the exception being handled, 1 the one popped, 2 the second popped, from the one on top.",
  },
  {
    number: 131,
    name: "GET_AWAITABLE",
    operand: "raw",
    effect: 0,
    checkpoints: "slow",
    does: "Replaces the top value by what `await` iterates over; operand 1 or 2 if it came from `__aenter__` or `__aexit__`.",
  },
  {
    number: 132,
    name: "MAKE_FUNCTION",
    operand: "makeFunction",
    effect: "-flags",
    checkpoints: "slow",
    does: "Pops a code object, and under it what the flags say (closure 8, annotations 4, keyword defaults 2, defaults 1), and pushes a function.",
  },
  {
    number: 133,
    name: "BUILD_SLICE",
    operand: "raw",
    effect: "oparg == 3 ? -2 : -1",
    checkpoints: "slow",
    does: "Pops two or three values and pushes a slice of them.",
  },
  {
    number: 134,
    name: "JUMP_BACKWARD_NO_INTERRUPT",
    operand: "jumpBackward",
    effect: 0,
    checkpoints: "absent",
    does: "Jumps backward; nobody can get in here.",
  },
  {
    number: 135,
    name: "MAKE_CELL",
    operand: "free",
    effect: 0,
    checkpoints: "absent",
    does: "Puts a local variable into a cell, which functions defined inside can share.",
  },
  {
    number: 136,
    name: "LOAD_CLOSURE",
    operand: "free",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes the cell of a variable, to close a function over it.",
  },
  {
    number: 137,
    name: "LOAD_DEREF",
    operand: "free",
    effect: 1,
    checkpoints: "slow",
    does: "Pushes the value in the cell of a variable.",
  },
  {
    number: 138,
    name: "STORE_DEREF",
    operand: "free",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a value and puts it into the cell of a variable.",
  },
  { number: 139, name: "DELETE_DEREF", operand: "free", effect: 0, checkpoints: "slow", does: "Empties the cell of a variable." },
  {
    number: 140,
    name: "JUMP_BACKWARD",
    operand: "jumpBackward",
    effect: 0,
    checkpoints: "jumpBackward",
    does: "Jumps backward, and is a place where another thread can get in.",
  },
  {
    number: 142,
    name: "CALL_FUNCTION_EX",
    operand: "raw",
    effect: "-2 - (oparg & 1)",
    checkpoints: "callEx",
    does: "Calls with a tuple of positional arguments, and a dict of keyword arguments if the operand is odd.",
  },
  {
    number: 144,
    name: "EXTENDED_ARG",
    operand: "raw",
    effect: 0,
    checkpoints: "absent",
    does: "Gives the next instruction's operand its higher eight bits.",
  },
  {
    number: 145,
    name: "LIST_APPEND",
    operand: "raw",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a value and appends it to the list at this depth.",
  },
  {
    number: 146,
    name: "SET_ADD",
    operand: "raw",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a value and adds it to the set at this depth.",
  },
  {
    number: 147,
    name: "MAP_ADD",
    operand: "raw",
    effect: -2,
    checkpoints: "slow",
    does: "Pops a value and a key and sets them in the dict at this depth.",
  },
  {
    number: 148,
    name: "LOAD_CLASSDEREF",
    operand: "free",
    effect: 1,
    checkpoints: "slow",
    does: "In a class body, pushes the value of a name from the class namespace, or else from the enclosing function's cell.",
  },
  {
    number: 149,
    name: "COPY_FREE_VARS",
    operand: "raw",
    effect: 0,
    checkpoints: "absent",
    does: "Copies this many cells of the function's closure into the frame.",
  },
  {
    number: 151,
    name: "RESUME",
    operand: "raw",
    effect: 0,
    checkpoints: "resume",
    does: "Marks where a frame starts (0) or continues after yield (1), yield from (2) or await (3).",
  },
  {
    number: 152,
    name: "MATCH_CLASS",
    operand: "raw",
    effect: -2,
    checkpoints: "slow",
    does: "Pops keyword names, a class and a subject, and pushes the tuple of attributes that a class pattern with this many positional parts wants, or None.",
  },
  {
    number: 155,
    name: "FORMAT_VALUE",
    operand: "formatValue",
    effect: "oparg & 4 ? -1 : 0",
    checkpoints: "slow",
    does: "Replaces a value by its text for an f-string, converted first by str, repr or ascii (1, 2, 3), with a format from the top if 4 is set.",
  },
  {
    number: 156,
    name: "BUILD_CONST_KEY_MAP",
    operand: "raw",
    effect: "-oparg",
    checkpoints: "slow",
    does: "Pops a tuple of keys and this many values and pushes a dict of them.",
  },
  {
    number: 157,
    name: "BUILD_STRING",
    operand: "raw",
    effect: "1 - oparg",
    checkpoints: "slow",
    does: "Pops this many strings and pushes them joined.",
  },
  {
    number: 160,
    name: "LOAD_METHOD",
    operand: "name",
    effect: 1,
    cache: [
      ["counter", 1],
      ["type_version", 2],
      ["dict_offset", 1],
      ["keys_version", 2],
      ["descr", 4],
    ],
    checkpoints: "slow",
    does: "Replaces the object on top by its method of this name and the object, ready for a call, or by NULL and the attribute if it is no plain method.",
  },
  {
    number: 162,
    name: "LIST_EXTEND",
    operand: "raw",
    effect: -1,
    checkpoints: "slow",
    does: "Pops an iterable and extends the list at this depth by it.",
  },
  {
    number: 163,
    name: "SET_UPDATE",
    operand: "raw",
    effect: -1,
    checkpoints: "slow",
    does: "Pops an iterable and adds its items to the set at this depth.",
  },
  {
    number: 164,
    name: "DICT_MERGE",
    operand: "raw",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a mapping and adds it to the dict at this depth; a key that is there already is an error (`f(**a, **b)`).",
  },
  {
    number: 165,
    name: "DICT_UPDATE",
    operand: "raw",
    effect: -1,
    checkpoints: "slow",
    does: "Pops a mapping and updates the dict at this depth with it.",
  },
  {
    number: 166,
    name: "PRECALL",
    operand: "raw",
    effect: "-oparg",
    cache: [["counter", 1]],
    checkpoints: "absent",
    does: "Gets a call with this many arguments ready: a bound method on the stack is taken apart into function and self.",
  },
  {
    number: 171,
    name: "CALL",
    operand: "raw",
    effect: -1,
    cache: [
      ["counter", 1],
      ["func_version", 2],
      ["min_args", 1],
    ],
    checkpoints: "call",
    does: "Calls with this many arguments (the last of them named by KW_NAMES) and pushes the result.",
  },
  {
    number: 172,
    name: "KW_NAMES",
    operand: "const",
    effect: 0,
    checkpoints: "absent",
    does: "Says which names the last arguments of the next call have.",
  },
  {
    number: 173,
    name: "POP_JUMP_BACKWARD_IF_NOT_NONE",
    operand: "jumpBackward",
    effect: -1,
    checkpoints: "noneBackward",
    does: "Pops a value and jumps backward unless it is None.",
  },
  {
    number: 174,
    name: "POP_JUMP_BACKWARD_IF_NONE",
    operand: "jumpBackward",
    effect: -1,
    checkpoints: "noneBackward",
    does: "Pops a value and jumps backward if it is None.",
  },
  {
    number: 175,
    name: "POP_JUMP_BACKWARD_IF_FALSE",
    operand: "jumpBackward",
    effect: -1,
    checkpoints: "conditionalBackward",
    does: "Pops a value and jumps backward if it is false.",
  },
  {
    number: 176,
    name: "POP_JUMP_BACKWARD_IF_TRUE",
    operand: "jumpBackward",
    effect: -1,
    checkpoints: "conditionalBackward",
    does: "Pops a value and jumps backward if it is true.",
  },
] as const;

/** CPython 3.11: Lib/opcode.py _specializations, Include/opcode.h. Without `checkpoints`: the family's. */
const specializedTable = [
  { number: 3, name: "BINARY_OP_ADAPTIVE", family: "BINARY_OP", does: "BINARY_OP that counts down to specializing itself." },
  { number: 4, name: "BINARY_OP_ADD_FLOAT", family: "BINARY_OP", does: "`+` of two floats." },
  { number: 5, name: "BINARY_OP_ADD_INT", family: "BINARY_OP", does: "`+` of two ints." },
  { number: 6, name: "BINARY_OP_ADD_UNICODE", family: "BINARY_OP", does: "`+` of two strings." },
  {
    number: 7,
    name: "BINARY_OP_INPLACE_ADD_UNICODE",
    family: "BINARY_OP",
    does: "`s = s + t` of strings where `s` is a local variable: the STORE_FAST after it is done too.",
  },
  { number: 8, name: "BINARY_OP_MULTIPLY_FLOAT", family: "BINARY_OP", does: "`*` of two floats." },
  { number: 13, name: "BINARY_OP_MULTIPLY_INT", family: "BINARY_OP", does: "`*` of two ints." },
  { number: 14, name: "BINARY_OP_SUBTRACT_FLOAT", family: "BINARY_OP", does: "`-` of two floats." },
  { number: 16, name: "BINARY_OP_SUBTRACT_INT", family: "BINARY_OP", does: "`-` of two ints." },
  {
    number: 17,
    name: "BINARY_SUBSCR_ADAPTIVE",
    family: "BINARY_SUBSCR",
    does: "BINARY_SUBSCR that counts down to specializing itself.",
  },
  { number: 18, name: "BINARY_SUBSCR_DICT", family: "BINARY_SUBSCR", does: "`d[key]` of a dict." },
  {
    number: 19,
    name: "BINARY_SUBSCR_GETITEM",
    family: "BINARY_SUBSCR",
    does: "`o[key]` where `__getitem__` is a Python function: its frame is entered.",
  },
  {
    number: 20,
    name: "BINARY_SUBSCR_LIST_INT",
    family: "BINARY_SUBSCR",
    does: "`list[i]` with a small index that is not negative.",
  },
  {
    number: 21,
    name: "BINARY_SUBSCR_TUPLE_INT",
    family: "BINARY_SUBSCR",
    does: "`tuple[i]` with a small index that is not negative.",
  },
  { number: 22, name: "CALL_ADAPTIVE", family: "CALL", does: "CALL that counts down to specializing itself." },
  {
    number: 23,
    name: "CALL_PY_EXACT_ARGS",
    family: "CALL",
    checkpoints: "quietCall",
    does: "Call of a Python function with exactly its positional arguments: its frame is entered.",
  },
  {
    number: 24,
    name: "CALL_PY_WITH_DEFAULTS",
    family: "CALL",
    checkpoints: "quietCall",
    does: "Call of a Python function with some defaults filled in: its frame is entered.",
  },
  { number: 26, name: "COMPARE_OP_ADAPTIVE", family: "COMPARE_OP", does: "COMPARE_OP that counts down to specializing itself." },
  {
    number: 27,
    name: "COMPARE_OP_FLOAT_JUMP",
    family: "COMPARE_OP",
    checkpoints: "compareJump",
    does: "Comparison of two floats with the jump after it.",
  },
  {
    number: 28,
    name: "COMPARE_OP_INT_JUMP",
    family: "COMPARE_OP",
    checkpoints: "compareJump",
    does: "Comparison of two small ints with the jump after it.",
  },
  {
    number: 29,
    name: "COMPARE_OP_STR_JUMP",
    family: "COMPARE_OP",
    checkpoints: "compareJump",
    does: "`==` or `!=` of two strings with the jump after it.",
  },
  {
    number: 34,
    name: "EXTENDED_ARG_QUICK",
    family: "EXTENDED_ARG",
    does: "EXTENDED_ARG in code that has been quickened: goes on with the unspecialized form of the next opcode.",
  },
  {
    number: 38,
    name: "JUMP_BACKWARD_QUICK",
    family: "JUMP_BACKWARD",
    does: "JUMP_BACKWARD in code that has been quickened: no more warm-up.",
  },
  { number: 39, name: "LOAD_ATTR_ADAPTIVE", family: "LOAD_ATTR", does: "LOAD_ATTR that counts down to specializing itself." },
  {
    number: 40,
    name: "LOAD_ATTR_INSTANCE_VALUE",
    family: "LOAD_ATTR",
    does: "Attribute from the inline values of an instance of the type seen before.",
  },
  { number: 41, name: "LOAD_ATTR_MODULE", family: "LOAD_ATTR", does: "Attribute of a module whose keys are those seen before." },
  {
    number: 42,
    name: "LOAD_ATTR_SLOT",
    family: "LOAD_ATTR",
    does: "Attribute from a slot of an instance of the type seen before.",
  },
  {
    number: 43,
    name: "LOAD_ATTR_WITH_HINT",
    family: "LOAD_ATTR",
    does: "Attribute from the `__dict__` of an instance, tried first where it was last time.",
  },
  { number: 44, name: "LOAD_CONST__LOAD_FAST", family: "LOAD_CONST", does: "LOAD_CONST and the LOAD_FAST after it." },
  { number: 45, name: "LOAD_FAST__LOAD_CONST", family: "LOAD_FAST", does: "LOAD_FAST and the LOAD_CONST after it." },
  { number: 46, name: "LOAD_FAST__LOAD_FAST", family: "LOAD_FAST", does: "LOAD_FAST and the LOAD_FAST after it." },
  {
    number: 47,
    name: "LOAD_GLOBAL_ADAPTIVE",
    family: "LOAD_GLOBAL",
    does: "LOAD_GLOBAL that counts down to specializing itself.",
  },
  {
    number: 48,
    name: "LOAD_GLOBAL_BUILTIN",
    family: "LOAD_GLOBAL",
    does: "A built-in, found where it was as long as no global or built-in has been added.",
  },
  {
    number: 55,
    name: "LOAD_GLOBAL_MODULE",
    family: "LOAD_GLOBAL",
    does: "A global, found where it was as long as none has been added.",
  },
  {
    number: 56,
    name: "LOAD_METHOD_ADAPTIVE",
    family: "LOAD_METHOD",
    does: "LOAD_METHOD that counts down to specializing itself.",
  },
  { number: 57, name: "LOAD_METHOD_CLASS", family: "LOAD_METHOD", does: "Attribute of the class seen before." },
  {
    number: 58,
    name: "LOAD_METHOD_MODULE",
    family: "LOAD_METHOD",
    does: "Function of a module whose keys are those seen before.",
  },
  {
    number: 59,
    name: "LOAD_METHOD_NO_DICT",
    family: "LOAD_METHOD",
    does: "Method of a type whose instances have no `__dict__`.",
  },
  {
    number: 62,
    name: "LOAD_METHOD_WITH_DICT",
    family: "LOAD_METHOD",
    does: "Method of an instance whose `__dict__` has the keys seen before.",
  },
  { number: 63, name: "LOAD_METHOD_WITH_VALUES", family: "LOAD_METHOD", does: "Method of an instance with inline values." },
  { number: 64, name: "PRECALL_ADAPTIVE", family: "PRECALL", does: "PRECALL that counts down to specializing itself." },
  { number: 65, name: "PRECALL_BOUND_METHOD", family: "PRECALL", does: "PRECALL for a bound method." },
  {
    number: 66,
    name: "PRECALL_BUILTIN_CLASS",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a built-in class.",
  },
  {
    number: 67,
    name: "PRECALL_BUILTIN_FAST_WITH_KEYWORDS",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a built-in that takes keywords.",
  },
  {
    number: 72,
    name: "PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a method of a built-in type that takes keywords.",
  },
  {
    number: 73,
    name: "PRECALL_NO_KW_BUILTIN_FAST",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a built-in with positional arguments.",
  },
  {
    number: 76,
    name: "PRECALL_NO_KW_BUILTIN_O",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a built-in with one argument.",
  },
  {
    number: 77,
    name: "PRECALL_NO_KW_ISINSTANCE",
    family: "PRECALL",
    checkpoints: "quietCall",
    does: "The whole call of `isinstance`.",
  },
  { number: 78, name: "PRECALL_NO_KW_LEN", family: "PRECALL", checkpoints: "quietCall", does: "The whole call of `len`." },
  {
    number: 79,
    name: "PRECALL_NO_KW_LIST_APPEND",
    family: "PRECALL",
    checkpoints: "quietCall",
    does: "The whole call of `list.append`, with the POP_TOP after it.",
  },
  {
    number: 80,
    name: "PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a method of a built-in type with positional arguments.",
  },
  {
    number: 81,
    name: "PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a method of a built-in type without arguments.",
  },
  {
    number: 113,
    name: "PRECALL_NO_KW_METHOD_DESCRIPTOR_O",
    family: "PRECALL",
    checkpoints: "call",
    does: "The whole call of a method of a built-in type with one argument.",
  },
  { number: 121, name: "PRECALL_NO_KW_STR_1", family: "PRECALL", checkpoints: "call", does: "The whole call of `str(x)`." },
  { number: 127, name: "PRECALL_NO_KW_TUPLE_1", family: "PRECALL", checkpoints: "call", does: "The whole call of `tuple(x)`." },
  {
    number: 141,
    name: "PRECALL_NO_KW_TYPE_1",
    family: "PRECALL",
    checkpoints: "quietCall",
    does: "The whole call of `type(x)`.",
  },
  { number: 143, name: "PRECALL_PYFUNC", family: "PRECALL", does: "PRECALL for a Python function: nothing to do." },
  { number: 150, name: "RESUME_QUICK", family: "RESUME", does: "RESUME in code that has been quickened: no more warm-up." },
  { number: 153, name: "STORE_ATTR_ADAPTIVE", family: "STORE_ATTR", does: "STORE_ATTR that counts down to specializing itself." },
  {
    number: 154,
    name: "STORE_ATTR_INSTANCE_VALUE",
    family: "STORE_ATTR",
    does: "Stores into the inline values of an instance of the type seen before.",
  },
  {
    number: 158,
    name: "STORE_ATTR_SLOT",
    family: "STORE_ATTR",
    does: "Stores into a slot of an instance of the type seen before.",
  },
  {
    number: 159,
    name: "STORE_ATTR_WITH_HINT",
    family: "STORE_ATTR",
    does: "Stores into the `__dict__` of an instance, tried first where the name was last time.",
  },
  { number: 161, name: "STORE_FAST__LOAD_FAST", family: "STORE_FAST", does: "STORE_FAST and the LOAD_FAST after it." },
  { number: 167, name: "STORE_FAST__STORE_FAST", family: "STORE_FAST", does: "STORE_FAST and the STORE_FAST after it." },
  {
    number: 168,
    name: "STORE_SUBSCR_ADAPTIVE",
    family: "STORE_SUBSCR",
    does: "STORE_SUBSCR that counts down to specializing itself.",
  },
  { number: 169, name: "STORE_SUBSCR_DICT", family: "STORE_SUBSCR", does: "`d[key] = value` of a dict." },
  {
    number: 170,
    name: "STORE_SUBSCR_LIST_INT",
    family: "STORE_SUBSCR",
    does: "`list[i] = value` with a small index that is not negative.",
  },
  {
    number: 177,
    name: "UNPACK_SEQUENCE_ADAPTIVE",
    family: "UNPACK_SEQUENCE",
    does: "UNPACK_SEQUENCE that counts down to specializing itself.",
  },
  { number: 178, name: "UNPACK_SEQUENCE_LIST", family: "UNPACK_SEQUENCE", does: "Unpacks a list." },
  { number: 179, name: "UNPACK_SEQUENCE_TUPLE", family: "UNPACK_SEQUENCE", does: "Unpacks a tuple." },
  { number: 180, name: "UNPACK_SEQUENCE_TWO_TUPLE", family: "UNPACK_SEQUENCE", does: "Unpacks a pair." },
] as const;

/**
 * CPython 3.11: Python/compile.c, the opcodes above 240.
 * NOT CPYTHON: theirs count down from 255; ours are above 255, so that a real opcode always fits into a byte and no other does.
 */
const pseudoTable = [
  {
    number: 256,
    name: "SETUP_FINALLY",
    operand: "jump",
    effect: "jump ? 1 : 0",
    does: "From here on an exception goes to the target, with the exception pushed.",
  },
  {
    number: 257,
    name: "SETUP_CLEANUP",
    operand: "jump",
    effect: "jump ? 2 : 0",
    does: "From here on an exception goes to the target, with the position of the raise and the exception pushed.",
  },
  {
    number: 258,
    name: "SETUP_WITH",
    operand: "jump",
    effect: "jump ? 1 : 0",
    does: "As SETUP_CLEANUP, after dropping the value of `__enter__()`.",
  },
  { number: 259, name: "POP_BLOCK", effect: 0, does: "Ends the part guarded by the innermost SETUP_*." },
  { number: 260, name: "JUMP", operand: "jump", effect: 0, does: "Jumps, either way." },
  { number: 261, name: "JUMP_NO_INTERRUPT", operand: "jump", effect: 0, does: "Jumps, either way, and is no checkpoint." },
  {
    number: 262,
    name: "POP_JUMP_IF_FALSE",
    operand: "jump",
    effect: -1,
    does: "Pops a value and jumps, either way, if it is false.",
  },
  {
    number: 263,
    name: "POP_JUMP_IF_TRUE",
    operand: "jump",
    effect: -1,
    does: "Pops a value and jumps, either way, if it is true.",
  },
  {
    number: 264,
    name: "POP_JUMP_IF_NONE",
    operand: "jump",
    effect: -1,
    does: "Pops a value and jumps, either way, if it is None.",
  },
  {
    number: 265,
    name: "POP_JUMP_IF_NOT_NONE",
    operand: "jump",
    effect: -1,
    does: "Pops a value and jumps, either way, unless it is None.",
  },
] as const;

type AnyRow = (typeof table)[number] | (typeof specializedTable)[number] | (typeof pseudoTable)[number];

/** The numbers of all opcodes, by name. */
export type Op = { readonly [R in AnyRow as R["name"]]: R["number"] };

/** The name of an opcode. */
export type OpcodeName = keyof Op;

/** Opcodes from this one on have an operand. */
export const HAVE_ARGUMENT = 90;

/** The largest number of a real opcode, and the smallest of a pseudo-opcode minus one. */
export const MAX_REAL_OPCODE = 255;

/** CPython 3.11: Lib/opcode.py cmp_op */
export const compareOperators: readonly string[] = ["<", "<=", "==", "!=", ">", ">="];

/** CPython 3.11: Lib/opcode.py _nb_ops, as written in a program. */
export const binaryOperators: readonly string[] = [
  ...["+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"],
  ...["+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="],
];

function fillCheckpoints(given: Checkpoints): Record<CheckpointColumn, CheckpointRule> {
  const filled = {} as Record<CheckpointColumn, CheckpointRule>;
  for (const column of checkpointColumns) filled[column] = given[column] ?? "never";
  return filled;
}

function makeRow(row: TableRow, kind: OpcodeRow["kind"], family: string): OpcodeRow {
  const checkpoints = fillCheckpoints(checkpointClasses[row.checkpoints ?? "absent"]);
  return {
    number: row.number,
    name: row.name,
    operand: row.operand ?? "none",
    effect: typeof row.effect === "number" ? row.effect : effectFormulas[row.effect],
    cache: row.cache ?? [],
    checkpoint: checkpoints["3.11"],
    checkpoints,
    suppressesCheck: row.suppressesCheck ?? [],
    kind,
    family,
    sentence: row.does,
  };
}

function makeRows(): OpcodeRow[] {
  const bases = new Map<string, TableRow>(table.map((row: TableRow) => [row.name, row]));
  const made = table.map((row: TableRow) => makeRow(row, "base", row.name));
  for (const row of specializedTable) made.push(makeRow({ ...bases.get(row.family)!, ...row }, "specialized", row.family));
  for (const row of pseudoTable) made.push(makeRow(row, "pseudo", row.name));
  return made.sort((a, b) => a.number - b.number);
}

/**
 * Every opcode, in the order of their numbers. A specialized row has the operand, the stack effect and the caches of its family, which are
 * right for whoever reads code as compiled; what it does to the instruction after it is said in its sentence.
 */
export const rows: readonly OpcodeRow[] = makeRows();

/** Row by opcode number; undefined where there is none. */
export const rowByOpcode: readonly (OpcodeRow | undefined)[] = indexRows();

function indexRows(): (OpcodeRow | undefined)[] {
  const index = new Array<OpcodeRow | undefined>(rows.at(-1)!.number + 1).fill(undefined);
  for (const row of rows) index[row.number] = row;
  return index;
}

/** Opcode number by name: `op.LOAD_FAST` is 124. */
export const op: Op = Object.freeze(Object.fromEntries(rows.map((row) => [row.name, row.number]))) as Op;

/** Opcode name by number; `<n>` where there is none. */
export const opname: readonly string[] = rowByOpcode.map((row, number) => row?.name ?? `<${number}>`);

/** Code units of inline cache after each opcode, by number. */
export const cacheEntries: Uint8Array = Uint8Array.from(rowByOpcode, (row) =>
  row ? row.cache.reduce((sum, field) => sum + field[1], 0) : 0,
);

/** For each opcode the one of its family that compilers emit, by number (CPython 3.11: _PyOpcode_Deopt). */
export const deopt: Uint16Array = Uint16Array.from(rowByOpcode, (row, number) => (row ? op[row.family as OpcodeName] : number));

/** Whether an opcode has a jump target, by number; the SETUP_* pseudo-opcodes are no jumps. */
export const isJump: readonly boolean[] = rowByOpcode.map(
  (row) =>
    row !== undefined &&
    (row.operand === "jumpForward" ||
      row.operand === "jumpBackward" ||
      (row.operand === "jump" && !row.name.startsWith("SETUP_"))),
);

/** Whether an opcode is SETUP_FINALLY, SETUP_CLEANUP or SETUP_WITH. */
export function isBlockPush(opcode: number): boolean {
  return opcode >= op.SETUP_FINALLY && opcode <= op.SETUP_WITH;
}

const VARIABLE = 127;
const fixedEffects: Int8Array = Int8Array.from(rowByOpcode, (row) => (typeof row?.effect === "number" ? row.effect : VARIABLE));

/**
 * How many values more are on the stack after an instruction.
 *
 * CPython 3.11: Python/compile.c stack_effect
 *
 * @param jump whether its jump is taken; undefined: whichever gives more
 * @throws RangeError for a number that is no opcode
 */
export function stackEffect(opcode: number, oparg: number, jump?: boolean): number {
  const fixed = fixedEffects[opcode];
  if (fixed !== undefined && fixed !== VARIABLE) return fixed;
  const row = rowByOpcode[opcode];
  if (row === undefined) throw new RangeError("invalid opcode or oparg");
  return (row.effect as StackEffect)(oparg, jump);
}
