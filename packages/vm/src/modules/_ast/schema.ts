import { ASDL } from "./asdl.ts";

/** One field or attribute: `expr? returns`. */
export interface FieldSchema {
  readonly name: string;
  /** "expr", "identifier", "int", ... */
  readonly type: string;
  readonly quantifier: "" | "?" | "*";
}

/** A class of nodes that has instances: a constructor of a sum, or a product. */
export interface NodeSchema {
  readonly name: string;
  /** The sum it belongs to; a product is its own. */
  readonly sum: SumSchema;
  readonly doc: string;
  readonly fields: readonly FieldSchema[];
}

/** A type of the grammar of trees. */
export interface SumSchema {
  readonly name: string;
  /** A product has one kind of node, of its own name. */
  readonly product: boolean;
  /** Its constructors have neither fields nor attributes: in the parser's tree they are strings. */
  readonly simple: boolean;
  readonly attributes: readonly FieldSchema[];
  readonly constructors: NodeSchema[];
  readonly doc: string;
}

function parseFields(text: string): FieldSchema[] {
  if (text === "") return [];
  return text.split(", ").map((part) => {
    const [type, name] = part.split(" ") as [string, string];
    const quantifier = type.endsWith("?") ? "?" : type.endsWith("*") ? "*" : "";
    return { name, type: quantifier === "" ? type : type.slice(0, -1), quantifier };
  });
}

function parseSum(name: string, attributes: string, constructors: readonly string[]): SumSchema {
  const parsed = constructors.map((doc) => ({ doc, parts: /^(\w+)(?:\((.*)\))?$/.exec(doc)! }));
  const product = parsed[0]!.parts[1] === name;
  const simple = attributes === "" && parsed.every(({ parts }) => parts[2] === undefined);
  const separator = simple ? " | " : `\n${" ".repeat(name.length)} | `;
  const sum: SumSchema = {
    name,
    product,
    simple,
    attributes: parseFields(attributes),
    constructors: [],
    doc: product ? constructors[0]! : `${name} = ${constructors.join(separator)}`,
  };
  for (const { doc, parts } of parsed) sum.constructors.push({ name: parts[1]!, sum, doc, fields: parseFields(parts[2] ?? "") });
  return sum;
}

/** Every type, in the order in which the module `_ast` lists them. */
export const sums: readonly SumSchema[] = ASDL.map(([name, attributes, constructors]) =>
  parseSum(name, attributes, constructors),
);

export const sumOf: ReadonlyMap<string, SumSchema> = new Map(sums.map((sum) => [sum.name, sum]));

/** By the name of the class, which is the parser's too. */
export const schemaOf: ReadonlyMap<string, NodeSchema> = new Map(sums.flatMap((sum) => sum.constructors.map((c) => [c.name, c])));
