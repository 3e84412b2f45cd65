// A schedule as a short printable string.
//
// "v2." and then base64url, without padding, of these bytes:
//   era, machine        each: length, then ASCII
//   cores, seed, program, switch interval, check interval   numbers
//   recipe              0, or 1 and then the seed of the random scheduler that gave all answers
//   switches, choices, delays, each: number of runs, then the runs
//   check               FNV-1a of all bytes before it, four bytes, low byte first
// A number takes seven bits a byte, low ones first, the top bit set when more follow. A run of equal answers is 2 * answer,
// or 2 * answer + 1 and then how often. Answers are as in `AnswerStream`: 0 is what happens by the clock alone, and a run of
// zeros at the end is left out; a switch is how many checkpoints, a choice the index plus one, a delay its ns plus one.

import type { RunSettings, Runs } from "./decisions.ts";
import type { ScheduleRecipe } from "./scheduler.ts";

/** All decisions of a run. */
export interface ScheduleToken {
  readonly settings: RunSettings;
  readonly switches: Runs;
  readonly choices: Runs;
  readonly delays: Runs;
}

/** What is wrong with a token, in a sentence for whoever typed it. */
export class TokenError extends Error {
  override name = "TokenError";
}

const PREFIX = "v2.";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The token of a schedule. Throws a RangeError when a name in the settings is not printable ASCII or too long. */
export function encodeToken(schedule: ScheduleToken): string {
  const bytes: number[] = [];
  writeText(bytes, schedule.settings.era);
  writeText(bytes, schedule.settings.machine);
  writeNumber(bytes, schedule.settings.cores);
  writeNumber(bytes, schedule.settings.seed);
  writeNumber(bytes, schedule.settings.program);
  writeNumber(bytes, schedule.settings.switchInterval);
  writeNumber(bytes, schedule.settings.checkInterval);
  writeRecipe(bytes, schedule.settings.recipe);
  for (const runs of [schedule.switches, schedule.choices, schedule.delays]) writeRuns(bytes, runs);
  const check = digest(bytes, bytes.length);
  for (let shift = 0; shift < 32; shift += 8) bytes.push((check >>> shift) & 255);
  return PREFIX + toBase64(bytes);
}

/** The schedule of a token. Throws a TokenError that says what is wrong. */
export function decodeToken(token: string): ScheduleToken {
  const text = token.trim();
  const version = /^v(\d{1,9})\./.exec(text);
  if (version === null) throw new TokenError(`not a schedule token: it should begin with ${PREFIX}`);
  if (version[0] !== PREFIX) throw new TokenError(`this token is of version ${version[1]}; only version 2 is known here`);
  const bytes = fromBase64(text.slice(PREFIX.length));
  if (bytes.length < 4) throw new TokenError("the token is cut off");
  const end = bytes.length - 4;
  const check = (bytes[end]! | (bytes[end + 1]! << 8) | (bytes[end + 2]! << 16) | (bytes[end + 3]! << 24)) >>> 0;
  if (check !== digest(bytes, end)) throw new TokenError("the token is damaged: its check does not agree (mistyped or cut off?)");
  const reader = new Reader(bytes, end);
  const settings = {
    era: reader.text(),
    machine: reader.text(),
    cores: reader.number(),
    seed: reader.number(),
    program: reader.number(),
    switchInterval: reader.number(),
    checkInterval: reader.number(),
    recipe: reader.recipe(),
  };
  const schedule = { settings, switches: reader.runs(), choices: reader.runs(), delays: reader.runs() };
  if (!reader.atEnd) throw new TokenError("the token has something left over at its end");
  return schedule;
}

function writeNumber(bytes: number[], value: number): void {
  while (value >= 128) {
    bytes.push(128 + (value % 128));
    value = Math.floor(value / 128);
  }
  bytes.push(value);
}

function writeText(bytes: number[], text: string): void {
  if (text.length > 100) throw new RangeError(`too long for a token: ${text}`);
  writeNumber(bytes, text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126) throw new RangeError(`not ASCII: ${text}`);
    bytes.push(code);
  }
}

function writeRecipe(bytes: number[], recipe: ScheduleRecipe | null): void {
  writeNumber(bytes, recipe === null ? 0 : 1);
  if (recipe !== null) writeNumber(bytes, recipe.seed);
}

function writeRuns(bytes: number[], { values, repeats }: Runs): void {
  const count = values[values.length - 1] === 0 ? values.length - 1 : values.length;
  writeNumber(bytes, count);
  for (let i = 0; i < count; i++) {
    // Answers are ns or counts far below 2 to the 52nd, so that doubling is exact.
    const repeat = repeats[i]!;
    writeNumber(bytes, values[i]! * 2 + (repeat > 1 ? 1 : 0));
    if (repeat > 1) writeNumber(bytes, repeat);
  }
}

class Reader {
  readonly #bytes: readonly number[];
  readonly #end: number;
  #at = 0;

  constructor(bytes: readonly number[], end: number) {
    this.#bytes = bytes;
    this.#end = end;
  }

  get atEnd(): boolean {
    return this.#at === this.#end;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      if (this.#at >= this.#end) throw new TokenError("the token ends in the middle of a number");
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER || factor > 0x2000000000000)
        throw new TokenError("the token has a number that is too large");
      if (byte < 128) return value;
    }
  }

  text(): string {
    const length = this.number();
    if (length > this.#end - this.#at) throw new TokenError("the token ends in the middle of a name");
    let text = "";
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.#bytes[this.#at++]!);
    return text;
  }

  recipe(): ScheduleRecipe | null {
    const kind = this.number();
    if (kind > 1) throw new TokenError("the token names a scheduler that is not known here");
    return kind === 0 ? null : { name: "random", seed: this.number() };
  }

  runs(): Runs {
    const count = this.number();
    if (count > this.#end - this.#at) throw new TokenError("the token announces more than it has");
    const values: number[] = [];
    const repeats: number[] = [];
    for (let i = 0; i < count; i++) {
      const head = this.number();
      values.push(Math.floor(head / 2));
      repeats.push(head % 2 === 1 ? this.number() : 1);
    }
    return { values, repeats };
  }
}

function digest(bytes: readonly number[], end: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}

function toBase64(bytes: readonly number[]): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = Math.min(3, bytes.length - i) + 1;
    for (let digit = 0; digit < digits; digit++) text += ALPHABET[(group >> (18 - 6 * digit)) & 63];
  }
  return text;
}

function fromBase64(text: string): number[] {
  const bytes: number[] = [];
  let group = 0;
  let bits = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) throw new TokenError(`the token has a character that does not belong there: ${JSON.stringify(character)}`);
    group = ((group << 6) | digit) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((group >> bits) & 255);
    }
  }
  if (bits >= 6 || (group & ((1 << bits) - 1)) !== 0) throw new TokenError("the token is cut off");
  return bytes;
}
