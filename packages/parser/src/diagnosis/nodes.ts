import type { Action, Value } from "./grammar-table.ts";
import type { Machine } from "./machine.ts";
import type { Span } from "./report.ts";

/** What the messages need to know of an expression: its place, what to call it, and the parts that can be assigned to. */
export interface Expression extends Span {
  /** As the messages name it. */
  name: string;
  /** Elements of a tuple or list; the value of a starred expression; the left side of an `in`. */
  parts?: Expression[];
  /** Of a comparison, that its first operator is `in`. */
  isIn?: boolean;
  /** Of a call's arguments: the positional ones. */
  args?: Expression[];
  /** Of a call's arguments: whether there is a `**x` among them. */
  unpacks?: boolean;
}

/** An expression of the tokens that the alternative has matched. */
export function expression(m: Machine, start: number, name: string): Expression {
  return { name, s: start, e: m.pos - 1 };
}

/** An action that makes an expression with this name. */
export function named(name: string): Action {
  return (m, _values, start) => expression(m, start, name);
}

/** For a loop of operators: the operand alone if none follows, else an expression with this name. */
export function operators(name: string): Action {
  return (m, values, start) => (values[1].length === 0 ? values[0] : expression(m, start, name));
}

/** Tuple of the first value and those of a list of groups, which may be missing. */
export function tuple(m: Machine, start: number, elements: Value[]): Expression {
  return { name: "tuple", s: start, e: m.pos - 1, parts: elements };
}

/** What a target must be: of an assignment, a `for`, a `del`. */
export type TargetKind = "star" | "for" | "del";

/**
 * The first part of an expression that cannot be a target, or null.
 *
 * CPython 3.11: Parser/pegen.c _PyPegen_get_invalid_target
 */
export function invalidTarget(e: Expression, kind: TargetKind): Expression | null {
  switch (e.name) {
    case "list":
    case "tuple":
      for (const part of e.parts ?? []) {
        const found = invalidTarget(part, kind);
        if (found !== null) return found;
      }
      return null;
    case "starred":
      return kind === "del" ? e : invalidTarget(e.parts![0]!, kind);
    case "comparison":
      if (kind !== "for") return e;
      return e.isIn === true ? invalidTarget(e.parts![0]!, kind) : null;
    case "name":
    case "subscript":
    case "attribute":
      return null;
    default:
      return e;
  }
}

/** Raises the error for a wrong target; null if there is none. */
export function checkTarget(m: Machine, e: Expression, kind: TargetKind): null {
  const wrong = invalidTarget(e, kind);
  if (wrong !== null) m.report.raiseRange(wrong, wrong, `cannot ${kind === "del" ? "delete" : "assign to"} ${wrong.name}`);
  return null;
}

/** Raises at a span. */
export function raiseAt(m: Machine, at: Span, msg: string): never {
  return m.report.raiseRange(at, at, msg);
}

/** Raises for a grammar that is older than what it is given. */
export function since(version: number, what: string, action: Action): Action {
  return (m, values, start) => {
    if (m.report.hooks.featureVersion < version)
      m.report.raiseAtLast(`${what} only supported in Python 3.${version} and greater`);
    return action(m, values, start);
  };
}

/** The action of what need not be looked at any more. */
export const done: Action = () => true;
