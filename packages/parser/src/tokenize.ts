import { sourceText } from "./source.ts";
import { Tokenizer } from "./tokenizer.ts";
import { tokenTypeName } from "./tokens.ts";

/** A token as CPython's C tokenizer cuts it: comments and blank lines leave none. */
export interface Token {
  /** Name as in `token.tok_name`: NAME for keywords, OP for operators. */
  type: string;
  string: string;
  lineno: number;
  /** UTF-8 bytes; -1 for INDENT, DEDENT and ENDMARKER, which have no place. */
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

/** The tokens of a source, up to the first thing that is none. */
export function tokenize(source: string | Uint8Array): Token[] {
  const { text } = sourceText(source, true, "<unknown>");
  const tokenizer = new Tokenizer(text, {
    mode: "exec",
    typeComments: false,
    impliedDedent: true,
    asyncIsName: false,
    warn: null,
  });
  const stream = tokenizer.run();
  const tokens: Token[] = [];
  for (let i = 0; i < stream.count; i++) {
    tokens.push({
      type: tokenTypeName(stream.kinds[i]!),
      string: text.slice(stream.starts[i]!, stream.ends[i]!),
      lineno: stream.lines[i]!,
      col_offset: stream.cols[i]!,
      end_lineno: stream.endLines[i]!,
      end_col_offset: stream.endCols[i]!,
    });
  }
  return tokens;
}
