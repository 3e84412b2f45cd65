import { NUMBER } from "../tokens.ts";
import { type CompiledAlternative, type Item, Mode, type Rule, type Value } from "./grammar-table.ts";
import type { Report } from "./report.ts";

interface Frame {
  rule: Rule;
  start: number;
  alternative: number;
  item: number;
  /** Where the item (or the round of a repetition) began. */
  itemStart: number;
  values: Value[];
  round: Value[] | null;
  cut: boolean;
  /** Whether the second pass's alternatives were on when the rule was entered. */
  invalid: boolean;
}

interface Remembered {
  value: Value;
  end: number;
}

/**
 * Matches a grammar against tokens as CPython's parser does: alternatives in order, with memory. It keeps its own stack, for
 * nesting can be deep.
 *
 * How far it looks is part of the result: an error that nothing more is known about is reported at the furthest token that
 * any alternative has looked at.
 */
export class Machine {
  readonly report: Report;
  /** Index of the next token. */
  pos: number;
  /** How many tokens have been looked at. */
  fill: number;
  private invalid: boolean;
  private readonly frames: Frame[] = [];
  private readonly memory: Map<number, Remembered> = new Map();

  constructor(report: Report, start: number, fill: number, secondPass: boolean) {
    this.report = report;
    this.pos = start;
    this.fill = fill;
    this.invalid = secondPass;
  }

  /** Matches the rule from here on; its value, or null. Throws what the actions raise. */
  run(rule: Rule): Value {
    let result: Value = this.call(rule);
    while (this.frames.length > 0) {
      const frame = this.frames[this.frames.length - 1]!;
      if (result !== undefined) this.itemDone(frame, result);
      result = this.advance(frame);
    }
    return result;
  }

  /** Kind of the token at an index; looking at it counts. */
  kindAt(index: number): number {
    if (index >= this.fill) {
      this.report.fetch(index);
      this.fill = index + 1;
    }
    return this.report.tokens.kinds[index]!;
  }

  /** Begins a rule: undefined if it is under way, otherwise its result from memory. */
  private call(rule: Rule): Value {
    if (rule.memo !== "none") {
      const known = this.memory.get(this.key(rule, this.pos, this.invalid));
      if (known !== undefined) {
        this.pos = known.end;
        return known.value;
      }
    }
    const { pos, invalid } = this;
    this.frames.push({
      rule,
      start: pos,
      alternative: -1,
      item: 0,
      itemStart: pos,
      values: [],
      round: null,
      cut: false,
      invalid,
    });
    if (rule.name.endsWith("_without_invalid")) this.invalid = false;
    this.nextAlternative(this.frames[this.frames.length - 1]!);
    return undefined;
  }

  private key(rule: Rule, pos: number, invalid: boolean): number {
    return (pos * 1024 + rule.id) * 2 + (rule.memo === "separate" && invalid ? 1 : 0);
  }

  private finish(frame: Frame, value: Value): Value {
    this.frames.pop();
    this.invalid = frame.invalid;
    if (frame.rule.memo !== "none") {
      this.memory.set(this.key(frame.rule, frame.start, frame.invalid), { value, end: this.pos });
    }
    return value;
  }

  private nextAlternative(frame: Frame): void {
    const { alternatives } = frame.rule;
    do frame.alternative++;
    while (frame.alternative < alternatives.length && alternatives[frame.alternative]!.onlyInSecondPass && !this.invalid);
    frame.item = 0;
    frame.values = [];
    frame.round = null;
    this.pos = frame.itemStart = frame.start;
  }

  private failAlternative(frame: Frame): void {
    if (frame.cut) frame.alternative = frame.rule.alternatives.length;
    else this.nextAlternative(frame);
  }

  /** Goes on with a rule until it ends (its value or null) or calls another (undefined, or that one's result). */
  private advance(frame: Frame): Value {
    for (;;) {
      const alternative = frame.rule.alternatives[frame.alternative];
      if (alternative === undefined) {
        this.pos = frame.start;
        return this.finish(frame, null);
      }
      const item = alternative.items[frame.item];
      if (item === undefined) return this.finish(frame, this.value(alternative, frame));
      if (item.mode === Mode.Cut) {
        frame.cut = true;
        frame.item++;
        frame.itemStart = this.pos;
      } else if (item.rule !== null) {
        const result = this.call(item.rule);
        if (result === undefined) return undefined;
        this.itemDone(frame, result);
      } else {
        this.itemDone(frame, this.token(item));
      }
    }
  }

  private value(alternative: CompiledAlternative, frame: Frame): Value {
    const { values } = frame;
    if (alternative.action !== null) return alternative.action(this, values, frame.start);
    return values.length === 0 ? true : (values[0] ?? true);
  }

  /** Index of the token if it is what the item asks for, else null. */
  private token(item: Item): Value {
    const index = this.pos;
    const kind = this.kindAt(index);
    if (kind !== item.token || (item.word !== null && !this.report.isSpelled(index, item.word))) {
      if (item.mode === Mode.Force) this.report.raiseAtToken(index, `expected '${item.label}'`);
      return null;
    }
    if (kind === NUMBER) this.report.checkNumber(index);
    this.pos++;
    return { token: index, s: index, e: index };
  }

  /** What a match, or null, means to the item that asked for it. */
  private itemDone(frame: Frame, value: Value): void {
    const item = frame.rule.alternatives[frame.alternative]!.items[frame.item]!;
    switch (item.mode) {
      case Mode.Optional:
        if (value === null) this.pos = frame.itemStart;
        return this.nextItem(frame, value, true);
      case Mode.And:
      case Mode.Not:
        this.pos = frame.itemStart;
        if ((value !== null) === (item.mode === Mode.And)) return this.nextItem(frame, null, false);
        return this.failAlternative(frame);
      case Mode.Star:
      case Mode.Plus:
        return this.roundDone(frame, item, value);
      default:
        if (value === null) return this.failAlternative(frame);
        return this.nextItem(frame, value, true);
    }
  }

  private nextItem(frame: Frame, value: Value, keep: boolean): void {
    if (keep) frame.values.push(value);
    frame.item++;
    frame.itemStart = this.pos;
  }

  private roundDone(frame: Frame, item: Item, value: Value): void {
    const round = (frame.round ??= []);
    if (value !== null) {
      round.push(value);
      frame.itemStart = this.pos;
      if (item.separator < 0) return;
      if (this.kindAt(this.pos) === item.separator) {
        this.pos++;
        return;
      }
    }
    this.pos = frame.itemStart;
    frame.round = null;
    if (round.length === 0 && item.mode === Mode.Plus) return this.failAlternative(frame);
    this.nextItem(frame, round, true);
  }
}
