import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { formatAudit } from "@vivarium/heap";
import { describe, expect, it } from "vitest";
import { auditVM } from "../../src/audit/audit-vm.ts";
import { runBare } from "./bare-program.ts";

const programs = new URL("programs/", import.meta.url);
const recorder = new URL("../../../../tools/record-exceptions.py", import.meta.url);
const names = readdirSync(programs)
  .filter((name) => name.endsWith(".py"))
  .sort();

function read(url: URL): string {
  return readFileSync(url, "utf8");
}

function referenceIsHere(): boolean {
  try {
    return execFileSync("python3.11", ["--version"], { encoding: "utf8" }).trim() === "Python 3.11.7";
  } catch {
    return false;
  }
}

describe.each(names)("%s", (name) => {
  const recorded = new URL(`../recorded/exceptions/${name.replace(/py$/, "txt")}`, import.meta.url);

  it("does what CPython did", () => {
    expect(runBare(read(new URL(name, programs)), `programs/${name}`)).toBe(read(recorded));
  });

  it("leaves every count exact", () => {
    let report = "";
    runBare(read(new URL(name, programs)), `programs/${name}`, (vm) => {
      report = formatAudit(auditVM(vm));
    });
    expect(report).toMatch(/every count is right/);
  });

  it.skipIf(!referenceIsHere())("does what was recorded on the CPython that is here", () => {
    expect(execFileSync("python3.11", [recorder.pathname, "--print", name], { encoding: "utf8" })).toBe(read(recorded));
  });
});
