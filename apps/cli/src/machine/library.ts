import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compileSource, dumps } from "@vivarium/compiler";
import { openStdlib, type PackReader, packUrl } from "@vivarium/stdlib";
import { type Host, type StandardLibrary, withStandardLibrary } from "@vivarium/vm";
import { CommandFailure } from "../failure.ts";
import { isDirectory, pythonFilesUnder } from "../source-file.ts";

/** The standard library of a run, and how the import system gets at it. */
export interface Library {
  readonly stdlib: StandardLibrary;
  /** What `sys.path` ends with. */
  readonly path: readonly string[];
  /** `sys.prefix`. */
  readonly prefix: string;
  /** The host with the library's files in it. */
  mount<H extends Host>(host: H): Host;
  /** Lets go of the file. */
  close(): void;
}

/** Reads only what is asked for: a program that imports nothing costs the index and start-up's own modules. */
class FileReader implements PackReader {
  private readonly fd: number;

  constructor(path: string) {
    this.fd = openSync(path, "r");
  }

  read(offset: number, length: number): Uint8Array {
    if (offset + length > fstatSync(this.fd).size) throw new RangeError("the standard library's pack ends early: build it again");
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) at += readSync(this.fd, bytes, at, length - at, offset + at);
    return bytes;
  }

  close(): void {
    closeSync(this.fd);
  }
}

function packedLibrary(): Library {
  const path = fileURLToPath(packUrl);
  if (statSync(path, { throwIfNoEntry: false }) === undefined)
    throw new CommandFailure(`vivarium: the standard library is not built: ${path} is missing (run \`npm run build')\n`, 70);
  const reader = new FileReader(path);
  const stdlib = openStdlib(reader, {
    inflate: (data) => new Uint8Array(process.getBuiltinModule("node:zlib").inflateRawSync(data)),
  });
  return {
    stdlib,
    path: [stdlib.prefix],
    prefix: dirname(dirname(stdlib.prefix)),
    mount: (host) => withStandardLibrary(host, stdlib),
    close: () => reader.close(),
  };
}

/** Modules that CPython 3.11 starts up from its executable; a Lib's own text of them is compiled for it. */
const frozenModules: ReadonlySet<string> = new Set([
  ...[
    "importlib._bootstrap",
    "importlib._bootstrap_external",
    "zipimport",
    "abc",
    "codecs",
    "io",
    "_collections_abc",
    "_sitebuiltins",
  ],
  ...["genericpath", "ntpath", "posixpath", "os", "site", "stat", "importlib.util", "importlib.machinery", "runpy"],
]);

function directoryLibrary(directory: string): Library {
  if (!isDirectory(directory) || statSync(join(directory, "os.py"), { throwIfNoEntry: false }) === undefined)
    throw new CommandFailure(`vivarium: --stdlib: there is no Lib of Python in '${directory}'\n`, 2);
  const stdlib: StandardLibrary = {
    prefix: directory,
    modules: () => pythonFilesUnder(directory).map((path) => path.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".")),
    find(name) {
      const base = join(directory, ...name.split("."));
      const isPackage = statSync(join(base, "__init__.py"), { throwIfNoEntry: false }) !== undefined;
      const path = isPackage ? join(base, "__init__.py") : `${base}.py`;
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return null;
      const frozen = frozenModules.has(name);
      const source = (): Uint8Array => readFileSync(path);
      const filename = frozen ? `<frozen ${name}>` : path;
      const code = (): Uint8Array => dumps({ type: "code", code: compileSource(source(), filename) });
      return { name, isPackage, frozen, path, source, code };
    },
  };
  // The directory is there for the host to read.
  return { stdlib, path: [directory], prefix: dirname(dirname(directory)), mount: (host) => host, close: () => {} };
}

/** The library in `directory`, or the one that comes with this command. Throws a CommandFailure when there is none. */
export function openLibrary(directory: string | null): Library {
  return directory === null ? packedLibrary() : directoryLibrary(resolve(directory));
}
