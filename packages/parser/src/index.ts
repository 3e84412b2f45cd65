export * from "./ast.gen.ts";
export { type DumpOptions, dump } from "./ast-dump.ts";
export { iterChildNodes, walk } from "./ast-walk.ts";
export * from "./constant.ts";
export { checkFileSource } from "./file-source.ts";
export { type ParseOptions, parse } from "./parse.ts";
export { constantRepr } from "./python-repr.ts";
export {
  PySourceError,
  PySyntaxError,
  type SyntaxErrorInfo,
  type SyntaxErrorType,
  type SyntaxWarningInfo,
} from "./syntax-errors.ts";
export { type Token, tokenize } from "./tokenize.ts";
export { characterNames, codePointByName } from "./unicode/names.ts";
