import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, TPFLAGS_IMMUTABLETYPE, type Visit } from "../../object.ts";
import { dictStealString } from "../../objects/dict/dict.ts";
import { typeNew } from "../../objects/type/type-new.ts";
import { astSpec } from "./node-type.ts";
import { type FieldSchema, type NodeSchema, type SumSchema, schemaOf, sums } from "./schema.ts";

/** A class of nodes as the conversions need it. */
export interface NodeClass {
  readonly schema: NodeSchema;
  readonly type: PyType;
  /** Names of the fields, then of the attributes; owned. */
  readonly names: readonly PyObject<string>[];
}

/** The node classes of an interpreter. CPython 3.11: Python/Python-ast.c struct ast_state */
export class AstState {
  readonly AST: PyType;
  /** Owned, by name: sums, constructors, products. */
  readonly types: Map<string, PyType> = new Map();
  readonly classes: Map<string, NodeClass> = new Map();
  readonly classOf: Map<PyType, NodeClass> = new Map();
  /** The one `Load()`, `Add()`, ... of trees that come from the parser; owned. */
  readonly singletons: Map<string, PyObject> = new Map();

  constructor(vm: VM) {
    this.AST = vm.type(astSpec);
    this.AST.flags &= ~TPFLAGS_IMMUTABLETYPE;
    for (const sum of sums) {
      if (sum.product) this.addClass(vm, sum.constructors[0]!, this.AST);
      else this.addSum(vm, sum);
    }
  }

  private addSum(vm: VM, sum: SumSchema): void {
    const base = this.addType(vm, sum.name, this.AST, sum.doc, []);
    addAttributes(vm, base, sum.attributes);
    for (const schema of sum.constructors) {
      const type = this.addClass(vm, schema, base);
      if (sum.simple) this.singletons.set(schema.name, alloc(vm, type, null));
    }
  }

  private addClass(vm: VM, schema: NodeSchema, base: PyType): PyType {
    const { name, sum, fields, doc } = schema;
    const type = this.addType(vm, name, base, doc, fields);
    if (sum.product) addAttributes(vm, type, sum.attributes);
    const names = [...fields, ...sum.attributes].map((f) => vm.intern(f.name));
    const nodeClass = { schema, type, names };
    this.classes.set(name, nodeClass);
    this.classOf.set(type, nodeClass);
    return type;
  }

  /** CPython 3.11: Python/Python-ast.c make_type */
  private addType(vm: VM, name: string, base: PyType, doc: string, fields: readonly FieldSchema[]): PyType {
    const dict = vm.newDict();
    dictStealString(vm, dict, "_fields", nameTuple(vm, fields));
    dictStealString(vm, dict, "__match_args__", nameTuple(vm, fields));
    dictStealString(vm, dict, "__module__", vm.intern("ast"));
    dictStealString(vm, dict, "__doc__", vm.newStr(doc));
    for (const field of fields) if (field.quantifier === "?") dictStealString(vm, dict, field.name, vm.newNone());
    const args = [vm.intern(name), vm.newTuple([newRef(base.object)]), dict];
    const made = typeNew(vm, vm.T.type, args, null) as PyObject<PyType>;
    vm.counts.decrefAll(args);
    this.types.set(name, made.v);
    return made.v;
  }

  traverse(visit: Visit): void {
    for (const type of this.types.values()) visit(type.object);
    for (const { names } of this.classes.values()) for (const name of names) visit(name);
    for (const singleton of this.singletons.values()) visit(singleton);
  }
}

function nameTuple(vm: VM, fields: readonly FieldSchema[]): PyObject {
  return vm.newTuple(fields.map((f) => vm.intern(f.name)));
}

/** CPython 3.11: Python/Python-ast.c add_attributes */
function addAttributes(vm: VM, type: PyType, attributes: readonly FieldSchema[]): void {
  dictStealString(vm, type.dict, "_attributes", nameTuple(vm, attributes));
  for (const a of attributes) if (a.quantifier === "?") dictStealString(vm, type.dict, a.name, vm.newNone());
}

/** The classes of this interpreter, made when they are first asked for. */
export function astState(vm: VM): AstState {
  let state = vm.moduleState.get("_ast") as AstState | undefined;
  if (state === undefined) {
    state = new AstState(vm);
    vm.moduleState.set("_ast", state);
  }
  return state;
}

/** CPython 3.11: Python/Python-ast.c PyAST_Check */
export function isNode(vm: VM, o: PyObject): boolean {
  const state = vm.moduleState.get("_ast") as AstState | undefined;
  return state !== undefined && (o.type === state.AST || o.type.mro.includes(state.AST));
}

/** The class of a node of the parser's tree. */
export function classNamed(state: AstState, name: string): NodeClass {
  const found = state.classes.get(name);
  if (found === undefined) throw new Error(`no schema for node ${name}: ${schemaOf.size} are known`);
  return found;
}
