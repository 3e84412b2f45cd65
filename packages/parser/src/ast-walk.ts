import { type AST, FIELDS } from "./ast.gen.ts";

function isNode(value: unknown): value is AST {
  return typeof value === "object" && value !== null && "node" in value;
}

/** The nodes right below a node, in the order of its fields: `ast.iter_child_nodes`. */
export function iterChildNodes(node: AST): AST[] {
  const children: AST[] = [];
  const fields = node as unknown as Record<string, unknown>;
  for (const name of FIELDS[node.node]) {
    const value = fields[name];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) {
      children.push(value);
    }
  }
  return children;
}

/** A node and all below it, breadth first: `ast.walk`. */
export function walk(node: AST): AST[] {
  const nodes: AST[] = [node];
  for (let i = 0; i < nodes.length; i++) {
    for (const child of iterChildNodes(nodes[i]!)) nodes.push(child);
  }
  return nodes;
}
