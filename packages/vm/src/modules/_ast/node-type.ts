import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { dropValue, sequenceTuple } from "../../eval/iterate.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_HEAPTYPE,
} from "../../object.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import {
  genericGetAttr,
  genericSetAttr,
  getInstanceDict,
  lookupAttrString,
  setAttr,
  setInstanceDict,
} from "../../protocol/attribute.ts";
import { length } from "../../protocol/sequence.ts";

/** A node is its `__dict__`. */
const nodeLayout: PayloadLayout<null> = {
  leaf: false,
  container: true,
  traverse() {},
  clear: () => [],
};

/** CPython 3.11: Objects/typeobject.c PyType_GenericNew */
function ast_new(vm: VM, type: PyType): Result {
  return alloc(vm, type, null);
}

/** CPython 3.11: Python/Python-ast.c ast_type_init */
function ast_init(vm: VM, self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  return startFrame(vm, new InitFrame(self, args, kwnames ?? []));
}

/** `_fields` of the class, then one attribute after the other: positional arguments by field, keywords by name. */
class InitFrame extends NativeFrame {
  self: PyObject;
  args: PyObject[];
  names: PyObject<string>[];
  fields: PyObject | null = null;
  index = 0;
  stage: "look up" | "measure" | "collect" | "set" = "look up";

  constructor(self: PyObject, args: readonly PyObject[], names: readonly PyObject[]) {
    super();
    this.self = newRef(self);
    this.args = args.map((a) => newRef(a));
    this.names = names.map((n) => newRef(n));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      switch (this.stage) {
        case "look up":
          this.stage = "measure";
          got = lookupAttrString(vm, this.self.type.object, "_fields");
          break;
        case "measure":
          this.stage = "collect";
          if (got === STOP) got = vm.newTuple([]);
          this.fields = got;
          got = length(vm, this.fields);
          break;
        case "collect": {
          vm.counts.decref(got);
          this.stage = "set";
          got = sequenceTuple(vm, this.fields!);
          if (got === null || got === PENDING) break;
          break;
        }
        case "set":
          if (this.index === 0 && got.type === vm.T.tuple) {
            vm.counts.decref(this.fields!);
            this.fields = got;
            if (!this.checkCount(vm)) return null;
          } else dropValue(vm, got);
          if (this.index === this.args.length) return OK;
          got = this.setNext(vm);
      }
    }
  }

  private get positional(): number {
    return this.args.length - this.names.length;
  }

  private checkCount(vm: VM): boolean {
    const count = (this.fields!.v as PyObject[]).length;
    if (count >= this.positional) return true;
    const name = shortName(this.self.type);
    const plural = count === 1 ? "" : "s";
    vm.raise(vm.T.TypeError, `${name} constructor takes at most ${count} positional argument${plural}`);
    return false;
  }

  private setNext(vm: VM): Result {
    const i = this.index++;
    const fields = this.fields!.v as PyObject<string>[];
    if (i < this.positional) return setAttr(vm, this.self, fields[i]!, this.args[i]!);
    const name = this.names[i - this.positional]!;
    const at = fields.findIndex((f) => f.v === name.v);
    if (at >= 0 && at < this.positional)
      return vm.raise(vm.T.TypeError, `${this.self.type.name} got multiple values for argument '${name.v}'`);
    return setAttr(vm, this.self, name, this.args[i]!);
  }
}

/** CPython 3.11: Objects/typeobject.c _PyType_Name */
export function shortName(type: PyType): string {
  return type.heapType ? type.name : type.name.slice(type.name.lastIndexOf(".") + 1);
}

/** CPython 3.11: Python/Python-ast.c ast_type_reduce */
function ast_reduce(vm: VM, self: PyObject): Result {
  return then(vm, lookupAttrString(vm, self, "__dict__"), reduceWith, self, null, null, 0, true);
}

function reduceWith(vm: VM, dict: PyObject, self: PyObject | null): Result {
  const parts = [newRef(self!.type.object), vm.newTuple([])];
  if (dict !== STOP) parts.push(dict);
  return vm.newTuple(parts);
}

/** The type `ast.AST`. CPython 3.11: Python/Python-ast.c AST_type_spec */
export const astSpec: TypeSpec = {
  name: "ast.AST",
  layout: nodeLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_HEAPTYPE,
  hasDict: true,
  slots: { tp_new: ast_new, tp_init: ast_init, tp_getattro: genericGetAttr, tp_setattro: genericSetAttr },
  methods: [method("__reduce__", "($self, /)", ast_reduce)],
  getset: [{ name: "__dict__", get: getInstanceDict, set: setInstanceDict }],
  attributes: (vm) => ({
    __module__: vm.intern("ast"),
    _fields: vm.newTuple([]),
    __match_args__: vm.newTuple([]),
    _attributes: vm.newTuple([]),
  }),
};
