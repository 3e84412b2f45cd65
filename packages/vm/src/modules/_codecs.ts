import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { checkStrArgument } from "../objects/str/arguments.ts";
import { lookupErrorHandler, registerErrorHandler } from "../objects/str/codecs/error-handlers.ts";
import { method } from "../objects/type/type-spec.ts";
import { escape_decode, escape_encode, readbuffer_encode } from "./_codecs/byte-escape.ts";
import { charmap_build, charmap_decode, charmap_encode } from "./_codecs/charmap.ts";
import { registerBuiltinHandlers } from "./_codecs/error-functions.ts";
import { connectTextCodecs, decodeAny, encodeAny, lookupCodec, registerSearch, unregisterSearch } from "./_codecs/registry.ts";
import { unicodeFunctions } from "./_codecs/unicode-functions.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** CPython 3.11: Modules/_codecsmodule.c _codecs_lookup_impl */
function lookup(vm: VM, _module: PyObject, encoding: PyObject): Result {
  return checkStrArgument(vm, "lookup() argument", encoding) ? lookupCodec(vm, encoding.v as string) : null;
}

function recode(name: string, run: typeof encodeAny) {
  return (vm: VM, _module: PyObject, o: PyObject, encoding: PyObject | null, errors: PyObject | null): Result => {
    if (encoding !== null && !checkStrArgument(vm, `${name}() argument 'encoding'`, encoding)) return null;
    if (errors !== null && !checkStrArgument(vm, `${name}() argument 'errors'`, errors)) return null;
    return run(vm, o, (encoding?.v as string | undefined) ?? "utf-8", (errors?.v as string | undefined) ?? null);
  };
}

/** CPython 3.11: Modules/_codecsmodule.c _codecs_register_error_impl */
function register_error(vm: VM, _module: PyObject, errors: PyObject, handler: PyObject): Result {
  if (!checkStrArgument(vm, "register_error() argument 1", errors)) return null;
  if (handler.type.tp_call === null) return vm.raise(vm.T.TypeError, "handler must be callable");
  registerErrorHandler(vm, errors, handler);
  return vm.newNone();
}

/** CPython 3.11: Modules/_codecsmodule.c _codecs_lookup_error_impl */
function lookup_error(vm: VM, _module: PyObject, name: PyObject): Result {
  if (!checkStrArgument(vm, "lookup_error() argument", name)) return null;
  const handler = lookupErrorHandler(vm, name.v as string);
  return handler === null ? null : newRef(handler);
}

export const _codecsModule: ModuleSpec = {
  name: "_codecs",
  methods: [
    method("register", "($module, search_function, /)", registerSearch, { doc: "Register a codec search function." }),
    method("unregister", "($module, search_function, /)", unregisterSearch, {
      doc: "Unregister a codec search function and clear the registry's cache.",
    }),
    method("lookup", "($module, encoding, /)", lookup, {
      doc: "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.",
    }),
    method("encode", "($module, /, obj, encoding='utf-8', errors='strict')", recode("encode", encodeAny), {
      doc: "Encodes obj using the codec registered for encoding.",
    }),
    method("decode", "($module, /, obj, encoding='utf-8', errors='strict')", recode("decode", decodeAny), {
      doc: "Decodes obj using the codec registered for encoding.",
    }),
    method("register_error", "($module, errors, handler, /)", register_error, {
      doc: "Register the specified error handler under the name errors.",
    }),
    method("lookup_error", "($module, name, /)", lookup_error, { doc: "Return the error handler of that name." }),
    ...unicodeFunctions,
    method("charmap_build", "($module, map, /)", charmap_build),
    method("charmap_encode", "($module, str, errors=None, mapping=None, /)", charmap_encode),
    method("charmap_decode", "($module, data, errors=None, mapping=None, /)", charmap_decode),
    method("escape_encode", "($module, data, errors=None, /)", escape_encode),
    method("escape_decode", "($module, data, errors=None, /)", escape_decode),
    method("readbuffer_encode", "($module, data, errors=None, /)", readbuffer_encode),
  ],
  init(vm) {
    registerBuiltinHandlers(vm);
    connectTextCodecs(vm);
  },
};
