import fc from "fast-check";
import type { Finalizer, ToyWorld } from "./toy-world.ts";

/** One change to a toy world. */
export interface Command {
  readonly what: "box" | "append" | "pop" | "unbind" | "ref" | "appendRef" | "collect" | "address" | "freeze" | "unfreeze";
  readonly a: number;
  readonly b: number;
  readonly finalizer: Finalizer | null;
}

export const commandArbitrary: fc.Arbitrary<Command> = fc.record({
  what: fc.constantFrom<Command["what"][]>(
    "box",
    "box",
    "append",
    "append",
    "append",
    "pop",
    "unbind",
    "unbind",
    "ref",
    "ref",
    "appendRef",
    "collect",
    "address",
    "freeze",
    "unfreeze",
  ),
  a: fc.nat(7),
  b: fc.nat(7),
  finalizer: fc.constantFrom<(Finalizer | null)[]>(null, null, "log", "resurrect", "empty"),
});

export function runCommand(world: ToyWorld, { what, a, b, finalizer }: Command): void {
  const box = world.variables.get(`v${a}`);
  const other = world.variables.get(`v${b}`);
  const ref = world.variables.get(`r${b}`);
  if (what === "box") world.box(`v${a}`, finalizer);
  else if (what === "append" && box !== undefined && other !== undefined) world.append(box, other);
  else if (what === "pop" && box !== undefined) world.pop(box);
  else if (what === "unbind") world.unbind(b < 6 ? `v${a}` : `r${a}`);
  else if (what === "ref" && box !== undefined) world.ref(`r${b}`, box, finalizer !== null);
  else if (what === "appendRef" && box !== undefined && ref !== undefined) world.append(box, ref);
  else if (what === "collect") world.events.push(`collect ${world.collect(b % 3)}`);
  else if (what === "address" && box !== undefined) world.events.push(`id ${world.heap.addresses.addressOf(box, 48)}`);
  else if (what === "freeze" && b === 0) world.heap.generations.freeze();
  else if (what === "unfreeze") world.heap.generations.unfreeze();
  if (a !== 3) world.collectIfDue();
}
