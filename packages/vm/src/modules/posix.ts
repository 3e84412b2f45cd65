import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import { dictSet } from "../objects/dict/dict.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { haveFunctions, pathconfNames, posixConstants, sysconfNames } from "./posix/constants.ts";
import { fileFunctions } from "./posix/files.ts";
import { environDict, osErrorClass, processFunctions } from "./posix/process.ts";
import { schedParam, statResult, statvfsResult, terminalSize, timesResult, unameResult, waitidResult } from "./posix/results.ts";
import { dirEntrySpec } from "./posix/scandir.ts";
import { waitFunctions } from "./posix/wait.ts";

function namesDict(vm: VM, names: Readonly<Record<string, number>>): PyObject {
  const dict = vm.newDict();
  for (const [name, n] of Object.entries(names)) {
    const key = vm.intern(name);
    const value = vm.newInt(n);
    dictSet(vm, dict, key, value);
    vm.counts.decrefAll([key, value]);
  }
  return dict;
}

/** The operating system. CPython 3.11: Modules/posixmodule.c */
export const posixModule: ModuleSpec = {
  name: "posix",
  doc: "What the operating system offers, as POSIX and the C standard have it. Use the module os.",
  methods: [...fileFunctions, ...processFunctions, ...waitFunctions],
  types: [
    dirEntrySpec,
    ...[statResult, terminalSize, unameResult, timesResult, statvfsResult, waitidResult, schedParam].map((s) => s.spec),
  ],
  init(vm, set) {
    for (const [name, n] of Object.entries(posixConstants)) set(name, vm.newInt(n));
    set(
      "environ",
      environDict(vm, (dict, key, value) => void dictSet(vm, dict, key, value)),
    );
    set("_have_functions", vm.newList(haveFunctions.map((name) => vm.newStr(name))));
    set("sysconf_names", namesDict(vm, sysconfNames));
    set("pathconf_names", namesDict(vm, pathconfNames));
    set("error", osErrorClass(vm));
  },
};
