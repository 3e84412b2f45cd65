import { expect, it } from "vitest";
import { shellTimeReport } from "../../src/index.ts";

it("prints the shell's three lines", () => {
  expect(shellTimeReport({ wall: 16_400_000, user: 0, system: 499_999 })).toBe(
    "\nreal\t0m0.016s\nuser\t0m0.000s\nsys\t0m0.000s\n",
  );
});

it("counts minutes without end and carries a rounded-up second", () => {
  expect(shellTimeReport({ wall: 3_725_999_600_000, user: 59_999_500_000, system: 1_000_000 })).toBe(
    "\nreal\t62m6.000s\nuser\t1m0.000s\nsys\t0m0.001s\n",
  );
});
