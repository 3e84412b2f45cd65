const HEAD = `# Cases that do not do what CPython 3.11.7 does, and why: \`topic/name: reason\` a line, sorted.
# A case listed here that passes fails the suite, as does one that is not listed and fails.
`;

/** The listed failures: reasons by case id. Throws on a line without a reason and on one that stands twice. */
export function parseKnownFailures(text: string): Map<string, string> {
  const failures = new Map<string, string>();
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const colon = line.indexOf(": ");
    if (colon < 0 || line.slice(colon + 2).trim() === "")
      throw new Error(`known-failures.txt: no reason in ${JSON.stringify(line)}`);
    const id = line.slice(0, colon);
    if (failures.has(id)) throw new Error(`known-failures.txt: ${id} stands twice`);
    failures.set(id, line.slice(colon + 2));
  }
  return failures;
}

/** The text of known-failures.txt for these failures. */
export function formatKnownFailures(failures: ReadonlyMap<string, string>): string {
  const lines = [...failures].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, reason]) => `${id}: ${reason}\n`);
  return HEAD + lines.join("");
}

/** The text of summary.txt: passed and total a topic, and over all. */
export function formatSummary(byTopic: ReadonlyMap<string, { passed: number; total: number }>): string {
  const rows = [...byTopic].sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = { passed: 0, total: 0 };
  for (const [, { passed, total }] of rows) {
    sum.passed += passed;
    sum.total += total;
  }
  const width = Math.max(...rows.map(([topic]) => topic.length), "total".length);
  return [...rows, ["total", sum] as const]
    .map(([topic, { passed, total }]) => `${topic.padEnd(width)}  ${passed}/${total}\n`)
    .join("");
}
