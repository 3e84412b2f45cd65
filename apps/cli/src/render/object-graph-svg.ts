import type { HeapGraph } from "@vivarium/heap";

const BOX_WIDTH = 190;
const BOX_HEIGHT = 40;
const COLUMN = 270;
const ROW = 60;
const MARGIN = 30;

interface Place {
  readonly x: number;
  readonly y: number;
}

function escapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return [...text].map((c) => named[c] ?? (c < " " ? "\ufffd" : c)).join("");
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 24 ? text : `${characters.slice(0, 23).join("")}\u2026`;
}

/** Columns by distance from the named objects, rows in the order met. */
function layOut(graph: HeapGraph, first: number): Place[] {
  const depth: number[] = graph.nodes.map(({ id }) => (id < first ? 0 : -1));
  // Breadth first already: a node's holder that is nearest comes before it.
  for (const { from, to } of graph.edges) if (depth[to] === -1 && depth[from]! >= 0) depth[to] = depth[from]! + 1;
  const rows: number[] = [];
  return graph.nodes.map(({ id }) => {
    const column = Math.max(0, depth[id]!);
    const row = (rows[column] = (rows[column] ?? -1) + 1);
    return { x: MARGIN + COLUMN * (column + 1), y: MARGIN + ROW * row };
  });
}

/**
 * The graph as a picture: names on the left, an arrow for each reference, and on each object its type, a few words and its count.
 * @param names for each of the graph's first nodes the name it is known by
 */
export function objectGraphSvg(graph: HeapGraph, names: readonly string[], title: string): string {
  const first = Math.min(names.length, graph.nodes.length);
  const places = layOut(graph, first);
  const width = Math.max(400, ...places.map(({ x }) => x + BOX_WIDTH)) + MARGIN;
  const height = Math.max(80, ...places.map(({ y }) => y + BOX_HEIGHT)) + MARGIN + 20;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
  ];
  for (const { from, to, label } of graph.edges) parts.push(arrow(places[from]!, places[to]!, label));
  names.slice(0, first).forEach((name, i) => {
    const { x, y } = places[i]!;
    const at = y + BOX_HEIGHT / 2;
    parts.push(`<text x="${MARGIN}" y="${at + 4}" font-weight="bold">${escapeXml(shorten(name))}</text>`);
    parts.push(`<line x1="${x - 80}" y1="${at}" x2="${x}" y2="${at}" stroke="#666" marker-end="url(#a)"/>`);
  });
  graph.nodes.forEach(({ type, label, count }, i) => {
    const { x, y } = places[i]!;
    parts.push(`<rect x="${x}" y="${y}" width="${BOX_WIDTH}" height="${BOX_HEIGHT}" rx="5" fill="#eef4fb" stroke="#4477aa"/>`);
    parts.push(`<text x="${x + 8}" y="${y + 17}">${escapeXml(shorten(`${type} ${label}`.trim()))}</text>`);
    parts.push(`<text x="${x + 8}" y="${y + 32}" fill="#555">count ${count}</text>`);
  });
  if (graph.cut > 0)
    parts.push(`<text x="${MARGIN}" y="${height - 10}" fill="#555">${graph.cut} references lead out of the picture</text>`);
  parts.push("</svg>");
  return `${parts.join("\n")}\n`;
}

function arrow(from: Place, to: Place, label: string): string {
  const [x1, y1, x2, y2] = [from.x + BOX_WIDTH, from.y + BOX_HEIGHT / 2, to.x, to.y + BOX_HEIGHT / 2];
  const bend = x2 > x1 ? (x2 - x1) / 2 : 60;
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return `<path d="${path}" fill="none" stroke="#666" marker-end="url(#a)"><title>${escapeXml(label)}</title></path>`;
}
