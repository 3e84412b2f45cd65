import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const entry = fileURLToPath(new URL("../launch-source.mjs", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `vivarium` as a process and sends it a signal as soon as it has printed something. */
function signalled(words: readonly string[], signal: NodeJS.Signals): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--conditions=@vivarium/source", "--import", "tsx", entry, ...words], {
      cwd: fileURLToPath(new URL("../programs", import.meta.url)),
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data) => {
      if (stdout === "") child.kill(signal);
      stdout += data;
    });
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.on("close", (code, by) => resolve({ code, signal: by, stdout, stderr }));
  });
}

describe("Ctrl-C", () => {
  test.each(["spin", "sleep", "lock", "input"])(
    "ends a program that is in %s as CPython's ends",
    { timeout: 60_000 },
    async (how) => {
      const { signal, stdout, stderr } = await signalled(["waits.py", how], "SIGINT");
      expect([stdout, signal]).toEqual(["ready\n", "SIGINT"]);
      expect(stderr).toMatch(/^Traceback \(most recent call last\):\n[\s\S]*\nKeyboardInterrupt\n$/);
    },
  );
});

describe("another signal", () => {
  test("goes to the program's handler, which a sleep does not delay", { timeout: 60_000 }, async () => {
    expect(await signalled(["handles.py"], "SIGTERM")).toEqual({
      code: 0,
      signal: null,
      stdout: "ready\n['SIGTERM']\n",
      stderr: "",
    });
  });
});
