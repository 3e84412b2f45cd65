import { compositions, type Database } from "./database.ts";

export type NormalForm = "NFC" | "NFD" | "NFKC" | "NFKD";

const S = 0xac00;
const L = 0x1100;
const V = 0x1161;
const T = 0x11a7;
const V_COUNT = 21;
const T_COUNT = 28;
const S_COUNT = 19 * V_COUNT * T_COUNT;

/** Everything taken apart, combining marks in canonical order. CPython 3.11: Modules/unicodedata.c nfd_nfkd */
function decompose(db: Database, points: Iterable<number>, compatibility: boolean): number[] {
  const out: number[] = [];
  const add = (original: number): void => {
    const c = db.correction(original) ?? original;
    if (c >= S && c < S + S_COUNT) {
      const i = c - S;
      out.push(L + Math.floor(i / (V_COUNT * T_COUNT)), V + Math.floor((i % (V_COUNT * T_COUNT)) / T_COUNT));
      if (i % T_COUNT !== 0) out.push(T + (i % T_COUNT));
      return;
    }
    const d = c < 0xa0 ? null : db.decomposition(c);
    if (d === null || (d.tag !== "" && !compatibility)) out.push(c);
    else for (const p of d.points) add(p);
  };
  for (const c of points) add(c);
  sortMarks(db, out);
  return out;
}

/** Marks after each starter by combining class, those of one class as they are. */
function sortMarks(db: Database, points: number[]): void {
  for (let i = 1; i < points.length; i++) {
    const c = points[i]!;
    const own = c < 0x300 ? 0 : db.record(c).combining;
    if (own === 0) continue;
    let k = i;
    for (; k > 0; k--) {
      const before = db.record(points[k - 1]!).combining;
      if (before === 0 || before <= own) break;
      points[k] = points[k - 1]!;
    }
    points[k] = c;
  }
}

function composeHangul(a: number, b: number): number | undefined {
  if (a >= L && a < L + 19 && b >= V && b < V + V_COUNT) return S + ((a - L) * V_COUNT + (b - V)) * T_COUNT;
  if (a >= S && a < S + S_COUNT && (a - S) % T_COUNT === 0 && b > T && b < T + T_COUNT) return a + (b - T);
  return undefined;
}

/** CPython 3.11: Modules/unicodedata.c nfc_nfkc */
function compose(db: Database, points: number[]): number[] {
  const pairs = compositions();
  const out: number[] = [];
  let starter = -1;
  let lastClass = 0;
  for (const c of points) {
    const own = c < 0x300 ? 0 : db.record(c).combining;
    if (
      starter >= 0 &&
      (out.length - 1 === starter || lastClass < own) &&
      (lastClass === 0 ? out.length - 1 === starter : true)
    ) {
      const first = out[starter]!;
      const made = composeHangul(first, c) ?? pairs.get(first * 0x110000 + c);
      if (made !== undefined) {
        out[starter] = made;
        continue;
      }
    }
    if (own === 0) starter = out.length;
    lastClass = own;
    out.push(c);
  }
  return out;
}

export function normalizePoints(db: Database, form: NormalForm, points: Iterable<number>): number[] {
  const apart = decompose(db, points, form === "NFKC" || form === "NFKD");
  return form === "NFC" || form === "NFKC" ? compose(db, apart) : apart;
}
