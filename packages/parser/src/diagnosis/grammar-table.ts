import { DEDENT, ENDMARKER, INDENT, NAME, NEWLINE, NUMBER, SPELLINGS, STRING, TYPE_COMMENT } from "../tokens.ts";
import type { Machine } from "./machine.ts";

/**
 * How the grammar that finds errors is written down.
 *
 * A rule is a list of alternatives, tried in order; the first that matches is taken. An alternative is a text of items:
 *
 *     'if'  '+'          a keyword or operator           "match"    a word that is a keyword only here
 *     NAME               any token of that type          rule       another rule
 *     x?  x*  x+         optional, repeated              x%','      x once or more, with commas between
 *     &x  !x             x must, must not follow         &&':'      a colon, or else it is an error at once
 *     ( x | y )          alternatives inside             ~          from here on, no other alternative
 *
 * With an action, the alternative's value is what the action makes of the values of its items (lookaheads have none); null
 * makes the whole rule fail. Without one it is the value of the first item. An alternative that is just a rule
 * whose name begins with `invalid_` is there in the second pass only.
 */
export type Grammar = Readonly<Record<string, readonly Alternative[]>>;
export type Alternative = string | readonly [string, Action];
/** `values` of the items, one each; `start` is the first token of the alternative, `m.pos` the one after its last. */
export type Action = (m: Machine, values: Value[], start: number) => Value;
// biome-ignore lint/suspicious/noExplicitAny: values are whatever the actions of one rule hand to those of another
export type Value = any;

export const Mode = { One: 0, Optional: 1, Star: 2, Plus: 3, And: 4, Not: 5, Force: 6, Cut: 7 } as const;

export interface Item {
  mode: number;
  /** Kind of token, or -1. */
  token: number;
  /** Exact spelling that the token must have, or null. */
  word: string | null;
  rule: Rule | null;
  /** Kind of the separator of a repetition, or -1. */
  separator: number;
  label: string;
}

export interface CompiledAlternative {
  items: Item[];
  action: Action | null;
  onlyInSecondPass: boolean;
}

export interface Rule {
  name: string;
  id: number;
  /** shared: remembered whatever the pass's settings, as in CPython; separate: for each setting; none: not at all. */
  memo: "shared" | "separate" | "none";
  alternatives: CompiledAlternative[];
}

const TOKEN_NAMES: Readonly<Record<string, number>> = { ENDMARKER, DEDENT, INDENT, NAME, NEWLINE, NUMBER, STRING, TYPE_COMMENT };

/** Turns a grammar into linked rules, by name. */
export function compileGrammar(grammar: Grammar, shared: ReadonlySet<string>): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const name of Object.keys(grammar)) {
    rules.set(name, { name, id: rules.size, memo: shared.has(name) ? "shared" : "separate", alternatives: [] });
  }
  for (const [name, alternatives] of Object.entries(grammar)) {
    const rule = rules.get(name)!;
    for (const alternative of alternatives) {
      const [text, action] = typeof alternative === "string" ? [alternative, null] : alternative;
      const reader = new ItemReader(
        text.split(" ").filter((word) => word !== ""),
        rules,
      );
      rule.alternatives.push(compiled(reader.items(), action));
    }
  }
  return rules;
}

function compiled(items: Item[], action: Action | null): CompiledAlternative {
  return { items, action, onlyInSecondPass: items.length === 1 && items[0]!.rule?.name.startsWith("invalid_") === true };
}

/** Reads the words of an alternative. */
class ItemReader {
  private readonly words: string[];
  private readonly rules: ReadonlyMap<string, Rule>;
  private at = 0;
  constructor(words: string[], rules: ReadonlyMap<string, Rule>) {
    this.words = words;
    this.rules = rules;
  }

  items(): Item[] {
    const items: Item[] = [];
    while (this.at < this.words.length && this.words[this.at] !== "|" && !this.words[this.at]!.startsWith(")"))
      items.push(this.item());
    return items;
  }

  private item(): Item {
    let word = this.words[this.at++]!;
    if (word === "~") return { mode: Mode.Cut, token: -1, word: null, rule: null, separator: -1, label: "" };
    let mode: number = Mode.One;
    if (word.startsWith("&&")) {
      mode = Mode.Force;
      word = word.slice(2);
    } else if (word.length > 1 && (word[0] === "&" || word[0] === "!") && word[1] !== "'") {
      mode = word[0] === "&" ? Mode.And : Mode.Not;
      word = word.slice(1);
    } else if (/^[&!]'/.test(word)) {
      mode = word[0] === "&" ? Mode.And : Mode.Not;
      word = word.slice(1);
    }
    const item = word === "(" ? this.group() : this.suffixed(word);
    if (mode !== Mode.One) item.mode = mode;
    return item;
  }

  /** `( ... | ... )` and its suffix: a rule without a name. */
  private group(): Item {
    const rule: Rule = { name: "", id: -1, memo: "none", alternatives: [compiled(this.items(), null)] };
    while (this.words[this.at] === "|") {
      this.at++;
      rule.alternatives.push(compiled(this.items(), null));
    }
    const item = this.suffixed("x" + this.words[this.at++]!.slice(1), rule);
    return item;
  }

  private suffixed(word: string, group: Rule | null = null): Item {
    const match = /^('[^']+'|"[^"]+"|[A-Za-z_0-9]+)([?*+]|%'[^']+')?$/.exec(word);
    if (match === null) throw new Error(`cannot read ${word}`);
    const body = match[1]!;
    const suffix = match[2] ?? "";
    const mode = suffix === "?" ? Mode.Optional : suffix === "*" ? Mode.Star : suffix === "" ? Mode.One : Mode.Plus;
    const separator = suffix.startsWith("%") ? SPELLINGS.get(suffix.slice(2, -1))! : -1;
    const item: Item = { mode, token: -1, word: null, rule: group, separator, label: body };
    if (group !== null) return item;
    if (body.startsWith("'")) {
      item.label = body.slice(1, -1);
      item.token = SPELLINGS.get(item.label)!;
      if (item.label === "!=") item.word = "!=";
    } else if (body.startsWith('"')) {
      item.token = NAME;
      item.word = body.slice(1, -1);
    } else if (TOKEN_NAMES[body] !== undefined) {
      item.token = TOKEN_NAMES[body]!;
    } else {
      item.rule = this.rules.get(body) ?? null;
      if (item.rule === null) throw new Error(`no rule ${body}`);
    }
    return item;
  }
}
