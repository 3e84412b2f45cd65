import type { Text } from "../text.ts";

/** Bytes made so far: what an encoder gives for the longest run it can encode. */
export interface EncodedRun {
  readonly bytes: Uint8Array;
  /** The first character it cannot encode, or the length of the text. */
  readonly next: number;
}

/** One of the built-in encoders. */
export interface Encoder {
  /** As errors call it. */
  readonly name: string;
  readonly reason: string;
  /** Bytes in front of everything (a byte order mark). */
  readonly start: Uint8Array;
  /** Bytes from an error handler must come in multiples of so many. */
  readonly unit: number;
  encode(text: Text, from: number): EncodedRun;
  /** The end of the run of characters from `at` on that cannot be encoded. */
  failureEnd(text: Text, at: number): number;
  /** The bytes of a surrogate for "surrogatepass"; null when the encoding has none. */
  surrogate(c: number): readonly number[] | null;
}

/** What a decoder got to: some text, and why it stopped. */
export interface DecodedRun {
  readonly text: Text;
  readonly next: number;
  /** The bad bytes begin at `next` and end here; -1: there are none, and `next` is the end, or where an incomplete sequence begins. */
  readonly errorEnd: number;
  readonly reason: string;
}

/** One of the built-in decoders. */
export interface Decoder {
  readonly name: string;
  /** An exception is made for every bad place, even where a built-in handler needs none. */
  readonly alwaysMakesError: boolean;
  /** `isFinal`: no more bytes will come, so an incomplete sequence is an error. */
  decode(bytes: Uint8Array, from: number, isFinal: boolean): DecodedRun;
  /** Length and surrogate of the encoded surrogate at `at` for "surrogatepass", or null. */
  surrogateAt(bytes: Uint8Array, at: number): { length: number; c: number } | null;
}

/** Code points and code units put together; plain text as long as nothing but BMP characters came. */
export class PointBuffer {
  private points: Uint32Array;
  private n = 0;
  private wide = false;

  constructor(capacity: number) {
    this.points = new Uint32Array(Math.max(capacity, 16));
  }

  push(c: number): void {
    if (this.n === this.points.length) {
      const larger = new Uint32Array(this.n * 2);
      larger.set(this.points);
      this.points = larger;
    }
    this.points[this.n++] = c;
    if (c > 0xd7ff && (c < 0xe000 || c > 0xffff)) this.wide = true;
  }

  finish(): Text {
    const points = this.points.subarray(0, this.n);
    if (this.wide) return points.slice();
    let s = "";
    for (let i = 0; i < points.length; i += 8192) s += String.fromCharCode(...points.subarray(i, i + 8192));
    return s;
  }
}
