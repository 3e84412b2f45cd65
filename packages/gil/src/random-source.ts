import type { HashSink, Undoable } from "./undoable.ts";

/** A small, seeded generator of 32-bit numbers (sfc32): the same on every machine, and its state can be taken back. */
export class RandomSource implements Undoable {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** Any finite number is a seed; fractions and signs count. */
  constructor(seed: number) {
    const text = String(seed);
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    this.#a = hash;
    this.#b = Math.imul(hash, 0x9e3779b1) ^ 0x5bd1e995;
    this.#c = Math.imul(hash ^ 0x27d4eb2f, 0x85ebca6b);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** 0 ... 2**32 - 1 */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 ... bound - 1, for a bound up to 2**32. */
  below(bound: number): number {
    return Math.floor((this.next() / 4294967296) * bound);
  }

  mark(): unknown {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  undo(mark: unknown): void {
    const [a, b, c, counter] = mark as [number, number, number, number];
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }

  hash(into: HashSink): void {
    for (const part of [this.#a, this.#b, this.#c, this.#counter]) into(part);
  }
}
