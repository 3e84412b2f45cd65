/** Takes numbers and strings one after the other and gives 64 bits that depend on each and on their order. Same answer on every engine. */
export class StateHasher {
  private a = 0x9e3779b9 | 0;
  private b = 0x85ebca6b | 0;
  private readonly float = new Float64Array(1);
  private readonly words = new Uint32Array(this.float.buffer);

  /** Bound, so that it can be handed on. */
  readonly feed = (item: number | string): void => {
    if (typeof item === "string") {
      this.word(0x5354);
      this.word(item.length);
      for (let i = 0; i < item.length; i++) this.word(item.charCodeAt(i));
    } else if (item === (item | 0) && !Object.is(item, -0)) {
      this.word(0x494e);
      this.word(item);
    } else {
      // The bits of a NaN are not specified.
      this.float[0] = Number.isNaN(item) ? 0.5 : item;
      this.word(Number.isNaN(item) ? 0x4e41 : 0x464c);
      this.word(this.words[0]!);
      this.word(this.words[1]!);
    }
  };

  private word(value: number): void {
    const a = Math.imul(this.a ^ value, 0xcc9e2d51);
    this.a = (Math.imul((a << 15) | (a >>> 17), 5) + 0x38495ab5) | 0;
    const b = Math.imul(this.b + value, 0x1b873593) ^ this.a;
    this.b = (Math.imul((b << 13) | (b >>> 19), 9) + 0x561ccd1b) | 0;
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    return hex(mix(this.a ^ this.b)) + hex(mix(Math.imul(this.b, 31) + this.a));
  }
}

function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
