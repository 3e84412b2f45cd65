/** `class`: the body is a function that fills a namespace, which `__build_class__` calls. */
import type { ClassDef } from "@vivarium/parser";
import { op } from "../opcodes.ts";
import { callWith } from "./calls.ts";
import { type Compiler, NO_LOCATION, NONE } from "./compiler.ts";
import { visitExpressions } from "./expressions.ts";
import { applyDecorators, makeClosure } from "./functions.ts";
import { emitNameOp } from "./names.ts";
import { visitBody } from "./statements.ts";

function visitClassBody(c: Compiler, s: ClassDef): void {
  c.u.privateName = s.name;
  emitNameOp(c, "__name__", "Load");
  emitNameOp(c, "__module__", "Store");
  c.loadString(c.u.qualname);
  emitNameOp(c, "__qualname__", "Store");
  visitBody(c, s.body);
  c.u.location = NO_LOCATION;
  if (c.u.scope.needsClassClosure) {
    // The cell of __class__, for type.__new__ to fill.
    c.emitArg(op.LOAD_CLOSURE, 0);
    c.emitArg(op.COPY, 1);
    emitNameOp(c, "__classcell__", "Store");
  } else c.loadConst(NONE);
  c.emit(op.RETURN_VALUE);
}

/** CPython 3.11: Python/compile.c compiler_class */
export function visitClassDef(c: Compiler, s: ClassDef): void {
  visitExpressions(c, s.decorator_list);
  c.enterScope(s.name, "class", s, s.decorator_list[0]?.lineno ?? s.lineno);
  visitClassBody(c, s);
  const code = c.exitScope(true);
  c.emit(op.PUSH_NULL);
  c.emit(op.LOAD_BUILD_CLASS);
  makeClosure(c, code, 0);
  c.loadString(s.name);
  callWith(c, 2, s.bases, s.keywords);
  applyDecorators(c, s.decorator_list);
  emitNameOp(c, s.name, "Store");
}
