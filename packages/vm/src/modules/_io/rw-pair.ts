import { touchPayload } from "@vivarium/heap";
import { callMethod, callOneArg } from "../../eval/call.ts";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, type Result, recordLayout, TPFLAGS_BASETYPE } from "../../object.ts";
import { constructorArguments } from "../../objects/int/constructor-arguments.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { bufferedReaderSpec, bufferedWriterSpec } from "./buffered.ts";
import { bufferedIOBaseSpec } from "./io-base.ts";

class PairState {
  reader: PyObject | null = null;
  writer: PyObject | null = null;
}

type Self = PyObject<PairState>;

/** CPython 3.11: Modules/_io/bufferedio.c _io_BufferedRWPair___init___impl */
function init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(
    vm,
    { name: "BufferedRWPair", parameters: ["reader", "writer", "buffer_size"] },
    args,
    kwnames,
  );
  if (parsed === null) return null;
  const [reader, writer] = parsed;
  if (reader == null || writer == null)
    return vm.raise(vm.T.TypeError, `BufferedRWPair expected at least 2 arguments, got ${args.length}`);
  return andThen(vm, callOneArg(vm, vm.type(bufferedReaderSpec).object, reader), withReader, self, writer);
}

function withReader(vm: VM, reader: PyObject, self: PyObject | null, writer: PyObject | null): Result {
  touchPayload(self!);
  (self!.v as PairState).reader = reader;
  return andThen(vm, callOneArg(vm, vm.type(bufferedWriterSpec).object, writer!), withWriter, self);
}

function withWriter(_vm: VM, writer: PyObject, self: PyObject | null): Result {
  touchPayload(self!);
  (self!.v as PairState).writer = writer;
  return OK;
}

/** Passes a call on to one of the two. */
function forward(name: string, to: "reader" | "writer"): MethodSpec {
  const fn = (vm: VM, self: Self, args: readonly PyObject[]): Result => {
    const target = self.v[to];
    return target === null
      ? vm.raise(vm.T.ValueError, "I/O operation on uninitialized object")
      : callMethod(vm, target, name, args);
  };
  return method(name, "($self, *args)", fn, { convention: "METH_VARARGS" });
}

function close(vm: VM, self: Self): Result {
  const { writer, reader } = self.v;
  if (writer === null || reader === null) return vm.newNone();
  return andThen(
    vm,
    callMethod(vm, writer, "close", []),
    (m, none, r) => {
      m.counts.decref(none);
      return callMethod(m, r!, "close", []);
    },
    reader,
  );
}

export const bufferedRWPairSpec: TypeSpec = {
  name: "_io.BufferedRWPair",
  base: (vm) => vm.type(bufferedIOBaseSpec),
  layout: recordLayout<PairState>({ references: (v) => [v.reader, v.writer] }),
  flags: TPFLAGS_BASETYPE,
  doc: "A buffered reader and writer object together.",
  slots: { tp_new: (vm: VM, type: PyType) => alloc(vm, type, new PairState()), tp_init: init },
  methods: [
    ...["read", "peek", "read1", "readinto", "readinto1", "readable"].map((name) => forward(name, "reader")),
    ...["write", "flush", "writable"].map((name) => forward(name, "writer")),
    method("close", "($self, /)", close),
  ],
  getset: [
    {
      name: "closed",
      get: (vm, self) => (self.v.writer === null ? vm.newBool(false) : getAttrString(vm, self.v.writer, "closed")),
    },
  ],
};
