import { extra, newRef } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { sequenceTuple } from "../eval/iterate.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, PENDING, type PyObject, type PyType, type Result } from "../object.ts";
import { repr } from "../protocol/repr.ts";
import type { GetSetSpec, TypeSpec } from "./type/type-spec.ts";

/*
 * Tuples with named fields (CPython 3.11: Objects/structseq.c). Fields beyond the visible length are attributes only; they are kept in the
 * instance's slots.
 */

/** Describes a struct sequence: `visible` fields are items, `hidden` ones only attributes. A null name is an item without attribute. */
export interface StructSequence {
  readonly spec: TypeSpec;
  readonly visible: readonly (string | null)[];
  readonly hidden: readonly string[];
}

function fieldGetter(index: number, visible: number): GetSetSpec["get"] {
  return (_vm, self) => newRef(index < visible ? (self.v as PyObject[])[index]! : (self.w!.slots![index - visible] as PyObject));
}

/** A struct sequence type named `name` ("time.struct_time"). */
export function structSequence(
  name: string,
  visible: readonly (string | null)[],
  options: { hidden?: readonly string[]; doc?: string; creatable?: boolean } = {},
): StructSequence {
  const hidden = options.hidden ?? [];
  const all = [...visible, ...hidden];
  const shape: StructSequence = {
    visible,
    hidden,
    spec: {
      name,
      base: (vm) => vm.T.tuple,
      ...(options.doc === undefined ? {} : { doc: options.doc }),
      slots: {
        tp_repr: (vm, self) => startFrame(vm, new ReprFrame(name, visible, self.v as PyObject[])),
        tp_new: (vm, type, args) => structNew(vm, shape, type, args, options.creatable ?? true),
      },
      getset: all.flatMap((field, i) =>
        field === null ? [] : [{ name: field, member: true, get: fieldGetter(i, visible.length) }],
      ),
      attributes: (vm) => ({
        n_sequence_fields: vm.newInt(visible.length),
        n_fields: vm.newInt(all.length),
        n_unnamed_fields: vm.newInt(visible.filter((f) => f === null).length),
        __match_args__: vm.newTuple(visible.filter((f) => f !== null).map((f) => vm.intern(f))),
      }),
    },
  };
  return shape;
}

class ReprFrame extends NativeFrame {
  items: PyObject[];
  text: string;
  names: readonly (string | null)[];
  index = 0;

  constructor(name: string, names: readonly (string | null)[], items: readonly PyObject[]) {
    super();
    this.items = items.map((i) => newRef(i));
    this.text = `${name}(`;
    this.names = names;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = this.index === 0 ? null : sent;
    for (;;) {
      if (r !== null) {
        if (r === PENDING) return r;
        this.text += r.v as string;
        vm.counts.decref(r);
      }
      if (this.index === this.names.length) return vm.newStr(`${this.text})`);
      if (this.index > 0) this.text += ", ";
      const name = this.names[this.index];
      if (name !== null) this.text += `${name}=`;
      r = repr(vm, this.items[this.index++]!);
      if (r === null) return null;
    }
  }
}

/** An instance; takes over `values`: visible fields, then hidden ones. */
export function newStructSequence(vm: VM, shape: StructSequence, values: PyObject[]): PyObject<PyObject[]> {
  return make(vm, vm.type(shape.spec), shape, values);
}

function make(vm: VM, type: PyType, shape: StructSequence, values: PyObject[]): PyObject<PyObject[]> {
  const n = shape.visible.length;
  const o = alloc(vm, type, values.slice(0, n));
  if (shape.hidden.length > 0) extra(o).slots = values.slice(n);
  return o;
}

function structNew(vm: VM, shape: StructSequence, type: PyType, args: readonly PyObject[], creatable: boolean): Result {
  if (!creatable) return vm.raise(vm.T.TypeError, `cannot create '${type.name}' instances`);
  if (args.length < 1) return vm.raise(vm.T.TypeError, "structseq() missing required argument 'sequence' (pos 1)");
  return then(vm, sequenceTuple(vm, args[0]!), fill, type.object, shapeHolder(vm, shape));
}

/** The shape travels through a continuation as the type's own record: it is found again by its specification. */
function shapeHolder(_vm: VM, shape: StructSequence): PyObject {
  shapes.set(shape.spec.name, shape);
  return _vm.none;
}

const shapes = new Map<string, StructSequence>();

function fill(vm: VM, items: PyObject, cls: PyObject | null): Result {
  const type = cls!.v as PyType;
  const base = type.mro.find((t) => shapes.has(t.name))!;
  const shape = shapes.get(base.name)!;
  const given = items.v as PyObject[];
  const min = shape.visible.length;
  const max = min + shape.hidden.length;
  if (given.length < min || given.length > max) {
    const n = given.length;
    vm.counts.decref(items);
    const how = min === max ? `a ${min}-sequence` : n < min ? `an at least ${min}-sequence` : `an at most ${max}-sequence`;
    return vm.raise(vm.T.TypeError, `${type.name}() takes ${how} (${n}-sequence given)`);
  }
  const values = given.map((i) => newRef(i));
  while (values.length < max) values.push(vm.newNone());
  vm.counts.decref(items);
  return make(vm, type, shape, values);
}
