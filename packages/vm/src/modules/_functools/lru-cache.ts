import { newRef, touchPayload } from "@vivarium/heap";
import { CALLING } from "../../eval/arguments.ts";
import { enterCall, leaveCall } from "../../eval/c-calls.ts";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  TPFLAGS_BASETYPE,
  TPFLAGS_METHOD_DESCRIPTOR,
} from "../../object.ts";
import { dictEntries, dictLookupHashed, found, removeEntry, storeFound } from "../../objects/dict/dict.ts";
import { DictTable } from "../../objects/dict/table.ts";
import { isInt } from "../../objects/int/value.ts";
import { newMethod } from "../../objects/method.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString, getInstanceDict, setInstanceDict } from "../../protocol/attribute.ts";
import { hashObject, hashRegister } from "../../protocol/hash.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { truth } from "../../protocol/truth.ts";
import { constructorArguments } from "../constructor.ts";
import { isCallable } from "./partial.ts";

/*
 * A bounded cache is a dict from keys to links of a ring, the least recently used one first. Looking up, calling and storing run Python code, which may call
 * the cached function again or clear the cache; so nothing found before such a step is believed after it (CPython 3.11: the comments of
 * bounded_lru_cache_wrapper).
 */

/** A link of the ring. Neighbours are borrowed: the dict owns the links, the cache the root. */
class Link {
  previous: PyObject<Link> | null = null;
  next: PyObject<Link> | null = null;
  key: PyObject | null = null;
  result: PyObject | null = null;
  low = 0;
  high = 0;
}

/** The payload of a cached function. */
class LruCache {
  cache: PyObject<DictTable>;
  root: PyObject<Link>;
  func: PyObject;
  cacheInfoType: PyObject;
  keywordMark: PyObject;
  typed: boolean;
  /** 0: no caching; -1: no bound. */
  maxsize: number;
  hits = 0;
  misses = 0;

  constructor(
    cache: PyObject,
    root: PyObject<Link>,
    func: PyObject,
    info: PyObject,
    mark: PyObject,
    typed: boolean,
    maxsize: number,
  ) {
    this.cache = cache;
    this.root = root;
    this.func = func;
    this.cacheInfoType = info;
    this.keywordMark = mark;
    this.typed = typed;
    this.maxsize = maxsize;
  }
}

type Self = PyObject<LruCache>;

/** CPython 3.11: Modules/_functoolsmodule.c lru_list_elem_type_spec. NOT CPYTHON: the collector sees links; there the cache visits what they hold. */
const linkSpec: TypeSpec = {
  name: "functools._lru_list_elem",
  layout: recordLayout<Link>({ references: (v) => [v.key, v.result] }),
};

/** What separates positional from keyword arguments in keys; one an interpreter. */
function keywordMark(vm: VM): PyObject {
  let mark = vm.moduleState.get("_functools") as PyObject | undefined;
  if (mark === undefined) {
    mark = alloc(vm, vm.T.object, null);
    vm.moduleState.set("_functools", mark);
  }
  return newRef(mark);
}

const SIGNATURE = "(user_function, maxsize, typed, cache_info_type)";

/** CPython 3.11: Modules/_functoolsmodule.c lru_cache_new */
function lru_cache_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, lruCacheSpec, type, "lru_cache", SIGNATURE, args, kwnames);
  if (values === null) return null;
  const [func, maxsize, typed, info] = values as [PyObject, PyObject, PyObject, PyObject];
  if (!isCallable(func)) return vm.raise(vm.T.TypeError, "the first argument must be callable");
  let bound = -1;
  if (maxsize !== vm.none) {
    // NOT CPYTHON: only ints; functools.lru_cache checks that before, and an object with __index__ gets here in no other way.
    if (!isInt(maxsize)) return vm.raise(vm.T.TypeError, "maxsize should be integer or None");
    const n = takeSsize(vm, newRef(maxsize));
    if (n === null) return null;
    bound = Math.max(n, 0);
  }
  const parts = vm.newTuple([newRef(func), newRef(info)]);
  const r = then(vm, truth(vm, typed), makeCache, type.object, parts, null, bound);
  vm.counts.decref(parts);
  return r;
}

function makeCache(
  vm: VM,
  typed: PyObject,
  type: PyObject | null,
  parts: PyObject | null,
  _c: PyObject | null,
  maxsize: number,
): Result {
  vm.counts.decref(typed);
  const [func, info] = parts!.v as [PyObject, PyObject];
  const root = alloc(vm, vm.type(linkSpec), new Link());
  root.v.previous = root;
  root.v.next = root;
  const record = new LruCache(vm.newDict(), root, newRef(func), newRef(info), keywordMark(vm), typed === vm.true_, maxsize);
  return alloc(vm, type!.v as PyType, record);
}

/** CPython 3.11: lru_cache_make_key */
function makeKey(vm: VM, v: LruCache, args: readonly PyObject[], kwnames: readonly PyObject[] | null): PyObject {
  const keywords = kwnames?.length ?? 0;
  const positional = args.length - keywords;
  if (!v.typed && keywords === 0 && positional === 1) {
    const only = args[0]!;
    if (only.type === vm.T.str || only.type === vm.T.int) return newRef(only);
  }
  const parts: PyObject[] = args.slice(0, positional);
  if (keywords > 0) {
    parts.push(v.keywordMark);
    for (let k = 0; k < keywords; k++) parts.push(kwnames![k]!, args[positional + k]!);
  }
  if (v.typed) for (const o of args) parts.push(o.type.object);
  return vm.newTuple(parts.map((o) => newRef(o)));
}

/** CPython 3.11: lru_cache_call */
function lru_cache_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const v = self.v;
  if (v.maxsize === 0) {
    touchPayload(self);
    v.misses++;
    return callObject(vm, v.func, args, kwnames);
  }
  return startFrame(vm, new LruFrame(vm, self, args, kwnames));
}

const START = -1;
const HASHED = 0;
const LOOKED_UP = 1;
const CALLED = 2;
const LOOKED_UP_AGAIN = 3;
const OLDEST_FOUND = 4;
const PLACE_FOUND = 5;

/** CPython 3.11: infinite_lru_cache_wrapper, bounded_lru_cache_wrapper */
class LruFrame extends NativeFrame {
  self: Self;
  args: PyObject[];
  kwnames: PyObject[] | null;
  key: PyObject;
  result: PyObject | null = null;
  link: PyObject<Link> | null = null;
  low = 0;
  high = 0;
  stage = START;

  constructor(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null) {
    super();
    this.self = newRef(self);
    this.args = args.map((o) => newRef(o));
    this.kwnames = kwnames === null ? null : kwnames.map((o) => newRef(o));
    this.key = makeKey(vm, self.v, args, kwnames);
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self.v;
    let got = sent;
    if (this.stage === START) {
      this.stage = HASHED;
      got = hashObject(vm, this.key);
    }
    for (;;) {
      if (got === PENDING) return got;
      if (got === null) return this.fail();
      switch (this.stage) {
        case HASHED:
          this.low = hashRegister.low;
          this.high = hashRegister.high;
          this.stage = LOOKED_UP;
          got = dictLookupHashed(vm, v.cache, this.key, this.low, this.high);
          break;
        case LOOKED_UP:
          if (found.entry >= 0) return this.hit(v.cache.v.values[found.entry]!);
          touchPayload(this.self);
          v.misses++;
          this.stage = CALLED;
          got = callObject(vm, v.func, this.args, this.kwnames);
          break;
        case CALLED:
          this.result = got;
          this.stage = LOOKED_UP_AGAIN;
          got = dictLookupHashed(vm, v.cache, this.key, this.low, this.high);
          break;
        case LOOKED_UP_AGAIN: {
          if (v.maxsize < 0) {
            storeFound(vm, v.cache, this.key, this.result!);
            return this.give();
          }
          if (found.entry >= 0) return this.give();
          const oldest = v.root.v.next!;
          if (v.cache.v.used < v.maxsize || oldest === v.root) return this.addLink(vm);
          unlink(oldest);
          this.link = newRef(oldest);
          this.stage = OLDEST_FOUND;
          got = dictLookupHashed(vm, v.cache, oldest.v.key!, oldest.v.low, oldest.v.high);
          break;
        }
        case OLDEST_FOUND:
          // Somebody else removed it meanwhile: the cache has room again, and the result is not kept.
          if (found.entry < 0) return this.give();
          removeEntry(vm, v.cache, found.entry);
          this.stage = PLACE_FOUND;
          got = dictLookupHashed(vm, v.cache, this.key, this.low, this.high);
          break;
        default:
          return this.reuseLink(vm);
      }
    }
  }

  private fail(): null {
    // The oldest link could not be removed: it stays where it was.
    if (this.stage === OLDEST_FOUND) linkFirst(this.self.v.root, this.link!);
    return null;
  }

  private hit(value: PyObject): Result {
    const v = this.self.v;
    touchPayload(this.self);
    v.hits++;
    if (v.maxsize < 0) return newRef(value);
    const link = value as PyObject<Link>;
    unlink(link);
    linkLast(v.root, link);
    return newRef(link.v.result!);
  }

  private give(): Result {
    const result = this.result;
    this.result = null;
    return result;
  }

  private addLink(vm: VM): Result {
    const v = this.self.v;
    const link = alloc(vm, vm.type(linkSpec), new Link());
    this.fill(link);
    storeFound(vm, v.cache, this.key, link);
    vm.counts.decref(link);
    linkLast(v.root, link);
    return this.give();
  }

  private fill(link: PyObject<Link>): void {
    link.v.key = newRef(this.key);
    link.v.result = newRef(this.result!);
    link.v.low = this.low;
    link.v.high = this.high;
  }

  private reuseLink(vm: VM): Result {
    const link = this.link!;
    touchPayload(link);
    const { key, result } = link.v;
    this.fill(link);
    storeFound(vm, this.self.v.cache, this.key, link);
    linkLast(this.self.v.root, link);
    vm.counts.decrefAll([key, result].filter((o) => o !== null));
    return this.give();
  }
}

function unlink(link: PyObject<Link>): void {
  const { previous, next } = link.v;
  touchPayload(previous!);
  touchPayload(next!);
  previous!.v.next = next;
  next!.v.previous = previous;
}

function linkBetween(before: PyObject<Link>, link: PyObject<Link>, after: PyObject<Link>): void {
  touchPayload(before);
  touchPayload(link);
  touchPayload(after);
  before.v.next = link;
  after.v.previous = link;
  link.v.previous = before;
  link.v.next = after;
}

function linkLast(root: PyObject<Link>, link: PyObject<Link>): void {
  linkBetween(root.v.previous!, link, root);
}

function linkFirst(root: PyObject<Link>, link: PyObject<Link>): void {
  linkBetween(root, link, root.v.next!);
}

/** CPython 3.11: lru_cache_cache_info */
function cache_info(vm: VM, self: Self): Result {
  const { hits, misses, maxsize, cache, cacheInfoType } = self.v;
  const bound = maxsize === -1 ? vm.newNone() : vm.newIntFromBig(BigInt(maxsize));
  const args = [vm.newInt(hits), vm.newInt(misses), bound, vm.newInt(cache.v.used)];
  const r = callObject(vm, cacheInfoType, args);
  vm.counts.decrefAll(args);
  return r;
}

/** CPython 3.11: lru_cache_cache_clear */
function cache_clear(vm: VM, self: Self): Result {
  const v = self.v;
  touchPayload(self);
  touchPayload(v.root);
  touchPayload(v.cache);
  v.hits = 0;
  v.misses = 0;
  v.root.v.previous = v.root;
  v.root.v.next = v.root;
  const dropped = dictEntries(v.cache).flat();
  v.cache.v.assign(new DictTable());
  vm.counts.decrefAll(dropped);
  return vm.newNone();
}

/** CPython 3.11: lru_cache_descr_get */
function lru_cache_descr_get(vm: VM, self: PyObject, instance: PyObject | null): Result {
  return instance === null || instance === vm.none ? newRef(self) : newMethod(vm, self, instance);
}

function giveSelf(_vm: VM, self: PyObject): Result {
  return newRef(self);
}

/** CPython 3.11: lru_cache_reduce */
function lru_cache_reduce(vm: VM, self: PyObject): Result {
  return getAttrString(vm, self, "__qualname__");
}

/** CPython 3.11: Modules/_functoolsmodule.c lru_cache_type_spec */
/** It has no faster way to be called than `tp_call`. CPython 3.11: Objects/call.c _PyObject_MakeTpCall */
function lru_cache_counted(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  return enterCall(vm, CALLING) ? leaveCall(vm, lru_cache_call(vm, self, args, kwnames)) : null;
}

export const lruCacheSpec: TypeSpec = {
  name: "functools._lru_cache_wrapper",
  layout: recordLayout<LruCache>({
    references: (v) => [v.cache, v.root, v.func, v.keywordMark, v.cacheInfoType],
  }),
  flags: TPFLAGS_BASETYPE | TPFLAGS_METHOD_DESCRIPTOR,
  hasDict: true,
  hasWeakrefs: true,
  doc: "A function that remembers what it gave.\n\nuser_function:      the function\nmaxsize:            how many results; 0 for none, None for all\ntyped:              whether f(3) and f(3.0) are different calls\ncache_info_type:    what cache_info() makes of hits, misses, maxsize, currsize",
  slots: { tp_new: lru_cache_new, tp_call: lru_cache_counted, tp_descr_get: lru_cache_descr_get },
  methods: [
    method("cache_info", "($self, /)", cache_info, { doc: "Report cache statistics" }),
    method("cache_clear", "($self, /)", cache_clear, { doc: "Clear the cache and cache statistics" }),
    method("__reduce__", "($self, /)", lru_cache_reduce),
    method("__copy__", "($self, /)", giveSelf),
    method("__deepcopy__", "($self, memo, /)", giveSelf),
  ],
  getset: [{ name: "__dict__", get: getInstanceDict, set: setInstanceDict }],
};
