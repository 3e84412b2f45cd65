// Fails when a function of the vm writes to a payload without touchPayload, unless tools/untouched-writes.txt says why.
import { fileURLToPath } from "node:url";
import { untouchedWrites } from "./checks/journal-touches.mjs";
import { report } from "./checks/source-files.mjs";

report("journal touches", untouchedWrites(fileURLToPath(new URL("..", import.meta.url))));
