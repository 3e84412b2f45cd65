/** SyntaxWarnings about expressions that can only be mistakes. */
import type { Compare, expr } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import type { Constant } from "../constant.ts";
import type { Compiler } from "./compiler.ts";

const CONSTANT_TYPES: Readonly<Record<Constant["type"], string>> = {
  None: "NoneType",
  Ellipsis: "ellipsis",
  bool: "bool",
  int: "int",
  float: "float",
  complex: "complex",
  str: "str",
  bytes: "bytes",
  tuple: "tuple",
  frozenset: "frozenset",
  code: "code",
};

/** The type an expression is sure to have; null when it is not (CPython 3.11: Python/compile.c infer_type). */
function typeOf(e: expr): string | null {
  switch (e.node) {
    case "Tuple":
      return "tuple";
    case "List":
    case "ListComp":
      return "list";
    case "Dict":
    case "DictComp":
      return "dict";
    case "Set":
    case "SetComp":
      return "set";
    case "GeneratorExp":
      return "generator";
    case "Lambda":
      return "function";
    case "JoinedStr":
    case "FormattedValue":
      return "str";
    case "Constant":
      return CONSTANT_TYPES[(e.value as Constant).type];
    default:
      return null;
  }
}

/** CPython 3.11: Python/compile.c check_caller */
export function checkCaller(c: Compiler, e: expr): void {
  if (e.node === "Name" || e.node === "Lambda") return;
  const type = typeOf(e);
  if (type !== null) c.warn(messages.notCallable(type));
}

/** CPython 3.11: Python/compile.c check_subscripter */
export function checkSubscripter(c: Compiler, e: expr): void {
  const type = typeOf(e);
  switch (type) {
    case "NoneType":
    case "ellipsis":
    case "bool":
    case "int":
    case "float":
    case "complex":
    case "set":
    case "frozenset":
    case "generator":
    case "function":
      c.warn(messages.notSubscriptable(type));
  }
}

/** CPython 3.11: Python/compile.c check_index */
export function checkIndex(c: Compiler, e: expr, slice: expr): void {
  const index = typeOf(slice);
  if (index === null || index === "int" || index === "bool") return;
  const type = typeOf(e);
  if (type === "str" || type === "bytes" || type === "tuple" || type === "list") c.warn(messages.badIndex(type, index));
}

/** Whether `is` makes sense with this operand (CPython 3.11: Python/compile.c check_is_arg). */
function hasIdentity(e: expr): boolean {
  if (e.node !== "Constant") return true;
  const { type } = e.value;
  return type === "None" || type === "bool" || type === "Ellipsis";
}

/** CPython 3.11: Python/compile.c check_compare */
export function checkCompare(c: Compiler, e: Compare): void {
  let left = hasIdentity(e.left);
  for (let i = 0; i < e.ops.length; i++) {
    const operator = e.ops[i]!;
    const right = hasIdentity(e.comparators[i]!);
    if ((operator === "Is" || operator === "IsNot") && !(left && right)) {
      c.warn(operator === "Is" ? messages.isLiteral : messages.isNotLiteral);
      return;
    }
    left = right;
  }
}
