import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("./launch-source.mjs", import.meta.url));

/** Runs `vivarium` as a process of its own, from the sources. */
export function launch(words: readonly string[], input = ""): { code: number | null; stdout: string; stderr: string } {
  const flags = ["--conditions=@vivarium/source", "--import", "tsx"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, entry, ...words], {
    cwd: fileURLToPath(new URL("./programs", import.meta.url)),
    encoding: "utf8",
    input,
  });
  return { code: status, stdout, stderr };
}
