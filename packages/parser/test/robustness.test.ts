import fc from "fast-check";
import { expect, it } from "vitest";
import { PySourceError, PySyntaxError, parse } from "../src/index.ts";

function parsesOrRefuses(source: string | Uint8Array): void {
  try {
    parse(source);
  } catch (e) {
    if (!(e instanceof PySyntaxError) && !(e instanceof PySourceError)) throw e;
  }
}

const piece = fc.constantFrom(
  ..."( ) [ ] { } : , = ' \" ''' f' \\ # if else for x 1 1. 0x \n \t lambda * ** -> := case match é".split(" "),
  "\n  ",
  " ",
);

it("refuses text only with its own exceptions", () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((p) => p.join(" ")),
      parsesOrRefuses,
    ),
    { seed: 1, numRuns: 400 },
  );
});

it("refuses bytes only with its own exceptions", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), parsesOrRefuses), { seed: 2, numRuns: 400 });
});

it("gives up on deep nesting as CPython does", () => {
  expect(() => parse("-".repeat(6000) + "1")).toThrow(PySourceError);
  expect(() => parse("(".repeat(201))).toThrow("too many nested parentheses");
});
