// Fails when a generated file is not what its generator writes.
import { fileURLToPath } from "node:url";
import { generatedFindings } from "./checks/generated.mjs";
import { report } from "./checks/source-files.mjs";

const { findings, notRun } = generatedFindings(fileURLToPath(new URL("..", import.meta.url)));
for (const line of notRun) console.log(`not run here: ${line}`);
report("generated files", findings);
