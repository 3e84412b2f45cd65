/** Complex arithmetic as CPython does it, rounding by rounding (CPython 3.11: Objects/complexobject.c). */
import type { operator } from "@vivarium/parser";
import type { Constant } from "../constant.ts";
import { atan2, cosSin, exp, hypot, log } from "./elementary.ts";
import { realPower } from "./real-power.ts";

interface Complex {
  readonly real: number;
  readonly imag: number;
}

function multiply(a: Complex, b: Complex): Complex {
  return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real };
}

/** Smith's division (CPython 3.11: _Py_c_quot); null when dividing by zero. */
function divide(a: Complex, b: Complex): Complex | null {
  if (Math.abs(b.real) >= Math.abs(b.imag)) {
    if (b.real === 0) return null;
    const ratio = b.imag / b.real;
    const denominator = b.real + b.imag * ratio;
    return { real: (a.real + a.imag * ratio) / denominator, imag: (a.imag - a.real * ratio) / denominator };
  }
  if (Math.abs(b.imag) >= Math.abs(b.real)) {
    const ratio = b.real / b.imag;
    const denominator = b.real * ratio + b.imag;
    return { real: (a.real * ratio + a.imag) / denominator, imag: (a.imag * ratio - a.real) / denominator };
  }
  return { real: NaN, imag: NaN };
}

/** CPython 3.11: c_powu */
function powerUnsigned(x: Complex, n: number): Complex {
  let mask = 1;
  let result: Complex = { real: 1, imag: 0 };
  let power = x;
  while (mask > 0 && n >= mask) {
    if (n & mask) result = multiply(result, power);
    mask <<= 1;
    power = multiply(power, power);
  }
  return result;
}

/** By length and angle (CPython 3.11: _Py_c_pow); null for 0 to a negative or complex power, and when a step overflows. */
function powerByAngle(a: Complex, b: Complex): Complex | null {
  if (b.real === 0 && b.imag === 0) return { real: 1, imag: 0 };
  if (a.real === 0 && a.imag === 0) return b.imag !== 0 || b.real < 0 ? null : { real: 0, imag: 0 };
  // NOT CPYTHON: infinities are left to run time.
  if (![a.real, a.imag, b.real, b.imag].every(Number.isFinite)) return null;
  const size = hypot(a.real, a.imag);
  if (size === Infinity) return null;
  const angle = atan2(a.imag, a.real);
  let length = realPower(size, b.real);
  let phase = angle * b.real;
  if (b.imag !== 0) {
    length /= exp(angle * b.imag);
    phase += b.imag * log(size);
  }
  if (!Number.isFinite(phase)) return null;
  const [cos, sin] = cosSin(phase);
  return { real: length * cos, imag: length * sin };
}

/** CPython 3.11: complex_pow, c_powi */
function power(a: Complex, b: Complex): Complex | null {
  let result: Complex | null;
  if (b.imag !== 0 || b.real !== Math.floor(b.real) || Math.abs(b.real) > 100) result = powerByAngle(a, b);
  else if (b.real > 0) result = powerUnsigned(a, b.real);
  else result = divide({ real: 1, imag: 0 }, powerUnsigned(a, -b.real));
  if (result === null) return null;
  const overflows = Math.abs(result.real) === Infinity || Math.abs(result.imag) === Infinity;
  return overflows ? null : result;
}

export function complexBinary(operator: operator, a: Complex, b: Complex): Constant | null {
  let result: Complex | null = null;
  switch (operator) {
    case "Add":
      result = { real: a.real + b.real, imag: a.imag + b.imag };
      break;
    case "Sub":
      result = { real: a.real - b.real, imag: a.imag - b.imag };
      break;
    case "Mult":
      result = multiply(a, b);
      break;
    case "Div":
      result = divide(a, b);
      break;
    case "Pow":
      result = power(a, b);
      break;
  }
  return result === null ? null : { type: "complex", real: result.real, imag: result.imag };
}
