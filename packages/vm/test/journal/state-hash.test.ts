import { describe, expect, it } from "vitest";
import { stateHashOfVM } from "../../src/audit/audit-vm.ts";
import { prepare } from "../run-python.ts";
import { runInstructions } from "./interrupted-run.ts";

const program = `
import _random, itertools, _collections
r = _random.Random(5)
d = _collections.deque([1, 2]); it = iter([1, 2, 3]); b = bytearray(b'ab')
def g():
    yield [1]
    yield [2]
x = g()
for i in range(3):
    r.random(); d.rotate(1); next(it); b[0] = i; b.append(i); next(x, None)
    c = itertools.count(i); next(c)
    {1: 2, 'a': 3}.items(); {3, i}
`;

/** The hash at each of so many stops. */
function hashes(stops: number, every: number): string[] {
  const { vm } = prepare(program);
  return Array.from({ length: stops }, () => {
    runInstructions(vm, every);
    return stateHashOfVM(vm);
  });
}

/** What one statement does to the hash, everything else being equal. */
function hashAfter(statement: string): string {
  const setup =
    "import _random, itertools\nr = _random.Random(5); b = bytearray(b'ab'); s = {1, 2, 3}; i = iter([1, 2])\nl = [1] * 9\n";
  const { vm } = prepare(`${setup}def change():\n    ${statement}\n    return 1\nkeep = change()`);
  vm.runSlice(1_000_000);
  // The clock and the code differ with the statement: only what the globals hold is looked at.
  return globalsHash(vm);
}

function globalsHash(vm: ReturnType<typeof prepare>["vm"]): string {
  const items: (string | number)[] = [];
  const seen = new Set<object>();
  const names = ["r", "b", "s", "i", "l"];
  const main = (vm.modules.v.values[vm.modules.v.findString("__main__")]!.w!.dict as typeof vm.modules).v;
  const look = (o: typeof vm.modules): void => {
    if (seen.has(o)) return;
    seen.add(o);
    o.type.hashPayload(
      o,
      (item) => items.push(item),
      (item) => items.push(item.constructor.name),
    );
  };
  for (const name of names) look(main.values[main.findString(name)] as typeof vm.modules);
  return items.join();
}

describe("the hash of the state", () => {
  it("is another one after each instruction", () => {
    const all = hashes(120, 1);
    expect(new Set(all).size).toBe(all.length);
  });

  it("is the same in two interpreters that did the same", () => {
    expect(hashes(8, 37)).toEqual(hashes(8, 37));
  });

  it("sees what references do not say", () => {
    const statements = [
      "pass",
      "r.random()",
      "b[0] = 1",
      "b.append(1)",
      "s.pop()",
      "s.add(4)",
      "next(i)",
      "l.append(1)",
      "l.pop()",
    ];
    const all = statements.map(hashAfter);
    expect(new Set(all).size).toBe(all.length);
  });
});
