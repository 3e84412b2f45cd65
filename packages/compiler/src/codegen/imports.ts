/** `import a.b as c` and `from a import b`. */
import type { Import, ImportFrom } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import { op } from "../opcodes.ts";
import { type Compiler, NONE } from "./compiler.ts";
import { emitNameOp } from "./names.ts";

/** IMPORT_NAME has given the top package: walks down to the module (CPython 3.11: Python/compile.c compiler_import_as). */
function importAs(c: Compiler, name: string, asname: string): void {
  const [, ...attributes] = name.split(".");
  attributes.forEach((attribute, i) => {
    if (i > 0) {
      c.emitArg(op.SWAP, 2);
      c.emit(op.POP_TOP);
    }
    c.emitName(op.IMPORT_FROM, attribute);
  });
  emitNameOp(c, asname, "Store");
  if (attributes.length > 0) c.emit(op.POP_TOP);
}

/** CPython 3.11: Python/compile.c compiler_import */
export function visitImport(c: Compiler, s: Import): void {
  for (const a of s.names) {
    c.loadInt(0);
    c.loadConst(NONE);
    c.emitName(op.IMPORT_NAME, a.name);
    if (a.asname !== null) importAs(c, a.name, a.asname);
    else {
      const dot = a.name.indexOf(".");
      emitNameOp(c, dot < 0 ? a.name : a.name.slice(0, dot), "Store");
    }
  }
}

/** CPython 3.11: Python/compile.c compiler_from_import */
export function visitImportFrom(c: Compiler, s: ImportFrom): void {
  c.loadInt(s.level ?? 0);
  if (s.lineno > c.settings.future.lineno && s.module === "__future__") c.fail(messages.futureNotAtBeginning);
  c.loadStrings(s.names.map((a) => a.name));
  c.emitName(op.IMPORT_NAME, s.module ?? "");
  for (let i = 0; i < s.names.length; i++) {
    const a = s.names[i]!;
    if (i === 0 && a.name.startsWith("*")) {
      c.emit(op.IMPORT_STAR);
      return;
    }
    c.emitName(op.IMPORT_FROM, a.name);
    emitNameOp(c, a.asname ?? a.name, "Store");
  }
  c.emit(op.POP_TOP);
}
