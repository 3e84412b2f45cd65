import { PyRecursionError } from "@vivarium/compiler";
import { PySourceError, PySyntaxError, type SyntaxWarningInfo } from "@vivarium/parser";

/** Is this what bad source gives, as opposed to a mistake of ours? */
export function isSourceError(error: unknown): error is PySyntaxError | PySourceError | PyRecursionError {
  return error instanceof PySyntaxError || error instanceof PySourceError || error instanceof PyRecursionError;
}

/** A SyntaxError and its like as CPython prints them when there is no traceback. CPython 3.11: Python/pythonrun.c print_exception */
export function sourceErrorText(error: PySyntaxError | PySourceError | PyRecursionError): string {
  const last = error.msg === "" ? error.name : `${error.name}: ${error.msg}`;
  if (!(error instanceof PySyntaxError)) return `${last}\n`;
  const { filename, lineno, offset, end_lineno, end_offset, text } = error;
  let display = "";
  if (lineno !== null) display += `  File "${filename ?? "<string>"}", line ${lineno}\n`;
  if (lineno !== null && text !== null)
    // Of an error over several lines only the first is shown, marked to its end.
    display += sourceLine(text, offset ?? -1, (end_lineno ?? -1) > lineno ? Buffer.byteLength(text) : (end_offset ?? -1));
  return `${display}${last}\n`;
}

/** The line at fault and the carets under it. CPython 3.11: Python/pythonrun.c print_error_text */
function sourceLine(text: string, offset: number, end: number): string {
  const all = [...text];
  let skipped = 0;
  while (all[skipped] === " " || all[skipped] === "\t" || all[skipped] === "\f") skipped++;
  const carets = end > 0 && end > offset ? end - offset : 1;
  const newline = all.indexOf("\n", skipped);
  const shown = all.slice(skipped, newline < 0 ? all.length : newline);
  const at = Math.min(offset - 1 - skipped, Buffer.byteLength(shown.join("")));
  const line = `    ${shown.join("")}\n`;
  return at < 0 ? line : `${line}    ${" ".repeat(at)}${"^".repeat(carets)}\n`;
}

/** A warning as `warnings.showwarning` writes it. CPython 3.11: Lib/warnings.py _formatwarnmsg_impl */
export function warningText({ category, message, filename, lineno }: SyntaxWarningInfo, line: string | null): string {
  const shown = line === null ? "" : line.trim();
  return `${filename}:${lineno}: ${category}: ${message}\n${shown === "" ? "" : `  ${shown}\n`}`;
}
