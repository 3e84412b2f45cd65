import { expect, test } from "vitest";
import { memoryHost } from "../../src/host-memory.ts";
import { _codecsModule } from "../../src/modules/_codecs.ts";
import { _signalModule } from "../../src/modules/_signal.ts";
import { marshalModule } from "../../src/modules/marshal.ts";
import { posixModule } from "../../src/modules/posix.ts";
import { prepare } from "../run-python.ts";

function run(source: string): string {
  const { vm, stdout } = prepare(source, { host: memoryHost({ cwd: "/tmp", files: { "/tmp/a.txt": "hello" } }) });
  for (const m of [_codecsModule, _signalModule, marshalModule, posixModule]) vm.moduleSpecs.set(m.name, m);
  vm.runSlice(1_000_000);
  return stdout();
}

test("marshal keeps a list that contains itself", () => {
  expect(run("import marshal\nl = []\nl.append(l)\nprint(marshal.loads(marshal.dumps(l)))")).toBe("[[...]]\n");
});

test("a search function's codec is found once and remembered", () => {
  const source = `import _codecs
def search(name):
    print(name)
    return (lambda s, e="strict": (s + "!", len(s)), None, None, None)
_codecs.register(search)
print(_codecs.encode("a", "My Codec"), _codecs.encode("b", "my-codec"))`;
  expect(run(source)).toBe("my_codec\na! b!\n");
});

test("charmap_encode asks an error handler about what the map lacks", () => {
  expect(run(`import _codecs\nprint(_codecs.charmap_encode("ab", "replace", {97: 1, 63: 33}))`)).toBe("(b'\\x01!', 2)\n");
});

test("scandir's entries know what they are", () => {
  expect(run("import posix\nprint([(e.name, e.is_file(), e.stat().st_size) for e in posix.scandir('/tmp')])")).toBe(
    "[('a.txt', True, 5)]\n",
  );
});

test("a signal calls its handler", () => {
  expect(run("import _signal\n_signal.signal(10, lambda n, f: print(n))\n_signal.raise_signal(10)")).toBe("10\n");
});
