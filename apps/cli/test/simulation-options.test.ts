import { encodeToken } from "@vivarium/gil";
import { expect, test } from "vitest";
import { runSettings } from "../src/simulation-options.ts";

const settings = (values: Record<string, string>, environment = {}) =>
  runSettings(new Map(Object.entries(values)), "virtual", null, environment);
const none = { values: [], repeats: [] };
const token = encodeToken({
  settings: {
    era: "3.9",
    machine: "linux",
    cores: 2,
    seed: 7,
    program: 5,
    switchInterval: 3_000_000,
    checkInterval: 0,
    recipe: null,
  },
  switches: none,
  choices: none,
  delays: none,
});

test("defaults", () => {
  expect(settings({})).toMatchObject({ era: "3.11", cores: 4, clock: "virtual", schedule: "cpython", seed: 0, stdlib: null });
});

test("the switch interval is in seconds", () => {
  expect(settings({ "--switch-interval": "1e-4" }).switchInterval).toBe(100_000);
});

test("a token brings its era, cores and seed", () => {
  expect(settings({ "--schedule": token })).toMatchObject({ era: "3.9", cores: 2, seed: 7 });
});

test("a token brings the switch interval it was made with", () => {
  expect(settings({ "--schedule": token }).switchInterval).toBe(3_000_000);
  expect(() => settings({ "--schedule": token, "--switch-interval": "0.005" })).toThrow(
    /made with --switch-interval 0.003, not 0.005/,
  );
});

test("an interval that the era does not have is refused", () => {
  expect(() => settings({ "--check-interval": "10" })).toThrow(/means nothing to the GIL of 3.11/);
  expect(() => settings({ "--gil": "2.7", "--switch-interval": "1" })).toThrow(/counts ticks/);
});

test("an option that contradicts the token is refused", () => {
  expect(() => settings({ "--schedule": token, "--cores": "3" })).toThrow(/made with --cores 2, not 3/);
});

test("the library can come from the environment", () => {
  expect(settings({}, { VIVARIUM_STDLIB: "/lib" }).stdlib).toBe("/lib");
});

test.each([
  { "--cores": "0" },
  { "--cores": "two" },
  { "--seed": "-1" },
  { "--clock": "wall" },
  { "--schedule": "fair" },
  { "--switch-interval": "0" },
])("%j is refused", (values) => {
  expect(() => settings(values as unknown as Record<string, string>)).toThrow();
});
