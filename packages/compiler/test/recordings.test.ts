import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runPython311 } from "./recordings.ts";

test("the recordings are what CPython 3.11.7 says, where it is installed", () => {
  const script = fileURLToPath(new URL("../../../tools/record-bytecode.py", import.meta.url));
  expect(runPython311([script, "--check"]) ?? "").toBe("");
}, 60_000);
