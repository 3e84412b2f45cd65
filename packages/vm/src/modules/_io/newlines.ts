import { joinTexts, sliceText, type Text } from "../../objects/str/text.ts";

/** Kinds of line ends that have been seen. */
export const SEEN_LF = 1;
export const SEEN_CR = 2;
export const SEEN_CRLF = 4;

/** What line-end translation must remember between two pieces of text. */
export interface NewlineState {
  /** A "\r" at the end of the last piece waits for what follows. */
  pendingCr: boolean;
  seen: number;
}

/** Makes one kind of line end of all three, or only notes which there are. CPython 3.11: Modules/_io/textio.c _PyIncrementalNewlineDecoder_decode */
export function translateNewlines(state: NewlineState, piece: Text, isFinal: boolean, translate: boolean): Text {
  let text = piece;
  if (state.pendingCr && (isFinal || text.length > 0)) {
    text = joinTexts(["\r", text]);
    state.pendingCr = false;
  }
  if (!isFinal && text.length > 0 && at(text, text.length - 1) === 13) {
    text = sliceText(text, 0, text.length - 1);
    state.pendingCr = true;
  }
  if (typeof text === "string" && !text.includes("\r")) {
    if (text.includes("\n")) state.seen |= SEEN_LF;
    return text;
  }
  note(state, text);
  if (!translate || (state.seen & (SEEN_CR | SEEN_CRLF)) === 0) return text;
  return typeof text === "string" ? text.replace(/\r\n?/g, "\n") : translatePoints(text);
}

function at(text: Text, i: number): number {
  return typeof text === "string" ? text.charCodeAt(i) : text[i]!;
}

function note(state: NewlineState, text: Text): void {
  for (let i = 0; i < text.length; i++) {
    const c = at(text, i);
    if (c === 10) state.seen |= SEEN_LF;
    else if (c === 13) {
      if (i + 1 < text.length && at(text, i + 1) === 10) {
        state.seen |= SEEN_CRLF;
        i++;
      } else state.seen |= SEEN_CR;
    }
  }
}

function translatePoints(text: Uint32Array): Uint32Array {
  const out = new Uint32Array(text.length);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === 13) {
      out[n++] = 10;
      if (text[i + 1] === 10) i++;
    } else out[n++] = text[i]!;
  }
  return out.subarray(0, n);
}

/**
 * Where the line that begins at `from` ends (after its line end), or -1 when it does not end in `text`. `readnl`: null for translated text, "" for any
 * line end, else the line end. CPython 3.11: Modules/_io/textio.c _PyIO_find_line_ending
 */
export function lineEnd(text: Text, from: number, readnl: string | null): number {
  if (readnl === "") {
    for (let i = from; i < text.length; i++) {
      const c = at(text, i);
      if (c === 10) return i + 1;
      if (c === 13) return i + 1 < text.length && at(text, i + 1) === 10 ? i + 2 : i + 1;
    }
    return -1;
  }
  const end = readnl ?? "\n";
  if (typeof text === "string") {
    const i = text.indexOf(end, from);
    return i < 0 ? -1 : i + end.length;
  }
  for (let i = text.indexOf(end.charCodeAt(0), from); i >= 0; i = text.indexOf(end.charCodeAt(0), i + 1))
    if (end.length === 1 || text[i + 1] === end.charCodeAt(1)) return i + end.length;
  return -1;
}

/** What `newlines` shows: null, one line end, or several. */
export function seenNewlines(seen: number): readonly string[] {
  const all: string[] = [];
  if ((seen & SEEN_CR) !== 0) all.push("\r");
  if ((seen & SEEN_LF) !== 0) all.push("\n");
  if ((seen & SEEN_CRLF) !== 0) all.push("\r\n");
  return all;
}
