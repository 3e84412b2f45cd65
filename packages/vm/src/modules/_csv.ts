import { newRef } from "@vivarium/heap";
import { method } from "../objects/type/type-spec.ts";
import { dialectSpec, QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC } from "./_csv/dialect.ts";
import { reader, readerSpec } from "./_csv/reader.ts";
import {
  csvErrorSpec,
  csvState,
  dialectByName,
  field_size_limit,
  list_dialects,
  register_dialect,
  unregister_dialect,
} from "./_csv/registry.ts";
import { writer, writerSpec } from "./_csv/writer.ts";
import type { ModuleSpec } from "./module-spec.ts";

const variadic = { convention: "METH_VARARGS|METH_KEYWORDS" } as const;

/** The module `_csv`. CPython 3.11: Modules/_csv.c csv_exec */
export const _csvModule: ModuleSpec = {
  name: "_csv",
  doc: "CSV parsing and writing.",
  types: [dialectSpec, csvErrorSpec],
  methods: [
    method("reader", "(*args, **kwargs)", reader, variadic),
    method("writer", "(*args, **kwargs)", writer, variadic),
    method("list_dialects", "($module, /)", list_dialects, { doc: "The names of all registered dialects." }),
    method("register_dialect", "(*args, **kwargs)", register_dialect, variadic),
    method("unregister_dialect", "($module, /, name)", unregister_dialect, { doc: "Forgets a dialect." }),
    method("get_dialect", "($module, /, name)", (vm, _m, name) => dialectByName(vm, name), { doc: "The dialect of that name." }),
    method("field_size_limit", "($module, /, new_limit=<unrepresentable>)", field_size_limit, {
      doc: "Sets the limit of field sizes, if one is given; the old one.",
    }),
  ],
  init(vm, set) {
    set("__version__", vm.newStr("1.0"));
    set("_dialects", newRef(csvState(vm).dialects));
    set("Reader", newRef(vm.type(readerSpec).object));
    set("Writer", newRef(vm.type(writerSpec).object));
    set("QUOTE_MINIMAL", vm.newInt(QUOTE_MINIMAL));
    set("QUOTE_ALL", vm.newInt(QUOTE_ALL));
    set("QUOTE_NONNUMERIC", vm.newInt(QUOTE_NONNUMERIC));
    set("QUOTE_NONE", vm.newInt(QUOTE_NONE));
  },
};
