import { newRef } from "@vivarium/heap";
import type { Keywords } from "../eval/arguments.ts";
import { callObject, callTuple, pushFrame } from "../eval/call.ts";
import { NativeFrame, PyFrame } from "../eval/frame.ts";
import { dropAfter, holdWhilePending, startFrame } from "../eval/native-frame.ts";
import { takesStack } from "../eval/takes-stack.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { newDict } from "../objects/dict/dict.ts";
import type { FunctionData } from "../objects/function.ts";
import { isSubtype, isType } from "../objects/type/mro.ts";
import { calculateMetaclass } from "../objects/type/type-new.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { setItem } from "../protocol/sequence.ts";

/** `__build_class__(func, name, *bases, metaclass=None, **kwds)`. CPython 3.11: Python/bltinmodule.c builtin___build_class__ */
function build_class(vm: VM, _module: PyObject, args: PyObject[], keywords: Keywords): Result {
  const T = vm.T;
  if (args.length < 2) return vm.raise(T.TypeError, "__build_class__: not enough arguments");
  const [func, name] = args as [PyObject, PyObject];
  if (func.type !== T.function) return vm.raise(T.TypeError, "__build_class__: func must be a function");
  if (!isSubtype(name.type, T.str)) return vm.raise(T.TypeError, "__build_class__: name is not a string");
  return startFrame(vm, new BuildClassFrame(func, name, args.slice(2), keywords));
}

class BuildClassFrame extends NativeFrame {
  func: PyObject<FunctionData>;
  name: PyObject;
  originalBases: PyObject[];
  bases: PyObject[] = [];
  kwnames: PyObject[] = [];
  kwvalues: PyObject[] = [];
  metaclass: PyObject | null = null;
  namespace: PyObject | null = null;
  cell: PyObject | null = null;
  cls: PyObject | null = null;
  index = 0;
  stage: "bases" | "entries" | "entries-value" | "prepare" | "namespace" | "body" | "original-bases" | "class" = "bases";

  constructor(func: PyObject, name: PyObject, bases: readonly PyObject[], keywords: Keywords) {
    super();
    this.func = newRef(func);
    this.name = newRef(name);
    this.originalBases = bases.map((b) => newRef(b));
    for (const [key, value] of keywords) {
      if (key.v === "metaclass") this.metaclass = newRef(value);
      else {
        this.kwnames.push(newRef(key));
        this.kwvalues.push(newRef(value));
      }
    }
  }

  step(vm: VM, sent: Result): Result {
    let r: Result = sent;
    for (;;) {
      if (r === PENDING) return r;
      if (r === null) return null;
      switch (this.stage) {
        case "bases":
          r = this.nextBase(vm);
          break;
        case "entries":
          r = this.gotEntries(vm, r);
          break;
        case "entries-value":
          r = this.gotReplacement(vm, r);
          break;
        case "prepare":
          r = this.gotPrepare(vm, r);
          break;
        case "namespace":
          r = this.gotNamespace(vm, r);
          break;
        case "body":
          this.cell = r;
          r = this.afterBody(vm);
          break;
        case "original-bases":
          r = this.callMetaclass(vm);
          break;
        case "class":
          return this.finish(vm, r);
      }
    }
  }

  /** CPython 3.11: Python/bltinmodule.c update_bases */
  private nextBase(vm: VM): Result {
    while (this.index < this.originalBases.length) {
      const base = this.originalBases[this.index++]!;
      if (isType(vm, base)) {
        this.bases.push(newRef(base));
        continue;
      }
      this.stage = "entries";
      return lookupAttrString(vm, base, "__mro_entries__");
    }
    return this.prepare(vm);
  }

  private gotEntries(vm: VM, f: PyObject): Result {
    const base = this.originalBases[this.index - 1]!;
    if (f === STOP) {
      this.bases.push(newRef(base));
      return this.nextBase(vm);
    }
    this.stage = "entries-value";
    const tuple = vm.newTuple(this.originalBases.map((b) => newRef(b)));
    return dropAfter(vm, dropAfter(vm, callObject(vm, f, [tuple]), tuple), f);
  }

  private gotReplacement(vm: VM, replacement: PyObject): Result {
    if (!isSubtype(replacement.type, vm.T.tuple)) {
      vm.counts.decref(replacement);
      return vm.raise(vm.T.TypeError, "__mro_entries__ must return a tuple");
    }
    for (const b of replacement.v as PyObject[]) this.bases.push(newRef(b));
    vm.counts.decref(replacement);
    this.stage = "bases";
    return this.nextBase(vm);
  }

  private prepare(vm: VM): Result {
    const first = this.bases[0];
    const given = this.metaclass ?? newRef(first === undefined ? vm.T.type.object : first.type.object);
    this.metaclass = given;
    if (isType(vm, given)) {
      const winner = calculateMetaclass(vm, given.v as PyType, this.bases);
      if (winner === null) return null;
      this.metaclass = newRef(winner.object);
      vm.counts.decref(given);
    }
    this.stage = "prepare";
    return lookupAttrString(vm, this.metaclass, "__prepare__");
  }

  private gotPrepare(vm: VM, prepare: PyObject): Result {
    this.stage = "namespace";
    if (prepare === STOP) return newDict(vm);
    const bases = vm.newTuple(this.bases.map((b) => newRef(b)));
    return dropAfter(vm, dropAfter(vm, this.call(vm, prepare, [this.name, bases, ...this.kwvalues]), bases), prepare);
  }

  /** CPython 3.11: Objects/call.c PyObject_VectorcallDict */
  private call(vm: VM, callable: PyObject, args: PyObject[]): Result {
    if (this.kwnames.length === 0) return callObject(vm, callable, args);
    if (takesStack(vm, callable) || callable === vm.T.type.object)
      return holdWhilePending(vm, callObject(vm, callable, args, this.kwnames), args);
    // The keywords are in a dict already: only the others are packed.
    return holdWhilePending(vm, callTuple(vm, callable, args, this.kwnames), args.slice(0, args.length - this.kwnames.length));
  }

  private gotNamespace(vm: VM, namespace: PyObject): Result {
    this.namespace = namespace;
    if (
      namespace.type.mp_subscript === null ||
      (namespace.type.mp_ass_subscript === null && !isSubtype(namespace.type, vm.T.dict))
    ) {
      const meta = isType(vm, this.metaclass!) ? (this.metaclass!.v as PyType).name : "<metaclass>";
      return vm.raise(vm.T.TypeError, `${meta}.__prepare__() must return a mapping, not ${namespace.type.name}`);
    }
    this.stage = "body";
    const data = this.func.v;
    const code = data.code.v;
    const frame = new PyFrame(code, newRef(this.func), data.globals, data.builtins, newRef(namespace));
    newRef(data.code);
    return pushFrame(vm, frame) ? PENDING : null;
  }

  private afterBody(vm: VM): Result {
    this.stage = "original-bases";
    const same = this.bases.length === this.originalBases.length && this.bases.every((b, i) => b === this.originalBases[i]);
    if (same) return OK;
    const key = vm.intern("__orig_bases__");
    const tuple = vm.newTuple(this.originalBases.map((b) => newRef(b)));
    return dropAfter(vm, dropAfter(vm, setItem(vm, this.namespace!, key, tuple), key), tuple);
  }

  private callMetaclass(vm: VM): Result {
    this.stage = "class";
    const bases = vm.newTuple(this.bases.map((b) => newRef(b)));
    return dropAfter(vm, this.call(vm, this.metaclass!, [this.name, bases, this.namespace!, ...this.kwvalues]), bases);
  }

  /** The class cell that the body gave must hold the class now. */
  private finish(vm: VM, cls: PyObject): Result {
    const cell = this.cell!;
    if (isType(vm, cls) && cell.type === vm.T.cell) {
      const content = cell.v as PyObject | null;
      if (content === null) {
        this.cls = cls;
        return vm.raise(
          vm.T.RuntimeError,
          `__class__ not set defining ${reprOf(this.name)} as ${className(cls)}. Was __classcell__ propagated to type.__new__?`,
        );
      }
      if (content !== cls) {
        this.cls = cls;
        return vm.raise(
          vm.T.TypeError,
          `__class__ set to ${className(content)} defining ${reprOf(this.name)} as ${className(cls)}`,
        );
      }
    }
    return cls;
  }
}

function reprOf(name: PyObject): string {
  return `'${name.v}'`;
}

function className(o: PyObject): string {
  const t = o.v as PyType;
  return `<class '__main__.${t.qualname?.v ?? t.name}'>`;
}

export const buildClass: MethodSpec = method("__build_class__", "(*args, **kwargs)", build_class, {
  convention: "METH_FASTCALL|METH_KEYWORDS",
  doc: "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement.",
});
