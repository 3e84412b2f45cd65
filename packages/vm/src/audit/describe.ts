import type { Description } from "@vivarium/heap";
import { type PyObject, PyType } from "../object.ts";

const LONGEST = 40;

/** An object's type and a few words about it, without running Python code. */
export function describeObject(o: PyObject): Description {
  return { type: o.type.name, label: labelOf(o.v) };
}

function labelOf(v: unknown): string {
  switch (typeof v) {
    case "string":
      return JSON.stringify(v.length > LONGEST ? `${v.slice(0, LONGEST)}...` : v);
    case "number":
    case "bigint":
      return String(v).slice(0, LONGEST);
    case "object":
      return v === null ? "" : labelOfRecord(v);
    default:
      return "";
  }
}

function labelOfRecord(v: object): string {
  if (Array.isArray(v)) return `of ${v.length}`;
  if (v instanceof PyType) return v.name;
  const { name } = v as { name?: unknown };
  if (typeof name === "string") return name;
  const text = typeof name === "object" && name !== null ? (name as { v?: unknown }).v : null;
  return typeof text === "string" ? text : "";
}
