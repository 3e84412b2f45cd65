export { absent } from "./absent.ts";
export { InflateError, inflate } from "./inflate.ts";
export { packUrl } from "./pack-url.ts";
export { type OpenOptions, openStdlib, PackError, type PackReader, type Stdlib, type StdlibModule } from "./stdlib.ts";
