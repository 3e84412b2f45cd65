import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { withNativeWording } from "./datetime-wording.ts";
import { readZip } from "./read-zip.ts";

const LEFT_OUT_FOLDERS = ["pyodide/", "_pyodide/", "site-packages/"];

/** Modules that serve the platform the archive was made for; ours from `python/` stand in for those that CPython has. */
const LEFT_OUT_FILES = new Set(["webbrowser.py", "_sysconfigdata__emscripten_wasm32-emscripten.py"]);

/** What ctypes/util.py must be once its patch is taken out: the file of CPython 3.11. */
const CTYPES_UTIL_SHA256 = "f24c68eecc8b57f0e6bba44e6964dfa1812179e92685eec4462ab26036ca8af0";

/** Takes the branch for WebAssembly out of ctypes/util.py and makes sure that CPython's own file is what is left. */
export function restoreCtypesUtil(source: string): string {
  const start = source.indexOf('elif os.name == "posix" and sys.platform == "emscripten":');
  const end = source.indexOf('elif sys.platform.startswith("aix"):');
  const restored = start < 0 ? source : source.slice(0, start) + source.slice(end);
  const digest = createHash("sha256").update(restored).digest("hex");
  if (digest !== CTYPES_UTIL_SHA256) throw new Error("ctypes/util.py is not CPython's once the platform's patch is taken out");
  return restored;
}

const CHANGED_FILES: ReadonlyMap<string, (source: string) => string> = new Map([
  ["ctypes/util.py", restoreCtypesUtil],
  ["datetime.py", withNativeWording],
]);

/** The library's files by path relative to Lib: CPython 3.11.3's, with what was patched for the archive's platform put back, and datetime.py as its C version speaks. */
export function libraryFiles(): Map<string, Uint8Array> {
  const archive = readFileSync(createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip"));
  const files = new Map<string, Uint8Array>();
  for (const { path, data } of readZip(archive)) {
    if (LEFT_OUT_FILES.has(path) || LEFT_OUT_FOLDERS.some((folder) => path.startsWith(folder))) continue;
    const change = CHANGED_FILES.get(path);
    const text = change === undefined ? null : change(new TextDecoder().decode(data));
    files.set(path, text === null ? data : new TextEncoder().encode(text));
  }
  const ours = fileURLToPath(new URL("../python/", import.meta.url));
  for (const name of readdirSync(ours)) files.set(name, readFileSync(ours + name));
  return files;
}
