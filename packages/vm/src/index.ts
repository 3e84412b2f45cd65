export type { Pause } from "./eval/gil-client.ts";
export { EvalState } from "./eval/eval-state.ts";
export * from "./host.ts";
export { type StandardLibrary, VM, type VMOptions } from "./interpreter.ts";
export { type Program, startProgram } from "./lifecycle/run-main.ts";
export type { ModuleSpec } from "./modules/module-spec.ts";
export type { SysConfig, SysFlags } from "./modules/sys.ts";
export { PENDING, type PyObject, type PyType, type Result } from "./object.ts";
export { method, type MethodSpec, type TypeSpec } from "./objects/type/type-spec.ts";
