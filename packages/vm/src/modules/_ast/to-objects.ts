import { newRef } from "@vivarium/heap";
import type { AST, ConstantValue } from "@vivarium/parser";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject } from "../../object.ts";
import { ConstantPool, objectOfConstant } from "../../objects/constants.ts";
import { materializeDict } from "../../protocol/attribute.ts";
import { type AstState, astState, classNamed, type NodeClass } from "./state.ts";

/** CPython 3.11: Python/compile.c COMPILER_STACK_FRAME_SCALE */
export const STACK_FRAME_SCALE = 3;

/** A node that is being made: `at` counts its fields, `items` is the list that the current field fills. */
interface Building {
  readonly node: Readonly<Record<string, unknown>>;
  readonly nodeClass: NodeClass;
  readonly object: PyObject;
  at: number;
  items: PyObject[] | null;
  itemAt: number;
}

/** The objects of module `ast` for a tree: a new reference; null with RecursionError. CPython 3.11: Python/Python-ast.c PyAST_mod2obj */
export function objectsOfTree(vm: VM, tree: AST): PyObject | null {
  const state = astState(vm);
  const stack: Building[] = [open(vm, state, tree)];
  const limit = (vm.recursionLimit - vm.thread.depth - 1) * STACK_FRAME_SCALE;
  for (;;) {
    const top = stack[stack.length - 1]!;
    const child = nextChild(vm, state, top);
    if (child !== null) {
      if (stack.length >= limit) return tooDeep(vm, stack);
      stack.push(open(vm, state, child));
      continue;
    }
    stack.pop();
    if (stack.length === 0) return top.object;
    deliver(stack[stack.length - 1]!, top.object);
  }
}

function tooDeep(vm: VM, stack: readonly Building[]): null {
  for (const { object, items } of stack) {
    if (items !== null) vm.counts.decrefAll(items);
    vm.counts.decref(object);
  }
  return vm.raise(vm.T.RecursionError, "maximum recursion depth exceeded during ast construction");
}

function open(vm: VM, state: AstState, node: AST): Building {
  const nodeClass = classNamed(state, node.node);
  const object = alloc(vm, nodeClass.type, null);
  materializeDict(vm, object);
  return { node: node as unknown as Record<string, unknown>, nodeClass, object, at: 0, items: null, itemAt: 0 };
}

/** Goes on until a node has to be made first: gives it; null when all fields are there. */
function nextChild(vm: VM, state: AstState, b: Building): AST | null {
  const { node, nodeClass } = b;
  const { names, schema } = nodeClass;
  while (b.at < names.length) {
    const value = node[names[b.at]!.v];
    if (!Array.isArray(value)) {
      if (isTree(value)) return value;
      store(b, b.at < schema.fields.length ? leaf(vm, state, schema.fields[b.at]!.type, value) : vm.newInt(value as number));
      continue;
    }
    b.items ??= [];
    while (b.itemAt < value.length) {
      const item: unknown = value[b.itemAt++];
      if (isTree(item)) return item;
      b.items.push(leaf(vm, state, schema.fields[b.at]!.type, item));
    }
    const list = vm.newList(b.items);
    b.items = null;
    b.itemAt = 0;
    store(b, list);
  }
  return null;
}

function isTree(value: unknown): value is AST {
  return typeof value === "object" && value !== null && "node" in value;
}

function store(b: Building, value: PyObject): void {
  const dict = b.object.w!.dict as PyObject;
  dict.v.addString(newRef(b.nodeClass.names[b.at]!), value);
  b.at++;
}

/** Takes over the reference. */
function deliver(parent: Building, object: PyObject): void {
  if (parent.items !== null) parent.items.push(object);
  else store(parent, object);
}

/** What is no node of its own in the parser's tree. New reference. */
function leaf(vm: VM, state: AstState, type: string, value: unknown): PyObject {
  if (value === null || value === undefined) return vm.newNone();
  switch (type) {
    case "identifier":
      return vm.intern(value as string);
    case "string":
      return vm.newStr(value as string);
    case "int":
      return vm.newInt(value as number);
    case "constant":
      return objectOfValue(vm, value as ConstantValue);
    default:
      return newRef(state.singletons.get(value as string)!);
  }
}

/** Strings of the text are new objects each; only names are interned. */
function objectOfValue(vm: VM, value: ConstantValue): PyObject {
  return value.type === "str" && value.codePoints === undefined
    ? vm.newStr(value.value)
    : objectOfConstant(vm, value, new ConstantPool(false));
}
