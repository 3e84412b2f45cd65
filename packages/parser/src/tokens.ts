/**
 * The kinds of token, as small integers so that a token fits in typed arrays.
 *
 * Order matters in two places: augmented assignments stand together (ASSIGN_PLUS..ASSIGN_POWER), and so do keywords
 * (FALSE..YIELD), so that "is a keyword" is one comparison.
 */
export const ENDMARKER: number = 0;
export const NAME: number = 1;
export const NUMBER: number = 2;
export const STRING: number = 3;
export const NEWLINE: number = 4;
export const INDENT: number = 5;
export const DEDENT: number = 6;
export const TYPE_COMMENT: number = 7;
export const TYPE_IGNORE: number = 8;
/** A character that begins no token: `$`, `?`, `!`, a backtick. */
export const OP: number = 9;
export const LPAR: number = 10;
export const RPAR: number = 11;
export const LSQB: number = 12;
export const RSQB: number = 13;
export const LBRACE: number = 14;
export const RBRACE: number = 15;
export const COLON: number = 16;
export const COMMA: number = 17;
export const SEMI: number = 18;
export const DOT: number = 19;
export const ELLIPSIS_TOKEN: number = 20;
export const RARROW: number = 21;
export const COLONEQUAL: number = 22;
export const EQUAL: number = 23;
export const AT: number = 24;
export const PLUS: number = 25;
export const MINUS: number = 26;
export const STAR: number = 27;
export const SLASH: number = 28;
export const DOUBLESLASH: number = 29;
export const PERCENT: number = 30;
export const VBAR: number = 31;
export const AMPER: number = 32;
export const CIRCUMFLEX: number = 33;
export const LEFTSHIFT: number = 34;
export const RIGHTSHIFT: number = 35;
export const DOUBLESTAR: number = 36;
export const TILDE: number = 37;
export const EQEQUAL: number = 38;
export const NOTEQUAL: number = 39;
export const LESS: number = 40;
export const LESSEQUAL: number = 41;
export const GREATER: number = 42;
export const GREATEREQUAL: number = 43;
export const PLUSEQUAL: number = 44;
export const MINEQUAL: number = 45;
export const STAREQUAL: number = 46;
export const SLASHEQUAL: number = 47;
export const DOUBLESLASHEQUAL: number = 48;
export const PERCENTEQUAL: number = 49;
export const ATEQUAL: number = 50;
export const AMPEREQUAL: number = 51;
export const VBAREQUAL: number = 52;
export const CIRCUMFLEXEQUAL: number = 53;
export const LEFTSHIFTEQUAL: number = 54;
export const RIGHTSHIFTEQUAL: number = 55;
export const DOUBLESTAREQUAL: number = 56;
export const FALSE_KEYWORD: number = 60;
export const NONE_KEYWORD: number = 61;
export const TRUE_KEYWORD: number = 62;
export const AND: number = 63;
export const AS: number = 64;
export const ASSERT: number = 65;
export const ASYNC: number = 66;
export const AWAIT: number = 67;
export const BREAK: number = 68;
export const CLASS: number = 69;
export const CONTINUE: number = 70;
export const DEF: number = 71;
export const DEL: number = 72;
export const ELIF: number = 73;
export const ELSE: number = 74;
export const EXCEPT: number = 75;
export const FINALLY: number = 76;
export const FOR: number = 77;
export const FROM: number = 78;
export const GLOBAL: number = 79;
export const IF: number = 80;
export const IMPORT: number = 81;
export const IN: number = 82;
export const IS: number = 83;
export const LAMBDA: number = 84;
export const NONLOCAL: number = 85;
export const NOT: number = 86;
export const OR: number = 87;
export const PASS: number = 88;
export const RAISE: number = 89;
export const RETURN: number = 90;
export const TRY: number = 91;
export const WHILE: number = 92;
export const WITH: number = 93;
export const YIELD: number = 94;

/** Kind by spelling: operators and keywords. */
export const SPELLINGS: ReadonlyMap<string, number> = new Map([
  ["(", LPAR],
  [")", RPAR],
  ["[", LSQB],
  ["]", RSQB],
  ["{", LBRACE],
  ["}", RBRACE],
  [":", COLON],
  [",", COMMA],
  [";", SEMI],
  [".", DOT],
  ["...", ELLIPSIS_TOKEN],
  ["->", RARROW],
  [":=", COLONEQUAL],
  ["=", EQUAL],
  ["@", AT],
  ["+", PLUS],
  ["-", MINUS],
  ["*", STAR],
  ["/", SLASH],
  ["//", DOUBLESLASH],
  ["%", PERCENT],
  ["|", VBAR],
  ["&", AMPER],
  ["^", CIRCUMFLEX],
  ["<<", LEFTSHIFT],
  [">>", RIGHTSHIFT],
  ["**", DOUBLESTAR],
  ["~", TILDE],
  ["==", EQEQUAL],
  ["!=", NOTEQUAL],
  ["<>", NOTEQUAL],
  ["<", LESS],
  ["<=", LESSEQUAL],
  [">", GREATER],
  [">=", GREATEREQUAL],
  ["+=", PLUSEQUAL],
  ["-=", MINEQUAL],
  ["*=", STAREQUAL],
  ["/=", SLASHEQUAL],
  ["//=", DOUBLESLASHEQUAL],
  ["%=", PERCENTEQUAL],
  ["@=", ATEQUAL],
  ["&=", AMPEREQUAL],
  ["|=", VBAREQUAL],
  ["^=", CIRCUMFLEXEQUAL],
  ["<<=", LEFTSHIFTEQUAL],
  [">>=", RIGHTSHIFTEQUAL],
  ["**=", DOUBLESTAREQUAL],
  ["False", FALSE_KEYWORD],
  ["None", NONE_KEYWORD],
  ["True", TRUE_KEYWORD],
  ["and", AND],
  ["as", AS],
  ["assert", ASSERT],
  ["async", ASYNC],
  ["await", AWAIT],
  ["break", BREAK],
  ["class", CLASS],
  ["continue", CONTINUE],
  ["def", DEF],
  ["del", DEL],
  ["elif", ELIF],
  ["else", ELSE],
  ["except", EXCEPT],
  ["finally", FINALLY],
  ["for", FOR],
  ["from", FROM],
  ["global", GLOBAL],
  ["if", IF],
  ["import", IMPORT],
  ["in", IN],
  ["is", IS],
  ["lambda", LAMBDA],
  ["nonlocal", NONLOCAL],
  ["not", NOT],
  ["or", OR],
  ["pass", PASS],
  ["raise", RAISE],
  ["return", RETURN],
  ["try", TRY],
  ["while", WHILE],
  ["with", WITH],
  ["yield", YIELD],
]);

/** Name of the token type as `token.tok_name` has it, for a kind (keywords are NAME there, operators OP). */
export function tokenTypeName(kind: number): string {
  if (kind >= FALSE_KEYWORD) return kind === ASYNC ? "ASYNC" : kind === AWAIT ? "AWAIT" : "NAME";
  return ["ENDMARKER", "NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT", "TYPE_COMMENT", "TYPE_IGNORE"][kind] ?? "OP";
}

const SLOTS = 512;
const keywordAt: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);
const kindAt: Uint8Array = new Uint8Array(SLOTS);

/** One step of the rolling hash that the tokenizer computes while it walks over an identifier. */
export function keywordHash(hash: number, charCode: number): number {
  return (hash * 31 + charCode) & 0xffff;
}

function fillSlots(): void {
  for (const [word, kind] of SPELLINGS) {
    if (kind < FALSE_KEYWORD) continue;
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = keywordHash(hash, word.charCodeAt(i));
    let slot = hash & (SLOTS - 1);
    while (keywordAt[slot] !== undefined) slot = (slot + 1) & (SLOTS - 1);
    keywordAt[slot] = word;
    kindAt[slot] = kind;
  }
}
fillSlots();

/** Kind of the identifier `text[start:end]` whose rolling hash is `hash`: NAME or a keyword. */
export function identifierKind(text: string, start: number, end: number, hash: number): number {
  let slot = hash & (SLOTS - 1);
  for (let word = keywordAt[slot]; word !== undefined; word = keywordAt[(slot = (slot + 1) & (SLOTS - 1))]) {
    if (word.length === end - start && text.startsWith(word, start)) return kindAt[slot]!;
  }
  return NAME;
}
