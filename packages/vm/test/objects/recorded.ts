import { readFileSync } from "node:fs";
import type { Recorded } from "./bare-vm.ts";
import { bareVM, outcome } from "./bare-vm.ts";

/** A call and what CPython 3.11.7 answered. */
export type RecordedCase = [name: string, args: Recorded[], keywords: Record<string, Recorded>, outcome: unknown];

/** The cases of one file that `tools/record-numbers-str.py` wrote. */
export function recordedCases(file: string): RecordedCase[] {
  return JSON.parse(readFileSync(new URL(`../recorded/${file}.json`, import.meta.url), "utf8")) as RecordedCase[];
}

/** Runs the cases; gives those that come out differently, as text. */
export function differences(cases: RecordedCase[]): string[] {
  const vm = bareVM();
  const different: string[] = [];
  for (const [name, args, keywords, expected] of cases) {
    let got: unknown;
    try {
      got = outcome(vm, name, args, keywords);
    } catch (e) {
      got = { crash: String((e as Error).stack).slice(0, 400) };
    }
    if (JSON.stringify(got) !== JSON.stringify(expected)) {
      const call = `${name} ${JSON.stringify(args)} ${JSON.stringify(keywords)}`;
      different.push(`${call}\n  CPython ${JSON.stringify(expected)}\n  here    ${JSON.stringify(got)}`);
    }
  }
  return different;
}
