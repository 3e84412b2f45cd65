// Fails when a document links to, or names, a path that is not there.
import { fileURLToPath } from "node:url";
import { linkFindings } from "./checks/links.mjs";
import { report } from "./checks/source-files.mjs";

report("links", linkFindings(fileURLToPath(new URL("..", import.meta.url))));
