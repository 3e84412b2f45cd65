import { leafLayout, TPFLAGS_BASETYPE, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";
import type { TypeSpec } from "../type/type-spec.ts";

/** The type `bytes`. CPython 3.11: Objects/bytesobject.c PyBytes_Type */
export const bytesSpec: TypeSpec = {
  name: "bytes",
  layout: leafLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_BYTES_SUBCLASS,
};
