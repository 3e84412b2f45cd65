// Raw deflate (RFC 1951), for hosts that have no faster one at hand. Codes are read least significant bit first; Huffman codes
// are stored most significant bit first, so the tables below are indexed by the code's bits reversed.

/** Bits that a decoding table is indexed by. Longer codes go through `overflow`. */
const TABLE_BITS = 10;
const MAX_CODE_LENGTH = 15;

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
  16385, 24577,
];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The bytes are no deflate stream, or not one of the length that was announced. */
export class InflateError extends Error {
  override readonly name = "InflateError";
}

interface HuffmanTable {
  /** By the next TABLE_BITS bits: symbol << 4 | length, or 0 when no code of at most TABLE_BITS bits begins so. */
  readonly short: Uint16Array;
  /** Codes longer than TABLE_BITS: key = reversed code | length << 16. */
  readonly overflow: ReadonlyMap<number, number> | null;
}

function reverseBits(code: number, length: number): number {
  let reversed = 0;
  for (let i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
  return reversed;
}

function buildTable(lengths: Uint8Array): HuffmanTable {
  const counts = new Uint16Array(MAX_CODE_LENGTH + 1);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  const next = new Uint16Array(MAX_CODE_LENGTH + 2);
  let left = 1;
  for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
    next[length + 1] = (next[length]! + counts[length]!) << 1;
    left = left * 2 - counts[length]!;
    if (left < 0) throw new InflateError("over-subscribed Huffman code");
  }
  const short = new Uint16Array(1 << TABLE_BITS);
  let overflow: Map<number, number> | null = null;
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const reversed = reverseBits(next[length]!++, length);
    if (length <= TABLE_BITS) {
      for (let i = reversed; i < short.length; i += 1 << length) short[i] = (symbol << 4) | length;
    } else {
      overflow ??= new Map();
      overflow.set(reversed | (length << 16), symbol);
    }
  }
  return { short, overflow };
}

let fixedLiterals: HuffmanTable | null = null;
let fixedDistances: HuffmanTable | null = null;

class Inflater {
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  position = 0;
  written = 0;
  bits = 0;
  bitCount = 0;

  constructor(input: Uint8Array, length: number) {
    this.input = input;
    this.output = new Uint8Array(length);
  }

  need(count: number): void {
    while (this.bitCount < count) {
      if (this.position >= this.input.length) throw new InflateError("the stream ends early");
      this.bits |= this.input[this.position++]! << this.bitCount;
      this.bitCount += 8;
    }
  }

  take(count: number): number {
    if (count === 0) return 0;
    this.need(count);
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.bitCount -= count;
    return value;
  }

  symbol(table: HuffmanTable): number {
    // Near the end of the stream fewer bits than a table index may be left: the missing ones are zeros that no code reaches into.
    while (this.bitCount < MAX_CODE_LENGTH && this.position < this.input.length) {
      this.bits |= this.input[this.position++]! << this.bitCount;
      this.bitCount += 8;
    }
    const entry = table.short[this.bits & ((1 << TABLE_BITS) - 1)]!;
    if (entry !== 0) {
      this.drop(entry & 15);
      return entry >> 4;
    }
    for (let length = TABLE_BITS + 1; length <= MAX_CODE_LENGTH; length++) {
      const symbol = table.overflow?.get((this.bits & ((1 << length) - 1)) | (length << 16));
      if (symbol !== undefined) {
        this.drop(length);
        return symbol;
      }
    }
    throw new InflateError("bits that are no code");
  }

  drop(count: number): void {
    if (count > this.bitCount) throw new InflateError("the stream ends early");
    this.bits >>>= count;
    this.bitCount -= count;
  }

  storedBlock(): void {
    this.take(this.bitCount & 7);
    const length = this.take(16);
    if ((this.take(16) ^ 0xffff) !== length) throw new InflateError("a stored block's length is damaged");
    if (this.written + length > this.output.length) throw new InflateError("more data than announced");
    for (let i = 0; i < length; i++) this.output[this.written++] = this.take(8);
  }

  dynamicTables(): [HuffmanTable, HuffmanTable] {
    const literalCount = this.take(5) + 257;
    const distanceCount = this.take(5) + 1;
    const codeLengthCount = this.take(4) + 4;
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < codeLengthCount; i++) codeLengths[CODE_LENGTH_ORDER[i]!] = this.take(3);
    const table = buildTable(codeLengths);
    const lengths = new Uint8Array(literalCount + distanceCount);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.symbol(table);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new InflateError("a repeat with nothing before it");
      const value = symbol === 16 ? lengths[i - 1]! : 0;
      const repeat = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (i + repeat > lengths.length) throw new InflateError("too many code lengths");
      lengths.fill(value, i, i + repeat);
      i += repeat;
    }
    return [buildTable(lengths.subarray(0, literalCount)), buildTable(lengths.subarray(literalCount))];
  }

  compressedBlock(literals: HuffmanTable, distances: HuffmanTable): void {
    const output = this.output;
    for (;;) {
      const symbol = this.symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        if (this.written >= output.length) throw new InflateError("more data than announced");
        output[this.written++] = symbol;
        continue;
      }
      this.copy(symbol - 257, distances);
    }
  }

  copy(lengthSymbol: number, distances: HuffmanTable): void {
    if (lengthSymbol >= LENGTH_BASE.length) throw new InflateError("bits that are no length");
    const length = LENGTH_BASE[lengthSymbol]! + this.take(LENGTH_EXTRA[lengthSymbol]!);
    const distanceSymbol = this.symbol(distances);
    if (distanceSymbol >= DISTANCE_BASE.length) throw new InflateError("bits that are no distance");
    const distance = DISTANCE_BASE[distanceSymbol]! + this.take(DISTANCE_EXTRA[distanceSymbol]!);
    if (distance > this.written) throw new InflateError("a distance before the beginning");
    if (this.written + length > this.output.length) throw new InflateError("more data than announced");
    const output = this.output;
    let to = this.written;
    for (let from = to - distance, end = from + length; from < end; ) output[to++] = output[from++]!;
    this.written = to;
  }

  block(): boolean {
    const last = this.take(1) === 1;
    const kind = this.take(2);
    if (kind === 0) this.storedBlock();
    else if (kind === 1) {
      fixedLiterals ??= buildTable(Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)));
      fixedDistances ??= buildTable(new Uint8Array(30).fill(5));
      this.compressedBlock(fixedLiterals, fixedDistances);
    } else if (kind === 2) this.compressedBlock(...this.dynamicTables());
    else throw new InflateError("bits that are no block type");
    return last;
  }
}

/**
 * Decodes a raw deflate stream.
 * @param data the whole stream
 * @param length how many bytes it decodes to
 * @throws InflateError when the stream is damaged or decodes to another length
 */
export function inflate(data: Uint8Array, length: number): Uint8Array {
  const inflater = new Inflater(data, length);
  while (!inflater.block()) {}
  if (inflater.written !== length) throw new InflateError("less data than announced");
  return inflater.output;
}
