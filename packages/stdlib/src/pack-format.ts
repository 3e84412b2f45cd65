// The pack: one file that holds the whole library, read piece by piece.
//
//   offset 0   8 bytes   the magic "VIVLIB01"
//   offset 8   4 bytes   length of the index, unsigned, little-endian
//   offset 12            the index: JSON in ASCII, a PackIndex
//   after it             the blobs; an offset in the index counts from the end of the index
//
// A blob is raw deflate (RFC 1951), or the data itself where both lengths are equal. Blobs are compressed one by one, so that an
// import costs the decoding of that one module: a module is 38 kB on average with its code, the whole library 18 MB. One stream for
// all would be smaller, and would have to be decoded whole before the first import. The code of the modules that most programs
// start with is stored as it is: decoding the first thirty, 1 MB, took 4 to 14 ms with Node's decoder and 70 ms with ours (2026-11,
// Node 20, a busy machine of two cores) and takes 1 ms now; storing them costs 1.2 MB of 7.4.

/** The first eight bytes of a pack. */
export const PACK_MAGIC = "VIVLIB01";

/** Bytes before the index. */
export const PACK_HEADER_LENGTH = 12;

/** Where one blob is: offset from the end of the index, length as stored, length when decoded. In bytes. */
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
