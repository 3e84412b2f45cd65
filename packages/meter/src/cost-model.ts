/** A cost model as JSON data. Costs are whole picoseconds; keys are whole numbers below `MOST_KEYS`, written as strings. */
export interface CostModelData {
  readonly version: 1;
  readonly name: string;
  /** What it was fitted to, for people: interpreter, machine, date. */
  readonly source: string;
  /** Cost of a key that is not in the table. */
  readonly defaultCost: number;
  readonly costs: Readonly<Record<string, number>>;
  /** What one unit of work adds: an element sorted, a byte hashed. */
  readonly perUnit: Readonly<Record<string, number>>;
}

/** Keys are below this. */
export const MOST_KEYS = 65_536;

/** Thrown by `loadCostModel`; says where in the data and what is wrong. */
export class CostModelError extends Error {
  override name = "CostModelError";
}

/** What things cost, in whole picoseconds, by integer key. What the keys mean is the business of whoever charges them. */
export class CostModel {
  readonly name: string;
  readonly source: string;
  readonly defaultCost: number;
  /** Cost by key. Dense, for hot loops: index it directly. */
  readonly costs: Float64Array;
  /** Cost of one unit of work by key. */
  readonly perUnit: Float64Array;
  readonly #data: CostModelData;

  /** Use `loadCostModel`, which checks. */
  constructor(data: CostModelData) {
    this.#data = data;
    this.name = data.name;
    this.source = data.source;
    this.defaultCost = data.defaultCost;
    let size = 1;
    for (const table of [data.costs, data.perUnit]) for (const key of Object.keys(table)) size = Math.max(size, Number(key) + 1);
    this.costs = new Float64Array(size).fill(data.defaultCost);
    this.perUnit = new Float64Array(size);
    for (const [key, cost] of Object.entries(data.costs)) this.costs[Number(key)] = cost;
    for (const [key, cost] of Object.entries(data.perUnit)) this.perUnit[Number(key)] = cost;
  }

  /** ps for doing `key` once on `units` units of work. */
  cost(key: number, units: number = 0): number {
    if (key >= this.costs.length) return this.defaultCost;
    return this.costs[key]! + this.perUnit[key]! * units;
  }

  /** The data it was made from. */
  toData(): CostModelData {
    return this.#data;
  }

  /** A model with every cost multiplied: a slower or faster machine of the same kind. `factor` > 0; costs are rounded. */
  scaled(factor: number, name: string): CostModel {
    const scale = (table: Readonly<Record<string, number>>): Record<string, number> =>
      Object.fromEntries(Object.entries(table).map(([key, cost]) => [key, Math.floor(cost * factor + 0.5)]));
    const { source, defaultCost, costs, perUnit } = this.#data;
    const data = { version: 1 as const, name, source, costs: scale(costs), perUnit: scale(perUnit) };
    return new CostModel({ ...data, defaultCost: Math.floor(defaultCost * factor + 0.5) });
  }
}

/** Checks data that came from outside and makes a model of it. Throws a CostModelError. */
export function loadCostModel(data: unknown): CostModel {
  if (!isRecord(data)) throw new CostModelError("a cost model is an object");
  if (data.version !== 1) throw new CostModelError(`version: 1 is known here, not ${JSON.stringify(data.version)}`);
  const name = data.name;
  if (typeof name !== "string") throw new CostModelError("name: a string is missing");
  const source = data.source;
  if (typeof source !== "string") throw new CostModelError("source: a string is missing");
  const defaultCost = picoseconds(data.defaultCost, "defaultCost");
  return new CostModel({
    version: 1,
    name,
    source,
    defaultCost,
    costs: table(data.costs, "costs"),
    perUnit: table(data.perUnit, "perUnit"),
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function table(value: unknown, place: string): Record<string, number> {
  if (!isRecord(value)) throw new CostModelError(`${place}: an object is missing`);
  const result: Record<string, number> = {};
  for (const [key, cost] of Object.entries(value)) {
    const number = Number(key);
    if (!Number.isInteger(number) || number < 0 || number >= MOST_KEYS || String(number) !== key) {
      throw new CostModelError(`${place}: ${JSON.stringify(key)} is not a key (a whole number from 0 to ${MOST_KEYS - 1})`);
    }
    result[key] = picoseconds(cost, `${place}.${key}`);
  }
  return result;
}

function picoseconds(value: unknown, place: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new CostModelError(
    `${place}: must be a whole number of picoseconds, 0 or more, not ${JSON.stringify(value) ?? "missing"}`,
  );
}
