/** The text of an expression, as `from __future__ import annotations` stores it (CPython 3.11: Python/ast_unparse.c). */
import {
  type arguments as Arguments,
  type arg,
  type boolop,
  type Call,
  type ConstantValue,
  type cmpop,
  type comprehension,
  constantRepr,
  type expr,
  type FormattedValue,
  type operator,
  type unaryop,
} from "@vivarium/parser";
import type { Constant } from "../constant.ts";

/** How tightly an expression binds; an operand that binds less than its place asks for gets parentheses. */
const TUPLE = 0;
const TEST = 1;
const OR = 2;
const AND = 3;
const NOT = 4;
const CMP = 5;
const EXPR = 6;
const FACTOR = 12;
const POWER = 13;
const AWAIT = 14;
const ATOM = 15;

const BINARY: Readonly<Record<operator, readonly [text: string, level: number]>> = {
  BitOr: [" | ", EXPR],
  BitXor: [" ^ ", 7],
  BitAnd: [" & ", 8],
  LShift: [" << ", 9],
  RShift: [" >> ", 9],
  Add: [" + ", 10],
  Sub: [" - ", 10],
  Mult: [" * ", 11],
  MatMult: [" @ ", 11],
  Div: [" / ", 11],
  Mod: [" % ", 11],
  FloorDiv: [" // ", 11],
  Pow: [" ** ", POWER],
};
const UNARY: Readonly<Record<unaryop, readonly [text: string, level: number]>> = {
  Invert: ["~", FACTOR],
  Not: ["not ", NOT],
  UAdd: ["+", FACTOR],
  USub: ["-", FACTOR],
};
const BOOLEAN: Readonly<Record<boolop, readonly [text: string, level: number]>> = { And: [" and ", AND], Or: [" or ", OR] };
const COMPARISON: Readonly<Record<cmpop, string>> = {
  Eq: " == ",
  NotEq: " != ",
  Lt: " < ",
  LtE: " <= ",
  Gt: " > ",
  GtE: " >= ",
  Is: " is ",
  IsNot: " is not ",
  In: " in ",
  NotIn: " not in ",
};

function parenthesized(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}

function list(elts: readonly expr[], level: number = TEST): string {
  return elts.map((e) => text(e, level)).join(", ");
}

/** A constant's repr; infinity is written as a number that overflows. */
function constantText(value: Constant): string {
  if (value.type === "Ellipsis") return "...";
  if (value.type === "tuple") {
    const items = value.items.map(constantText);
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
  }
  const repr = constantRepr(value as ConstantValue);
  const mayBeInfinite = value.type === "complex" || value.type === "float";
  return mayBeInfinite ? repr.replaceAll("inf", "1e309") : repr;
}

function argText(a: arg): string {
  return a.annotation === null ? a.arg : `${a.arg}: ${text(a.annotation, TEST)}`;
}

/** CPython 3.11: Python/ast_unparse.c append_ast_args */
function argsText(args: Arguments): string {
  const parts: string[] = [];
  const positional = [...args.posonlyargs, ...args.args];
  const withoutDefault = positional.length - args.defaults.length;
  positional.forEach((a, i) => {
    const value = i < withoutDefault ? "" : `=${text(args.defaults[i - withoutDefault]!, TEST)}`;
    parts.push(argText(a) + value);
    if (i + 1 === args.posonlyargs.length) parts.push("/");
  });
  if (args.vararg !== null || args.kwonlyargs.length > 0) parts.push(`*${args.vararg === null ? "" : argText(args.vararg)}`);
  args.kwonlyargs.forEach((a, i) => {
    const value = args.kw_defaults[i] ?? null;
    parts.push(argText(a) + (value === null ? "" : `=${text(value, TEST)}`));
  });
  if (args.kwarg !== null) parts.push(`**${argText(args.kwarg)}`);
  return parts.join(", ");
}

function generators(list: readonly comprehension[]): string {
  return list
    .map((g) => {
      const ifs = g.ifs.map((e) => ` if ${text(e, TEST + 1)}`).join("");
      return `${g.is_async ? " async for " : " for "}${text(g.target, TUPLE)} in ${text(g.iter, TEST + 1)}${ifs}`;
    })
    .join("");
}

function callText(e: Call): string {
  const func = text(e.func, ATOM);
  const only = e.args[0];
  if (e.args.length === 1 && e.keywords.length === 0 && only!.node === "GeneratorExp") return func + text(only!, ATOM);
  const parts = e.args.map((a) => text(a, TEST));
  for (const k of e.keywords) parts.push(`${k.arg === null ? "**" : `${k.arg}=`}${text(k.value, TEST)}`);
  return `${func}(${parts.join(", ")})`;
}

function formattedText(e: FormattedValue): string {
  const value = text(e.value, TEST + 1);
  const conversion = e.conversion > 0 ? `!${String.fromCharCode(e.conversion)}` : "";
  const spec = e.format_spec === null ? "" : `:${fstringPart(e.format_spec, true)}`;
  // A brace after the brace would escape it.
  return `${value.startsWith("{") ? "{ " : "{"}${value}${conversion}${spec}}`;
}

function fstringPart(e: expr, isSpec: boolean): string {
  switch (e.node) {
    case "Constant":
      return e.value.type === "str" ? e.value.value.replaceAll("{", "{{").replaceAll("}", "}}") : "";
    case "JoinedStr": {
      const body = e.values.map((v) => fstringPart(v, isSpec)).join("");
      return isSpec ? body : `f${constantRepr({ type: "str", value: body })}`;
    }
    case "FormattedValue":
      return formattedText(e);
    default:
      throw new TypeError(`unexpected ${e.node} in an f-string`);
  }
}

function displayText(e: expr): string | null {
  switch (e.node) {
    case "List":
      return `[${list(e.elts)}]`;
    case "Set":
      return `{${list(e.elts)}}`;
    case "Dict": {
      const items = e.values.map((v, i) => {
        const key = e.keys[i] ?? null;
        return key === null ? `**${text(v, EXPR)}` : `${text(key, TEST)}: ${text(v, TEST)}`;
      });
      return `{${items.join(", ")}}`;
    }
    case "ListComp":
      return `[${text(e.elt, TEST)}${generators(e.generators)}]`;
    case "SetComp":
      return `{${text(e.elt, TEST)}${generators(e.generators)}}`;
    case "GeneratorExp":
      return `(${text(e.elt, TEST)}${generators(e.generators)})`;
    case "DictComp":
      return `{${text(e.key, TEST)}: ${text(e.value, TEST)}${generators(e.generators)}}`;
    default:
      return null;
  }
}

function operatorText(e: expr, level: number): string | null {
  switch (e.node) {
    case "BoolOp": {
      const [symbol, own] = BOOLEAN[e.op];
      return parenthesized(e.values.map((v) => text(v, own + 1)).join(symbol), level > own);
    }
    case "BinOp": {
      const [symbol, own] = BINARY[e.op];
      const right = e.op === "Pow" ? 1 : 0;
      return parenthesized(text(e.left, own + right) + symbol + text(e.right, own + 1 - right), level > own);
    }
    case "UnaryOp": {
      const [symbol, own] = UNARY[e.op];
      return parenthesized(symbol + text(e.operand, own), level > own);
    }
    case "Compare": {
      const rest = e.comparators.map((c, i) => COMPARISON[e.ops[i]!] + text(c, CMP + 1)).join("");
      return parenthesized(text(e.left, CMP + 1) + rest, level > CMP);
    }
    case "IfExp":
      return parenthesized(`${text(e.body, TEST + 1)} if ${text(e.test, TEST + 1)} else ${text(e.orelse, TEST)}`, level > TEST);
    case "Lambda": {
      const positional = e.args.args.length + e.args.posonlyargs.length > 0;
      return parenthesized(`lambda${positional ? " " : ""}${argsText(e.args)}: ${text(e.body, TEST)}`, level > TEST);
    }
    case "NamedExpr":
      return parenthesized(`${text(e.target, ATOM)} := ${text(e.value, ATOM)}`, level > TUPLE);
    case "Await":
      return parenthesized(`await ${text(e.value, ATOM)}`, level > AWAIT);
    default:
      return null;
  }
}

/** CPython 3.11: Python/ast_unparse.c append_ast_expr */
function text(e: expr, level: number): string {
  switch (e.node) {
    case "Name":
      return e.id;
    case "Constant":
      return (e.kind ?? "") + constantText(e.value as Constant);
    case "Attribute": {
      const isInt = e.value.node === "Constant" && e.value.value.type === "int";
      return `${text(e.value, ATOM)}${isInt ? " " : ""}.${e.attr}`;
    }
    case "Subscript":
      return `${text(e.value, ATOM)}[${text(e.slice, TUPLE)}]`;
    case "Tuple":
      if (e.elts.length === 0) return "()";
      return parenthesized(list(e.elts) + (e.elts.length === 1 ? "," : ""), level > TUPLE);
    case "Starred":
      return `*${text(e.value, EXPR)}`;
    case "Slice": {
      const [lower, upper, step] = [e.lower, e.upper, e.step].map((part) => (part === null ? "" : text(part, TEST)));
      return `${lower}:${upper}${e.step === null ? "" : `:${step}`}`;
    }
    case "Call":
      return callText(e);
    case "JoinedStr":
      return fstringPart(e, false);
    case "FormattedValue":
      return formattedText(e);
    case "Yield":
      return e.value === null ? "(yield)" : `(yield ${text(e.value, TEST)})`;
    case "YieldFrom":
      return `(yield from ${text(e.value, TEST)})`;
    default:
      return displayText(e) ?? operatorText(e, level)!;
  }
}

/**
 * The text of an expression as a string constant.
 * CPython 3.11: Python/ast_unparse.c _PyAST_ExprAsUnicode
 */
export function unparse(e: expr): Constant {
  return { type: "str", value: text(e, TEST) };
}
