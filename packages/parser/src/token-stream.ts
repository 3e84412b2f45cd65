/**
 * Tokens as parallel arrays.
 *
 * `starts` and `ends` are offsets into the text; `cols` and `endCols` are UTF-8 byte columns, -1 where CPython's tokenizer
 * gives no position (INDENT, DEDENT, ENDMARKER).
 */
export class TokenStream {
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  lines: Int32Array;
  cols: Int32Array;
  endLines: Int32Array;
  endCols: Int32Array;
  count: number;
  constructor(capacity: number) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.lines = new Int32Array(capacity);
    this.cols = new Int32Array(capacity);
    this.endLines = new Int32Array(capacity);
    this.endCols = new Int32Array(capacity);
    this.count = 0;
  }

  push(kind: number, start: number, end: number, line: number, col: number, endLine: number, endCol: number): void {
    const n = this.count;
    if (n === this.kinds.length) this.grow();
    this.kinds[n] = kind;
    this.starts[n] = start;
    this.ends[n] = end;
    this.lines[n] = line;
    this.cols[n] = col;
    this.endLines[n] = endLine;
    this.endCols[n] = endCol;
    this.count = n + 1;
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = enlarged(this.starts, capacity);
    this.ends = enlarged(this.ends, capacity);
    this.lines = enlarged(this.lines, capacity);
    this.cols = enlarged(this.cols, capacity);
    this.endLines = enlarged(this.endLines, capacity);
    this.endCols = enlarged(this.endCols, capacity);
  }
}

function enlarged(array: Int32Array, capacity: number): Int32Array {
  const result = new Int32Array(capacity);
  result.set(array);
  return result;
}
