/** Probes whose numbers are not CPython's, and why. One that becomes right must be taken out. */
export const knownDifferences: Readonly<Record<string, string>> = {
  "builtins: lru cache": "the key of a call is a tuple of its own here, not the tuple of the arguments",
  "builtins: interned strings and names": "CPython's cache of method look-ups holds the names it has seen",
  "builtins: ordered dict": "CPython's linked list of keys holds each key once more",
  "calls: star constant tuple": "a set or another iterable behind a star stays on the stack beside the tuple made of it",
  "containers: strings of counts": "`str.format` of a single field makes a new str",
  "containers: bytes and bytearray": "a memoryview's managed buffer is no object of its own",
  "operators: set element": "a union keeps each key while it is added",
  "operators: subscript, warm": "a call of `__getitem__` is not inlined when it is warm (BINARY_SUBSCR_GETITEM)",
};
