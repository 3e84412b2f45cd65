import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { openStdlib, packUrl } from "@vivarium/stdlib";
import { memoryHost, type StandardLibrary, startProgram, VM, withStandardLibrary } from "@vivarium/vm";
import { type Case, casesOf, conformanceFolder, topics } from "./cases.ts";

/** A program on an interpreter whose whole outside is in memory, ready to run. */
export interface InMemory {
  readonly vm: VM;
  /** Both output streams so far. */
  readonly stdout: () => string;
}

const HOME = "/home/user";
/** As many as any of the programs has. */
const EVENTS = 100_000;

/** The library that is built, in memory as well. */
export function libraryInMemory(): StandardLibrary {
  const pack = new Uint8Array(readFileSync(fileURLToPath(packUrl)));
  return openStdlib(pack, { inflate: (data) => new Uint8Array(inflateRawSync(data)) });
}

/** The files of a topic, by the path that they get. */
function filesOf(topic: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const folder = join(conformanceFolder, "cases", topic);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[`${HOME}${path.slice(folder.length)}`] = new Uint8Array(readFileSync(path));
  }
  return files;
}

function prepareCase({ path, argv, stdin }: Case, files: Record<string, Uint8Array>, library: StandardLibrary): InMemory {
  const filename = `${HOME}/${basename(path)}`;
  const memory = memoryHost({ files, cwd: HOME, stdin });
  const host = withStandardLibrary(memory, library);
  const vm = new VM({ host, stdlib: library, simulation: { events: EVENTS } });
  startProgram(
    vm,
    { kind: "file", filename, source: files[filename]! },
    {
      argv: [filename, ...argv],
      origArgv: [],
      path: [HOME, library.prefix],
      executable: "/usr/bin/python3.11",
      prefix: "/usr",
      flags: {},
      warnoptions: [],
      xoptions: [],
    },
  );
  return { vm, stdout: () => `${memory.stdoutText()}\n--- stderr\n${memory.stderrText()}` };
}

/** Every case by its id, to be prepared as often as one likes. */
export function casesInMemory(library: StandardLibrary): [id: string, prepare: () => InMemory][] {
  return topics().flatMap((topic) => {
    const files = filesOf(topic);
    return casesOf(topic).map((each): [string, () => InMemory] => [each.id, () => prepareCase(each, files, library)]);
  });
}
