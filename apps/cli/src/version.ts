import { readFileSync } from "node:fs";

/** The version of the Python that is answered to. */
export const PYTHON_VERSION = "3.11.7";

/** What `vivarium --version` prints, with the line end. */
export function versionLine(): string {
  // This file's folder is a sibling of package.json, both as src and as dist.
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return `Vivarium ${version} (Python ${PYTHON_VERSION})\n`;
}
