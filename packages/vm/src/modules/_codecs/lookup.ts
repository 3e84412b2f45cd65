import { newRef, touchPayload } from "@vivarium/heap";
import { callOneArg } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { andThen, startFrame } from "../../eval/native-frame.ts";
import { importModuleNamed } from "../../import/import-module.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { dictGetStringBorrowed, dictSetString } from "../../objects/dict/dict.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { getAttrString } from "../../protocol/attribute.ts";

/** The search functions and what they found: CPython's interpreter-wide codec registry. */
interface CodecRegistry {
  readonly searchPath: PyObject<PyObject[]>;
  readonly cache: PyObject<DictTable>;
}

/** The registry's list and dict, borrowed. */
export function codecRegistry(vm: VM): CodecRegistry {
  let registry = vm.moduleState.get("codec registry") as CodecRegistry | undefined;
  if (registry === undefined) {
    registry = { searchPath: vm.newList([]), cache: vm.newDict() };
    vm.moduleState.set("codec registry", registry);
  }
  return registry;
}

/** CPython 3.11: Python/codecs.c PyCodec_Register */
export function registerSearch(vm: VM, search: PyObject): void {
  const { searchPath } = codecRegistry(vm);
  touchPayload(searchPath);
  searchPath.v.push(newRef(search));
}

/** Asks one search function after the other. */
class LookupFrame extends NativeFrame {
  name: PyObject<string>;
  shown: string;
  index = -1;

  constructor(name: PyObject<string>, shown: string) {
    super();
    this.name = name;
    this.shown = shown;
  }

  step(vm: VM, sent: Result): Result {
    const { searchPath, cache } = codecRegistry(vm);
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.index < 0) {
        // The first look-up brings the package whose search function knows the standard encodings.
        this.index = 0;
        if (searchPath.v.length === 0 && got === OK) {
          this.index = -2;
          got = importModuleNamed(vm, "encodings");
          continue;
        }
      }
      if (got !== OK && this.index > 0) {
        if (got !== vm.none) return this.found(vm, got, cache);
        vm.counts.decref(got);
      } else if (got !== OK) vm.counts.decref(got);
      if (this.index >= searchPath.v.length) return vm.raise(vm.T.LookupError, `unknown encoding: ${this.shown}`);
      got = callOneArg(vm, searchPath.v[this.index++]!, this.name);
    }
  }

  private found(vm: VM, info: PyObject, cache: PyObject<DictTable>): Result {
    const isFour = info.type.mro.includes(vm.T.tuple) && (info.v as PyObject[]).length === 4;
    if (!isFour) {
      vm.counts.decref(info);
      return vm.raise(vm.T.TypeError, "codec search functions must return 4-tuples");
    }
    dictSetString(vm, cache, this.name, info);
    return info;
  }
}

/** The CodecInfo of an encoding. CPython 3.11: Python/codecs.c _PyCodec_Lookup */
export function codecLookup(vm: VM, encoding: string): Result {
  let normalized = "";
  for (const c of encoding) normalized += c === " " ? "-" : c >= "A" && c <= "Z" ? c.toLowerCase() : c;
  const known = dictGetStringBorrowed(vm, codecRegistry(vm).cache, normalized);
  if (known !== null) return newRef(known);
  return startFrame(vm, new LookupFrame(vm.intern(normalized), encoding));
}

/** An incremental encoder or decoder. CPython 3.11: Python/codecs.c PyCodec_IncrementalDecoder */
export function incrementalCoder(vm: VM, encoding: string, errors: string, attribute: string): Result {
  const pair = vm.newTuple([vm.newStr(errors), vm.newStr(attribute)]);
  const r = andThen(vm, codecLookup(vm, encoding), askFactory, pair);
  vm.counts.decref(pair);
  return r;
}

function askFactory(vm: VM, info: PyObject, pair: PyObject | null): Result {
  const [errors, attribute] = pair!.v as PyObject[];
  const r = andThen(vm, getAttrString(vm, info, attribute!.v), callFactory, errors);
  vm.counts.decref(info);
  return r;
}

function callFactory(vm: VM, factory: PyObject, errors: PyObject | null): Result {
  const r = callOneArg(vm, factory, errors!);
  vm.counts.decref(factory);
  return r;
}
