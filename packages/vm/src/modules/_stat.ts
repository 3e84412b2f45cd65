import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { numberIndex } from "../protocol/number.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** Linux's constants of <sys/stat.h>; 0 where the system has no such thing. */
const constants: readonly (readonly [name: string, value: number])[] = [
  ["S_IFDIR", 16384],
  ["S_IFCHR", 8192],
  ["S_IFBLK", 24576],
  ["S_IFREG", 32768],
  ["S_IFIFO", 4096],
  ["S_IFLNK", 40960],
  ["S_IFSOCK", 49152],
  ["S_IFDOOR", 0],
  ["S_IFPORT", 0],
  ["S_IFWHT", 0],
  ["S_ISUID", 2048],
  ["S_ISGID", 1024],
  ["S_ISVTX", 512],
  ["S_ENFMT", 1024],
  ["S_IREAD", 256],
  ["S_IWRITE", 128],
  ["S_IEXEC", 64],
  ["S_IRWXU", 448],
  ["S_IRUSR", 256],
  ["S_IWUSR", 128],
  ["S_IXUSR", 64],
  ["S_IRWXG", 56],
  ["S_IRGRP", 32],
  ["S_IWGRP", 16],
  ["S_IXGRP", 8],
  ["S_IRWXO", 7],
  ["S_IROTH", 4],
  ["S_IWOTH", 2],
  ["S_IXOTH", 1],
  ["UF_NODUMP", 1],
  ["UF_IMMUTABLE", 2],
  ["UF_APPEND", 4],
  ["UF_OPAQUE", 8],
  ["UF_NOUNLINK", 16],
  ["UF_COMPRESSED", 32],
  ["UF_HIDDEN", 32768],
  ["SF_ARCHIVED", 65536],
  ["SF_IMMUTABLE", 131072],
  ["SF_APPEND", 262144],
  ["SF_NOUNLINK", 1048576],
  ["SF_SNAPSHOT", 2097152],
  ["ST_MODE", 0],
  ["ST_INO", 1],
  ["ST_DEV", 2],
  ["ST_NLINK", 3],
  ["ST_UID", 4],
  ["ST_GID", 5],
  ["ST_SIZE", 6],
  ["ST_ATIME", 7],
  ["ST_MTIME", 8],
  ["ST_CTIME", 9],
];

const S_IFMT = 0o170000;
const MAX_UNSIGNED_LONG = 18446744073709551615n;

/** A mode argument as a C unsigned int, then `f` of it. CPython 3.11: Modules/_stat.c _PyLong_AsMode_t */
function withMode(name: string, doc: string, f: (vm: VM, mode: number) => Result): MethodSpec {
  const after = (vm: VM, value: PyObject): Result => {
    const v = BigInt(value.v as number | bigint);
    vm.counts.decref(value);
    if (v < 0n) return vm.raise(vm.T.OverflowError, "can't convert negative value to unsigned int");
    if (v > MAX_UNSIGNED_LONG) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C unsigned long");
    if (v > 0xffffffffn) return vm.raise(vm.T.OverflowError, "mode out of range");
    return f(vm, Number(v));
  };
  const fn = (vm: VM, _module: PyObject, o: PyObject): Result => {
    if (!o.type.mro.includes(vm.T.int)) return vm.raise(vm.T.TypeError, "an integer is required");
    return then(vm, numberIndex(vm, o), after);
  };
  return method(name, "($module, mode, /)", fn, { convention: "METH_O", doc });
}

function kindTest(name: string, kind: number, what: string): MethodSpec {
  return withMode(name, `${name}(mode) -> bool\n\nReturn True if mode is from ${what}.`, (vm, mode) =>
    vm.newBool(kind !== 0 && (mode & S_IFMT) === kind),
  );
}

const KIND_LETTERS: readonly (readonly [kind: number, letter: string])[] = [
  [0o100000, "-"],
  [0o040000, "d"],
  [0o120000, "l"],
  [0o060000, "b"],
  [0o020000, "c"],
  [0o010000, "p"],
  [0o140000, "s"],
];

/** What `ls -l` shows. CPython 3.11: Modules/_stat.c filetype, fileperm */
function modeText(mode: number): string {
  const kind = KIND_LETTERS.find(([k]) => (mode & S_IFMT) === k);
  let text = kind === undefined ? "?" : kind[1];
  const special = [
    [0o4000, "s", "S"],
    [0o2000, "s", "S"],
    [0o1000, "t", "T"],
  ] as const;
  for (let i = 0; i < 3; i++) {
    const bits = (mode >> (6 - 3 * i)) & 7;
    const [flag, both, alone] = special[i]!;
    text += (bits & 4) !== 0 ? "r" : "-";
    text += (bits & 2) !== 0 ? "w" : "-";
    const executable = (bits & 1) !== 0;
    text += (mode & flag) !== 0 ? (executable ? both : alone) : executable ? "x" : "-";
  }
  return text;
}

/** The module `_stat`. CPython 3.11: Modules/_stat.c stat_exec */
export const _statModule: ModuleSpec = {
  name: "_stat",
  doc: "What the bits of a file's mode mean.",
  methods: [
    kindTest("S_ISDIR", 0o040000, "a directory"),
    kindTest("S_ISCHR", 0o020000, "a character special device file"),
    kindTest("S_ISBLK", 0o060000, "a block special device file"),
    kindTest("S_ISREG", 0o100000, "a regular file"),
    kindTest("S_ISFIFO", 0o010000, "a FIFO (named pipe)"),
    kindTest("S_ISLNK", 0o120000, "a symbolic link"),
    kindTest("S_ISSOCK", 0o140000, "a socket"),
    kindTest("S_ISDOOR", 0, "a door"),
    kindTest("S_ISPORT", 0, "an event port"),
    kindTest("S_ISWHT", 0, "a whiteout"),
    withMode("S_IMODE", "Return the portion of the file's mode that can be set by os.chmod().", (vm, mode) =>
      vm.newInt(mode & 0o7777),
    ),
    withMode("S_IFMT", "Return the portion of the file's mode that describes the file type.", (vm, mode) =>
      vm.newInt(mode & S_IFMT),
    ),
    withMode("filemode", "Convert a file's mode to a string of the form '-rwxrwxrwx'", (vm, mode) => vm.newStr(modeText(mode))),
  ],
  init(vm, set) {
    for (const [name, value] of constants) set(name, vm.newInt(value));
  },
};
