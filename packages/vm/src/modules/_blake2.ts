import { newRef } from "@vivarium/heap";
import { andThen } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, PyType, Result } from "../object.ts";
import type { TypeSpec } from "../objects/type/type-spec.ts";
import { bytesView } from "../protocol/buffer.ts";
import { truth } from "../protocol/truth.ts";
import { constructorArguments } from "./constructor.ts";
import { newBlake2 } from "./hashing/blake2.ts";
import { fixedMethods, hashGetset, hashLayout, newHash } from "./hashing/hash-object.ts";
import { indexArguments } from "./index-arguments.ts";
import type { ModuleSpec } from "./module-spec.ts";

const SIGNATURE =
  "(data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, " +
  "inner_size=0, last_node=False, usedforsecurity=True)";

interface Sizes {
  readonly long: boolean;
  readonly digest: number;
  readonly salt: number;
  readonly type: () => TypeSpec;
}

const b: Sizes = { long: true, digest: 64, salt: 16, type: () => blake2bSpec };
const s: Sizes = { long: false, digest: 32, salt: 8, type: () => blake2sSpec };

/** A bytes argument of at most so many bytes; null with an error. */
function limited(vm: VM, o: PyObject | null, name: string, max: number): Uint8Array | null {
  if (o === null) return new Uint8Array(0);
  const bytes = bytesView(vm, o);
  if (bytes === null || bytes.length <= max) return bytes === null ? null : bytes.slice();
  return vm.raise(vm.T.ValueError, `maximum ${name} length is ${max} bytes`);
}

/** CPython 3.11: Modules/_blake2/blake2b_impl.c py_blake2b_new_impl */
function blake2_new(sizes: Sizes) {
  const name = sizes.long ? "blake2b" : "blake2s";
  return (vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result => {
    const values = constructorArguments(vm, sizes.type(), type, name, SIGNATURE, args, kwnames) as (PyObject | null)[] | null;
    if (values === null) return null;
    const [, digestSize, , , , fanout, depth, leafSize, nodeOffset, nodeDepth, innerSize] = values;
    const rest = vm.newTuple([...values.slice(0, 5), values[11]!].map((o) => newRef(o ?? vm.none)));
    const integers = indexArguments(vm, [digestSize!, fanout!, depth!, leafSize!, nodeOffset!, nodeDepth!, innerSize!]);
    const r = andThen(vm, integers, withIntegers, type.object, rest, null, sizes.long ? 1 : 0);
    vm.counts.decref(rest);
    return r;
  };
}

function withIntegers(
  vm: VM,
  integers: PyObject,
  type: PyObject | null,
  rest: PyObject | null,
  _c: PyObject | null,
  long: number,
): Result {
  const last = (rest!.v as PyObject[])[5]!;
  const pair = vm.newTuple([integers, newRef(rest!)]);
  const r = andThen(vm, last === vm.none ? vm.newBool(false) : truth(vm, last), make, type, pair, null, long);
  vm.counts.decref(pair);
  return r;
}

function make(
  vm: VM,
  lastNode: PyObject,
  type: PyObject | null,
  pair: PyObject | null,
  _c: PyObject | null,
  longFlag: number,
): Result {
  vm.counts.decref(lastNode);
  const sizes = longFlag === 1 ? b : s;
  const [integers, rest] = (pair!.v as [PyObject, PyObject]).map((o) => o.v as PyObject[]) as [PyObject[], PyObject[]];
  const defaults = [sizes.digest, 1, 1, 0, 0, 0, 0];
  const n = integers.map((o, i) => (o === vm.none ? BigInt(defaults[i]!) : BigInt(o.v as number | bigint)));
  const given = rest.map((o) => (o === vm.none ? null : o));
  const bad = integerError(vm, n, sizes);
  if (bad) return null;
  const salt = limited(vm, given[3]!, "salt", sizes.salt);
  const person = salt === null ? null : limited(vm, given[4]!, "person", sizes.salt);
  if (person === null || treeError(vm, n, sizes)) return null;
  const key = limited(vm, given[2]!, "key", sizes.digest);
  if (key === null) return null;
  const [digestSize, fanout, depth, leafSize, nodeOffset, nodeDepth, innerSize] = n as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const hasher = newBlake2(
    {
      digestSize: Number(digestSize),
      key,
      salt: salt!,
      person,
      fanout: Number(fanout),
      depth: Number(depth),
      leafSize: Number(leafSize),
      nodeOffset,
      nodeDepth: Number(nodeDepth),
      innerSize: Number(innerSize),
      lastNode: lastNode === vm.true_,
    },
    sizes.long,
  );
  return newHash(vm, type!.v as PyType, hasher, given[0]!, true);
}

/** True with an error: what the argument parser finds. */
function integerError(vm: VM, n: readonly bigint[], sizes: Sizes): boolean {
  for (const i of [3, 4]) {
    if (n[i]! < 0n) return vm.raise(vm.T.ValueError, "value must be positive") === null;
    if (n[i]! >= 1n << 64n) return vm.raise(vm.T.OverflowError, "int too big to convert") === null;
  }
  if (n[0]! > 0n && n[0]! <= BigInt(sizes.digest)) return false;
  return vm.raise(vm.T.ValueError, `digest_size must be between 1 and ${sizes.digest} bytes`) === null;
}

/** True with an error: the parameters of tree hashing. */
function treeError(vm: VM, n: readonly bigint[], sizes: Sizes): boolean {
  const value = (message: string): boolean => vm.raise(vm.T.ValueError, message) === null;
  const overflow = (message: string): boolean => vm.raise(vm.T.OverflowError, message) === null;
  const [, fanout, depth, leafSize, nodeOffset, nodeDepth, innerSize] = n;
  if (fanout! < 0n || fanout! > 255n) return value("fanout must be between 0 and 255");
  if (depth! <= 0n || depth! > 255n) return value("depth must be between 1 and 255");
  if (leafSize! > 0xffffffffn) return overflow("leaf_size is too large");
  if (!sizes.long && nodeOffset! > 0xffffffffffffn) return overflow("node_offset is too large");
  if (nodeDepth! < 0n || nodeDepth! > 255n) return value("node_depth must be between 0 and 255");
  if (innerSize! < 0n || innerSize! > BigInt(sizes.digest)) return value(`inner_size must be between 0 and is ${sizes.digest}`);
  return false;
}

function blake2Type(sizes: Sizes): TypeSpec {
  return {
    name: sizes.long ? "_blake2.blake2b" : "_blake2.blake2s",
    layout: hashLayout,
    doc: `A new ${sizes.long ? "BLAKE2b" : "BLAKE2s"} hash object.`,
    slots: { tp_new: blake2_new(sizes) },
    methods: fixedMethods(true, "data"),
    getset: hashGetset,
    attributes: (vm) => ({
      SALT_SIZE: vm.newInt(sizes.salt),
      PERSON_SIZE: vm.newInt(sizes.salt),
      MAX_KEY_SIZE: vm.newInt(sizes.digest),
      MAX_DIGEST_SIZE: vm.newInt(sizes.digest),
    }),
  };
}

const blake2bSpec: TypeSpec = blake2Type(b);
const blake2sSpec: TypeSpec = blake2Type(s);

/** The module `_blake2`. CPython 3.11: Modules/_blake2/blake2module.c blake2_exec */
export const _blake2Module: ModuleSpec = {
  name: "_blake2",
  doc: "_blake2b provides BLAKE2b for hashlib\n",
  types: [blake2bSpec, blake2sSpec],
  init(vm, set) {
    for (const sizes of [b, s]) {
      const prefix = sizes.long ? "BLAKE2B" : "BLAKE2S";
      set(`${prefix}_SALT_SIZE`, vm.newInt(sizes.salt));
      set(`${prefix}_PERSON_SIZE`, vm.newInt(sizes.salt));
      set(`${prefix}_MAX_KEY_SIZE`, vm.newInt(sizes.digest));
      set(`${prefix}_MAX_DIGEST_SIZE`, vm.newInt(sizes.digest));
    }
  },
};
