// Answers are CPython 3.11.7's for a program in a file.
import { describe, expect, test } from "vitest";
import { checkFileSource, PySyntaxError } from "../src/index.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function errorOf(source: string): PySyntaxError | null {
  try {
    checkFileSource(bytes(source), "f.py");
    return null;
  } catch (error) {
    if (error instanceof PySyntaxError) return error;
    throw error;
  }
}

describe("the bytes of a program in a file", () => {
  test("UTF-8 needs no declaration", () => {
    expect(errorOf("x = '\xc3\xa9'\n")).toBeNull();
  });

  test("other bytes are refused with the line they are in, and without a place", () => {
    const error = errorOf("x = 1\ny = '\xff'\n")!;
    expect(error.msg).toBe(
      "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
    );
    expect(error.filename).toBeNull();
  });

  test("a null byte is refused where it is", () => {
    const error = errorOf("x = 1\ny = \0\n")!;
    expect([error.msg, error.lineno, error.text]).toEqual(["source code cannot contain null bytes", 2, "y = "]);
  });

  test.each([
    ["# coding: nope\n", "encoding problem: nope"],
    ["# coding: ascii\n'\xff'\n", "encoding problem: ascii"],
    ["\xef\xbb\xbf# coding: latin-1\n", "encoding problem: iso-8859-1 with BOM"],
  ])("%j: %s", (source, message) => {
    expect(errorOf(source)?.msg).toBe(message);
  });
});
