import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  type PyObject,
  type Result,
  recordLayout,
  TPFLAGS_BASETYPE,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../object.ts";
import { newFrozensetOf } from "../objects/build.ts";
import { isStr } from "../objects/str/arguments.ts";
import { type MethodSpec, method, type TypeSpec } from "../objects/type/type-spec.ts";
import { bytesView } from "../protocol/buffer.ts";
import { addressText } from "../protocol/repr.ts";
import { compare_digest } from "./_operator/functions.ts";
import { hasherByName, opensslAlgorithms } from "./hashing/algorithms.ts";
import {
  extendableMethods,
  fixedMethods,
  type HashObject,
  hashGetset,
  hashInput,
  hashingPause,
  hashLayout,
  hexText,
  newHash,
} from "./hashing/hash-object.ts";
import { type HashAlgorithm, Hasher } from "./hashing/hasher.ts";
import { HmacState, pbkdf2 } from "./hashing/hmac.ts";
import { scrypt } from "./hashing/scrypt.ts";
import { indexArguments } from "./index-arguments.ts";
import type { ModuleSpec } from "./module-spec.ts";

/*
 * What hashlib and hmac use where CPython has OpenSSL, with hash functions of our own. NOT CPYTHON: OpenSSL's names beyond those of hashlib (ripemd160, sm3,
 * md5-sha1, sha512_256 ...) are unknown.
 */

const errorSpec: TypeSpec = {
  name: "_hashlib.UnsupportedDigestmodError",
  base: (vm) => vm.T.ValueError,
  flags: TPFLAGS_BASETYPE,
};

function hash_repr(vm: VM, self: HashObject): Result {
  return vm.newStr(`<${self.v.hasher.algorithm.name} ${self.type.name} object @ ${addressText(vm, self)}>`);
}

/** CPython 3.11: Modules/_hashopenssl.c EVPtype_spec */
const hashSpec: TypeSpec = {
  name: "_hashlib.HASH",
  flags: TPFLAGS_BASETYPE | TPFLAGS_DISALLOW_INSTANTIATION,
  layout: hashLayout,
  doc: "A hash under way.",
  slots: { tp_repr: hash_repr },
  methods: fixedMethods(true),
  getset: hashGetset,
};

/** CPython 3.11: Modules/_hashopenssl.c EVPXOFtype_spec */
const xofSpec: TypeSpec = {
  name: "_hashlib.HASHXOF",
  base: (vm) => vm.type(hashSpec),
  flags: TPFLAGS_BASETYPE | TPFLAGS_DISALLOW_INSTANTIATION,
  doc: "A hash under way whose digest is as long as one likes.",
  slots: { tp_repr: hash_repr },
  methods: extendableMethods("($self, /, length)"),
  getset: [{ name: "digest_size", get: (vm) => vm.newInt(0) }],
};

function makeHash(vm: VM, hasher: Hasher, data: PyObject | null): Result {
  return newHash(vm, vm.type(hasher.algorithm.digestSize === 0 ? xofSpec : hashSpec), hasher, data, true);
}

/** CPython 3.11: Modules/_hashopenssl.c EVP_new_impl */
function hashlib_new(vm: VM, _module: PyObject, name: PyObject, data: PyObject | null): Result {
  if (!isStr(name)) return vm.raise(vm.T.TypeError, "name must be a string");
  const hasher = hasherByName(name.v as string);
  if (hasher !== null) return makeHash(vm, hasher, data);
  return vm.raise(vm.type(errorSpec), `unsupported hash type ${name.v as string}`);
}

function constructor(algorithm: HashAlgorithm): MethodSpec {
  const fn = (vm: VM, _module: PyObject, data: PyObject | null): Result => makeHash(vm, new Hasher(algorithm), data);
  return method(`openssl_${algorithm.name}`, "($module, /, string=b'', *, usedforsecurity=True)", fn, {
    doc: `Returns a ${algorithm.name} hash object; optionally initialized with a string`,
  });
}

/** A new hasher by name, or by the function that makes such objects; null with an error. CPython 3.11: py_digest_by_digestmod */
function digestByMod(vm: VM, mod: PyObject): Hasher | null {
  let name: string | null = null;
  if (isStr(mod)) name = mod.v as string;
  else if (mod.type === vm.T.builtin_function_or_method) {
    const text = (mod.v as { name: string }).name;
    if (text.startsWith("openssl_")) name = text.slice(8);
  }
  const hasher = name === null ? null : hasherByName(name);
  if (hasher === null)
    return vm.raise(vm.type(errorSpec), name === null ? "Unsupported digestmod" : `Unsupported digestmod ${name}`);
  // OpenSSL has no HMAC over functions without a size.
  return hasher.algorithm.digestSize === 0 ? vm.raise(vm.T.ValueError, "no reason supplied") : hasher;
}

// --- HMAC ---------------------------------------------------------------------------------------------------------------------

interface HmacPayload {
  hmac: HmacState;
}

type HmacObject = PyObject<HmacPayload>;

const hmacLayout: PayloadLayout<HmacPayload> = {
  ...recordLayout<HmacPayload>({ references: () => [], container: false }),
  save: (v) => ({ hmac: v.hmac.clone() }),
  restore(o, saved) {
    o.v.hmac = (saved as HmacPayload).hmac.clone();
  },
};

/** CPython 3.11: Modules/_hashopenssl.c _hmac_update */
function hmac_update(vm: VM, self: HmacObject, data: PyObject): Result {
  const bytes = hashInput(vm, data);
  return bytes === null ? null : andThen(vm, hashingPause(vm, bytes.length, true), updateNow, self, data);
}

function updateNow(vm: VM, _ok: PyObject, self: PyObject | null, data: PyObject | null): Result {
  const bytes = hashInput(vm, data!);
  if (bytes === null) return null;
  touchPayload(self!);
  (self as HmacObject).v.hmac.inner.update(bytes);
  return vm.newNone();
}

/** CPython 3.11: Modules/_hashopenssl.c HMACtype_spec */
const hmacSpec: TypeSpec = {
  name: "_hashlib.HMAC",
  flags: TPFLAGS_BASETYPE | TPFLAGS_DISALLOW_INSTANTIATION,
  layout: hmacLayout,
  doc: "A keyed hash under way.",
  slots: {
    tp_repr: (vm, self: HmacObject) => vm.newStr(`<${self.v.hmac.inner.algorithm.name} HMAC object @ ${addressText(vm, self)}>`),
  },
  methods: [
    method("update", "($self, /, msg)", hmac_update, { doc: "Update the HMAC object with msg." }),
    method("digest", "($self, /)", (vm, self: HmacObject) => vm.newBytes(self.v.hmac.digest()), {
      doc: "The digest of the bytes so far.",
    }),
    method("hexdigest", "($self, /)", (vm, self: HmacObject) => vm.newStr(hexText(self.v.hmac.digest())), {
      doc: "The digest of the bytes so far, in hexadecimal.",
    }),
    method("copy", "($self, /)", (vm, self: HmacObject) => alloc<HmacPayload>(vm, self.type, { hmac: self.v.hmac.clone() }), {
      doc: 'Return a copy ("clone") of the HMAC object.',
    }),
  ],
  getset: [
    { name: "block_size", get: (vm, self: HmacObject) => vm.newInt(self.v.hmac.inner.algorithm.blockSize) },
    { name: "digest_size", get: (vm, self: HmacObject) => vm.newInt(self.v.hmac.inner.algorithm.digestSize) },
    { name: "name", get: (vm, self: HmacObject) => vm.newStr(`hmac-${self.v.hmac.inner.algorithm.name}`) },
  ],
};

/** CPython 3.11: Modules/_hashopenssl.c _hashlib_hmac_new_impl */
function hmac_new(vm: VM, _module: PyObject, key: PyObject, msg: PyObject | null, mod: PyObject | null): Result {
  const bytes = bytesView(vm, key);
  if (bytes === null) return null;
  if (mod === null || mod === vm.none) return vm.raise(vm.T.TypeError, "Missing required parameter 'digestmod'.");
  const hasher = digestByMod(vm, mod);
  if (hasher === null) return null;
  const self: HmacObject = alloc<HmacPayload>(vm, vm.type(hmacSpec), { hmac: new HmacState(hasher, bytes) });
  const r = msg === null || msg === vm.none ? OK : hmac_update(vm, self, msg);
  const made = andThen(vm, r, giveSelf, self);
  vm.counts.decref(self);
  return made;
}

function giveSelf(vm: VM, value: PyObject, self: PyObject | null): Result {
  if (value !== OK) vm.counts.decref(value);
  return newRef(self!);
}

/** CPython 3.11: Modules/_hashopenssl.c _hashlib_hmac_singleshot_impl */
function hmac_digest(vm: VM, _module: PyObject, key: PyObject, msg: PyObject, mod: PyObject): Result {
  const keyBytes = bytesView(vm, key);
  const data = keyBytes === null ? null : bytesView(vm, msg);
  const hasher = data === null ? null : digestByMod(vm, mod);
  if (hasher === null) return null;
  const state = new HmacState(hasher, keyBytes!);
  state.inner.update(data!);
  return vm.newBytes(state.digest());
}

// --- Key derivation -----------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_hashopenssl.c pbkdf2_hmac_impl */
function pbkdf2_hmac(
  vm: VM,
  _module: PyObject,
  name: PyObject,
  password: PyObject,
  salt: PyObject,
  iterations: PyObject,
  length: PyObject | null,
): Result {
  if (!isStr(name)) return vm.raise(vm.T.TypeError, `pbkdf2_hmac() argument 'hash_name' must be str, not ${name.type.name}`);
  if (bytesView(vm, password) === null || bytesView(vm, salt) === null) return null;
  const inputs = vm.newTuple([newRef(name), newRef(password), newRef(salt)]);
  const r = andThen(vm, indexArguments(vm, [iterations, length]), derive, inputs);
  vm.counts.decref(inputs);
  return r;
}

function derive(vm: VM, numbers: PyObject, inputs: PyObject | null): Result {
  const [iterations, given] = (numbers.v as PyObject[]).map((o) => o.v as number | bigint | null);
  vm.counts.decref(numbers);
  const [name, password, salt] = inputs!.v as [PyObject<string>, PyObject, PyObject];
  const hasher = hasherByName(name.v);
  if (hasher === null) return vm.raise(vm.type(errorSpec), "[digital envelope routines] unsupported");
  if (iterations! < 1) return vm.raise(vm.T.ValueError, "iteration value must be greater than 0.");
  if (iterations! > 0x7fffffff) return vm.raise(vm.T.OverflowError, "iteration value is too great.");
  const length = typeof given === "number" ? given : hasher.algorithm.digestSize;
  if (length < 1) return vm.raise(vm.T.ValueError, "key length must be greater than 0.");
  const key = bytesView(vm, password);
  const saltBytes = key === null ? null : bytesView(vm, salt);
  return saltBytes === null ? null : vm.newBytes(pbkdf2(hasher, key!, saltBytes, Number(iterations), length));
}

/** CPython 3.11: Modules/_hashopenssl.c _hashlib_scrypt_impl */
function hashlib_scrypt(vm: VM, _module: PyObject, password: PyObject, ...rest: (PyObject | null)[]): Result {
  const [salt, ...numbers] = rest;
  if (bytesView(vm, password) === null) return null;
  const inputs = vm.newTuple([newRef(password), newRef(salt ?? vm.none)]);
  const r = andThen(vm, indexArguments(vm, numbers), deriveScrypt, inputs);
  vm.counts.decref(inputs);
  return r;
}

function deriveScrypt(vm: VM, numbers: PyObject, inputs: PyObject | null): Result {
  const [n, r, p, , given] = (numbers.v as PyObject[]).map((o) => o.v as number | null);
  vm.counts.decref(numbers);
  const [password, salt] = inputs!.v as [PyObject, PyObject];
  if (salt === vm.none) return vm.raise(vm.T.TypeError, "salt is required");
  const missing = n === null || n === undefined ? "n is required and must be an unsigned int" : null;
  if (missing !== null) return vm.raise(vm.T.TypeError, missing);
  if (n! < 2 || (BigInt(n!) & (BigInt(n!) - 1n)) !== 0n) return vm.raise(vm.T.ValueError, "n must be a power of 2.");
  if (typeof r !== "number") return vm.raise(vm.T.TypeError, "r is required and must be an unsigned int");
  if (typeof p !== "number") return vm.raise(vm.T.TypeError, "p is required and must be an unsigned int");
  const length = given ?? 64;
  if (length < 1) return vm.raise(vm.T.ValueError, "dklen must be greater than 0 and smaller than 2147483647");
  if (128 * n! * r > 32 * 1024 * 1024) return vm.raise(vm.T.ValueError, "[digital envelope routines] memory limit exceeded");
  const key = bytesView(vm, password);
  const saltBytes = key === null ? null : bytesView(vm, salt);
  return saltBytes === null ? null : vm.newBytes(scrypt(key!, saltBytes, { n: n!, r, p, length }));
}

/** The module `_hashlib`. CPython 3.11: Modules/_hashopenssl.c */
export const _hashlibModule: ModuleSpec = {
  name: "_hashlib",
  doc: "Hash functions for hashlib and hmac.",
  types: [hashSpec, xofSpec, hmacSpec, errorSpec],
  methods: [
    method("new", "($module, /, name, string=b'', *, usedforsecurity=True)", hashlib_new, {
      doc: "A new hash object of the named algorithm.",
    }),
    ...opensslAlgorithms.map(constructor),
    method("hmac_new", "($module, /, key, msg=b'', digestmod=None)", hmac_new, { doc: "Return a new hmac object." }),
    method("hmac_digest", "($module, /, key, msg, digest)", hmac_digest, { doc: "Single-shot HMAC." }),
    method("pbkdf2_hmac", "($module, /, hash_name, password, salt, iterations, dklen=None)", pbkdf2_hmac, {
      doc: "A key from a password, by PBKDF2 with HMAC.",
    }),
    method("scrypt", "($module, /, password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)", hashlib_scrypt, {
      doc: "A key from a password, by scrypt.",
    }),
    method("compare_digest", "($module, a, b, /)", (vm, _m, a, b) => compare_digest(vm, a, b), {
      doc: "a == b, for strings and bytes, in a time that says nothing about them.",
    }),
    method("get_fips_mode", "($module, /)", (vm) => vm.newInt(0), { doc: "No FIPS mode." }),
  ],
  init(vm, set) {
    const names = [...opensslAlgorithms.map((a) => a.name), "blake2b", "blake2s"];
    set(
      "openssl_md_meth_names",
      newFrozensetOf(
        vm,
        names.map((n) => vm.newStr(n)),
      ),
    );
  },
};
