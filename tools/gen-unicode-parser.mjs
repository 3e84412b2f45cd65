// Writes the parser's Unicode 14.0 tables from the @unicode/unicode-14.0.0 package:
//     node tools/gen-unicode-parser.mjs
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../packages/parser/package.json", import.meta.url));
const load = async (path) => (await import(require.resolve(`@unicode/unicode-14.0.0/${path}`))).default;
const out = new URL("../packages/parser/src/unicode/", import.meta.url);
const head = "// Made by: node tools/gen-unicode-parser.mjs\n\n";

/** Sorted code points as alternating gap and run lengths in base 36: decoded by unicode/properties.ts. */
function runs(points) {
  const parts = [];
  let at = 0;
  for (let i = 0; i < points.length; ) {
    let j = i;
    while (j + 1 < points.length && points[j + 1] === points[j] + 1) j++;
    parts.push((points[i] - at).toString(36), (points[j] - points[i] + 1).toString(36));
    at = points[j] + 1;
    i = j + 1;
  }
  return parts.join(" ");
}

async function points(path) {
  return [...(await load(`${path}/code-points.mjs`))].sort((a, b) => a - b);
}

async function properties() {
  const unprintable = new Set();
  for (const c of [
    "Control",
    "Format",
    "Surrogate",
    "Private_Use",
    "Unassigned",
    "Line_Separator",
    "Paragraph_Separator",
    "Space_Separator",
  ])
    for (const p of await points(`General_Category/${c}`)) unprintable.add(p);
  unprintable.delete(32);
  // CPython's XID_Start and XID_Continue are derived from ID_Start and ID_Continue by NFKC: the published properties.
  const tables = {
    XID_START: await points("Binary_Property/XID_Start"),
    XID_CONTINUE: await points("Binary_Property/XID_Continue"),
    UNPRINTABLE: [...unprintable].sort((a, b) => a - b),
    ASSIGNED: await points("Binary_Property/Assigned"),
  };
  let text = head;
  for (const [name, list] of Object.entries(tables)) text += `export const ${name} =\n  "${runs(list)}";\n`;
  writeFileSync(new URL("properties.gen.ts", out), text);
}

/** A property map is a Map or a plain object with the code points in decimal. */
function entries(map) {
  return map instanceof Map ? [...map] : Object.entries(map).map(([k, v]) => [Number(k), v]);
}

async function names() {
  const all = new Map();
  for (const [point, name] of await load("Names/index.mjs")) if (!name.startsWith("<")) all.set(name, point);
  for (const kind of ["Abbreviation", "Alternate", "Control", "Correction", "Figment"])
    for (const [point, aliases] of entries(await load(`Names/${kind}/index.mjs`)))
      for (const a of [aliases].flat()) if (!all.has(a)) all.set(a, point);
  const list = [...all]
    .filter(([n]) => !/^(CJK UNIFIED IDEOGRAPH-|HANGUL SYLLABLE )/.test(n))
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  const count = new Map();
  for (const [n] of list) for (const w of n.split(" ")) count.set(w, (count.get(w) ?? 0) + 1);
  const words = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([w]) => w);
  const index = new Map(words.map((w, i) => [w, i]));
  // One line a name: the gap to the code point before, then its words, all as base-36 numbers.
  let at = 0;
  const lines = list.map(([n, p]) => {
    const gap = p - at;
    at = p;
    return [gap.toString(36), ...n.split(" ").map((w) => index.get(w).toString(36))].join(" ");
  });
  writeFileSync(
    new URL("names.gen.ts", out),
    `${head}export const WORDS =\n  "${words.join(" ")}";\nexport const NAMES =\n  "${lines.join(",")}";\n`,
  );
  console.log(list.length, "names", words.length, "words");
}

await properties();
await names();
