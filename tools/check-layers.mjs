// Fails when a package imports what its layer may not, or touches a platform that only hosts and apps may touch.
import { fileURLToPath } from "node:url";
import { layerFindings } from "./checks/layers.mjs";
import { report } from "./checks/source-files.mjs";

report("layers", layerFindings(fileURLToPath(new URL("..", import.meta.url))));
