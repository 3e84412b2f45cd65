import { expect, test } from "vitest";
import { memoryHost } from "../../src/host-memory.ts";
import { runPython } from "../run-python.ts";

const run = (source: string): string => {
  const { stdout, exception } = runPython(`import _io\nopen = _io.open\n${source}`, {
    host: memoryHost({ files: { "/tmp/a.txt": "h\u00e9\nb\n" } }),
  });
  expect(exception).toBe(null);
  return stdout;
};

test("a text file is read by lines and in whole", () => {
  expect(run("with open('/tmp/a.txt') as f: print(f.readline(), f.tell(), list(f))")).toBe("hé\n 4 ['b\\n']\n");
});

test("a binary file gives bytes and positions", () => {
  expect(run("with open('/tmp/a.txt', 'rb') as f: print(f.readline(), f.tell(), f.read())")).toBe(
    "b'h\\xc3\\xa9\\n' 4 b'b\\n'\n",
  );
});

test("what is written is read back", () => {
  expect(run("with open('/tmp/b', 'w') as f: print(f.write('x\\ny'))\nprint(open('/tmp/b').read())")).toBe("3\nx\ny\n");
});

test("a missing file is a FileNotFoundError", () => {
  expect(run("try: open('/nope')\nexcept FileNotFoundError as e: print(e)")).toBe(
    "[Errno 2] No such file or directory: '/nope'\n",
  );
});

test("StringIO and BytesIO iterate over lines", () => {
  expect(run("print(list(_io.StringIO('a\\nb')), list(_io.BytesIO(b'a\\nb')))")).toBe("['a\\n', 'b'] [b'a\\n', b'b']\n");
});

test("a raw stream in Python works under a buffer", () => {
  const source =
    "class R(_io._RawIOBase):\n  def __init__(self): self.n = 0\n  def readable(self): return True\n" +
    "  def readinto(self, b):\n    self.n += 1\n    if self.n > 3: return 0\n    b[0:2] = b'a\\n'\n    return 2\n" +
    "print(_io.BufferedReader(R()).read())\nprint(list(_io.TextIOWrapper(_io.BufferedReader(R()))))";
  expect(run(source)).toBe("b'a\\na\\na\\n'\n['a\\n', 'a\\n', 'a\\n']\n");
});
