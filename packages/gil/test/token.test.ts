import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeToken, encodeToken, type RunSettings, type ScheduleToken, TokenError } from "../src/index.ts";

const plain: RunSettings = {
  era: "3.11",
  machine: "linux",
  cores: 4,
  seed: 0,
  program: 0,
  switchInterval: 5_000_000,
  checkInterval: 0,
  recipe: null,
};

const runs = fc
  .array(fc.tuple(fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 1_000_000 })), { maxLength: 20 })
  .map((pairs) => ({ values: pairs.map(([value]) => value), repeats: pairs.map(([, repeat]) => repeat) }))
  // A run of zeros at the end says nothing and is not kept.
  .filter(({ values }) => values[values.length - 1] !== 0);

const schedules: fc.Arbitrary<ScheduleToken> = fc.record({
  settings: fc.record({
    era: fc.constantFrom("2.7", "3.11", "none"),
    machine: fc.constantFrom("linux", "immediate"),
    cores: fc.integer({ min: 1, max: 1000 }),
    seed: fc.nat(2 ** 31 - 1),
    program: fc.nat(2 ** 32 - 1),
    switchInterval: fc.nat(10_000_000),
    checkInterval: fc.nat(10_000),
    recipe: fc.option(fc.record({ name: fc.constant("random" as const), seed: fc.nat() })),
  }),
  switches: runs,
  choices: runs,
  delays: runs,
});

describe("schedule tokens", () => {
  it("decode to what was encoded", () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const token = encodeToken(schedule);
        expect(token).toMatch(/^v2\.[A-Za-z0-9_-]+$/);
        expect(decodeToken(token)).toEqual(schedule);
      }),
      { seed: 3 },
    );
  });

  it("notice one changed character", () => {
    fc.assert(
      fc.property(schedules, fc.nat(), fc.constantFrom("A", "b", "7", "_"), (schedule, at, character) => {
        const token = encodeToken(schedule);
        const place = 3 + (at % (token.length - 3));
        const changed = token.slice(0, place) + character + token.slice(place + 1);
        if (changed !== token) expect(() => decodeToken(changed)).toThrow(TokenError);
      }),
      { seed: 4 },
    );
  });

  it("throw nothing but a TokenError on any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `v2.${text}`),
        ),
        (text) => {
          try {
            decodeToken(text);
          } catch (problem) {
            expect(problem).toBeInstanceOf(TokenError);
          }
        },
      ),
      { seed: 5 },
    );
  });

  it("say what is wrong", () => {
    const empty = { values: [], repeats: [] };
    const settings = plain;
    const token = encodeToken({ settings, switches: empty, choices: empty, delays: empty });
    expect(() => decodeToken("hello")).toThrow("not a schedule token: it should begin with v2.");
    expect(() => decodeToken("v3.AAAA")).toThrow("this token is of version 3; only version 2 is known here");
    expect(() => decodeToken(token.slice(0, -4))).toThrow(/damaged|cut off/);
    expect(() => decodeToken(`${token}%`)).toThrow('a character that does not belong there: "%"');
  });

  it("are short: an undisturbed run, however long, is under forty characters", () => {
    const zeros = { values: [0], repeats: [5_000_000] };
    const settings = plain;
    expect(encodeToken({ settings, switches: zeros, choices: zeros, delays: zeros }).length).toBeLessThan(40);
  });
});
