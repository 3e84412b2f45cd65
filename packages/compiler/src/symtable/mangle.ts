/**
 * A private name as it is really spelled inside class `privateName`: `__x` in `class C` is `_C__x`.
 * CPython 3.11: Python/compile.c _Py_Mangle
 */
export function mangle(privateName: string | null, name: string): string {
  if (privateName === null || name.charCodeAt(0) !== 95 || name.charCodeAt(1) !== 95) return name;
  if (name.endsWith("__") || name.includes(".")) return name;
  let start = 0;
  while (start < privateName.length && privateName.charCodeAt(start) === 95) start++;
  if (start === privateName.length) return name;
  return `_${privateName.slice(start)}${name}`;
}
