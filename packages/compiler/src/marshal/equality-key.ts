/**
 * Python's `==` on the hashable values of marshal, as equality of JS strings: `1`, `1.0`, `1+0j` and True have one key.
 * Used for what a set or the keys of a dict keep when they are read.
 *
 * A tuple's key is a number given to its items' keys the first time they are seen together, so that a key takes time and room in proportion
 * to the data even where one tuple is an item of another a thousand times over.
 */
import type { CodeObject } from "../code-object.ts";
import { MAX_DEPTH, MarshalError, type MarshalValue } from "./marshal-value.ts";

type Container = Extract<MarshalValue, { type: "tuple" | "frozenset" }>;

/** Gives keys; keys of two makers have nothing to do with each other. */
export class EqualityKeys {
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<MarshalValue, string>();
  private readonly identities = new Map<MarshalValue | CodeObject, number>();
  private depth = 0;

  /**
   * The key of a value that can be hashed.
   * @throws MarshalError TypeError for one that cannot; ValueError for a tuple that contains itself
   */
  keyOf(value: MarshalValue): string {
    switch (value.type) {
      case "None":
      case "Ellipsis":
      case "StopIteration":
        return value.type;
      case "bool":
        return value.value ? "n:1" : "n:0";
      case "int":
        return `n:${value.value}`;
      case "float":
        return Number.isNaN(value.value) ? this.identityKey(value) : `n:${realKey(value.value)}`;
      case "complex":
        if (Number.isNaN(value.real) || Number.isNaN(value.imag)) return this.identityKey(value);
        return value.imag === 0 ? `n:${realKey(value.real)}` : `n:${realKey(value.real)}+${realKey(value.imag)}j`;
      case "str":
        return `s:${value.codePoints ? value.codePoints.join(" ") + ":" : ""}${value.value}`;
      case "bytes":
        return `b:${value.value.join(" ")}`;
      case "code":
        // NOT CPYTHON: code objects compare by content there; two equal ones stay two members of a set here.
        return this.identityKey(value.code);
      case "tuple":
      case "frozenset":
        return this.containerKey(value);
      default:
        throw new MarshalError("TypeError", `unhashable type: '${value.type}'`);
    }
  }

  private containerKey(value: Container): string {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    if (++this.depth > MAX_DEPTH) throw new MarshalError("ValueError", "recursion limit exceeded");
    const keys = value.items.map((item) => this.keyOf(item));
    this.depth--;
    if (value.type === "frozenset") keys.sort();
    const text = `${value.type}${keys.map((key) => `${key.length}:${key}`).join("")}`;
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.numbers.size));
    const key = `#${number}`;
    this.known.set(value, key);
    return key;
  }

  /** A nan equals nothing but the very same object. */
  private identityKey(value: MarshalValue | CodeObject): string {
    let number = this.identities.get(value);
    if (number === undefined) this.identities.set(value, (number = this.identities.size));
    return `is:${number}`;
  }
}

function realKey(value: number): string {
  // -0.0 equals 0; an integral float equals the int, whatever its size.
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
