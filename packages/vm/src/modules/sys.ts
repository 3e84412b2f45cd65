import { newRef } from "@vivarium/heap";
import { sys_displayhook } from "../builtins/displayhook.ts";
import { currentFrame } from "../eval/current.ts";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result } from "../object.ts";
import { dictGetStringBorrowed, dictStealString } from "../objects/dict/dict.ts";
import { handledException, raiseException, raiseObject } from "../objects/exceptions/raise.ts";
import { frameObjectOf, pythonFrameBelow } from "../objects/frame-object.ts";
import { moduleDict } from "../objects/module.ts";
import { newStructSequence, structSequence } from "../objects/structseq.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { printException } from "../traceback/print-exception.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { sysMethodsOfAsync } from "./sys/async-hooks.ts";
import { sysMethodsOfAudit } from "./sys/audit-hooks.ts";
import { sysMethodsOfBreakpoint } from "./sys/breakpoint.ts";
import { sysMethodsOfSize } from "./sys/getsizeof.ts";
import { sysMethodsOfGil } from "./sys/gil.ts";
import { sysMethodsOfSettings } from "./sys/settings.ts";
import { sysMethodsOfThreads } from "./sys/threads.ts";
import { sysMethodsOfTracing } from "./sys/tracing.ts";
import { unraisableArgsType, unraisablehook } from "./sys/unraisable.ts";

const versionInfo = structSequence("sys.version_info", ["major", "minor", "micro", "releaselevel", "serial"], {
  creatable: false,
});
const flagsInfo = structSequence(
  "sys.flags",
  [
    "debug",
    "inspect",
    "interactive",
    "optimize",
    "dont_write_bytecode",
    "no_user_site",
    "no_site",
    "ignore_environment",
    "verbose",
    "bytes_warning",
    "quiet",
    "hash_randomization",
    "isolated",
    "dev_mode",
    "utf8_mode",
    "warn_default_encoding",
    "safe_path",
    "int_max_str_digits",
  ],
  { creatable: false },
);
const floatInfo = structSequence("sys.float_info", [
  "max",
  "max_exp",
  "max_10_exp",
  "min",
  "min_exp",
  "min_10_exp",
  "dig",
  "mant_dig",
  "epsilon",
  "radix",
  "rounds",
]);
const intInfo = structSequence("sys.int_info", [
  "bits_per_digit",
  "sizeof_digit",
  "default_max_str_digits",
  "str_digits_check_threshold",
]);
const hashInfo = structSequence("sys.hash_info", [
  "width",
  "modulus",
  "inf",
  "nan",
  "imag",
  "algorithm",
  "hash_bits",
  "seed_bits",
  "cutoff",
]);
const threadInfo = structSequence("sys.thread_info", ["name", "lock", "version"]);

/** Command-line switches, as `sys.flags` shows them. */
export interface SysFlags {
  readonly debug?: number;
  readonly inspect?: number;
  readonly interactive?: number;
  readonly optimize?: number;
  readonly dontWriteBytecode?: number;
  readonly noUserSite?: number;
  readonly noSite?: number;
  readonly ignoreEnvironment?: number;
  readonly verbose?: number;
  readonly bytesWarning?: number;
  readonly quiet?: number;
  readonly hashRandomization?: number;
  readonly isolated?: number;
  readonly devMode?: boolean;
  readonly utf8Mode?: number;
  readonly warnDefaultEncoding?: number;
  readonly safePath?: boolean;
}

/** What start-up knows and `sys` shows. */
export interface SysConfig {
  readonly argv: readonly string[];
  readonly origArgv: readonly string[];
  readonly path: readonly string[];
  readonly executable: string;
  readonly prefix: string;
  readonly flags: SysFlags;
  readonly warnoptions: readonly string[];
  readonly xoptions: readonly (readonly [string, string | true])[];
}

/** The reference build. */
const VERSION = "3.11.7 (main, Dec  4 2023, 00:00:00) [Vivarium]";

function getrefcount(vm: VM, _m: PyObject, o: PyObject): Result {
  return vm.newInt(o.rc);
}

function getframe(vm: VM, _m: PyObject, depth: PyObject | null): Result {
  let frame = currentFrame(vm);
  for (let n = depth === null ? 0 : Number(depth.v); n > 0 && frame !== null; n--) frame = pythonFrameBelow(frame);
  return frame === null ? vm.raise(vm.T.ValueError, "call stack is not deep enough") : newRef(frameObjectOf(vm, frame));
}

function excInfo(vm: VM): Result {
  const e = handledException(vm);
  if (e === null) return vm.newTuple([vm.newNone(), vm.newNone(), vm.newNone()]);
  return vm.newTuple([newRef(e.type.object), newRef(e), newRef((e.v as { traceback: PyObject | null }).traceback ?? vm.none)]);
}

function exit(vm: VM, _m: PyObject, status: PyObject | null): Result {
  if (status !== null && isSubtype(status.type, vm.T.SystemExit)) return raiseObject(vm, newRef(status));
  const args =
    status === null || status === vm.none
      ? []
      : isSubtype(status.type, vm.T.tuple)
        ? (status.v as PyObject[]).map((x) => newRef(x))
        : [newRef(status)];
  return raiseException(vm, vm.T.SystemExit, args);
}

function setrecursionlimit(vm: VM, _m: PyObject, limit: PyObject): Result {
  if (!isSubtype(limit.type, vm.T.int))
    return vm.raise(vm.T.TypeError, `'${limit.type.name}' object cannot be interpreted as an integer`);
  const n = Number(limit.v);
  if (n < 1) return vm.raise(vm.T.ValueError, "recursion limit must be greater or equal than 1");
  if (vm.thread.depth >= n)
    return vm.raise(
      vm.T.RecursionError,
      `cannot set the recursion limit to ${n} at the recursion depth ${vm.thread.depth}: the limit is too low`,
    );
  vm.recursionLimit = n;
  return vm.newNone();
}

function intern(vm: VM, _m: PyObject, s: PyObject): Result {
  if (s.type !== vm.T.str)
    return vm.raise(
      vm.T.TypeError,
      isSubtype(s.type, vm.T.str) ? `can't intern ${s.type.name}` : `intern() argument must be str, not ${s.type.name}`,
    );
  const known = vm.interned.get(s.v as string);
  if (known !== undefined) return newRef(known);
  vm.interned.set(s.v as string, s as PyObject<string>);
  return newRef(s);
}

function excepthook(vm: VM, _m: PyObject, _type: PyObject, value: PyObject): Result {
  return then(vm, printException(vm, value), toNone);
}

function toNone(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return vm.newNone();
}

const methods: MethodSpec[] = [
  method("getrefcount", "($module, object, /)", getrefcount),
  method("_getframe", "($module, depth=0, /)", getframe),
  method("exc_info", "($module, /)", excInfo),
  method("exception", "($module, /)", (vm) => newRef(handledException(vm) ?? vm.none)),
  method("exit", "($module, status=None, /)", exit),
  method("getrecursionlimit", "($module, /)", (vm) => vm.newInt(vm.recursionLimit)),
  method("setrecursionlimit", "($module, limit, /)", setrecursionlimit),
  method("intern", "($module, string, /)", intern),
  method("displayhook", "($module, object, /)", sys_displayhook),
  method("excepthook", "($module, exctype, value, traceback, /)", excepthook),
  method("unraisablehook", "($module, unraisable, /)", unraisablehook),
  method("getdefaultencoding", "($module, /)", (vm) => vm.newStr("utf-8")),
  method("getfilesystemencoding", "($module, /)", (vm) => vm.newStr("utf-8")),
  method("getfilesystemencodeerrors", "($module, /)", (vm) => vm.newStr("surrogateescape")),
  method("is_finalizing", "($module, /)", (vm) => vm.newBool(vm.finalizing)),
  method("getallocatedblocks", "($module, /)", (vm) => vm.newInt(vm.generations.generations.reduce((n, g) => n + g.live, 0))),
  ...sysMethodsOfGil,
  ...sysMethodsOfAsync,
  ...sysMethodsOfAudit,
  ...sysMethodsOfBreakpoint,
  ...sysMethodsOfSettings,
  ...sysMethodsOfSize,
  ...sysMethodsOfThreads,
  ...sysMethodsOfTracing,
];

export const sysModule: ModuleSpec = {
  name: "sys",
  doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
  methods,
  init(vm, set, module) {
    const dict = moduleDict(vm, module);
    for (const name of ["displayhook", "excepthook", "breakpointhook", "unraisablehook"])
      set(`__${name}__`, newRef(dictGetStringBorrowed(vm, dict, name)!));
    set("version", vm.newStr(VERSION));
    set("hexversion", vm.newInt(0x030b07f0));
    set("api_version", vm.newInt(1013));
    set("copyright", vm.newStr("Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved."));
    set("platform", vm.newStr("linux"));
    set("maxsize", vm.newIntFromBig(9223372036854775807n));
    set("maxunicode", vm.newInt(0x10ffff));
    set("byteorder", vm.newStr("little"));
    set("platlibdir", vm.newStr("lib"));
    set("float_repr_style", vm.newStr("short"));
    set("_git", vm.newTuple([vm.newStr("CPython"), vm.newStr(""), vm.newStr("")]));
    set("_framework", vm.newStr(""));
    set("_home", vm.newNone());
    set("abiflags", vm.newStr(""));
    set("dont_write_bytecode", vm.newBool(true));
    set("pycache_prefix", vm.newNone());
    set("meta_path", vm.newList([]));
    set("path_hooks", vm.newList([]));
    set("path_importer_cache", vm.newDict());
    set("modules", newRef(vm.modules));
    const version = (): PyObject =>
      newStructSequence(vm, versionInfo, [vm.newInt(3), vm.newInt(11), vm.newInt(7), vm.newStr("final"), vm.newInt(0)]);
    set("version_info", version());
    set("float_info", newStructSequence(vm, floatInfo, floatFacts(vm)));
    set(
      "int_info",
      newStructSequence(
        vm,
        intInfo,
        [30, 4, 4300, 640].map((n) => vm.newInt(n)),
      ),
    );
    set(
      "hash_info",
      newStructSequence(vm, hashInfo, [
        vm.newInt(64),
        vm.newIntFromBig((1n << 61n) - 1n),
        vm.newInt(314159),
        vm.newInt(0),
        vm.newInt(1000003),
        vm.newStr("siphash13"),
        vm.newInt(64),
        vm.newInt(128),
        vm.newInt(0),
      ]),
    );
    set("thread_info", newStructSequence(vm, threadInfo, [vm.newStr("pthread"), vm.newStr("semaphore"), vm.newStr("NPTL 2.36")]));
    set("UnraisableHookArgs", unraisableArgsType(vm));
    setImplementation(vm, set, version());
  },
};

function floatFacts(vm: VM): PyObject[] {
  return [
    vm.newFloat(Number.MAX_VALUE),
    vm.newInt(1024),
    vm.newInt(308),
    vm.newFloat(2.2250738585072014e-308),
    vm.newInt(-1021),
    vm.newInt(-307),
    vm.newInt(15),
    vm.newInt(53),
    vm.newFloat(Number.EPSILON),
    vm.newInt(2),
    vm.newInt(1),
  ];
}

/** `sys.implementation`: a namespace. The name is CPython's, as programs that ask choose by it. */
function setImplementation(vm: VM, set: (name: string, value: PyObject) => void, version: PyObject): void {
  const names = ["name", "cache_tag", "version", "hexversion", "_multiarch"].map((n) => vm.intern(n));
  const values = [vm.newStr("cpython"), vm.newStr("cpython-311"), version, vm.newInt(0x030b07f0), vm.newStr("x86_64-linux-gnu")];
  const type = vm.T.SimpleNamespace;
  const o = type.tp_new!(vm, type, [], null) as PyObject;
  type.tp_init!(vm, o, values, names);
  vm.counts.decrefAll([...names, ...values]);
  set("implementation", o);
}

/** The part of `sys` that depends on how the program was started. */
export function configureSys(vm: VM, config: SysConfig, set: (name: string, value: PyObject) => void): void {
  const list = (items: readonly string[]): PyObject => vm.newList(items.map((s) => vm.newStr(s)));
  set("argv", list(config.argv));
  set("orig_argv", list(config.origArgv));
  set("path", list(config.path));
  set("executable", vm.newStr(config.executable));
  set("_base_executable", vm.newStr(config.executable));
  for (const name of ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix"]) set(name, vm.newStr(config.prefix));
  set("_stdlib_dir", vm.newStr(`${config.prefix}/lib/python3.11`));
  set("warnoptions", list(config.warnoptions));
  const x = vm.newDict();
  for (const [name, value] of config.xoptions) {
    dictStealString(vm, x, name, value === true ? vm.newBool(true) : vm.newStr(value));
  }
  set("_xoptions", x);
  const f = config.flags;
  const n = (value: number | undefined): PyObject => vm.newInt(value ?? 0);
  set(
    "flags",
    newStructSequence(vm, flagsInfo, [
      n(f.debug),
      n(f.inspect),
      n(f.interactive),
      n(f.optimize),
      n(f.dontWriteBytecode),
      n(f.noUserSite),
      n(f.noSite),
      n(f.ignoreEnvironment),
      n(f.verbose),
      n(f.bytesWarning),
      n(f.quiet),
      n(f.hashRandomization),
      n(f.isolated),
      vm.newBool(f.devMode ?? false),
      n(f.utf8Mode),
      n(f.warnDefaultEncoding),
      vm.newBool(f.safePath ?? false),
      vm.newInt(4300),
    ]),
  );
}
