/**
 * `x ** y` for floats, correctly rounded: `Math.pow` differs between engines, and the C library that CPython uses is within a
 * hair of correct rounding. Worked out in fixed point on bigints as exp(y * log(x)), with more bits until the rounding is sure.
 */

/** A finite float as `mantissa * 2 ** exponent`, exactly. */
export function decompose(x: number): [mantissa: bigint, exponent: number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, biased - 1075];
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}

/** ln((1 + t) / (1 - t)) = 2 (t + t**3/3 + t**5/5 ...), fixed point with `bits` fractional bits. */
function logByAtanh(t: bigint, bits: bigint): bigint {
  // A negative number shifted right stops at -1, not at 0.
  if (t < 0n) return -logByAtanh(-t, bits);
  const square = (t * t) >> bits;
  let power = t;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (power * square) >> bits;
  }
  return sum * 2n;
}

function ln2(bits: bigint): bigint {
  return logByAtanh((1n << bits) / 3n, bits);
}

/** ln(x) of a positive finite float. */
export function logFixed(x: number, bits: bigint): bigint {
  const [mantissa, exponent] = decompose(x);
  let scale = bitLength(mantissa);
  // m in [0.7, 1.4], so that the series converges fast and nothing cancels near 1.
  let m = (mantissa << bits) >> BigInt(scale);
  if (scale > Number(bits)) m = mantissa << (bits - BigInt(scale));
  if (m * 10n < 7n << bits) {
    m <<= 1n;
    scale--;
  }
  const one = 1n << bits;
  const t = ((m - one) << bits) / (m + one);
  return logByAtanh(t, bits) + BigInt(scale + exponent) * ln2(bits);
}

/** exp(v) as a pair: a fixed-point mantissa in [1, 2) and an exponent of two. */
export function expFixed(v: bigint, bits: bigint): [mantissa: bigint, exponent: number] {
  const step = ln2(bits);
  let k = v / step;
  if (v < 0n) k -= 1n;
  const r = v - k * step;
  let term = 1n << bits;
  let sum = 0n;
  for (let i = 1n; term !== 0n; i++) {
    sum += term;
    term = ((term * r) >> bits) / i;
  }
  return sum >> (bits + 1n) > 0n ? [sum >> 1n, Number(k) + 1] : [sum, Number(k)];
}

/** Rounds `mantissa / 2**bits * 2**exponent`, with an error below `slack` units, to a float; null when the slack matters. */
function roundToFloat(mantissa: bigint, exponent: number, bits: number, slack: bigint): number | null {
  if (exponent >= 1024) return Infinity;
  if (exponent < -1076) return 0;
  // How many bits a float of this size keeps: 53, fewer when subnormal.
  const kept = exponent >= -1022 ? 53 : 53 + exponent + 1022;
  const drop = BigInt(bits + 1 - kept);
  const half = 1n << (drop - 1n);
  const low = (mantissa - slack + half) >> drop;
  const high = (mantissa + slack + half) >> drop;
  if (low !== high) return null;
  return scaleByPowerOfTwo(Number(low), exponent + 1 - kept);
}

function scaleByPowerOfTwo(x: number, exponent: number): number {
  while (exponent > 1000) {
    x *= 2 ** 1000;
    exponent -= 1000;
  }
  while (exponent < -1000) {
    x *= 2 ** -1000;
    exponent += 1000;
  }
  return x * 2 ** exponent;
}

/** The exact power when it is one: a small whole exponent of a number with few bits. */
function exactPower(x: number, y: number): number | null {
  if (!Number.isInteger(y) || Math.abs(y) > 1100) return null;
  const [mantissa, exponent] = decompose(x);
  const times = BigInt(Math.abs(y));
  if (bitLength(mantissa) * Math.abs(y) > 70000) return null;
  const power = mantissa ** times;
  const scale = exponent * Math.abs(y);
  return y >= 0 ? ratio(power, 1n, scale) : ratio(1n, power, -scale);
}

/** `n / d * 2**scale`, correctly rounded; infinite when too large. All positive. */
export function ratio(n: bigint, d: bigint, scale: number): number {
  if (n === 0n) return 0;
  // As many bits as decide the rounding, and a sticky one.
  const shift = 70 - (bitLength(n) - bitLength(d));
  const scaled = shift >= 0 ? n << BigInt(shift) : n;
  const divisor = shift >= 0 ? d : d << BigInt(-shift);
  let quotient = scaled / divisor;
  if (quotient * divisor !== scaled) quotient = (quotient << 1n) | 1n;
  else quotient <<= 1n;
  const bits = bitLength(quotient) - 1;
  const exponent = scale - shift - 1 + bits;
  if (exponent >= 1024) return Infinity;
  if (exponent < -1076) return 0;
  const kept = exponent >= -1022 ? 53 : 53 + exponent + 1022;
  const drop = BigInt(bits + 1 - kept);
  const half = 1n << (drop - 1n);
  let rounded = (quotient + half) >> drop;
  // A tie goes to the even neighbour.
  if ((quotient & ((1n << drop) - 1n)) === half && rounded & 1n) rounded -= 1n;
  return scaleByPowerOfTwo(Number(rounded), exponent + 1 - kept);
}

/** x ** y for positive finite x and finite y; Infinity when too large, 0 when too small. */
export function realPower(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  const exact = exactPower(x, y);
  if (exact !== null) return exact;
  if (y === 0.5 && x !== 0) {
    const root = Math.sqrt(x);
    return root;
  }
  for (let bits = 160; ; bits += 160) {
    const wide = BigInt(bits);
    const [mantissa, exponent] = decompose(Math.abs(y));
    const product = logFixed(x, wide) * mantissa;
    const scaled = exponent >= 0 ? product << BigInt(exponent) : product >> BigInt(-exponent);
    const v = y < 0 ? -scaled : scaled;
    if (v > 800n << wide) return Infinity;
    if (v < -(800n << wide)) return 0;
    const [m, e] = expFixed(v, wide);
    // The logarithm's error is multiplied by y, which is below 2**64 for anything that got here with x not next to 1.
    const rounded = roundToFloat(m, e, bits, 1n << 90n);
    if (rounded !== null || bits > 2000) return rounded ?? scaleByPowerOfTwo(Number(m >> (wide - 60n)), e - 60);
  }
}
