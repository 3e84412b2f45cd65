import { constantKey } from "../codegen/const-table.ts";
import type { Constant } from "../constant.ts";

type TupleConstant = Extract<Constant, { type: "tuple" }>;

function holdsCode(constant: Constant): boolean {
  return constant.type === "code" || (constant.type === "tuple" && constant.items.some(holdsCode));
}

/** The constants of a scope while the passes run: they add folded tuples, and drop what is not used any more. */
export class ConstPool {
  readonly values: Constant[];
  /** Where each tuple is; made when the first one is folded. */
  private tuples: Map<string, number> | null = null;

  constructor(values: readonly Constant[]) {
    this.values = values.slice();
  }

  private indexTuples(): Map<string, number> {
    const index = new Map<string, number>();
    this.values.forEach((constant, i) => {
      if (constant.type === "tuple" && !holdsCode(constant)) index.set(constantKey(constant), i);
    });
    return index;
  }

  /** Where a tuple is in the constants; appended if it is new. */
  indexOfTuple(tuple: TupleConstant): number {
    if (holdsCode(tuple)) return this.values.push(tuple) - 1;
    this.tuples ??= this.indexTuples();
    const key = constantKey(tuple);
    let index = this.tuples.get(key);
    if (index === undefined) this.tuples.set(key, (index = this.values.push(tuple) - 1));
    return index;
  }
}
