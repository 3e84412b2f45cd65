/** Modules of CPython 3.11's Lib that are not in the pack, and why: what an ImportError for them should say. */
const ABSENT: Readonly<Record<string, string>> = {
  _aix_support: "it serves AIX only",
  _osx_support: "it serves macOS only",
  _pydecimal: "the library is packed without the pure-Python decimal; the native module _decimal takes its place",
  curses: "it needs the terminal library ncurses",
  dbm: "it needs a database library",
  distutils: "it builds C extensions, and there is no C compiler here",
  ensurepip: "it installs pip, and packages cannot be installed here",
  idlelib: "it needs Tk",
  lib2to3: "the library is packed without it",
  lzma: "it needs the compression library liblzma",
  msilib: "it serves Windows only",
  nis: "it needs NIS",
  ossaudiodev: "it needs a sound device",
  pydoc_data: "the library is packed without the reference manual's text",
  sqlite3: "it needs the database library SQLite",
  ssl: "it needs the encryption library OpenSSL",
  test: "the library is packed without CPython's own test suite",
  tkinter: "it needs Tk",
  turtle: "it needs Tk",
  turtledemo: "it needs Tk",
  venv: "it makes environments around a CPython executable, and there is none here",
};

/**
 * Why a module of CPython's standard library is missing here, as the end of a sentence without full stop; null for any other name.
 * A submodule is missing for the reason of its package.
 */
export function absent(name: string): string | null {
  const dot = name.indexOf(".");
  const top = dot < 0 ? name : name.slice(0, dot);
  return Object.hasOwn(ABSENT, top) ? ABSENT[top]! : null;
}
