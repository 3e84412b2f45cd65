import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type ParseOptions, PySourceError, PySyntaxError, parse } from "../src/index.ts";

interface Case {
  src: string;
  mode: NonNullable<ParseOptions["mode"]>;
  error: unknown[] | null;
}

function errorOf({ src, mode }: Case): unknown[] | null {
  try {
    parse(src, { mode, filename: "<f>" });
    return null;
  } catch (e) {
    if (e instanceof PySyntaxError) return [e.type, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text];
    if (e instanceof PySourceError) return [e.type, e.msg];
    throw e;
  }
}

for (const name of ["written", "mutated"]) {
  const cases = JSON.parse(readFileSync(new URL(`./recorded/${name}-errors.json`, import.meta.url), "utf8")) as Case[];
  it.each(cases.map((one) => [one.mode, one.src, one] as const))(`${name}: %s %j`, (_mode, _src, one) => {
    expect(errorOf(one)).toEqual(one.error);
  });
}
