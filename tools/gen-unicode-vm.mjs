// Writes the str type's Unicode 14.0 tables from the @unicode/unicode-14.0.0 package:
//     node tools/gen-unicode-vm.mjs
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../packages/vm/package.json", import.meta.url));
const load = async (path) => (await import(require.resolve(`@unicode/unicode-14.0.0/${path}`))).default;
const out = new URL("../packages/vm/src/objects/str/unicode.gen.ts", import.meta.url);

// Numeric_Type is not in the package. What 3.11's str.isdigit() has beyond str.isdecimal(), and str.isnumeric() beyond that.
const DIGITS =
  "b2-b3 b9 1369-1371 19da 2070 2074-2079 2080-2089 2460-2468 2474-247c 2488-2490 24ea 24f5-24fd 24ff 2776-277e " +
  "2780-2788 278a-2792 10a40-10a43 10e60-10e68 11052-1105a 1f100-1f10a ";
const NUMERICS =
  "bc-be 9f4-9f9 b72-b77 bf0-bf2 c78-c7e d58-d5e d70-d78 f2a-f33 1372-137c 16ee-16f0 17f0-17f9 2150-2182 2185-2189 " +
  "2469-2473 247d-2487 2491-249b 24eb-24f4 24fe 277f 2789 2793 2cfd 3007 3021-3029 3038-303a 3192-3195 3220-3229 " +
  "3248-324f 3251-325f 3280-3289 32b1-32bf 3405 3483 382a 3b4d 4e00 4e03 4e07 4e09 4e5d 4e8c 4e94 4e96 4ebf-4ec0 4edf " +
  "4ee8 4f0d 4f70 5104 5146 5169 516b 516d 5341 5343-5345 534c 53c1-53c4 56db 58f1 58f9 5e7a 5efe-5eff 5f0c-5f0e 5f10 " +
  "62fe 634c 67d2 6f06 7396 767e 8086 842c 8cae 8cb3 8d30 9621 9646 964c 9678 96f6 a6e6-a6ef a830-a835 f96b f973 f978 " +
  "f9b2 f9d1 f9d3 f9fd 10107-10133 10140-10178 1018a-1018b 102e1-102fb 10320-10323 10341 1034a 103d1-103d5 10858-1085f " +
  "10879-1087f 108a7-108af 108fb-108ff 10916-1091b 109bc-109bd 109c0-109cf 109d2-109ff 10a44-10a48 10a7d-10a7e " +
  "10a9d-10a9f 10aeb-10aef 10b58-10b5f 10b78-10b7f 10ba9-10baf 10cfa-10cff 10e69-10e7e 10f1d-10f26 10f51-10f54 " +
  "10fc5-10fcb 1105b-11065 111e1-111f4 1173a-1173b 118ea-118f2 11c5a-11c6c 11fc0-11fd4 12400-1246e 16b5b-16b61 " +
  "16e80-16e96 1d2e0-1d2f3 1d360-1d378 1e8c7-1e8cf 1ec71-1ecab 1ecad-1ecaf 1ecb1-1ecb4 1ed01-1ed2d 1ed2f-1ed3d " +
  "1f10b-1f10c 20001 20064 200e2 20121 2092a 20983 2098c 2099c 20aea 20afd 20b19 22390 22998 23b1b 2626d 2f890 ";

// Bits of a character's record; the names are in objects/str/unicode.ts.
const FLAGS = {
  ALPHA: 1,
  DECIMAL: 2,
  DIGIT: 4,
  NUMERIC: 8,
  SPACE: 16,
  PRINTABLE: 32,
  LOWER: 64,
  UPPER: 128,
  TITLE: 256,
  XID_START: 512,
  XID_CONTINUE: 1024,
  CASED: 2048,
  CASE_IGNORABLE: 4096,
  ASSIGNED: 8192,
};

const flags = new Uint16Array(0x110000);

function mark(points, flag) {
  for (const p of points) flags[p] |= flag;
}

async function markAll(flag, ...paths) {
  for (const path of paths) mark(await load(`${path}/code-points.mjs`), flag);
}

function listed(text) {
  const points = [];
  for (const range of text.trim().split(" ")) {
    const [first, last = first] = range.split("-").map((s) => Number.parseInt(s, 16));
    for (let p = first; p <= last; p++) points.push(p);
  }
  return points;
}

async function markProperties() {
  const category = (name) => `General_Category/${name}`;
  await markAll(
    FLAGS.ALPHA,
    ...["Modifier_Letter", "Titlecase_Letter", "Uppercase_Letter", "Lowercase_Letter", "Other_Letter"].map(category),
  );
  await markAll(FLAGS.DECIMAL | FLAGS.DIGIT | FLAGS.NUMERIC, category("Decimal_Number"));
  mark(listed(DIGITS), FLAGS.DIGIT | FLAGS.NUMERIC);
  mark(listed(NUMERICS), FLAGS.NUMERIC);
  await markAll(
    FLAGS.SPACE,
    category("Space_Separator"),
    ...["White_Space", "Paragraph_Separator", "Segment_Separator"].map((name) => `Bidi_Class/${name}`),
  );
  for (let p = 0; p < flags.length; p++) flags[p] |= FLAGS.PRINTABLE;
  const unprintable = ["Control", "Format", "Surrogate", "Private_Use", "Unassigned"];
  for (const name of [...unprintable, "Line_Separator", "Paragraph_Separator", "Space_Separator"])
    for (const p of await load(`${category(name)}/code-points.mjs`)) if (p !== 32) flags[p] &= ~FLAGS.PRINTABLE;
  await markAll(FLAGS.TITLE, category("Titlecase_Letter"));
  const binary = { LOWER: "Lowercase", UPPER: "Uppercase", XID_START: "XID_Start", XID_CONTINUE: "XID_Continue" };
  Object.assign(binary, { CASED: "Cased", CASE_IGNORABLE: "Case_Ignorable", ASSIGNED: "Assigned" });
  for (const [flag, name] of Object.entries(binary)) await markAll(FLAGS[flag], `Binary_Property/${name}`);
}

/** Runs of equal records: length and record, in base 36. */
function packFlags() {
  const parts = [];
  for (let i = 0; i < flags.length; ) {
    let j = i;
    while (j < flags.length && flags[j] === flags[i]) j++;
    parts.push(`${(j - i).toString(36)}:${flags[i].toString(36)}`);
    i = j;
  }
  return parts.join(" ");
}

async function simple(name) {
  return new Map([...(await load(`Simple_Case_Mapping/${name}/code-points.mjs`))].map(([from, to]) => [from, [to]]));
}

async function full(name) {
  const map = await simple(name);
  for (const [from, to] of await load(`Special_Casing/${name}/code-points.mjs`)) map.set(from, [to].flat());
  return map;
}

async function folding(lower) {
  const map = new Map(lower);
  for (const kind of ["C", "F"])
    for (const [from, to] of await load(`Case_Folding/${kind}/code-points.mjs`)) map.set(from, [to].flat());
  // What folds to itself although it has a lower case (Cherokee).
  const folds = new Set();
  for (const kind of ["C", "F"]) for (const [from] of await load(`Case_Folding/${kind}/code-points.mjs`)) folds.add(from);
  for (const from of lower.keys()) if (!folds.has(from) && flags[from] & FLAGS.UPPER) map.set(from, [from]);
  return map;
}

/** Entries that differ from `base`: the distance from the entry before, and the distances of what it becomes, in base 36. */
function packMap(map, base) {
  const parts = [];
  let before = 0;
  const keys = new Set([...map.keys(), ...base.keys()]);
  for (const from of [...keys].sort((a, b) => a - b)) {
    const to = map.get(from) ?? [from];
    if (String(to) === String(base.get(from) ?? [from])) continue;
    parts.push([from - before, ...to.map((p) => p - from)].map((n) => n.toString(36)).join(":"));
    before = from;
  }
  return parts.join(" ");
}

await markProperties();
const lower = await full("Lowercase");
const upper = await full("Uppercase");
const tables = {
  FLAGS: packFlags(),
  LOWER: packMap(lower, new Map()),
  UPPER: packMap(upper, new Map()),
  TITLE_UNLIKE_UPPER: packMap(await full("Titlecase"), upper),
  FOLD_UNLIKE_LOWER: packMap(await folding(lower), lower),
};
let text = "// Made by: node tools/gen-unicode-vm.mjs\n\n";
for (const [name, packed] of Object.entries(tables)) text += `export const ${name} =\n  "${packed}";\n`;
writeFileSync(out, text);
