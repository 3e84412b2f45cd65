/**
 * The differences between a recorded interface and the present one, one line each.
 * @param {string} name the package
 * @param {Record<string, Record<string, string>>} recorded kind of value (`function`, `object` ...) by export, by entry point
 * @param {Record<string, Record<string, string>>} present
 * @returns {string[]}
 */
export function exportFindings(name, recorded, present) {
  const findings = [];
  for (const entry of new Set([...Object.keys(recorded), ...Object.keys(present)])) {
    const before = recorded[entry] ?? {};
    const after = present[entry] ?? {};
    for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
      if (before[key] === after[key]) continue;
      const place = `${name}${entry.slice(1)}: ${key}`;
      if (after[key] === undefined) findings.push(`${place} is gone`);
      else if (before[key] === undefined) findings.push(`${place} is new`);
      else findings.push(`${place} was of type ${before[key]} and is of type ${after[key]}`);
    }
  }
  return findings;
}
