import { failed, type Host, O_RDONLY } from "../host.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";

/** The text of a source line, without its end; null when there is no such file or line. Lines count from 1. */
export type SourceLines = (filename: string, lineno: number) => string | null;

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/**
 * The lines of files as the host has them, each file read once: by its name, else by the last part of its name in the directories of `sys.path`. CPython 3.11:
 * Python/traceback.c _Py_DisplaySourceLine, _Py_FindSourceFile
 */
export function hostSourceLines(vm: VM): SourceLines {
  const files = new Map<string, string[] | null>();
  // Towards its end the interpreter cannot open files any more.
  if (vm.modulesCleared) return () => null;
  return (filename, lineno) => {
    let lines = files.get(filename);
    if (lines === undefined) {
      lines = splitLines(readSource(vm, filename));
      files.set(filename, lines);
    }
    return lines?.[lineno - 1] ?? null;
  };
}

function readSource(vm: VM, filename: string): string | null {
  const direct = readFile(vm.host, filename);
  if (direct !== null) return decode(direct);
  const tail = filename.slice(filename.lastIndexOf("/") + 1);
  for (const directory of sysPath(vm)) {
    const bytes = readFile(vm.host, directory === "" || directory.endsWith("/") ? directory + tail : `${directory}/${tail}`);
    if (bytes !== null) return decode(bytes);
  }
  return null;
}

function sysPath(vm: VM): string[] {
  const path = vm.sysDict === undefined ? null : dictGetStringBorrowed(vm, vm.sysDict, "path");
  if (path === null || path.type !== vm.T.list) return [];
  return (path.v as PyObject[]).filter((o) => o.type === vm.T.str).map((o) => o.v as string);
}

function readFile(host: Host, path: string): Uint8Array | null {
  if (path === "" || path.includes("\0")) return null;
  const file = host.open(path, O_RDONLY, 0);
  if (failed(file)) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = file.read(1 << 16);
    if (failed(part) || part === "would-block") {
      file.close();
      return null;
    }
    if (part === "eof" || part.length === 0) break;
    parts.push(part);
    size += part.length;
  }
  file.close();
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** In the encoding that the file declares: UTF-8 or Latin-1; null for others and for what is not in it. */
function decode(bytes: Uint8Array): string | null {
  const encoding = declaredEncoding(bytes);
  if (/^(latin-?1|iso-?8859-1|l1)(-|$)/.test(encoding)) return latin1(bytes);
  return /^(utf-?8|ascii|us-ascii)(-|$)/.test(encoding) ? utf8(bytes) : null;
}

function declaredEncoding(bytes: Uint8Array): string {
  let from = 0;
  for (let line = 0; line < 2; line++) {
    let end = bytes.indexOf(10, from);
    if (end < 0) end = bytes.length;
    const text = latin1(bytes.subarray(from, end));
    const match = CODING.exec(text);
    if (match !== null) return match[1]!.toLowerCase().replace(/_/g, "-");
    if (!/^[ \t\f]*(#.*)?\r?$/.test(text)) break;
    from = end + 1;
  }
  return "utf-8";
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const b of bytes) text += String.fromCharCode(b);
  return text;
}

/** Strict UTF-8; null for anything else. */
function utf8(bytes: Uint8Array): string | null {
  let text = "";
  let i = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (i < bytes.length) {
    const first = bytes[i++]!;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      continue;
    }
    const more = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xc2 && first < 0xe0 ? 1 : 0;
    if (more === 0) return null;
    let point = first & (0x3f >> more);
    for (let k = 0; k < more; k++) {
      const next = bytes[i++];
      if (next === undefined || (next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 0x3f);
    }
    const least = more === 3 ? 0x10000 : more === 2 ? 0x800 : 0x80;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    text += String.fromCodePoint(point);
  }
  return text;
}

/** Universal newlines. */
function splitLines(text: string | null): string[] | null {
  return text === null ? null : text.replace(/\r\n?/g, "\n").split("\n");
}
