import { RandomScheduler } from "@vivarium/gil";
import { describe, expect, it } from "vitest";
import type { VMOptions } from "../../src/interpreter.ts";
import { prepare } from "../run-python.ts";
import { DisturbedRun, type Prepare, runUndisturbed } from "./disturbed-run.ts";

/** Threads that count together, with a lock and without, wait for each other, sleep, fail and leave things behind. */
const program = `
import _thread, sys, time
getattr(sys, 'setswitchinterval', print)(1e-5)
lock = _thread.allocate_lock()
total = [0, 0]
ended = []
def count(name, times):
    for i in range(times):
        total[0] += 1
        with lock:
            total[1] += 1
        if i == 5: time.sleep(0.001)
    ended.append(name)
def fail():
    local = [object()]
    try: lock.release()
    except RuntimeError: ended.append('fail')
gate = _thread.allocate_lock(); gate.acquire()
def open_gate():
    time.sleep(0.002)
    gate.release()
for name in 'abc': _thread.start_new_thread(count, (name, 20))
_thread.start_new_thread(fail, ())
_thread.start_new_thread(open_gate, ())
print(gate.acquire(True, 1), gate.acquire(True, 0.0001))
while len(ended) < 4: time.sleep(0.001)
print(total, sorted(ended))
`;

/** A scheduler belongs to one run: each preparation gets a new one. */
const settings: Readonly<Record<string, () => VMOptions["simulation"]>> = {
  "in era 3.11": () => ({ era: "3.11" }),
  "in era 3.9": () => ({ era: "3.9" }),
  "in era 2.7": () => ({ era: "2.7" }),
  "on one core": () => ({ cores: 1 }),
  "with a random scheduler": () => ({ scheduler: new RandomScheduler(7) }),
};

const SEED = 11;

describe("state of threads, locks and the GIL can be taken back", () => {
  for (const [where, simulation] of Object.entries(settings)) {
    it(where, () => {
      const make: Prepare = () => prepare(program, { simulation: { events: 100_000, ...simulation() } });
      const undisturbed = runUndisturbed(make);
      expect(undisturbed.story).toContain("['a', 'b', 'c', 'fail']");
      expect(new DisturbedRun(make, undisturbed, SEED, true).disturb(4)).toEqual([]);
    });
  }
});
