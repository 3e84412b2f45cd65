/** Floats as text, which marshal wrote until version 2. */

/**
 * `%.17g` of C: at most 17 significant digits, no trailing zeros, an exponent of at least two digits.
 *
 * CPython 3.11: Python/pystrtod.c PyOS_double_to_string(value, 'g', 17)
 */
export function formatG17(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, exponentText] = roundHalfEven17(value).split("e") as [string, string];
  const exponent = Number(exponentText);
  const negative = mantissa.startsWith("-");
  const digits = mantissa.replace("-", "").replace(".", "").replace(/0+$/, "") || "0";
  let text: string;
  if (exponent < -4 || exponent >= 17) {
    const size = Math.abs(exponent).toString().padStart(2, "0");
    text = `${digits[0]}${digits.length > 1 ? "." + digits.slice(1) : ""}e${exponent < 0 ? "-" : "+"}${size}`;
  } else if (exponent < 0) text = `0.${"0".repeat(-exponent - 1)}${digits}`;
  else if (digits.length <= exponent + 1) text = digits.padEnd(exponent + 1, "0");
  else text = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return negative ? "-" + text : text;
}

/** 17 digits in exponent form. JS rounds an exact half up where C rounds to even: those are told by all digits after the 17th. */
function roundHalfEven17(value: number): string {
  const exact = value.toExponential(60);
  const at = exact.indexOf(".");
  const exponentAt = exact.indexOf("e");
  const rest = exact.slice(at + 17, exponentAt);
  const lastKept = Number(exact[at + 16]);
  if (/^50*$/.test(rest) && lastKept % 2 === 0) return exact.slice(0, at + 17) + exact.slice(exponentAt);
  return value.toExponential(16);
}

/**
 * Reads a float as CPython does here: no spaces, no underscores; undefined if it is none.
 *
 * CPython 3.11: Python/pystrtod.c PyOS_string_to_double
 */
export function parseFloatText(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (word === null) return undefined;
  if (word[2]!.toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? -Infinity : Infinity;
}
