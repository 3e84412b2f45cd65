import { describe, expect, it } from "vitest";
import { hasherByName } from "../../../src/modules/hashing/algorithms.ts";
import { hexText } from "../../../src/modules/hashing/hash-object.ts";

/** Digests of "abc", from the standards' own examples. */
const ABC: Readonly<Record<string, string>> = {
  md5: "900150983cd24fb0d6963f7d28e17f72",
  sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
  sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  sha3_224: "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
  blake2s: "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
};

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

describe.each(Object.keys(ABC))("%s", (name) => {
  it("has the standard's digest", () => {
    expect(hexText(hasherByName(name)!.update(bytes("abc")).digest())).toBe(ABC[name]);
  });

  it("does not depend on how the input is cut", () => {
    const text = bytes("0123456789".repeat(40));
    const whole = hasherByName(name)!.update(text).digest();
    for (const size of [1, 63, 64, 65, 136, 200]) {
      const h = hasherByName(name)!;
      for (let at = 0; at < text.length; at += size) h.update(text.subarray(at, at + size));
      expect(h.digest()).toEqual(whole);
    }
  });

  it("goes on after a digest, and apart from its clone", () => {
    const h = hasherByName(name)!.update(bytes("a"));
    const before = h.digest();
    const clone = h.clone();
    h.update(bytes("bc"));
    expect(hexText(h.digest())).toBe(ABC[name]);
    expect(clone.digest()).toEqual(before);
  });
});

it("an unknown name gives nothing", () => {
  expect(hasherByName("whirlpool")).toBe(null);
});
