// Packs the standard library into dist/stdlib.pack. Runs in `npm run build`, after @vivarium/compiler is built.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { moduleCompiler } from "./compile-module.ts";
import { libraryFiles } from "./library-files.ts";
import { writePack } from "./write-pack.ts";

const failures: string[] = [];
const files = libraryFiles();
const pack = writePack(files, { prefix: "/usr/lib/python3.11", version: "3.11.3", compile: moduleCompiler(failures) });
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
mkdirSync(dist, { recursive: true });
writeFileSync(`${dist}stdlib.pack`, pack);
console.log(`stdlib.pack: ${files.size} files, ${pack.length} bytes`);
// The interpreter compiles such a module from source and reports what is wrong with it, so the pack is good all the same.
for (const failure of failures) console.error(`without code: ${failure}`);
