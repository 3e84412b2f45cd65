import { fileURLToPath } from "node:url";

/** What `sys.executable` says: the launcher, which is at the same place beside dist and src. */
export const executablePath: string = fileURLToPath(new URL("../bin/vivarium.js", import.meta.url));
