import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runCaptured } from "../../src/machine/run-captured.ts";

const program = (name: string): string => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
const run = (argv: string[], stdin = "") => runCaptured(argv, stdin, {});

describe("a program", () => {
  test("prints", async () => {
    expect(await run(["-c", "print(1 + 1)"])).toEqual({ stdout: "2\n", stderr: "", exitCode: 0 });
  });

  test("has its arguments", async () => {
    expect((await run(["-c", "import sys; print(sys.argv)", "a", "-b"])).stdout).toBe("['-c', 'a', '-b']\n");
  });

  test("reads standard input", async () => {
    expect((await run(["-c", "print(input() + '!')"], "hello\n")).stdout).toBe("hello!\n");
  });

  test("can be a module of the standard library", async () => {
    expect((await run(["-m", "this"])).stdout.split("\n")[0]).toBe("The Zen of Python, by Tim Peters");
  });
});

describe("exit codes", () => {
  test("sys.exit", async () => {
    expect((await run(["-c", "import sys; sys.exit(3)"])).exitCode).toBe(3);
  });

  test("sys.exit with a text", async () => {
    expect(await run(["-c", "import sys; sys.exit('no')"])).toEqual({ stdout: "", stderr: "no\n", exitCode: 1 });
  });

  test("an uncaught exception", async () => {
    const { stderr, exitCode } = await run(["-c", "1/0"]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nZeroDivisionError: division by zero\n',
    );
  });

  test("a SyntaxError", async () => {
    const { stderr, exitCode } = await run([program("bad_parameter.py")]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `  File "${program("bad_parameter.py")}", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n`,
    );
  });

  test("an endless loop under a limit", async () => {
    const { stderr, exitCode } = await run(["--limit-instructions", "300000", "-c", "while True: pass"]);
    expect(exitCode).toBe(124);
    expect(stderr).toBe("vivarium: stopped after 300000 instructions (--limit-instructions)\n");
  });

  test("a deadlock", async () => {
    const { stderr, exitCode } = await run(["-c", "import _thread; l = _thread.allocate_lock(); l.acquire(); l.acquire()"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^vivarium: deadlock: no thread can go on\nMainThread waits for /);
  });
});

test("-O takes asserts out", async () => {
  expect((await run(["-O", "-c", "assert False; print(__debug__)"])).stdout).toBe("False\n");
});

test("a run by the virtual clock does not wait", async () => {
  expect((await run(["-c", "import time; time.sleep(3600); print(round(time.perf_counter()))"])).stdout).toBe("3600\n");
});
