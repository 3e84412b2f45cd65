// Fails when a file has more than 600 lines or a function more than 60, unless tools/size-exceptions.txt says why.
import { fileURLToPath } from "node:url";
import { sizeFindings } from "./checks/sizes.mjs";
import { report } from "./checks/source-files.mjs";

report("sizes", sizeFindings(fileURLToPath(new URL("..", import.meta.url))));
