import { deflateRawSync } from "node:zlib";
import { type BlobLocation, PACK_MAGIC, type PackedModule, type PackIndex } from "../src/pack-format.ts";
import { FROZEN_NAMES } from "./frozen-names.ts";
import { STARTUP_NAMES } from "./startup-names.ts";

/** Compiles one module to a marshalled code object; null when it cannot. */
export type CompileModule = (source: Uint8Array, filename: string) => Uint8Array | null;

/** The dotted name of the module in a file, or null when the file is no module. */
export function moduleNameOf(path: string): { name: string; isPackage: boolean } | null {
  if (!path.endsWith(".py")) return null;
  const parts = path.slice(0, -3).split("/");
  const isPackage = parts.at(-1) === "__init__";
  if (isPackage) parts.pop();
  return parts.length === 0 ? null : { name: parts.join("."), isPackage };
}

const byCodeUnit = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** Makes the pack (see src/pack-format.ts). Equal input gives equal bytes. */
export function writePack(
  files: ReadonlyMap<string, Uint8Array>,
  options: { prefix: string; version: string; compile: CompileModule | null },
): Uint8Array {
  const blobs: Uint8Array[] = [];
  let offset = 0;
  const add = (data: Uint8Array, asItIs = false): BlobLocation => {
    const deflated = deflateRawSync(data, { level: 9 });
    const stored = asItIs || deflated.length >= data.length ? data : deflated;
    const location: BlobLocation = [offset, stored.length, data.length];
    blobs.push(stored);
    offset += stored.length;
    return location;
  };
  const modules: [string, PackedModule][] = [];
  const resources: [string, BlobLocation][] = [];
  for (const [path, data] of [...files].sort(byCodeUnit)) {
    const module = moduleNameOf(path);
    if (module === null) {
      resources.push([path, add(data)]);
      continue;
    }
    const frozen = FROZEN_NAMES.has(module.name);
    const code = options.compile?.(data, frozen ? `<frozen ${module.name}>` : `${options.prefix}/${path}`) ?? null;
    const packed = {
      ...(module.isPackage ? { package: 1 as const } : {}),
      ...(frozen ? { frozen: 1 as const } : {}),
      source: add(data),
      ...(code === null ? {} : { code: add(code, STARTUP_NAMES.has(module.name)) }),
    };
    modules.push([module.name, packed]);
  }
  const index: PackIndex = {
    prefix: options.prefix,
    version: options.version,
    modules: Object.fromEntries(modules.sort(byCodeUnit)),
    resources: Object.fromEntries(resources),
  };
  const indexBytes = new TextEncoder().encode(JSON.stringify(index));
  const header = new Uint8Array(12);
  new TextEncoder().encodeInto(PACK_MAGIC, header);
  new DataView(header.buffer).setUint32(8, indexBytes.length, true);
  return new Uint8Array(Buffer.concat([header, indexBytes, ...blobs]));
}
