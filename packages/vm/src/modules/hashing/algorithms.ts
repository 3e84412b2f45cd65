import { newBlake2 } from "./blake2.ts";
import { type HashAlgorithm, Hasher } from "./hasher.ts";
import { sha3_224, sha3_256, sha3_384, sha3_512, shake_128, shake_256 } from "./keccak.ts";
import { md5 } from "./md5.ts";
import { sha1 } from "./sha1.ts";
import { sha224, sha256, sha384, sha512 } from "./sha2.ts";

/** The functions that `_hashlib` makes objects of itself, in the order of its constructors. */
export const opensslAlgorithms: readonly HashAlgorithm[] = [
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  sha3_224,
  sha3_256,
  sha3_384,
  sha3_512,
  shake_128,
  shake_256,
];

function plainBlake2(long: boolean): Hasher {
  const none = new Uint8Array(0);
  return newBlake2(
    {
      digestSize: long ? 64 : 32,
      key: none,
      salt: none,
      person: none,
      fanout: 1,
      depth: 1,
      leafSize: 0,
      nodeOffset: 0n,
      nodeDepth: 0,
      innerSize: 0,
      lastNode: false,
    },
    long,
  );
}

/** How OpenSSL writes names beside Python's: in any case, with hyphens. */
function canonical(name: string): string {
  const lower = name.toLowerCase().replaceAll("/", "-");
  const aliases: Readonly<Record<string, string>> = {
    "sha-1": "sha1",
    "ssl3-md5": "md5",
    "ssl3-sha1": "sha1",
    "sha2-224": "sha224",
    "sha2-256": "sha256",
    "sha2-384": "sha384",
    "sha2-512": "sha512",
    "shake-128": "shake_128",
    shake128: "shake_128",
    "shake-256": "shake_256",
    shake256: "shake_256",
    blake2b512: "blake2b",
    "blake2b-512": "blake2b",
    blake2s256: "blake2s",
    "blake2s-256": "blake2s",
  };
  return aliases[lower] ?? lower.replace(/^sha-(\d{3})$/, "sha$1").replace(/^sha3-(\d{3})$/, "sha3_$1");
}

/** A new hasher by name as OpenSSL knows them; null: unknown. CPython 3.11: Modules/_hashopenssl.c py_digest_by_name */
export function hasherByName(name: string): Hasher | null {
  if (name === "blake2b" || name === "blake2s") return plainBlake2(name === "blake2b");
  const key = canonical(name);
  if (key === "blake2b" || key === "blake2s") return key === name.toLowerCase() ? null : plainBlake2(key === "blake2b");
  const algorithm = opensslAlgorithms.find((a) => a.name === key);
  return algorithm === undefined ? null : new Hasher(algorithm);
}
