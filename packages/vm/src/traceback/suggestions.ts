/*
 * "Did you mean: ...?". CPython 3.11: Python/suggestions.c
 */

const MOVE_COST = 2;
const CASE_COST = 1;
const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;

/** UTF-8: the distance is one of bytes. */
function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (const c of text) {
    const n = c.codePointAt(0)!;
    if (n < 0x80) bytes.push(n);
    else if (n < 0x800) bytes.push(0xc0 | (n >> 6), 0x80 | (n & 63));
    else if (n < 0x10000) bytes.push(0xe0 | (n >> 12), 0x80 | ((n >> 6) & 63), 0x80 | (n & 63));
    else bytes.push(0xf0 | (n >> 18), 0x80 | ((n >> 12) & 63), 0x80 | ((n >> 6) & 63), 0x80 | (n & 63));
  }
  return bytes;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** CPython 3.11: Python/suggestions.c substitution_cost */
function substitutionCost(a: number, b: number): number {
  if (a === b) return 0;
  return lower(a) === lower(b) ? CASE_COST : MOVE_COST;
}

/**
 * What it costs to turn one text into the other, moves at 2 and changes of case at 1; anything above `limit` when it is more than that. CPython 3.11:
 * Python/suggestions.c levenshtein_distance
 */
export function editDistance(first: string, second: string, limit: number): number {
  let a = bytesOf(first);
  let b = bytesOf(second);
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let drop = 0;
  while (from + drop < a.length && from + drop < b.length && a[a.length - 1 - drop] === b[b.length - 1 - drop]) drop++;
  a = a.slice(from, a.length - drop);
  b = b.slice(from, b.length - drop);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE_COST > limit) return limit + 1;
  return tableDistance(a, b, limit);
}

/** One row of the usual table at a time. */
function tableDistance(a: readonly number[], b: readonly number[], limit: number): number {
  const row = a.map((_, i) => (i + 1) * MOVE_COST);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let diagonal = j * MOVE_COST;
    result = diagonal;
    let least = Number.MAX_SAFE_INTEGER;
    // The left neighbour of the first column is the cost of inserting what `b` has so far, which CPython takes for one row earlier.
    for (let i = 0; i < a.length; i++) {
      const substituted = diagonal + substitutionCost(b[j]!, a[i]!);
      diagonal = row[i]!;
      result = Math.min(Math.min(result, diagonal) + MOVE_COST, substituted);
      row[i] = result;
      if (result < least) least = result;
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

/** The candidate nearest to `name`, the first of equals; null when none is near. CPython 3.11: Python/suggestions.c calculate_suggestions */
export function nearestName(candidates: readonly string[], name: string): string | null {
  if (candidates.length >= MAX_CANDIDATES) return null;
  const size = bytesOf(name).length;
  let best: string | null = null;
  let distance = Number.MAX_SAFE_INTEGER;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const third = Math.floor(((size + bytesOf(candidate).length + 3) * MOVE_COST) / 6);
    const limit = Math.min(third, distance - 1);
    const current = editDistance(name, candidate, limit);
    if (current > limit) continue;
    if (best === null || current < distance) {
      best = candidate;
      distance = current;
    }
  }
  return best;
}
