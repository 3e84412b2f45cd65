/** Which bytes a value needs, before they are there: CPython reads from a file exactly what the value takes. */
export class MarshalScanner {
  /** Values that are still to come, by container; Infinity: until a NULL (a dict). */
  private readonly open: number[] = [1];
  private stage: "type" | "length" | "rest" = "type";
  private type = 0;
  /** What is left of a code object: its parts are numbers and values in a fixed order. */
  private readonly codes: { depth: number; part: number }[] = [];

  /** How many bytes come next; -1: the value is complete. */
  next(): number {
    for (;;) {
      if (this.stage === "length") return this.lengthSize();
      if (this.stage === "rest") return this.restSize;
      const code = this.codes.at(-1);
      if (code !== undefined && code.depth === this.open.length) {
        const part = codeParts[code.part];
        if (part === undefined) {
          this.codes.pop();
          continue;
        }
        code.part++;
        if (part === "long") {
          this.stage = "rest";
          this.restSize = 4;
          return 4;
        }
        this.open.push(1);
        continue;
      }
      const left = this.open.at(-1);
      if (left === undefined) return -1;
      if (left > 0) return 1;
      this.open.pop();
    }
  }

  private restSize = 0;
  /** How many pieces of `restSize` are left after the one that comes next. */
  private pieces = 0;

  private lengthSize(): number {
    return "zZ)".includes(String.fromCharCode(this.type)) || this.type === 0x66 || this.type === 0x78 ? 1 : 4;
  }

  /** Is what comes next the beginning of a value? */
  get atValue(): boolean {
    return this.stage === "type";
  }

  /** Takes the bytes that `next` asked for. Nonsense ends the value: whoever reads it sees what is wrong. */
  take(bytes: Uint8Array): void {
    if (this.stage === "type") this.takeType(bytes[0]! & 0x7f);
    else if (this.stage === "length") this.takeLength(bytes);
    else if (this.pieces > 0) this.pieces--;
    else if (this.type === 0x78 && this.floats++ === 0) this.stage = "length";
    else this.stage = "type";
  }

  private floats = 0;

  private takeType(type: number): void {
    this.type = type;
    const last = this.open.length - 1;
    this.open[last]!--;
    const c = String.fromCharCode(type);
    if (c === "0" && this.open[last] === Infinity) this.open[last] = 0;
    else if (c === "{") this.open.push(Infinity);
    else if (c === "c") {
      this.open.push(0);
      this.codes.push({ depth: this.open.length, part: 0 });
    } else if ("ir".includes(c)) this.fixed(4);
    else if ("Ig".includes(c)) this.fixed(8);
    else if (c === "y") this.fixed(8, 2);
    else if ("lstuaAzZ([<>)fx".includes(c)) {
      this.floats = 0;
      this.stage = "length";
    } else if (!"0NTFS.".includes(c)) this.open.length = 0;
  }

  private fixed(size: number, count = 1): void {
    this.restSize = size;
    this.pieces = count - 1;
    this.stage = "rest";
  }

  private takeLength(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = bytes.length === 1 ? bytes[0]! : view.getInt32(0, true);
    const c = String.fromCharCode(this.type);
    this.stage = "type";
    if (length < 0 && c !== "l") {
      this.open.length = 0;
      this.codes.length = 0;
    } else if ("([<>)".includes(c)) this.open.push(length);
    else {
      if (length !== 0 && c === "l") this.fixed(2, Math.abs(length));
      else if (length > 0 || c === "s") this.fixed(length);
      else if (this.type === 0x78 && this.floats++ === 0) this.stage = "length";
    }
  }
}

/** CPython 3.11: Python/marshal.c r_object, TYPE_CODE */
const codeParts: readonly ("long" | "object")[] = [
  ...new Array<"long">(5).fill("long"),
  ...new Array<"object">(8).fill("object"),
  "long",
  "object",
  "object",
];
