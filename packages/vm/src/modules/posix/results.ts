import { newRef } from "@vivarium/heap";
import { andThen as then } from "../../eval/native-frame.ts";
import type { FileStatus } from "../../host.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType, Result } from "../../object.ts";
import { newStructSequence, type StructSequence, structSequence } from "../../objects/structseq.ts";

const statItems = ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size"] as const;
const statTimes = ["st_atime", "st_mtime", "st_ctime"] as const;
const statHidden = [...statTimes, "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"];
const bare = structSequence("os.stat_result", [...statItems, null, null, null], {
  hidden: statHidden,
  doc: "stat_result: Result from stat, fstat, or lstat.",
});
const named = structSequence("os.stat_result", [...statItems, ...statTimes], { hidden: statHidden });

/** The whole seconds stand in for times that were left out. CPython 3.11: Modules/posixmodule.c statresult_new */
function stat_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  return then(vm, bare.spec.slots!.tp_new!(vm, type, args, kwnames), fillTimes);
}

function fillTimes(vm: VM, o: PyObject): Result {
  const slots = o.w!.slots as PyObject[];
  for (let i = 0; i < 3; i++)
    if (slots[i] === vm.none) {
      vm.counts.decref(slots[i]!);
      slots[i] = newRef((o.v as PyObject[])[7 + i]!);
    }
  return o;
}

export const statResult: StructSequence = {
  ...bare,
  spec: { ...bare.spec, slots: { ...bare.spec.slots, tp_new: stat_new, tp_repr: named.spec.slots!.tp_repr! } },
};

export const terminalSize: StructSequence = structSequence("os.terminal_size", ["columns", "lines"], {
  doc: "A tuple of (columns, lines) for holding terminal window size",
});
export const unameResult: StructSequence = structSequence(
  "posix.uname_result",
  ["sysname", "nodename", "release", "version", "machine"],
  {
    doc: "uname_result: Result from os.uname().",
  },
);
export const timesResult: StructSequence = structSequence(
  "posix.times_result",
  ["user", "system", "children_user", "children_system", "elapsed"],
  {
    doc: "times_result: Result from os.times().",
  },
);
export const statvfsResult: StructSequence = structSequence(
  "os.statvfs_result",
  ["f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax"],
  { hidden: ["f_fsid"], doc: "statvfs_result: Result from statvfs or fstatvfs." },
);
export const waitidResult: StructSequence = structSequence(
  "posix.waitid_result",
  ["si_pid", "si_uid", "si_signo", "si_status", "si_code"],
  {
    doc: "waitid_result: Result from waitid.",
  },
);
export const schedParam: StructSequence = structSequence("posix.sched_param", ["sched_priority"], {
  doc: "A scheduling parameter.",
});

const BILLION = 1_000_000_000n;

function floorSeconds(ns: bigint): bigint {
  const q = ns / BILLION;
  return ns < 0n && q * BILLION !== ns ? q - 1n : q;
}

/** CPython 3.11: Modules/posixmodule.c _pystat_fromstructstat */
export function newStatResult(vm: VM, s: FileStatus): PyObject {
  const times = [s.atime, s.mtime, s.ctime];
  const seconds = times.map(floorSeconds);
  return newStructSequence(vm, statResult, [
    vm.newInt(s.mode),
    vm.newInt(s.ino),
    vm.newInt(s.dev),
    vm.newInt(s.nlink),
    vm.newInt(s.uid),
    vm.newInt(s.gid),
    vm.newInt(s.size),
    ...seconds.map((t) => vm.newIntFromBig(t)),
    ...times.map((t, i) => vm.newFloat(Number(seconds[i]) + 1e-9 * Number(t - seconds[i]! * BILLION))),
    ...times.map((t) => vm.newIntFromBig(t)),
    vm.newInt(4096),
    vm.newInt(Math.ceil(s.size / 4096) * 8),
    vm.newInt(0),
  ]);
}
