import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, type Result, recordLayout, TPFLAGS_BASETYPE } from "../../object.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { newStrFromText, textOf } from "../../objects/str/text.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { type NewlineState, seenNewlines, translateNewlines } from "./newlines.ts";

class DecoderState implements NewlineState {
  decoder: PyObject | null = null;
  translate = false;
  pendingCr = false;
  seen = 0;
}

type Self = PyObject<DecoderState>;

/** CPython 3.11: Modules/_io/textio.c _io_IncrementalNewlineDecoder___init___impl */
function init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(
    vm,
    { name: "IncrementalNewlineDecoder", parameters: ["decoder", "translate", "errors"] },
    args,
    kwnames,
  );
  if (parsed === null) return null;
  const [decoder, translate] = parsed;
  if (decoder == null || translate == null)
    return vm.raise(
      vm.T.TypeError,
      `IncrementalNewlineDecoder() missing required argument '${decoder == null ? "decoder' (pos 1)" : "translate' (pos 2)"}`,
    );
  const old = self.v.decoder;
  touchPayload(self);
  Object.assign(self.v, new DecoderState(), {
    decoder: decoder === vm.none ? null : newRef(decoder),
    translate: translate.v !== 0,
  });
  if (old !== null) vm.counts.decref(old);
  return OK;
}

function decode(vm: VM, self: Self, input: PyObject, final: PyObject | null): Result {
  const isFinal = final !== null && final.v !== 0;
  const text =
    self.v.decoder === null ? newRef(input) : callMethod(vm, self.v.decoder, "decode", [input, isFinal ? vm.true_ : vm.false_]);
  return andThen(vm, text, translated, self, null, null, isFinal ? 1 : 0);
}

function translated(
  vm: VM,
  piece: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  isFinal: number,
): Result {
  if (!isStr(piece)) {
    const { name } = piece.type;
    vm.counts.decref(piece);
    return vm.raise(vm.T.TypeError, `decoder should return a string result, not '${name}'`);
  }
  touchPayload(self!);
  const v = self!.v as DecoderState;
  const text = translateNewlines(v, textOf(piece), isFinal === 1, v.translate);
  vm.counts.decref(piece);
  return newStrFromText(vm, text);
}

function reset(vm: VM, self: Self): Result {
  touchPayload(self);
  self.v.pendingCr = false;
  self.v.seen = 0;
  return self.v.decoder === null ? vm.newNone() : callMethod(vm, self.v.decoder, "reset", []);
}

function newlines(vm: VM, self: Self): Result {
  const all = seenNewlines(self.v.seen).map((s) => vm.newStr(s));
  return all.length === 0 ? vm.newNone() : all.length === 1 ? all[0]! : vm.newTuple(all);
}

export const incrementalNewlineDecoderSpec: TypeSpec = {
  name: "_io.IncrementalNewlineDecoder",
  layout: recordLayout<DecoderState>({ references: (v) => [v.decoder] }),
  flags: TPFLAGS_BASETYPE,
  doc: "Codec used when reading a file in universal newlines mode.",
  slots: { tp_new: (vm: VM, type: PyType) => alloc(vm, type, new DecoderState()), tp_init: init },
  methods: [method("decode", "($self, /, input, final=False)", decode), method("reset", "($self, /)", reset)],
  getset: [{ name: "newlines", get: newlines }],
};
