import { bigTimesPowerOfTwo } from "../int/to-double.ts";
import { parseDouble, stripAsciiSpace } from "./parse.ts";

const view = new DataView(new ArrayBuffer(8));

/** CPython 3.11: Objects/floatobject.c float_hex_impl */
export function doubleToHex(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x < 0 ? "-inf" : "inf";
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const sign = word >> 63n === 1n ? "-" : "";
  const biased = Number((word >> 52n) & 0x7ffn);
  const mantissa = (word & 0xfffffffffffffn).toString(16).padStart(13, "0");
  if (x === 0) return `${sign}0x0.0p+0`;
  const exponent = biased === 0 ? -1022 : biased - 1023;
  return `${sign}0x${biased === 0 ? 0 : 1}.${mantissa}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

const HEX = /^([+-]?)(?:0[xX])?([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]+))?$/;

/** What `float.fromhex` reads; undefined: malformed; infinite although no word for infinity: too large. CPython 3.11: Objects/floatobject.c float_fromhex */
export function hexToDouble(s: string): { value: number; word: boolean } | undefined {
  const text = stripAsciiSpace(s);
  if (/^[+-]?[in]/i.test(text)) {
    const value = parseDouble(text);
    return value === undefined ? undefined : { value, word: true };
  }
  const match = HEX.exec(text);
  if (match === null) return undefined;
  const [, sign, whole, fraction = "", power = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = (whole! + fraction).replace(/^0+/, "");
  const negative = sign === "-";
  if (digits === "") return { value: negative ? -0 : 0, word: false };
  // Far outside the range of doubles all exponents are alike.
  const exponent = Math.min(Math.max(Number(power), -1e9), 1e9) - 4 * fraction.length;
  const value = bigTimesPowerOfTwo(BigInt(`0x${digits}`), exponent);
  return { value: negative ? -value : value, word: false };
}
