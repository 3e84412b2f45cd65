import { newRef, touchPayload } from "@vivarium/heap";
import { noKeywords } from "../builtins/check-arguments.ts";
import { andThen } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, OK, type PayloadLayout, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../object.ts";
import { isInt } from "../objects/int/value.ts";
import { method, type TypeSpec } from "../objects/type/type-spec.ts";
import { hashObject, registerAsBigInt } from "../protocol/hash.ts";
import { numberIndex } from "../protocol/number.ts";
import { Twister } from "./_random/twister.ts";
import type { ModuleSpec } from "./module-spec.ts";

type Self = PyObject<Twister>;

const twisterLayout: PayloadLayout<Twister> = {
  leaf: true,
  container: false,
  traverse() {},
  clear: () => [],
};

/** CPython 3.11: Modules/_randommodule.c random_new */
function random_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const base = vm.type(randomSpec);
  if ((type === base || type.tp_init === base.tp_init) && !noKeywords(vm, "Random", kwnames)) return null;
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional > 1) return vm.raise(vm.T.TypeError, "Random() requires 0 or 1 argument");
  const self = alloc(vm, type, new Twister());
  const r = andThen(vm, seedWith(vm, self, positional === 1 ? args[0]! : null), giveSelf, self);
  vm.counts.decref(self);
  return r;
}

function giveSelf(_vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return newRef(self!);
}

/** Seeds; gives OK. CPython 3.11: random_seed */
function seedWith(vm: VM, self: Self, seed: PyObject | null): Result {
  if (seed === null || seed === vm.none) {
    touchPayload(self);
    self.v.initByArray(entropyKey(vm));
    return OK;
  }
  if (isInt(seed)) {
    seedByInt(self, BigInt(seed.v));
    return OK;
  }
  return andThen(vm, hashObject(vm, seed), seedByHash, self);
}

function seedByHash(_vm: VM, _ok: PyObject, self: PyObject | null): Result {
  seedByInt(self!, BigInt.asUintN(64, registerAsBigInt()));
  return OK;
}

/** 624 words of the host's entropy. CPython 3.11: random_seed_urandom */
function entropyKey(vm: VM): Uint32Array {
  const bytes = new Uint8Array(624 * 4);
  bytes.set(vm.host.entropy(bytes.length));
  return new Uint32Array(bytes.buffer);
}

function seedByInt(self: Self, seed: bigint): void {
  let rest = seed < 0n ? -seed : seed;
  const key: number[] = [];
  while (rest > 0n) {
    key.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  }
  touchPayload(self);
  self.v.initByArray(Uint32Array.from(key.length === 0 ? [0] : key));
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: _random_Random_seed */
function random_seed(vm: VM, self: Self, n: PyObject | null): Result {
  return andThen(vm, seedWith(vm, self, n), giveNone);
}

/** CPython 3.11: _random_Random_random_impl */
function random_random(vm: VM, self: Self): Result {
  touchPayload(self);
  return vm.newFloat(self.v.nextDouble());
}

/** CPython 3.11: _random_Random_getrandbits_impl */
function random_getrandbits(vm: VM, self: Self, k: PyObject): Result {
  return andThen(vm, numberIndex(vm, k), randomBits, self);
}

function randomBits(vm: VM, value: PyObject, self: PyObject | null): Result {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (v > 2147483647 || v < -2147483648) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  const k = Number(v);
  if (k < 0) return vm.raise(vm.T.ValueError, "number of bits must be non-negative");
  if (k === 0) return vm.newInt(0);
  touchPayload(self!);
  const twister = self!.v as Twister;
  if (k <= 32) return vm.newInt(twister.nextWord() >>> (32 - k));
  // Words from the lowest on; the last one gives its upper bits.
  let hex = "";
  let left = k;
  for (; left > 0; left -= 32) {
    let word = twister.nextWord();
    if (left < 32) word >>>= 32 - left;
    hex = word.toString(16).padStart(8, "0") + hex;
  }
  return vm.newIntFromBig(BigInt(`0x${hex}`));
}

/** CPython 3.11: _random_Random_getstate_impl */
function random_getstate(vm: VM, self: Self): Result {
  const items = Array.from(self.v.state, (word) => vm.newInt(word));
  items.push(vm.newInt(self.v.index));
  return vm.newTuple(items);
}

/** CPython 3.11: _random_Random_setstate */
function random_setstate(vm: VM, self: Self, state: PyObject): Result {
  if (!state.type.mro.includes(vm.T.tuple)) return vm.raise(vm.T.TypeError, "state vector must be a tuple");
  const items = state.v as PyObject[];
  if (items.length !== 625) return vm.raise(vm.T.ValueError, "state vector is the wrong size");
  const words = new Uint32Array(624);
  for (let i = 0; i < 625; i++) {
    const item = items[i]!;
    if (!isInt(item)) return vm.raise(vm.T.TypeError, "an integer is required");
    if (i < 624 && item.v < 0) return vm.raise(vm.T.OverflowError, "can't convert negative value to unsigned int");
    if (i < 624) words[i] = Number(BigInt.asUintN(32, BigInt(item.v)));
  }
  const index = Number(items[624]!.v);
  if (index < 0 || index > 624) return vm.raise(vm.T.ValueError, "invalid state");
  touchPayload(self);
  self.v.state.set(words);
  self.v.index = index;
  return vm.newNone();
}

/** CPython 3.11: Modules/_randommodule.c Random_Type_spec */
export const randomSpec: TypeSpec = {
  name: "_random.Random",
  layout: twisterLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "Random() -> create a random number generator with its own internal state.",
  slots: {
    tp_new: random_new,
  },
  methods: [
    method("random", "($self, /)", random_random, { doc: "random() -> x in the interval [0, 1)." }),
    method("seed", "($self, n=None, /)", random_seed, {
      doc: "seed([n]) -> None.\n\nBegins anew: from an int, from the hash of anything else, or from entropy.",
    }),
    method("getstate", "($self, /)", random_getstate, { doc: "getstate() -> tuple containing the current state." }),
    method("setstate", "($self, state, /)", random_setstate, { doc: "setstate(state) -> None.  Restores generator state." }),
    method("getrandbits", "($self, k, /)", random_getrandbits, {
      doc: "getrandbits(k) -> x.  Generates an int with k random bits.",
    }),
  ],
};

/** The module `_random`. CPython 3.11: Modules/_randommodule.c _random_exec */
export const _randomModule: ModuleSpec = {
  name: "_random",
  doc: "Module implements the Mersenne Twister random number generator.",
  types: [randomSpec],
};
