// The pack: one file that holds the whole library, read piece by piece.
//
//   offset 0   8 bytes   the magic "VIVLIB01"
//   offset 8   4 bytes   length of the index, unsigned, little-endian
//   offset 12            the index: JSON in ASCII, a PackIndex
//   after it             the blobs, each one raw deflate (RFC 1951); an offset in the index counts from the end of the index
//
// Blobs are compressed one by one, so that an import costs the decoding of that one module: a module is 18 kB on average, the
// whole library 15 MB. A single compressed stream would be 20 % smaller and would have to be decoded whole before the first import.
// Uncompressed blobs would save the 2 ms that thirty imports take to decode, and cost a browser a download three times as long.

/** The first eight bytes of a pack. */
export const PACK_MAGIC = "VIVLIB01";

/** Bytes before the index. */
export const PACK_HEADER_LENGTH = 12;

/** Where one blob is: offset from the end of the index, length as stored, length when decoded. All in bytes. */
export type BlobLocation = readonly [offset: number, storedLength: number, length: number];

/** What the index says of one module. */
export interface PackedModule {
  /** 1 for a package, absent for a plain module. */
  readonly package?: 1;
  /** 1 where CPython 3.11 has the module frozen into its executable. */
  readonly frozen?: 1;
  readonly source: BlobLocation;
  /** The marshalled code object; absent when the module was packed without one. */
  readonly code?: BlobLocation;
}

/** The index of a pack. */
export interface PackIndex {
  /** The directory that module paths begin with, without a trailing slash. */
  readonly prefix: string;
  /** The CPython version whose library this is. */
  readonly version: string;
  /** By dotted module name. */
  readonly modules: Readonly<Record<string, PackedModule>>;
  /** Files that are no modules, by path relative to `prefix`. */
  readonly resources: Readonly<Record<string, BlobLocation>>;
}
