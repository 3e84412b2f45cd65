import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { libraryFiles } from "../build/library-files.ts";
import { writePack } from "../build/write-pack.ts";
import { openStdlib, PackError } from "../src/index.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array | null | undefined): string => new TextDecoder().decode(data!);

const small = new Map([
  ["b.py", bytes("x = 1\n".repeat(9))],
  ["a/__init__.py", bytes("")],
  ["a/c.py", bytes("y = 'é'\n")],
  ["a/data.txt", bytes("hello")],
  ["os.py", bytes("z = 1\n")],
]);
const compile = (source: Uint8Array, filename: string): Uint8Array | null =>
  source.length === 0 ? null : bytes(`${filename}:${source.length}`);
const options = { prefix: "/usr/lib/python3.11", version: "3.11.3", compile };
const stdlib = openStdlib(writePack(small, options));
const library = openStdlib(writePack(libraryFiles(), { ...options, compile: null }));

test("lists modules in order", () => {
  expect([...stdlib.modules()]).toEqual(["a", "a.c", "b", "os"]);
});

test("finds a module inside a package", () => {
  const module = stdlib.find("a.c")!;
  expect([module.name, module.isPackage, module.frozen, module.path]).toEqual([
    "a.c",
    false,
    false,
    "/usr/lib/python3.11/a/c.py",
  ]);
  expect(text(module.source())).toBe("y = 'é'\n");
});

test("finds a package", () => {
  const module = stdlib.find("a")!;
  expect([module.isPackage, module.path]).toEqual([true, "/usr/lib/python3.11/a/__init__.py"]);
});

test.each(["", "c", "a.d", "toString", "__proto__", "a/c"])("finds no module called %j", (name) => {
  expect(stdlib.find(name)).toBeNull();
});

test("hands out the code that the compiler made, under the module's file name", () => {
  expect(text(stdlib.find("b")!.code())).toBe("/usr/lib/python3.11/b.py:54");
});

test("a frozen module's code carries the frozen name", () => {
  expect(stdlib.find("os")!.frozen).toBe(true);
  expect(text(stdlib.find("os")!.code())).toBe("<frozen os>:6");
});

test("a module that was not compiled has no code", () => {
  expect(stdlib.find("a")!.code()).toBeNull();
});

test("gives the data files of packages", () => {
  expect([...stdlib.resources()]).toEqual(["a/data.txt"]);
  expect(text(stdlib.resource("a/data.txt"))).toBe("hello");
  expect(stdlib.resource("a/none.txt")).toBeNull();
});

test("reads through a reader, only what is asked for", () => {
  const pack = writePack(small, options);
  const lengths: number[] = [];
  const lazy = openStdlib({
    read(offset, length) {
      lengths.push(length);
      return pack.subarray(offset, offset + length);
    },
  });
  expect(lengths.length).toBe(2);
  lazy.find("b")!.source();
  expect(lengths.length).toBe(3);
});

test("uses the host's decoder when there is one", () => {
  let calls = 0;
  const inflate = (data: Uint8Array): Uint8Array => {
    calls++;
    return inflateRawSync(data);
  };
  expect(text(openStdlib(writePack(small, options), { inflate }).find("b")!.source())).toBe("x = 1\n".repeat(9));
  expect(calls).toBe(1);
});

test("the code of a module that programs start with is stored as it is", () => {
  const long = new Uint8Array(5000).fill(7);
  const files = new Map([
    ["os.py", long],
    ["rarely.py", long],
  ]);
  const read: number[] = [];
  const pack = writePack(files, { ...options, compile: (source) => source });
  const lazy = openStdlib({
    read(offset, length) {
      read.push(length);
      return pack.subarray(offset, offset + length);
    },
  });
  read.length = 0;
  expect([lazy.find("os")!.code(), lazy.find("rarely")!.code()]).toEqual([long, long]);
  expect(read[0]).toBe(5000);
  expect(read[1]).toBeLessThan(100);
});

test("packing is deterministic", () => {
  expect(Buffer.compare(writePack(small, options), writePack(new Map([...small].reverse()), options))).toBe(0);
});

test("other bytes are no pack", () => {
  expect(() => openStdlib(bytes("PK\x03\x04 something else entirely"))).toThrow(PackError);
  expect(() => openStdlib(new Uint8Array(3))).toThrow(PackError);
});

test("the library has the modules that programs start with", () => {
  for (const name of [
    "os",
    "threading",
    "dataclasses",
    "enum",
    "json.decoder",
    "importlib._bootstrap_external",
    "encodings.utf_8",
    "this",
  ]) {
    expect(library.find(name), name).not.toBeNull();
  }
});

test("the library's sources are those of CPython", () => {
  const sha256 = createHash("sha256").update(library.find("ctypes.util")!.source()).digest("hex");
  expect(sha256).toBe("f24c68eecc8b57f0e6bba44e6964dfa1812179e92685eec4462ab26036ca8af0");
  expect(text(library.find("this")!.source())).toContain("Gur Mra bs Clguba");
});

test("nothing of the archive's own platform is left", () => {
  const names = [...library.modules()];
  expect(names.filter((name) => /pyodide|emscripten/.test(name))).toEqual([]);
  for (const name of names) expect(text(library.find(name)!.source()), name).not.toMatch(/^\s*(from|import) (js|pyodide)\b/m);
});

test("says why a module of CPython is missing", () => {
  expect(library.absent("tkinter.ttk")).toBe("it needs Tk");
  expect(library.absent("numpy")).toBeNull();
  expect(library.absent("os")).toBeNull();
});
