import { opname, stackEffect } from "@vivarium/compiler/opcodes";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { method } from "../objects/type/type-spec.ts";
import { numberIndex } from "../protocol/number.ts";
import type { ModuleSpec } from "./module-spec.ts";

const HAVE_ARGUMENT = 90;

/** CPython 3.11: Modules/_opcode.c _opcode_stack_effect_impl */
function stack_effect(vm: VM, _m: PyObject, opcode: PyObject, oparg: PyObject | null, jump: PyObject | null): Result {
  return then(vm, numberIndex(vm, opcode), withOpcode, oparg ?? vm.none, jump ?? vm.none);
}

function withOpcode(vm: VM, opcode: PyObject, oparg: PyObject | null, jump: PyObject | null): Result {
  const op = Number(opcode.v);
  vm.counts.decref(opcode);
  if (op >= HAVE_ARGUMENT) {
    if (oparg === vm.none) return vm.raise(vm.T.ValueError, "stack_effect: opcode requires oparg but oparg was not specified");
    return then(vm, numberIndex(vm, oparg!), withOparg, jump, null, null, op);
  }
  if (oparg !== vm.none) return vm.raise(vm.T.ValueError, "stack_effect: opcode does not permit oparg but oparg was specified");
  return effect(vm, op, 0, jump!);
}

function withOparg(vm: VM, oparg: PyObject, jump: PyObject | null, _b: PyObject | null, _c: PyObject | null, op: number): Result {
  const n = Number(oparg.v);
  vm.counts.decref(oparg);
  return effect(vm, op, n, jump!);
}

function effect(vm: VM, op: number, oparg: number, jump: PyObject): Result {
  if (jump !== vm.none && jump !== vm.true_ && jump !== vm.false_)
    return vm.raise(vm.T.ValueError, "stack_effect: jump must be False, True or None");
  if (op < 0 || op > 255 || opname[op] === undefined || opname[op]!.startsWith("<"))
    return vm.raise(vm.T.ValueError, "invalid opcode or oparg");
  return vm.newInt(stackEffect(op, oparg, jump === vm.none ? undefined : jump === vm.true_));
}

/** The module `_opcode`. CPython 3.11: Modules/_opcode.c */
export const opcodeModule: ModuleSpec = {
  name: "_opcode",
  doc: "Opcode support module.",
  methods: [
    method("stack_effect", "($module, opcode, oparg=None, /, *, jump=None)", stack_effect, {
      doc: "Compute the stack effect of the opcode.",
    }),
    method("get_specialization_stats", "($module, /)", (vm) => vm.newNone(), { doc: "Return the specialization stats" }),
  ],
};
