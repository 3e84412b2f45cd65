import { type CodeObject, decodeLineTable } from "@vivarium/compiler";
import { unicode14 } from "../modules/unicodedata/database.ts";
import type { PyObject } from "../object.ts";
import type { FrameObjectData } from "../objects/frame-object.ts";
import type { TracebackData } from "../objects/traceback.ts";
import { anchorsOf, characterOffset, charactersOf } from "./anchors.ts";
import type { SourceLines } from "./source-lines.ts";

/** One entry of a traceback, as data. */
export interface TracebackEntry {
  readonly filename: string;
  readonly lineno: number;
  readonly name: string;
  readonly code: CodeObject;
  /** Byte offset of the instruction. */
  readonly lasti: number;
}

/** How many equal lines are shown before the rest is counted. CPython 3.11: TB_RECURSIVE_CUTOFF */
const RECURSIVE_CUTOFF = 3;
const INDENT = 4;

/** The entries of a traceback, outermost first. */
export function tracebackEntries(traceback: PyObject<TracebackData> | null): TracebackEntry[] {
  const entries: TracebackEntry[] = [];
  for (let t = traceback; t !== null; t = t.v.next) {
    const { code } = (t.v.frame.v as FrameObjectData).frame;
    entries.push({ filename: code.filename.v, lineno: t.v.lineno, name: code.name.v, code: code.co, lasti: t.v.lasti });
  }
  return entries;
}

/**
 * The lines of a traceback below its header, each behind `prefix`; `limit`: only that many innermost entries. CPython 3.11: Python/traceback.c tb_printinternal
 */
export function tracebackText(entries: readonly TracebackEntry[], limit: number, source: SourceLines, prefix = ""): string {
  let text = "";
  let count = 0;
  let last: TracebackEntry | null = null;
  for (const entry of entries.slice(Math.max(0, entries.length - limit))) {
    const same: boolean =
      last !== null && entry.filename === last.filename && entry.lineno === last.lineno && entry.name === last.name;
    if (!same) {
      text += repeated(count);
      last = entry;
      count = 0;
    }
    count++;
    if (count <= RECURSIVE_CUTOFF) text += entryText(entry, source, prefix);
  }
  return text + repeated(count);
}

/** CPython 3.11: Python/traceback.c tb_print_line_repeated; it is not indented inside a group. */
function repeated(count: number): string {
  const more = count - RECURSIVE_CUTOFF;
  if (more <= 0) return "";
  return `  [Previous line repeated ${more} more time${more > 1 ? "s" : ""}]\n`;
}

/** CPython 3.11: Python/traceback.c tb_displayline */
function entryText(entry: TracebackEntry, source: SourceLines, prefix: string): string {
  const head = `${prefix}  File "${entry.filename}", line ${entry.lineno}, in ${entry.name}\n`;
  const line = source(entry.filename, entry.lineno);
  if (line === null) return head;
  const characters = charactersOf(line);
  const indent = characters.findIndex((c) => c !== " " && c !== "\t" && c !== "\f");
  const stripped = indent < 0 ? characters.length : indent;
  const shown = `${head}${prefix}${" ".repeat(INDENT)}${characters.slice(stripped).join("")}\n`;
  const carets = caretsOf(entry, line, characters, stripped);
  return carets === null ? shown : `${shown}${prefix}${carets}\n`;
}

/** The line of `^` and `~` below a source line; null where it would say nothing. */
function caretsOf(entry: TracebackEntry, line: string, characters: readonly string[], stripped: number): string | null {
  const location = locationOf(entry.code, entry.lasti);
  if (location === null) return null;
  const start = characterOffset(line, location.start);
  let end = characterOffset(line, location.end);
  let anchors: ReturnType<typeof anchorsOf> = null;
  if (location.firstLine === location.lastLine) anchors = anchorsOf(characters, start, end);
  else {
    end = characters.length;
    while (end > 0 && /[ \t\f]/.test(characters[end - 1]!)) end--;
  }
  if (anchors === null && end - start === characters.length - stripped) return null;
  let carets = "";
  for (let at = stripped - INDENT; at < end; at++) {
    const inAnchor = anchors === null || (at >= anchors.left && at < anchors.right);
    carets += (at < start ? " " : inAnchor ? "^" : "~").repeat(columnsOf(characters[at]));
  }
  return carets;
}

/** How wide a terminal shows a character; nothing stands for the indentation. */
function columnsOf(character: string | undefined): number {
  if (character === undefined || character <= "\x7f") return 1;
  const { eastAsianWidth } = unicode14.record(character.codePointAt(0)!);
  return eastAsianWidth === "W" || eastAsianWidth === "F" ? 2 : 1;
}

interface Location {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly start: number;
  readonly end: number;
}

/** CPython 3.11: Objects/codeobject.c PyCode_Addr2Location; null unless all of it is known. */
function locationOf(code: CodeObject, offset: number): Location | null {
  for (const { start, end, location } of decodeLineTable(code.co_linetable, code.co_firstlineno)) {
    if (offset < start || offset >= end) continue;
    if (location === null) return null;
    const { lineno, end_lineno, col_offset, end_col_offset } = location;
    const known = [lineno, end_lineno, col_offset, end_col_offset].every((n) => typeof n === "number" && n >= 0);
    return known ? { firstLine: lineno!, lastLine: end_lineno!, start: col_offset!, end: end_col_offset! } : null;
  }
  return null;
}
