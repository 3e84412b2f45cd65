/**
 * What Python's `'%.*g' % (precision, value)` gives for a finite value: correctly rounded, exact ties to the even digit.
 * CPython 3.11: Python/pystrtod.c PyOS_double_to_string
 */
export function formatGeneral(value: number, precision: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const digits = Math.max(1, precision);
  const [mantissa, exponentText] = roundedToEven(value, digits).split("e") as [string, string];
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < digits) return stripZeros(shiftPoint(mantissa, exponent));
  const sign = exponent < 0 ? "-" : "+";
  return `${stripZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** As toExponential, but an exact tie goes to the even digit instead of away from zero. */
function roundedToEven(value: number, digits: number): string {
  const away = value.toExponential(digits - 1);
  const exact = value.toExponential(Math.min(100, digits + 30));
  // Doubles are some 17 digits apart, so thirty digits of "5000..." are an exact tie.
  const [mantissa, exponent] = exact.split("e") as [string, string];
  const tail = mantissa.replace("-", "").replace(".", "").slice(digits);
  if (tail !== `5${"0".repeat(tail.length - 1)}`) return away;
  const kept = mantissa.slice(0, mantissa.length - tail.length);
  const lastDigit = Number(kept.replace(".", "").slice(-1));
  return lastDigit % 2 === 0 ? `${kept.endsWith(".") ? kept.slice(0, -1) : kept}e${exponent}` : away;
}

/** "-1.25", 1 -> "-12.5"; as many digits as the mantissa has. */
function shiftPoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1);
  return whole.length === digits.length ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(exponent + 1)}`;
}

function stripZeros(text: string): string {
  if (!text.includes(".")) return text;
  let end = text.length;
  while (text[end - 1] === "0") end--;
  return text.slice(0, text[end - 1] === "." ? end - 1 : end);
}
