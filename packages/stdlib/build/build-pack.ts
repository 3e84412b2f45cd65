// Packs the standard library into dist/stdlib.pack. Runs in `npm run build`, after @vivarium/compiler is built.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { moduleCompiler } from "./compile-module.ts";
import { libraryFiles } from "./library-files.ts";
import { writePack } from "./write-pack.ts";

const { compile, failures } = moduleCompiler();
const files = libraryFiles();
const pack = writePack(files, { prefix: "/usr/lib/python3.11", version: "3.11.3", compile });
const target = fileURLToPath(new URL("../dist/stdlib.pack", import.meta.url));
mkdirSync(fileURLToPath(new URL("../dist/", import.meta.url)), { recursive: true });
writeFileSync(target, pack);
const compiled = compile === null ? "from source only: the compiler is not there yet" : `${failures.length} without code`;
console.log(`stdlib.pack: ${files.size} files, ${pack.length} bytes, ${compiled}`);
for (const failure of failures) console.error(`  ${failure}`);
