import { failed } from "../host.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { raiseKeyError } from "../objects/exceptions/raise.ts";
import { isInt } from "../objects/int/value.ts";
import { isStr } from "../objects/str/arguments.ts";
import { reprText } from "../objects/str/repr.ts";
import { newStructSequence, type StructSequence, structSequence } from "../objects/structseq.ts";
import { method } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";

/*
 * The account databases, as the host's /etc/passwd and /etc/group have them. NOT CPYTHON: other sources of the name service switch are not asked.
 */

const passwd: StructSequence = structSequence(
  "pwd.struct_passwd",
  ["pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"],
  { doc: "An entry of the password database." },
);
const group: StructSequence = structSequence("grp.struct_group", ["gr_name", "gr_passwd", "gr_gid", "gr_mem"], {
  doc: "An entry of the group database.",
});

/** The lines of a file, as fields; none if it cannot be read. */
function readEntries(vm: VM, path: string, fields: number): string[][] {
  const file = vm.host.open(path, 0, 0);
  if (failed(file)) return [];
  const chunks: string[] = [];
  for (;;) {
    const bytes = file.read(65536);
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) break;
    let text = "";
    for (const b of bytes) text += String.fromCharCode(b);
    chunks.push(text);
  }
  file.close();
  return chunks
    .join("")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(":"))
    .filter((entry) => entry.length >= fields);
}

function makePasswd(vm: VM, e: readonly string[]): Result {
  const text = (i: number): PyObject => vm.newStr(e[i]!);
  const values = [text(0), text(1), vm.newInt(Number(e[2])), vm.newInt(Number(e[3])), text(4), text(5), text(6)];
  return newStructSequence(vm, passwd, values);
}

function makeGroup(vm: VM, e: readonly string[]): Result {
  const members = e[3] === "" ? [] : e[3]!.split(",");
  const list = vm.newList(members.map((m) => vm.newStr(m)));
  return newStructSequence(vm, group, [vm.newStr(e[0]!), vm.newStr(e[1]!), vm.newInt(Number(e[2])), list]);
}

function notFound(vm: VM, message: string): null {
  const text = vm.newStr(message);
  raiseKeyError(vm, text);
  vm.counts.decref(text);
  return null;
}

/** The functions of one of the two modules. */
function databaseModule(
  name: string,
  shape: StructSequence,
  file: string,
  fields: number,
  prefix: string,
  idName: string,
  make: (vm: VM, e: readonly string[]) => Result,
): ModuleSpec {
  const all = (vm: VM): string[][] => readEntries(vm, file, fields);
  const byName = (vm: VM, _m: PyObject, o: PyObject): Result => {
    if (!isStr(o))
      return vm.raise(vm.T.TypeError, `get${prefix}nam() argument must be str, not ${o === vm.none ? "None" : o.type.name}`);
    const entry = all(vm).find((e) => e[0] === o.v);
    return entry === undefined ? notFound(vm, `get${prefix}nam(): name not found: ${reprText(o.v as string)}`) : make(vm, entry);
  };
  const byId = (vm: VM, _m: PyObject, o: PyObject): Result => {
    if (!isInt(o)) return vm.raise(vm.T.TypeError, `${idName} should be integer, not ${o.type.name}`);
    const entry = all(vm).find((e) => e[2] === String(Number(o.v)));
    return entry === undefined ? notFound(vm, `get${prefix}${idName}(): ${idName} not found: ${String(o.v)}`) : make(vm, entry);
  };
  const list = (vm: VM): Result => vm.newList(all(vm).map((e) => make(vm, e)!));
  return {
    name,
    types: [shape.spec],
    methods: [
      method(`get${prefix}nam`, name === "grp" ? "($module, /, name)" : "($module, name, /)", byName, {
        doc: "The entry with that name.",
      }),
      method(`get${prefix}${idName}`, name === "grp" ? "($module, /, id)" : "($module, uidobj, /)", byId, {
        doc: "The entry with that number.",
      }),
      method(`get${prefix}all`, "($module, /)", list, { doc: "All entries, in any order." }),
    ],
  };
}

/** The module `pwd`. CPython 3.11: Modules/pwdmodule.c */
export const pwdModule: ModuleSpec = databaseModule("pwd", passwd, "/etc/passwd", 7, "pw", "uid", makePasswd);
/** The module `grp`. CPython 3.11: Modules/grpmodule.c */
export const grpModule: ModuleSpec = databaseModule("grp", group, "/etc/group", 4, "gr", "gid", makeGroup);
