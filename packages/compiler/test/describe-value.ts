/** Our values in the form that tools/record-bytecode.py describes CPython's. */

import type { MarshalValue } from "../src/marshal/marshal-value.ts";
import { dumps } from "../src/marshal/write.ts";
import { type Description, toHex } from "./recordings.ts";

export function describeValue(value: MarshalValue): Description {
  switch (value.type) {
    case "bool":
      return { type: "bool", value: value.value };
    case "int":
      return { type: "int", value: String(value.value) };
    case "float":
    case "complex":
      return { type: value.type, value: toHex(dumps(value, 2)).slice(2) };
    case "str":
      return { type: "str", value: [...(value.codePoints ?? Array.from(value.value, (c) => c.codePointAt(0)!))] };
    case "bytes":
      return { type: "bytes", value: toHex(value.value) };
    case "tuple":
    case "list":
      return { type: value.type, items: value.items.map(describeValue) };
    case "set":
    case "frozenset":
      return { type: value.type, items: sortedLikePython(value.items.map(describeValue)) };
    case "dict":
      return { type: "dict", items: value.items.map(([key, item]) => [describeValue(key), describeValue(item)]) };
    case "code":
      return { type: "code", name: value.code.co_name };
    default:
      return { type: value.type };
  }
}

/** In the order of their JSON. */
export function sortedLikePython(items: readonly Description[]): Description[] {
  return items.slice().sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** A recorded description with its sets in our order of JSON, which separates by `,` and not by `, `. */
export function normalized(description: Description): Description {
  const items = description.items?.map((item) =>
    Array.isArray(item) ? item.map((part) => normalized(part)) : normalized(item as Description),
  );
  if (items === undefined) return description;
  const isSet = description.type === "set" || description.type === "frozenset";
  return { ...description, items: isSet ? sortedLikePython(items as Description[]) : items };
}
