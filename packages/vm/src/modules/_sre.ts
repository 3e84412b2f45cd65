import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, type PyObject, type Result } from "../object.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { hasBuffer } from "../protocol/buffer.ts";
import { lowerAscii, lowerUnicode, upperUnicode } from "./_sre/characters.ts";
import { matchSpec } from "./_sre/match.ts";
import { patternSpec, scannerSpec } from "./_sre/pattern.ts";
import type { PatternData } from "./_sre/pattern-data.ts";
import type { ModuleSpec } from "./module-spec.ts";

const MAXCODE = 0xffffffff;

/** CPython 3.11: Modules/_sre/sre.c _sre_compile_impl */
function compile(
  vm: VM,
  _m: PyObject,
  pattern: PyObject,
  flags: PyObject,
  code: PyObject,
  groups: PyObject,
  groupindex: PyObject,
  indexgroup: PyObject,
): Result {
  const { T } = vm;
  if (!code.type.mro.includes(T.list))
    return vm.raise(T.TypeError, `compile() argument 'code' must be list, not ${code.type.name}`);
  if (!groupindex.type.mro.includes(T.dict))
    return vm.raise(T.TypeError, `compile() argument 'groupindex' must be dict, not ${groupindex.type.name}`);
  if (!indexgroup.type.mro.includes(T.tuple))
    return vm.raise(T.TypeError, `compile() argument 'indexgroup' must be tuple, not ${indexgroup.type.name}`);
  const items = code.v as PyObject[];
  const words = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const word = Number(items[i]!.v);
    if (!(word >= 0 && word <= MAXCODE)) return vm.raise(T.OverflowError, "regular expression code size limit exceeded");
    words[i] = word;
  }
  let isBytes: boolean | null = null;
  if (pattern !== vm.none) {
    isBytes = !pattern.type.mro.includes(T.str);
    if (isBytes && !hasBuffer(pattern)) return vm.raise(T.TypeError, "expected string or bytes-like object");
  }
  return alloc<PatternData>(vm, vm.type(patternSpec), {
    pattern: newRef(pattern),
    groupindex: newRef(groupindex),
    indexgroup: newRef(indexgroup),
    flags: Number(flags.v),
    code: words,
    groups: Number(groups.v),
    isBytes,
  });
}

/** A function of a character's number. */
function ofCharacter(name: string, f: (vm: VM, c: number) => Result): MethodSpec {
  const fn = (vm: VM, _m: PyObject, character: PyObject): Result =>
    character.type.mro.includes(vm.T.int)
      ? f(vm, Number(character.v))
      : vm.raise(vm.T.TypeError, `'${character.type.name}' object cannot be interpreted as an integer`);
  return method(name, "($module, character, /)", fn, { convention: "METH_O" });
}

function isAsciiLetter(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

/** The module `_sre`. CPython 3.11: Modules/_sre/sre.c */
export const sreModule: ModuleSpec = {
  name: "_sre",
  methods: [
    method("compile", "($module, /, pattern, flags, code, groups, groupindex, indexgroup)", compile),
    method("getcodesize", "($module, /)", (vm) => vm.newInt(4)),
    ofCharacter("ascii_iscased", (vm, c) => vm.newBool(isAsciiLetter(c))),
    ofCharacter("unicode_iscased", (vm, c) => vm.newBool(lowerUnicode(c) !== c || upperUnicode(c) !== c)),
    ofCharacter("ascii_tolower", (vm, c) => vm.newInt(lowerAscii(c))),
    ofCharacter("unicode_tolower", (vm, c) => vm.newInt(lowerUnicode(c))),
  ],
  init(vm, set) {
    set("MAGIC", vm.newInt(20220615));
    set("CODESIZE", vm.newInt(4));
    set("MAXREPEAT", vm.newInt(4294967295));
    set("MAXGROUPS", vm.newInt(1073741823));
    set("copyright", vm.newStr(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "));
    for (const spec of [patternSpec, matchSpec, scannerSpec]) vm.type(spec);
  },
};
