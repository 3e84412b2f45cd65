import { absent } from "./absent.ts";
import { inflate as ownInflate } from "./inflate.ts";
import { type BlobLocation, PACK_HEADER_LENGTH, PACK_MAGIC, type PackedModule, type PackIndex } from "./pack-format.ts";

/** One module of the standard library. */
export interface StdlibModule {
  /** Dotted name, `email.mime.text`. */
  readonly name: string;
  readonly isPackage: boolean;
  /** CPython 3.11 has this module frozen into its executable: tracebacks call its file `<frozen NAME>`. */
  readonly frozen: boolean;
  /** The file that the module has in an installed CPython, `/usr/lib/python3.11/os.py`. Nothing need exist there. */
  readonly path: string;
  /** The source as bytes, decoded anew at each call: treat it as read-only. An encoding cookie in it counts. */
  source(): Uint8Array;
  /** The code object, marshalled (format 4, no `.pyc` header), to be treated as read-only; null when the pack holds none. */
  code(): Uint8Array | null;
  /** How many bytes `source()` gives, without decoding them. */
  readonly sourceLength: number;
  /** How many bytes `code()` gives; 0 when the pack holds none. */
  readonly codeLength: number;
}

/** The standard library of CPython 3.11. */
export interface Stdlib {
  /** The directory that module paths begin with, without a trailing slash. */
  readonly prefix: string;
  /** The CPython version whose library this is, `3.11.3`. */
  readonly version: string;
  /** The names of all modules, sorted by code unit. */
  modules(): Iterable<string>;
  /** The module of that dotted name; null when the library has none. */
  find(name: string): StdlibModule | null;
  /** Why CPython has a module of that name and this library has not; null for any other name. */
  absent(name: string): string | null;
  /** The paths of the data files inside packages, relative to `prefix`, sorted by code unit. */
  resources(): Iterable<string>;
  /** A data file's content; null when there is none of that path. */
  resource(path: string): Uint8Array | null;
}

/** Where a pack is read from, when it is not in memory. */
export interface PackReader {
  /** Exactly `length` bytes from `offset`. Throws when they cannot be had. */
  read(offset: number, length: number): Uint8Array;
}

export interface OpenOptions {
  /** A decoder of raw deflate faster than our own, such as Node's `inflateRawSync`. Must return `length` bytes or throw. */
  inflate?: (data: Uint8Array, length: number) => Uint8Array;
}

/** The bytes are no pack, or a damaged one. */
export class PackError extends Error {
  override readonly name = "PackError";
}

function readerOf(pack: Uint8Array): PackReader {
  return {
    read(offset, length) {
      if (offset + length > pack.length) throw new PackError("the pack ends early");
      return pack.subarray(offset, offset + length);
    },
  };
}

function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) {
    text += String.fromCharCode.apply(null, bytes.subarray(i, i + 4096) as unknown as number[]);
  }
  return text;
}

function readIndex(reader: PackReader): { index: PackIndex; blobs: number } {
  const header = reader.read(0, PACK_HEADER_LENGTH);
  if (textOf(header.subarray(0, PACK_MAGIC.length)) !== PACK_MAGIC) throw new PackError("this is no standard library pack");
  const length = (header[8]! | (header[9]! << 8) | (header[10]! << 16) | (header[11]! << 24)) >>> 0;
  try {
    const index = JSON.parse(textOf(reader.read(PACK_HEADER_LENGTH, length))) as PackIndex;
    return { index, blobs: PACK_HEADER_LENGTH + length };
  } catch (error) {
    if (error instanceof SyntaxError) throw new PackError("the pack's index is damaged");
    throw error;
  }
}

class PackedStdlib implements Stdlib {
  private readonly index: PackIndex;
  private readonly blobs: number;
  private readonly reader: PackReader;
  private readonly inflate: (data: Uint8Array, length: number) => Uint8Array;

  constructor(reader: PackReader, options: OpenOptions) {
    this.reader = reader;
    this.inflate = options.inflate ?? ownInflate;
    const { index, blobs } = readIndex(reader);
    this.index = index;
    this.blobs = blobs;
  }

  get prefix(): string {
    return this.index.prefix;
  }

  get version(): string {
    return this.index.version;
  }

  modules(): Iterable<string> {
    return Object.keys(this.index.modules);
  }

  resources(): Iterable<string> {
    return Object.keys(this.index.resources);
  }

  absent(name: string): string | null {
    return this.find(name) === null ? absent(name) : null;
  }

  find(name: string): StdlibModule | null {
    if (!Object.hasOwn(this.index.modules, name)) return null;
    const packed: PackedModule = this.index.modules[name]!;
    const isPackage = packed.package === 1;
    return {
      name,
      isPackage,
      frozen: packed.frozen === 1,
      path: `${this.prefix}/${name.replaceAll(".", "/")}${isPackage ? "/__init__" : ""}.py`,
      source: () => this.blob(packed.source),
      code: () => (packed.code === undefined ? null : this.blob(packed.code)),
      sourceLength: packed.source[2],
      codeLength: packed.code?.[2] ?? 0,
    };
  }

  resource(path: string): Uint8Array | null {
    return Object.hasOwn(this.index.resources, path) ? this.blob(this.index.resources[path]!) : null;
  }

  private blob([offset, storedLength, length]: BlobLocation): Uint8Array {
    const stored = this.reader.read(this.blobs + offset, storedLength);
    return storedLength === length ? stored : this.inflate(stored, length);
  }
}

/**
 * Opens the packed library. Reads the index only; each module is read and decoded when it is asked for.
 * @param pack the file at `packUrl`, whole, or something that reads pieces of it
 * @throws PackError when it is no pack
 */
export function openStdlib(pack: Uint8Array | PackReader, options: OpenOptions = {}): Stdlib {
  return new PackedStdlib(pack instanceof Uint8Array ? readerOf(pack) : pack, options);
}
