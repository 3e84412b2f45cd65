/** Two columns whose part of their own is smaller than this are taken for the same. */
const SMALLEST_PIVOT = 1e-10;

/**
 * x >= 0 that makes the sum of squares of `rows * x - target` smallest: Lawson and Hanson's active-set method, on the normal
 * equations with columns scaled to length 1. Only + - * / and square roots are used, so that every machine gets the same bits.
 * Every row has the same length; the result has that length. A column that says nothing of its own gets 0.
 */
export function nonNegativeLeastSquares(rows: readonly (readonly number[])[], target: readonly number[]): number[] {
  const columns = rows[0]?.length ?? 0;
  const scale = new Array<number>(columns).fill(0);
  for (const row of rows) for (let j = 0; j < columns; j++) scale[j]! += row[j]! * row[j]!;
  for (let j = 0; j < columns; j++) scale[j] = Math.sqrt(scale[j]!);
  const scaled = rows.map((row) => row.map((value, j) => (scale[j] === 0 ? 0 : value / scale[j]!)));
  const gram = Array.from({ length: columns }, (_, i) => Array.from({ length: columns }, (_, j) => dot(scaled, i, j)));
  const right = Array.from({ length: columns }, (_, j) => scaled.reduce((sum, row, k) => sum + row[j]! * target[k]!, 0));
  return solve(gram, right).map((value, j) => (scale[j] === 0 ? 0 : value / scale[j]!));
}

function dot(rows: readonly (readonly number[])[], i: number, j: number): number {
  let sum = 0;
  for (const row of rows) sum += row[i]! * row[j]!;
  return sum;
}

function solve(gram: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const x = new Array<number>(size).fill(0);
  const refused = new Set<number>();
  let used: number[] = [];
  // Each round lets one column in; none comes back without progress, so that far fewer rounds are needed than this.
  for (let round = 0; round < 10 * size + 10; round++) {
    const next = steepest(gram, right, x, used, refused);
    if (next < 0) break;
    const trial = [...used, next];
    const first = solveExactly(gram, right, trial);
    if (first === null || first[trial.length - 1]! <= 0) {
      refused.add(next);
      continue;
    }
    refused.clear();
    used = retreat(gram, right, x, trial, first);
  }
  return x;
}

/** The unused column along which the error falls fastest, or -1 when it falls along none. */
function steepest(
  gram: readonly (readonly number[])[],
  right: readonly number[],
  x: readonly number[],
  used: readonly number[],
  refused: ReadonlySet<number>,
): number {
  let best = -1;
  let slope = 1e-9;
  for (let j = 0; j < right.length; j++) {
    if (used.includes(j) || refused.has(j)) continue;
    let gradient = right[j]!;
    for (const k of used) gradient -= gram[j]![k]! * x[k]!;
    if (gradient > slope) {
      slope = gradient;
      best = j;
    }
  }
  return best;
}

/** Goes from x towards the solution on `columns` as far as nothing gets negative, drops what reached 0, and repeats. Returns the columns left. */
function retreat(
  gram: readonly (readonly number[])[],
  right: readonly number[],
  x: number[],
  columns: number[],
  solution: readonly number[],
): number[] {
  while (solution.some((value) => value <= 0)) {
    let step = 1;
    columns.forEach((j, i) => {
      if (solution[i]! <= 0) step = Math.min(step, x[j]! / (x[j]! - solution[i]!));
    });
    const kept: number[] = [];
    columns.forEach((j, i) => {
      x[j] = x[j]! + step * (solution[i]! - x[j]!);
      if (x[j]! > 1e-14) kept.push(j);
      else x[j] = 0;
    });
    columns = kept;
    const again = solveExactly(gram, right, columns);
    if (again === null) return columns;
    solution = again;
  }
  columns.forEach((j, i) => {
    x[j] = solution[i]!;
  });
  return columns;
}

/** Least squares on these columns alone, by Cholesky; null when they are not independent. */
function solveExactly(
  gram: readonly (readonly number[])[],
  right: readonly number[],
  columns: readonly number[],
): number[] | null {
  const size = columns.length;
  const lower: number[][] = [];
  for (let i = 0; i < size; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = gram[columns[i]!]![columns[j]!]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * (j === i ? row[k]! : lower[j]![k]!);
      if (j < i) row.push(sum / lower[j]![j]!);
      else if (sum < SMALLEST_PIVOT) return null;
      else row.push(Math.sqrt(sum));
    }
    lower.push(row);
  }
  const forward: number[] = [];
  for (let i = 0; i < size; i++) {
    let sum = right[columns[i]!]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * forward[k]!;
    forward.push(sum / lower[i]![i]!);
  }
  const result = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let sum = forward[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k]![i]! * result[k]!;
    result[i] = sum / lower[i]![i]!;
  }
  return result;
}
