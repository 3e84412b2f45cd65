import { newRef } from "@vivarium/heap";
import { isInstance } from "../builtins/instance-checks.ts";
import { callObject } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP, TPFLAGS_MATCH_SELF } from "../object.ts";
import { getAttrString, lookupAttr, lookupAttrString } from "../protocol/attribute.ts";
import { newSet, setAddKey } from "./set/set.ts";
import { isSubtype, isType } from "./type/mro.ts";

class MatchKeysFrame extends NativeFrame {
  keys: PyObject[];
  seen: PyObject;
  get: PyObject | null = null;
  missing: PyObject | null = null;
  values: PyObject[] = [];
  mapping: PyObject;
  index = 0;
  stage: "start" | "get" | "seen" | "value" = "start";

  constructor(vm: VM, mapping: PyObject, keys: readonly PyObject[]) {
    super();
    this.mapping = newRef(mapping);
    this.keys = keys.map((k) => newRef(k));
    this.seen = newSet(vm);
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = sent;
    if (this.stage === "start") {
      this.missing = vm.T.object.tp_new!(vm, vm.T.object, [], null);
      this.stage = "get";
      r = getAttrString(vm, this.mapping, "get");
    }
    for (;;) {
      if (r === null || r === PENDING) return r;
      if (this.stage === "get") {
        this.get = r;
        this.stage = "value";
        r = OK;
      } else if (this.stage === "seen") {
        // Hashing has run; a key that is in the set already comes twice.
        this.stage = "value";
        r = callObject(vm, this.get!, [this.keys[this.index]!, this.missing!]);
        this.index++;
        continue;
      }
      if (r !== OK) {
        if (r === this.missing) {
          vm.counts.decref(r);
          return vm.newNone();
        }
        this.values.push(r);
      }
      if (this.index === this.keys.length) {
        const values = this.values;
        this.values = [];
        return vm.newTuple(values);
      }
      this.stage = "seen";
      r = this.addSeen(vm);
    }
  }

  private addSeen(vm: VM): Result {
    const before = (this.seen.v as { used: number }).used;
    const r = setAddKey(vm, this.seen, this.keys[this.index]!);
    if (r === OK && (this.seen.v as { used: number }).used === before)
      return vm.raise(vm.T.ValueError, `mapping pattern checks duplicate key (${String(this.keys[this.index]!.v)})`);
    return r;
  }
}

/** The values of `keys` in a mapping as a tuple, or None when one is missing. CPython 3.11: Python/ceval.c match_keys */
export function matchKeys(vm: VM, mapping: PyObject, keys: PyObject): Result {
  const items = keys.v as PyObject[];
  if (items.length === 0) return vm.newTuple([]);
  return startFrame(vm, new MatchKeysFrame(vm, mapping, items));
}

class MatchAttributesFrame extends NativeFrame {
  subject: PyObject;
  names: PyObject[];
  attributes: PyObject[] = [];
  index = 0;

  constructor(subject: PyObject, names: readonly PyObject[], first: PyObject | null) {
    super();
    this.subject = newRef(subject);
    this.names = names.map((n) => newRef(n));
    if (first !== null) this.attributes.push(newRef(first));
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = this.index === 0 ? OK : sent;
    for (;;) {
      if (r === null || r === PENDING) return r;
      if (r === STOP) return vm.newNone();
      if (r !== OK) this.attributes.push(r);
      if (this.index === this.names.length) {
        const attributes = this.attributes;
        this.attributes = [];
        return vm.newTuple(attributes);
      }
      r = lookupAttr(vm, this.subject, this.names[this.index++]! as PyObject<string>);
    }
  }
}

/**
 * The attributes that a class pattern with `positional` sub-patterns and the keyword names `names` looks at, as a tuple; None when the subject is
 * no instance or has not all of them. CPython 3.11: Python/ceval.c match_class
 */
export function matchClass(vm: VM, subject: PyObject, type: PyObject, positional: number, names: PyObject): Result {
  if (!isType(vm, type)) return vm.raise(vm.T.TypeError, "called match pattern must be a type");
  const r = isInstance(vm, subject, type);
  const pack = vm.newTuple([newRef(type), newRef(names)]);
  const result = then(vm, r, isAnInstance, subject, pack, null, positional);
  vm.counts.decref(pack);
  return result;
}

function isAnInstance(
  vm: VM,
  yes: PyObject,
  subject: PyObject | null,
  pack: PyObject | null,
  _c: PyObject | null,
  positional: number,
): Result {
  const is = yes === vm.true_;
  vm.counts.decref(yes);
  if (!is) return vm.newNone();
  const [type, names] = pack!.v as [PyObject<PyType>, PyObject];
  if (positional === 0) return attributes(vm, subject!, type, [], names.v as PyObject[], null);
  return thenBorrowed(vm, lookupAttrString(vm, type, "__match_args__"), withMatchArgs, subject, pack, null, positional, true);
}

function withMatchArgs(
  vm: VM,
  args: PyObject,
  subject: PyObject | null,
  pack: PyObject | null,
  _c: PyObject | null,
  positional: number,
): Result {
  const [type, names] = pack!.v as [PyObject<PyType>, PyObject];
  const record = type.v;
  if (args === STOP) {
    const self = (record.flags & TPFLAGS_MATCH_SELF) !== 0;
    const allowed = self ? 1 : 0;
    if (positional > allowed) return tooMany(vm, record, allowed, positional);
    return attributes(vm, subject!, type, [], names.v as PyObject[], self ? subject! : null);
  }
  if (!isSubtype(args.type, vm.T.tuple)) {
    const got = args.type.name;
    vm.counts.decref(args);
    return vm.raise(vm.T.TypeError, `${record.name}.__match_args__ must be a tuple (got ${got})`);
  }
  const items = (args.v as PyObject[]).slice(0, positional);
  const total = (args.v as PyObject[]).length;
  const wrong = items.find((i) => i.type !== vm.T.str);
  let r: Result;
  if (positional > total) r = tooMany(vm, record, total, positional);
  else if (wrong !== undefined) r = vm.raise(vm.T.TypeError, `__match_args__ elements must be strings (got ${wrong.type.name})`);
  else r = attributes(vm, subject!, type, items, names.v as PyObject[], null);
  vm.counts.decref(args);
  return r;
}

function tooMany(vm: VM, type: PyType, allowed: number, given: number): null {
  return vm.raise(
    vm.T.TypeError,
    `${type.name}() accepts ${allowed} positional sub-pattern${allowed === 1 ? "" : "s"} (${given} given)`,
  );
}

function attributes(
  vm: VM,
  subject: PyObject,
  type: PyObject<PyType>,
  positional: readonly PyObject[],
  keywords: readonly PyObject[],
  first: PyObject | null,
): Result {
  const names = [...positional, ...keywords];
  const seen = new Set<string>();
  for (const n of names) {
    if (seen.has(n.v as string))
      return vm.raise(vm.T.TypeError, `${type.v.name}() got multiple sub-patterns for attribute '${n.v}'`);
    seen.add(n.v as string);
  }
  return startFrame(vm, new MatchAttributesFrame(subject, names, first));
}
