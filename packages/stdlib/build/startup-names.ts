/**
 * Modules whose code is stored as it is, so that importing them decodes nothing: what the interpreter itself imports at start-up
 * (`python3.11 -X importtime -c pass`), and the libraries that most programs import.
 */
export const STARTUP_NAMES: ReadonlySet<string> = new Set(
  [
    "abc codecs io os stat posixpath genericpath _collections_abc site _sitebuiltins encodings encodings.aliases encodings.utf_8",
    "encodings.latin_1 importlib importlib._bootstrap importlib._bootstrap_external importlib._abc importlib.util importlib.machinery",
    "zipimport runpy pkgutil warnings _weakrefset weakref types enum functools collections collections.abc operator keyword reprlib",
    "re re._compiler re._parser re._constants re._casefix copyreg threading contextlib dataclasses copy inspect ast dis opcode",
    "linecache tokenize token traceback typing heapq bisect queue random string json json.decoder json.encoder json.scanner",
    "abc textwrap datetime __future__",
  ]
    .join(" ")
    .split(" "),
);
