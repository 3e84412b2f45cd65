/** A parameter of a built-in's text signature. */
export interface Parameter {
  readonly name: string;
  readonly kind: "positional-only" | "positional" | "keyword-only" | "var-positional" | "var-keyword";
  readonly required: boolean;
}

/** A text signature, taken apart. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** How many can be given by position; Infinity with `*args`. */
  readonly maxPositional: number;
  readonly minPositional: number;
  /** Nothing but positional-only parameters without stars: `fn(vm, self, a, b)` can be called straight away. */
  readonly plain: boolean;
}

const parsed = new Map<string, Signature>();

/** Takes a signature such as `($self, object, /, *, key=None)` apart. Pure, so remembered. */
export function parseSignature(text: string): Signature {
  let signature = parsed.get(text);
  if (signature === undefined) {
    signature = parse(text);
    parsed.set(text, signature);
  }
  return signature;
}

function parse(text: string): Signature {
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const raw of splitParameters(text.slice(1, text.lastIndexOf(")")))) {
    const item = raw.trim();
    if (item === "" || item.startsWith("$")) continue;
    if (item === "/") {
      for (let i = 0; i < parameters.length; i++) parameters[i] = { ...parameters[i]!, kind: "positional-only" };
    } else if (item === "*") keywordOnly = true;
    else if (item.startsWith("**")) parameters.push({ name: item.slice(2), kind: "var-keyword", required: false });
    else if (item.startsWith("*")) {
      parameters.push({ name: item.slice(1), kind: "var-positional", required: false });
      keywordOnly = true;
    } else {
      const [name, value] = item.split("=", 2) as [string, string | undefined];
      parameters.push({ name: name.trim(), kind: keywordOnly ? "keyword-only" : "positional", required: value === undefined });
    }
  }
  const positional = parameters.filter((p) => p.kind === "positional-only" || p.kind === "positional");
  const plain = parameters.every((p) => p.kind === "positional-only");
  return {
    parameters,
    maxPositional: parameters.some((p) => p.kind === "var-positional") ? Infinity : positional.length,
    minPositional: positional.filter((p) => p.required).length,
    plain,
  };
}

/** Splits at commas outside quotes and brackets. */
function splitParameters(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== "") {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
    else if (c === "," && depth === 0) {
      items.push(text.slice(from, i));
      from = i + 1;
    }
  }
  items.push(text.slice(from));
  return items;
}
