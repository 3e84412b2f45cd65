import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject, PyType, Result } from "../object.ts";
import { isStr } from "../objects/str/arguments.ts";
import { method } from "../objects/type/type-spec.ts";
import { bufferedRandomSpec, bufferedReaderSpec, bufferedWriterSpec, DEFAULT_BUFFER_SIZE } from "./_io/buffered.ts";
import { bytesIOSpec } from "./_io/bytes-io.ts";
import { fileIOSpec } from "./_io/file-io.ts";
import { bufferedIOBaseSpec, ioBaseSpec, rawIOBaseSpec, textIOBaseSpec } from "./_io/io-base.ts";
import { incrementalNewlineDecoderSpec } from "./_io/newline-decoder.ts";
import { io_open } from "./_io/open.ts";
import { bufferedRWPairSpec } from "./_io/rw-pair.ts";
import { stringIOSpec } from "./_io/string-io.ts";
import { textIOWrapperSpec } from "./_io/text-io.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** `class UnsupportedOperation(OSError, ValueError)`. */
function makeUnsupportedOperation(vm: VM): PyType {
  const known = vm.moduleState.get("io.UnsupportedOperation") as PyType | undefined;
  if (known !== undefined) return known;
  const bases = vm.newTuple([newRef(vm.T.OSError.object), newRef(vm.T.ValueError.object)]);
  const namespace = vm.newDict();
  const name = vm.newStr("UnsupportedOperation");
  const made = vm.T.type.tp_new!(vm, vm.T.type, [name, bases, namespace], null)!;
  for (const o of [name, bases, namespace]) vm.counts.decref(o);
  const type = made.v as PyType;
  type.module = "io";
  vm.moduleState.set("io.UnsupportedOperation", type);
  return type;
}

/** CPython 3.11: Modules/_io/_iomodule.c _io_text_encoding_impl */
function text_encoding(vm: VM, _module: PyObject, encoding: PyObject): Result {
  return encoding === vm.none ? vm.newStr("locale") : newRef(encoding);
}

function open_code(vm: VM, module: PyObject, path: PyObject): Result {
  if (!isStr(path)) return vm.raise(vm.T.TypeError, `open_code() argument 'path' must be str, not ${path.type.name}`);
  const mode = vm.newStr("rb");
  const r = io_open(vm, module, path, mode, null, null, null, null, null, null);
  vm.counts.decref(mode);
  return r;
}

/** The `_io` module. CPython 3.11: Modules/_io/_iomodule.c */
export const _ioModule: ModuleSpec = {
  name: "_io",
  doc: "The io module provides the Python interfaces to stream handling.",
  methods: [
    method(
      "open",
      "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
      io_open,
      {
        doc: "Open file and return a stream. Raise OSError upon failure.",
      },
    ),
    method("open_code", "(path)", open_code, { doc: "Opens the provided file with the intent to import the contents." }),
    method("text_encoding", "(encoding, stacklevel=2, /)", text_encoding, {
      doc: "A helper function to choose the text encoding.",
    }),
  ],
  types: [
    ioBaseSpec,
    rawIOBaseSpec,
    bufferedIOBaseSpec,
    textIOBaseSpec,
    fileIOSpec,
    bytesIOSpec,
    stringIOSpec,
    bufferedReaderSpec,
    bufferedWriterSpec,
    bufferedRandomSpec,
    bufferedRWPairSpec,
    incrementalNewlineDecoderSpec,
    textIOWrapperSpec,
  ],
  init(vm, set) {
    set("UnsupportedOperation", newRef(makeUnsupportedOperation(vm).object));
    set("BlockingIOError", newRef(vm.T.BlockingIOError.object));
    set("DEFAULT_BUFFER_SIZE", vm.newInt(DEFAULT_BUFFER_SIZE));
  },
};
