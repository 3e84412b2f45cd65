/*
 * What the complex functions give where a part of the argument is infinite or no number (C99 Annex G; CPython 3.11: Modules/cmathmodule.c *_special_values).
 *
 * For each function seven rows of seven: real part, then imaginary part, each of -inf, negative, -0, 0, positive, inf, nan. A result is two parts: n is nan,
 * i infinity, q, h, t, p are pi/4, pi/2, 3 pi/4, pi. "!" is a domain error, "." a finite argument.
 */

const TABLES: Readonly<Record<string, string>> = {
  acos: "t,i p,i p,i p,-i p,-i t,-i n,i h,i . . . . h,-i n,n h,i . . . . h,-i h,n h,i . . . . h,-i h,n h,i . . . . h,-i n,n q,i 0,i 0,i 0,-i 0,-i q,-i n,i n,i n,n n,n n,n n,n n,-i n,n",
  acosh:
    "i,-t i,-p i,-p i,p i,p i,t i,n i,-h . . . . i,h n,n i,-h . . . . i,h n,n i,-h . . . . i,h n,n i,-h . . . . i,h n,n i,-q i,-0 i,-0 i,0 i,0 i,q i,n i,n n,n n,n n,n n,n i,n n,n",
  asinh:
    "-i,-q -i,-0 -i,-0 -i,0 -i,0 -i,q -i,n -i,-h . . . . -i,h n,n -i,-h . . . . -i,h n,n i,-h . . . . i,h n,n i,-h . . . . i,h n,n i,-q i,-0 i,-0 i,0 i,0 i,q i,n i,n n,n n,-0 n,0 n,n i,n n,n",
  atanh:
    "-0,-h -0,-h -0,-h -0,h -0,h -0,h -0,n -0,-h . . . . -0,h n,n -0,-h . . . . -0,h -0,n 0,-h . . . . 0,h 0,n 0,-h . . . . 0,h n,n 0,-h 0,-h 0,-h 0,h 0,h 0,h 0,n 0,-h n,n n,n n,n n,n 0,h n,n",
  cosh: "! i,i i,0 i,-0 i,-i ! i,n ! . . . . ! n,n ! . . . . ! n,0 ! . . . . ! n,0 ! . . . . ! n,n ! i,-i i,-0 i,0 i,i ! i,n n,n n,n n,0 n,0 n,n n,n n,n",
  exp: "0,0 0,-0 0,-0 0,0 0,0 0,0 0,0 ! . . . . ! n,n ! . . . . ! n,n ! . . . . ! n,n ! . . . . ! n,n ! i,-i i,-0 i,0 i,i ! i,n n,n n,n n,-0 n,0 n,n n,n n,n",
  log: "i,-t i,-p i,-p i,p i,p i,t i,n i,-h . . . . i,h n,n i,-h . . . . i,h n,n i,-h . . . . i,h n,n i,-h . . . . i,h n,n i,-q i,-0 i,-0 i,0 i,0 i,q i,n i,n n,n n,n n,n n,n i,n n,n",
  sinh: "! -i,-i -i,-0 -i,0 -i,i ! i,n ! . . . . ! n,n ! . . . . ! 0,n ! . . . . ! 0,n ! . . . . ! n,n ! i,-i i,-0 i,0 i,i ! i,n n,n n,n n,-0 n,0 n,n n,n n,n",
  sqrt: "i,-i 0,-i 0,-i 0,i 0,i i,i n,i i,-i . . . . i,i n,n i,-i . . . . i,i n,n i,-i . . . . i,i n,n i,-i . . . . i,i n,n i,-i i,-0 i,-0 i,0 i,0 i,i i,n i,-i n,n n,n n,n n,n i,i n,n",
  tanh: "-1,0 -1,-0 -1,-0 -1,0 -1,0 -1,0 -1,0 ! . . . . ! n,n ! . . . . ! n,n ! . . . . ! n,n ! . . . . ! n,n 1,0 1,-0 1,-0 1,0 1,0 1,0 1,0 n,n n,n n,-0 n,0 n,n n,n n,n",
  rect: "! -i,i -i,0 -i,-0 -i,-i ! i,n ! . . . . ! n,n 0,0 . . . . 0,0 0,0 0,0 . . . . 0,0 0,0 ! . . . . ! n,n ! i,-i i,-0 i,0 i,i ! i,n n,n n,n n,0 n,0 n,n n,n n,n",
};

export interface Complex {
  readonly real: number;
  readonly imag: number;
}

const PARTS: Readonly<Record<string, number>> = {
  n: Number.NaN,
  i: Infinity,
  "0": 0,
  "1": 1,
  q: Math.PI / 4,
  h: Math.PI / 2,
  t: (3 * Math.PI) / 4,
  p: Math.PI,
};

function part(text: string): number {
  return text[0] === "-" ? -PARTS[text[1]!]! : PARTS[text]!;
}

/** CPython 3.11: special_type */
function kind(x: number): number {
  if (Number.isNaN(x)) return 6;
  if (x === 0) return Object.is(x, -0) ? 2 : 3;
  if (!Number.isFinite(x)) return x < 0 ? 0 : 5;
  return x < 0 ? 1 : 4;
}

const unpacked = new Map<string, readonly (Complex | null)[]>();

function table(name: string): readonly (Complex | null)[] {
  let values = unpacked.get(name);
  if (values === undefined) {
    values = TABLES[name]!.split(" ").map((entry) => {
      const [real, imag] = entry.split(",");
      return imag === undefined ? null : { real: part(real!), imag: part(imag) };
    });
    unpacked.set(name, values);
  }
  return values;
}

/** The value of a function where an argument is not finite; null: a domain error. */
export function specialValue(name: string, real: number, imag: number): Complex | null {
  return table(name)[kind(real) * 7 + kind(imag)]!;
}
