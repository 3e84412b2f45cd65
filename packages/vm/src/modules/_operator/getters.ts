import { newRef } from "@vivarium/heap";
import { noKeywords } from "../../builtins/check-arguments.ts";
import { callArgumentsError } from "../../eval/argument-errors.ts";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { mapItems } from "../../eval/map-items.ts";
import { dropAfter, orElseBorrowed, startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import { reprEnter, reprLeave } from "../../objects/container-repr.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttr } from "../../protocol/attribute.ts";
import { repr } from "../../protocol/repr.ts";
import { getItem } from "../../protocol/sequence.ts";
import { partialSpec } from "../_functools/partial.ts";

/*
 * itemgetter, attrgetter and methodcaller: objects that are called with one argument.
 */

/** The payload of all three. */
interface Getter {
  /** What they were made with. */
  readonly items: PyObject[];
  /** attrgetter: the names of each item, split at the dots. methodcaller: names of keyword arguments, whose values end `items`. */
  readonly names: PyObject<string>[][];
}

type Self = PyObject<Getter>;

const layout: PayloadLayout<Getter> = recordLayout<Getter>({ references: (v) => [...v.items, ...v.names.flat()] });

/** The only argument of a call; null with TypeError. */
function onlyArgument(vm: VM, name: string, args: readonly PyObject[], kwnames: readonly PyObject[] | null): PyObject | null {
  if (!noKeywords(vm, name, kwnames)) return null;
  if (args.length !== 1) return callArgumentsError(vm, name, args.length, 1, 1);
  return args[0]!;
}

function isText(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0;
}

/** `name(...)` with the texts of what it was made with. */
function getterRepr(vm: VM, self: Self): Result {
  if (reprEnter(vm, self)) return vm.newStr(`${self.type.name}(...)`);
  return orElseBorrowed(vm, thenBorrowed(vm, mapItems(vm, self.v.items, repr), joinTexts, self), leave, self);
}

function joinTexts(vm: VM, texts: PyObject, self: PyObject | null): Result {
  reprLeave(vm, self!);
  const { names } = self!.v as Getter;
  const parts = (texts.v as PyObject<string>[]).map((o) => o.v);
  vm.counts.decref(texts);
  const keywords = self!.type.mro.includes(vm.type(methodcallerSpec)) ? names[0]! : [];
  keywords.forEach((name, k) => {
    const i = parts.length - keywords.length + k;
    parts[i] = `${name.v}=${parts[i]}`;
  });
  return vm.newStr(`${self!.type.name}(${parts.join(", ")})`);
}

function leave(vm: VM, self: PyObject | null): Result {
  reprLeave(vm, self!);
  return null;
}

/** CPython 3.11: itemgetter_reduce, attrgetter_reduce */
function getterReduce(vm: VM, self: Self): Result {
  return vm.newTuple([newRef(self.type.object), vm.newTuple(self.v.items.map((o) => newRef(o)))]);
}

const reduceMethod: MethodSpec = method("__reduce__", "($self, /)", getterReduce, {
  doc: "Return state information for pickling",
});

// --- itemgetter ---------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_operator.c itemgetter_new */
function itemgetter_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "itemgetter", kwnames)) return null;
  if (args.length < 1) return callArgumentsError(vm, "itemgetter", 0, 1, 1);
  return alloc<Getter>(vm, type, { items: args.map((o) => newRef(o)), names: [] });
}

/** CPython 3.11: itemgetter_call */
function itemgetter_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const o = onlyArgument(vm, "itemgetter", args, kwnames);
  if (o === null) return null;
  const { items } = self.v;
  return items.length === 1 ? getItem(vm, o, items[0]!) : startFrame(vm, new ItemsFrame(o, items));
}

class ItemsFrame extends NativeFrame {
  object: PyObject;
  keys: PyObject[];
  values: PyObject[] = [];

  constructor(o: PyObject, keys: readonly PyObject[]) {
    super();
    this.object = newRef(o);
    this.keys = keys.map((k) => newRef(k));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (got !== OK) this.values.push(got);
      const key = this.keys[this.values.length];
      if (key === undefined) {
        const values = this.values;
        this.values = [];
        return vm.newTuple(values);
      }
      got = getItem(vm, this.object, key);
    }
  }
}

/** CPython 3.11: Modules/_operator.c itemgetter_type_spec */
export const itemgetterSpec: TypeSpec = {
  name: "operator.itemgetter",
  layout,
  doc: "itemgetter(item, ...) --> itemgetter object\n\nA callable that gives the item of its argument, or a tuple of items.",
  slots: { tp_new: itemgetter_new, tp_call: itemgetter_call, tp_repr: getterRepr },
  methods: [reduceMethod],
};

// --- attrgetter ---------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_operator.c attrgetter_new */
function attrgetter_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "attrgetter", kwnames)) return null;
  if (args.length < 1) return callArgumentsError(vm, "attrgetter", 0, 1, 1);
  if (args.some((o) => !isText(o))) return vm.raise(vm.T.TypeError, "attribute name must be a string");
  const names = args.map((o) => (o.v as string).split(".").map((part) => vm.intern(part)));
  return alloc<Getter>(vm, type, { items: args.map((o) => newRef(o)), names });
}

/** CPython 3.11: attrgetter_call, dotted_getattr */
function attrgetter_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const o = onlyArgument(vm, "attrgetter", args, kwnames);
  if (o === null) return null;
  const { names } = self.v;
  if (names.length === 1 && names[0]!.length === 1) return getAttr(vm, o, names[0]![0]!);
  return startFrame(vm, new AttributesFrame(self, o));
}

class AttributesFrame extends NativeFrame {
  self: Self;
  object: PyObject;
  /** What has been reached on the way to the next value. */
  reached: PyObject | null = null;
  values: PyObject[] = [];
  part = 0;

  constructor(self: Self, o: PyObject) {
    super();
    this.self = newRef(self);
    this.object = newRef(o);
  }

  step(vm: VM, sent: Result): Result {
    const { names } = this.self.v;
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (got !== OK) {
        const old = this.reached;
        this.reached = got;
        vm.counts.xdecref(old);
        this.part++;
        if (this.part === names[this.values.length]!.length) {
          this.values.push(this.reached);
          this.reached = null;
          this.part = 0;
        }
      }
      if (this.values.length === names.length) return this.finish(vm);
      got = getAttr(vm, this.reached ?? this.object, names[this.values.length]![this.part]!);
    }
  }

  private finish(vm: VM): Result {
    const values = this.values;
    this.values = [];
    return values.length === 1 ? values[0]! : vm.newTuple(values);
  }
}

/** CPython 3.11: Modules/_operator.c attrgetter_type_spec */
export const attrgetterSpec: TypeSpec = {
  name: "operator.attrgetter",
  layout,
  doc: "attrgetter(attr, ...) --> attrgetter object\n\nA callable that gives the attribute of its argument, or a tuple of attributes; names may have dots.",
  slots: { tp_new: attrgetter_new, tp_call: attrgetter_call, tp_repr: getterRepr },
  methods: [reduceMethod],
};

// --- methodcaller -------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/_operator.c methodcaller_new */
function methodcaller_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) return vm.raise(vm.T.TypeError, "methodcaller needs at least one argument, the method name");
  if (!isText(args[0]!)) return vm.raise(vm.T.TypeError, "method name must be a string");
  const name = vm.intern(args[0]!.v as string);
  const names = (kwnames ?? []).map((k) => newRef(k as PyObject<string>));
  return alloc<Getter>(vm, type, { items: [name, ...args.slice(1).map((o) => newRef(o))], names: [names] });
}

/** CPython 3.11: methodcaller_call */
function methodcaller_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const o = onlyArgument(vm, "methodcaller", args, kwnames);
  if (o === null) return null;
  return thenBorrowed(vm, getAttr(vm, o, self.v.items[0] as PyObject<string>), callFound, self);
}

function callFound(vm: VM, f: PyObject, self: PyObject | null): Result {
  const { items, names } = self!.v as Getter;
  return dropAfter(vm, callObject(vm, f, items.slice(1), names[0]!.length === 0 ? null : names[0]!), f);
}

/** CPython 3.11: methodcaller_reduce */
function methodcaller_reduce(vm: VM, self: Self): Result {
  const { items, names } = self.v;
  const keywords = names[0]!;
  if (keywords.length === 0) return getterReduce(vm, self);
  const positional = items.slice(0, items.length - keywords.length);
  const values = items.slice(positional.length);
  const made = callObject(vm, vm.type(partialSpec).object, [self.type.object, positional[0]!, ...values], keywords);
  return thenBorrowed(vm, made, withArguments, self);
}

function withArguments(vm: VM, constructor: PyObject, self: PyObject | null): Result {
  const { items, names } = self!.v as Getter;
  const args = items.slice(1, items.length - names[0]!.length).map((o) => newRef(o));
  return vm.newTuple([constructor, vm.newTuple(args)]);
}

/** CPython 3.11: Modules/_operator.c methodcaller_type_spec */
export const methodcallerSpec: TypeSpec = {
  name: "operator.methodcaller",
  layout,
  doc: "methodcaller(name, ...) --> methodcaller object\n\nA callable that calls that method of its argument, with the other arguments given here.",
  slots: { tp_new: methodcaller_new, tp_call: methodcaller_call, tp_repr: getterRepr },
  methods: [method("__reduce__", "($self, /)", methodcaller_reduce, { doc: "Return state information for pickling" })],
};
