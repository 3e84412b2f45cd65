import { newRef } from "@vivarium/heap";
import { builtin_dir } from "../builtins/attributes.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { dictEntries, dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { shortName } from "../objects/exceptions/base-exception.ts";
import { type ExceptionData, exceptionField } from "../objects/exceptions/exception.ts";
import { groupMembers, isGroup } from "../objects/exceptions/group.ts";
import { isException } from "../objects/exceptions/match.ts";
import type { FrameObjectData } from "../objects/frame-object.ts";
import type { TracebackData } from "../objects/traceback.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { moduleName } from "../objects/type/type-object.ts";
import { getAttrString, lookupAttrString } from "../protocol/attribute.ts";
import { isSequence } from "../protocol/iterator.ts";
import { repr, str } from "../protocol/repr.ts";
import { getItem, length } from "../protocol/sequence.ts";
import { type ExceptionTree, marginOf, type Piece, planOf } from "./layout.ts";
import { hostSourceLines, type SourceLines } from "./source-lines.ts";
import { nearestName } from "./suggestions.ts";
import { errorLineText } from "./syntax-error-text.ts";
import { tracebackEntries, tracebackText } from "./traceback-text.ts";

type Exception = PyObject<ExceptionData>;

const tree = (vm: VM): ExceptionTree<PyObject> => ({
  cause: (e) => (e.v as ExceptionData).cause,
  context: (e) => (e.v as ExceptionData).context,
  suppressesContext: (e) => (e.v as ExceptionData).suppressContext,
  members: (e) => (isGroup(vm, e) ? groupMembers(e) : null),
});

/** `module.` unless it is builtins or `__main__`, then the qualified name. CPython 3.11: Python/pythonrun.c print_exception_message */
export function typeText(vm: VM, type: PyType): string {
  const module = moduleName(vm, type);
  const prefix = module === null ? "<unknown>." : module === "builtins" || module === "__main__" ? "" : `${module}.`;
  return prefix + (type.qualname?.v ?? shortName(type));
}

/** How many innermost entries of a traceback are shown. CPython 3.11: Python/traceback.c, sys.tracebacklimit */
export function tracebackLimit(vm: VM): number {
  const limit = vm.sysDict === undefined ? null : dictGetStringBorrowed(vm, vm.sysDict, "tracebacklimit");
  if (limit === null || !isSubtype(limit.type, vm.T.int)) return 1000;
  return Math.max(0, Math.min(Number(limit.v), Number.MAX_SAFE_INTEGER));
}

/** The traceback of an exception with its header; "" for none. CPython 3.11: Python/pythonrun.c print_exception_traceback */
function tracebackPart(vm: VM, e: Exception, depth: number, limit: number, source: SourceLines): string {
  if (e.v.traceback === null || limit === 0) return "";
  const margin = marginOf(depth);
  const entries = tracebackEntries(e.v.traceback as PyObject<TracebackData>);
  if (!isGroup(vm, e)) return `${margin}Traceback (most recent call last):\n${tracebackText(entries, limit, source, margin)}`;
  const header = depth === 1 ? "  + " : margin;
  return `${header}Exception Group Traceback (most recent call last):\n${tracebackText(entries, limit, source, margin)}`;
}

const BEGIN = 0;
const GOT_NOTES = 1;
const GOT_FILE_AND_LINE = 2;
const GOT_DETAIL = 3;
const GOT_FILENAME = 4;
const GOT_MESSAGE = 5;
const GOT_DIR = 6;
const NOTES = 7;
const GOT_NOTES_REPR = 8;
const GOT_NOTES_LENGTH = 9;
const GOT_NOTE = 10;
const GOT_NOTE_TEXT = 11;

const DETAILS = ["msg", "filename", "lineno", "offset", "end_lineno", "end_offset", "text"] as const;

/** Words one exception after the other; whatever fails on the way has the replacement that CPython has for it. */
class ExceptionTextFrame extends NativeFrame {
  exception: PyObject;
  held: PyObject[];
  notes: PyObject | null = null;
  /** What is shown as the message: the exception itself, or a SyntaxError's `msg`. */
  shown: PyObject | null = null;
  details: PyObject[] = [];
  plan: readonly Piece<PyObject>[];
  at = 0;
  stage: number = BEGIN;
  text = "";
  margin = "";
  noteIndex = 0;
  noteCount = 0;
  limit: number;
  source: SourceLines;

  constructor(vm: VM, e: PyObject) {
    super();
    this.exception = newRef(e);
    this.plan = planOf(e, tree(vm));
    this.held = this.plan.flatMap((piece) => ("exception" in piece ? [newRef(piece.exception)] : []));
    this.limit = tracebackLimit(vm);
    this.source = hostSourceLines(vm);
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      while (this.stage === BEGIN && this.at < this.plan.length) {
        const piece = this.plan[this.at]!;
        if ("exception" in piece) break;
        this.text += piece.text;
        this.at++;
      }
      if (this.at === this.plan.length) return vm.newStr(this.text);
      got = this.advance(vm, (this.plan[this.at] as { exception: Exception }).exception, got);
      if (got === PENDING) return got;
    }
  }

  private advance(vm: VM, e: Exception, got: Result): Result {
    switch (this.stage) {
      case BEGIN:
        return this.begin(vm, e);
      case GOT_NOTES:
        this.notes = this.valueOrNull(vm, got);
        this.stage = GOT_FILE_AND_LINE;
        return lookupAttrString(vm, e, "print_file_and_line");
      case GOT_FILE_AND_LINE:
        return this.fileAndLine(vm, e, got);
      case GOT_DETAIL:
        return this.nextDetail(vm, e, got);
      case GOT_FILENAME:
        return this.placeOfSyntaxError(vm, e, got);
      case GOT_MESSAGE:
        return this.message(vm, e, got);
      case GOT_DIR:
        return this.suggestionFromDir(vm, e, got);
      default:
        return this.advanceNotes(vm, got);
    }
  }

  /** Drops failures and STOP. */
  private valueOrNull(vm: VM, got: Result): PyObject | null {
    if (got === null) vm.clearException();
    return got === STOP ? null : got;
  }

  private begin(vm: VM, e: Exception): Result {
    const { depth } = this.plan[this.at] as { depth: number };
    this.margin = marginOf(depth);
    this.text += tracebackPart(vm, e, depth, this.limit, this.source);
    this.shown = newRef(e);
    this.stage = GOT_NOTES;
    return lookupAttrString(vm, e, "__notes__");
  }

  private fileAndLine(vm: VM, e: Exception, got: Result): Result {
    const found = this.valueOrNull(vm, got);
    if (found === null) return this.askMessage(vm, e);
    vm.counts.decref(found);
    this.stage = GOT_DETAIL;
    return getAttrString(vm, e, DETAILS[0]);
  }

  /** CPython 3.11: Python/pythonrun.c parse_syntax_error; what does not fit makes it an exception like others. */
  private nextDetail(vm: VM, e: Exception, got: Result): Result {
    if (got === null || !this.fits(vm, DETAILS[this.details.length]!, got)) {
      if (got === null) vm.clearException();
      else vm.counts.decref(got);
      this.dropDetails(vm);
      return this.askMessage(vm, e);
    }
    this.details.push(got);
    if (this.details.length < DETAILS.length) return getAttrString(vm, e, DETAILS[this.details.length]!);
    this.stage = GOT_FILENAME;
    const filename = this.details[1]!;
    return filename === vm.none ? vm.newStr("<string>") : str(vm, filename);
  }

  private fits(vm: VM, name: (typeof DETAILS)[number], value: PyObject): boolean {
    if (name === "msg" || name === "filename") return true;
    if (value === vm.none) return name !== "lineno";
    if (name === "text") return isSubtype(value.type, vm.T.str);
    return isSubtype(value.type, vm.T.int) && typeof value.v === "number";
  }

  private dropDetails(vm: VM): void {
    const { details } = this;
    this.details = [];
    vm.counts.decrefAll(details);
  }

  private placeOfSyntaxError(vm: VM, e: Exception, got: Result): Result {
    const filename = this.valueOrNull(vm, got);
    const [msg, , ...rest] = this.details;
    if (filename !== null) {
      const numbers = rest.slice(0, 4).map((o) => (o === vm.none ? null : (o.v as number)));
      const [lineno, offset, endLineno, endOffset] = numbers as [number, number | null, number | null, number | null];
      this.text += `${this.margin}  File "${filename.v as string}", line ${lineno}\n`;
      const line = rest[4]!;
      if (line !== vm.none)
        this.text += errorLineText(line.v as string, lineno, offset ?? -1, endLineno ?? lineno, endOffset ?? -1);
      vm.counts.decref(filename);
      const before = this.shown!;
      this.shown = newRef(msg!);
      vm.counts.decref(before);
    }
    this.dropDetails(vm);
    return this.askMessage(vm, e);
  }

  private askMessage(vm: VM, e: Exception): Result {
    this.stage = GOT_MESSAGE;
    this.text += this.margin + typeText(vm, e.type);
    return this.shown === vm.none ? STOP : str(vm, this.shown!);
  }

  private message(vm: VM, e: Exception, got: Result): Result {
    if (got === null) {
      vm.clearException();
      this.text += ": <exception str() failed>";
    } else if (got !== STOP) {
      if (got.v !== "") this.text += `: ${got.v as string}`;
      vm.counts.decref(got);
    }
    return this.suggest(vm, e);
  }

  /** CPython 3.11: Python/suggestions.c _Py_Offer_Suggestions */
  private suggest(vm: VM, e: Exception): Result {
    const name = exceptionField(e, "name");
    if (name === null || name.type !== vm.T.str) return this.finishLine(vm, "");
    if (isSubtype(e.type, vm.T.NameError)) return this.finishLine(vm, hint(nearestVariable(vm, e, name.v as string)));
    const obj = exceptionField(e, "obj");
    if (obj === null || !isSubtype(e.type, vm.T.AttributeError)) return this.finishLine(vm, "");
    this.stage = GOT_DIR;
    return builtin_dir(vm, vm.none, obj);
  }

  private suggestionFromDir(vm: VM, e: Exception, got: Result): Result {
    const list = this.valueOrNull(vm, got);
    if (list === null) return this.finishLine(vm, "");
    const items = list.v as PyObject[];
    const names = items.map((o) => o.v as unknown);
    const name = exceptionField(e, "name");
    const usable = name !== null && names.every((n): n is string => typeof n === "string");
    const found = usable ? nearestName(names, name.v as string) : null;
    vm.counts.decref(list);
    return this.finishLine(vm, hint(found));
  }

  private finishLine(vm: VM, suggestion: string): Result {
    this.text += `${suggestion}\n`;
    const shown = this.shown!;
    this.shown = null;
    vm.counts.decref(shown);
    this.stage = NOTES;
    return OK;
  }

  /** CPython 3.11: Python/pythonrun.c print_exception_notes */
  private advanceNotes(vm: VM, got: Result): Result {
    const { notes } = this;
    if (notes === null) return this.endException();
    if (this.stage === NOTES) {
      const several = isSequence(vm, notes);
      this.stage = several ? GOT_NOTES_LENGTH : GOT_NOTES_REPR;
      return several ? length(vm, notes) : repr(vm, notes);
    }
    if (this.stage === GOT_NOTES_REPR) {
      const text = this.valueOrNull(vm, got);
      this.text += this.margin + (text === null ? "<__notes__ repr() failed>" : (text.v as string));
      if (text !== null) vm.counts.decref(text);
      return this.dropNotes(vm);
    }
    if (this.stage === GOT_NOTES_LENGTH) {
      const count = this.valueOrNull(vm, got);
      this.noteCount = count === null ? 0 : (count.v as number);
      this.noteIndex = 0;
      if (count !== null) vm.counts.decref(count);
      return this.nextNote(vm);
    }
    return this.oneNote(vm, got);
  }

  private nextNote(vm: VM): Result {
    if (this.noteIndex >= this.noteCount) return this.dropNotes(vm);
    this.stage = GOT_NOTE;
    const index = vm.newInt(this.noteIndex++);
    const r = getItem(vm, this.notes!, index);
    vm.counts.decref(index);
    return r;
  }

  private oneNote(vm: VM, got: Result): Result {
    if (this.stage === GOT_NOTE) {
      if (got === null) {
        vm.clearException();
        return this.dropNotes(vm);
      }
      this.stage = GOT_NOTE_TEXT;
      if (isSubtype(got.type, vm.T.str)) return got;
      const text = str(vm, got);
      vm.counts.decref(got);
      return text;
    }
    const text = this.valueOrNull(vm, got);
    this.text += text === null ? `${this.margin}<note str() failed>\n` : noteText(text.v as string, this.margin);
    if (text !== null) vm.counts.decref(text);
    return this.nextNote(vm);
  }

  private dropNotes(vm: VM): Result {
    const notes = this.notes!;
    this.notes = null;
    vm.counts.decref(notes);
    return this.endException();
  }

  private endException(): Result {
    this.stage = BEGIN;
    this.at++;
    return OK;
  }
}

function hint(name: string | null): string {
  return name === null ? "" : `. Did you mean: '${name}'?`;
}

function noteText(note: string, margin: string): string {
  return `${splitLines(note)
    .map((line) => margin + line)
    .join("")}\n`;
}

const LINE_ENDS = "\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029";

/** str.splitlines(True). */
function splitLines(text: string): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (!LINE_ENDS.includes(text[i]!)) continue;
    if (text[i] === "\r" && text[i + 1] === "\n") i++;
    lines.push(text.slice(from, i + 1));
    from = i + 1;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** CPython 3.11: Python/suggestions.c offer_suggestions_for_name_error: the variables where it happened, then globals, then builtins. */
function nearestVariable(vm: VM, e: Exception, name: string): string | null {
  let t = e.v.traceback as PyObject<TracebackData> | null;
  if (t === null) return null;
  while (t.v.next !== null) t = t.v.next;
  const { frame } = t.v.frame.v as FrameObjectData;
  const locals = nearestName(
    frame.code.localNames.map((n) => n.v),
    name,
  );
  if (locals !== null) return locals;
  for (const namespace of [frame.globals, frame.builtins]) {
    if (namespace === null || !isSubtype(namespace.type, vm.T.dict)) continue;
    const names = dictEntries(namespace).map(([key]) => key.v as unknown);
    if (!names.every((n): n is string => typeof n === "string")) continue;
    const found = nearestName(names, name);
    if (found !== null) return found;
  }
  return null;
}

/**
 * What is printed for an exception that nobody caught: a str. CPython 3.11: Python/pythonrun.c _PyErr_Display
 */
export function exceptionText(vm: VM, e: PyObject): Result {
  if (!isException(e)) return vm.newStr(`TypeError: print_exception(): Exception expected for value, ${e.type.name} found\n`);
  return startFrame(vm, new ExceptionTextFrame(vm, e));
}

/** The message of an exception, without running Python code: of text arguments only. */
function plainMessage(vm: VM, e: Exception): string {
  const args = e.v.args.v;
  if (args.length === 0) return "";
  const [first] = args as [PyObject];
  if (args.length > 1 || first.type !== vm.T.str) return ": <exception str() failed>";
  return first.v === "" ? "" : `: ${first.v as string}`;
}

/** As `exceptionText`, at once and without running Python code: for when the interpreter cannot run any. */
export function renderTraceback(vm: VM, e: PyObject): string {
  const source = hostSourceLines(vm);
  const limit = tracebackLimit(vm);
  let text = "";
  for (const piece of planOf(e, tree(vm))) {
    if ("text" in piece) text += piece.text;
    else {
      const { exception, depth } = piece;
      text += `${tracebackPart(vm, exception, depth, limit, source)}${marginOf(depth)}${typeText(vm, exception.type)}${plainMessage(vm, exception)}\n`;
    }
  }
  return text;
}
