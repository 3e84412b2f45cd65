/**
 * Bytes that grow. All tables of a code object are written one after the other into the same room, which is kept for the next: only the
 * finished bytes are allocated.
 */
export class ByteWriter {
  private bytes: Uint8Array = new Uint8Array(1024);
  private length = 0;

  /** Begins anew. */
  reset(): this {
    this.length = 0;
    return this;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const bigger = new Uint8Array(this.length * 2);
      bigger.set(this.bytes);
      this.bytes = bigger;
    }
    this.bytes[this.length++] = value;
  }

  finish(): Uint8Array {
    return this.length === 0 ? EMPTY : this.bytes.slice(0, this.length);
  }
}

const EMPTY: Uint8Array = new Uint8Array(0);
