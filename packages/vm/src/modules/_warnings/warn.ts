import { newRef } from "@vivarium/heap";
import { isSubclass } from "../../builtins/instance-checks.ts";
import { callMethod, callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import { dictGet, dictGetStringBorrowed, dictSet, dictStealString } from "../../objects/dict/dict.ts";
import { dict_clear } from "../../objects/dict/methods.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { raiseObject } from "../../objects/exceptions/raise.ts";
import { isSubtype, isType } from "../../objects/type/mro.ts";
import { lookupAttrString } from "../../protocol/attribute.ts";
import { str } from "../../protocol/repr.ts";
import { truth } from "../../protocol/truth.ts";
import { hostSourceLines } from "../../traceback/source-lines.ts";
import { warningsState } from "./state.ts";

/** What `warn_explicit` was given; all owned by the frame, null where left out. */
export interface WarningRequest {
  category: PyObject;
  message: PyObject;
  filename: PyObject;
  lineno: number;
  module: PyObject;
  registry: PyObject | null;
  sourceline: PyObject | null;
  source: PyObject | null;
}

type Stage =
  | "text"
  | "message"
  | "made"
  | "registry"
  | "filters"
  | "filter"
  | "category"
  | "text-match"
  | "module-match"
  | "default"
  | "act"
  | "once"
  | "show"
  | "shown"
  | "done";

/** An attribute of the module `warnings`, if it is loaded; STOP otherwise. CPython 3.11: Python/_warnings.c get_warnings_attr */
function warningsAttr(vm: VM, name: string): Result {
  const module = dictGetStringBorrowed(vm, vm.modules, "warnings");
  return module === null ? STOP : lookupAttrString(vm, module, name);
}

/** Does a filter's pattern (None, a string, a compiled expression) take `text`: True or False. CPython 3.11: check_matched */
function matches(vm: VM, pattern: PyObject, text: PyObject): Result {
  if (pattern === vm.none) return vm.newBool(true);
  if (pattern.type === vm.T.str) return vm.newBool(pattern.v === text.v);
  return then(vm, callMethod(vm, pattern, "match", [text]), truthOf);
}

function truthOf(vm: VM, value: PyObject): Result {
  const r = truth(vm, value);
  vm.counts.decref(value);
  return r;
}

/** Is `key` true in the registry, which is emptied when the filters have changed; sets it if asked. True or False. CPython 3.11: already_warned */
function alreadyWarned(vm: VM, registry: PyObject<DictTable>, key: PyObject, set: boolean): Result {
  const version = dictGetStringBorrowed(vm, registry, "version");
  const now = warningsState(vm).version;
  if (version === null || version.type !== vm.T.int || version.v !== now) {
    const r = dict_clear(vm, registry);
    if (r !== null && r !== PENDING) vm.counts.decref(r);
    dictStealString(vm, registry, "version", vm.newInt(now));
    return then(vm, STOP, setIfAsked, registry, key, null, set ? 1 : 0, true);
  }
  return then(
    vm,
    then(vm, dictGet(vm, registry, key), truthOrStop, null, null, null, 0, true),
    setIfAsked,
    registry,
    key,
    null,
    set ? 1 : 0,
    true,
  );
}

function truthOrStop(vm: VM, value: PyObject): Result {
  return value === STOP ? STOP : truthOf(vm, value);
}

function setIfAsked(
  vm: VM,
  warned: PyObject,
  registry: PyObject | null,
  key: PyObject | null,
  _c: PyObject | null,
  set: number,
): Result {
  if (warned === vm.true_) return warned;
  if (warned !== STOP) vm.counts.decref(warned);
  return set === 0 ? vm.newBool(false) : then(vm, dictSet(vm, registry!, key!, vm.true_), notYet);
}

function notYet(vm: VM): Result {
  return vm.newBool(false);
}

/** CPython 3.11: Python/_warnings.c warn_explicit */
class WarnFrame extends NativeFrame {
  category: PyObject;
  message: PyObject;
  filename: PyObject;
  lineno: number;
  module: PyObject;
  registry: PyObject | null;
  sourceline: PyObject | null;
  source: PyObject | null;
  text: PyObject | null = null;
  key: PyObject | null = null;
  filters: PyObject | null = null;
  item: PyObject | null = null;
  index = 0;
  action = "";
  stage: Stage = "text";

  constructor(request: WarningRequest) {
    super();
    const keep = <O extends PyObject | null>(o: O): O => (o === null ? o : (newRef(o) as O));
    this.category = keep(request.category);
    this.message = keep(request.message);
    this.filename = keep(request.filename);
    this.lineno = request.lineno;
    this.module = keep(request.module);
    this.registry = keep(request.registry);
    this.sourceline = keep(request.sourceline);
    this.source = keep(request.source);
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.stage === "done") {
        if (got !== OK && got !== STOP) vm.counts.decref(got);
        return vm.newNone();
      }
      got = this.prepare(vm, got);
    }
  }

  /** Text, message, and whether this very warning was given before. */
  private prepare(vm: VM, got: PyObject): Result {
    switch (this.stage) {
      case "text":
        this.stage = "message";
        return isSubtype(this.message.type, vm.T.Warning) ? str(vm, this.message) : newRef(this.message);
      case "message": {
        this.text = got;
        this.stage = "made";
        if (isSubtype(this.message.type, vm.T.Warning)) {
          this.replaceCategory(vm);
          return newRef(this.message);
        }
        return callObject(vm, this.category, [this.message]);
      }
      case "made": {
        const old = this.message;
        this.message = got;
        vm.counts.decref(old);
        this.key = vm.newTuple([newRef(this.text!), newRef(this.category), vm.newInt(this.lineno)]);
        this.stage = "registry";
        return this.registry === null ? vm.newBool(false) : alreadyWarned(vm, this.registry, this.key, false);
      }
      case "registry":
        vm.counts.decref(got);
        this.stage = got === vm.true_ ? "done" : "filters";
        return got === vm.true_ ? OK : warningsAttr(vm, "filters");
      default:
        return this.search(vm, got);
    }
  }

  private replaceCategory(vm: VM): void {
    const old = this.category;
    this.category = newRef(this.message.type.object);
    vm.counts.decref(old);
  }

  /** The first filter that fits. CPython 3.11: get_filter */
  private search(vm: VM, got: PyObject): Result {
    switch (this.stage) {
      case "filters":
        this.filters = got === STOP ? newRef(warningsState(vm).filters) : got;
        if (!isSubtype(this.filters.type, vm.T.list)) return vm.raise(vm.T.ValueError, "_warnings.filters must be a list");
        this.stage = "filter";
        return OK;
      case "filter":
        return this.nextFilter(vm);
      case "category":
        return this.after(vm, got, "text-match", () => matches(vm, this.filterPart(1), this.text!));
      case "text-match":
        return this.after(vm, got, "module-match", () => matches(vm, this.filterPart(3), this.module));
      case "module-match":
        return this.after(vm, got, "act", () => this.checkLine());
      case "default":
        return this.takeDefault(vm, got);
      case "act":
        return this.act(vm);
      default:
        return this.show(vm, got);
    }
  }

  private filterPart(i: number): PyObject {
    return (this.item!.v as PyObject[])[i]!;
  }

  /** On to `stage` if the filter still fits, to the next filter otherwise. */
  private after(vm: VM, got: PyObject, stage: Stage, next: () => Result): Result {
    vm.counts.decref(got);
    if (got !== vm.true_) {
      this.stage = "filter";
      return OK;
    }
    this.stage = stage;
    return next();
  }

  private checkLine(): Result {
    const line = Number(this.filterPart(4).v);
    if (line !== 0 && line !== this.lineno) this.stage = "filter";
    else this.action = this.filterPart(0).v as string;
    return OK;
  }

  private nextFilter(vm: VM): Result {
    const list = this.filters!.v as PyObject[];
    const old = this.item;
    this.item = null;
    if (old !== null) vm.counts.decref(old);
    if (this.index >= list.length) {
      this.stage = "default";
      return warningsAttr(vm, "defaultaction");
    }
    const item = list[this.index]!;
    if (!isSubtype(item.type, vm.T.tuple) || item.v.length !== 5)
      return vm.raise(vm.T.ValueError, `_warnings.filters item ${this.index} isn't a 5-tuple`);
    this.index++;
    this.item = newRef(item);
    const action = this.filterPart(0);
    if (!isSubtype(action.type, vm.T.str)) return vm.raise(vm.T.TypeError, `action must be a string, not '${action.type.name}'`);
    this.stage = "category";
    return isSubclass(vm, this.category, this.filterPart(2));
  }

  private takeDefault(vm: VM, got: PyObject): Result {
    const action = got === STOP ? newRef(warningsState(vm).defaultAction) : got;
    const { name } = action.type;
    const text = isSubtype(action.type, vm.T.str) ? (action.v as string) : null;
    vm.counts.decref(action);
    if (text === null) return vm.raise(vm.T.TypeError, `_warnings.defaultaction must be a string, not '${name}'`);
    this.action = text;
    this.stage = "act";
    return OK;
  }

  /** What the filter says. */
  private act(vm: VM): Result {
    const { action } = this;
    if (action === "error") return raiseObject(vm, newRef(this.message));
    if (action === "ignore") return this.finish();
    this.stage = "once";
    if (action === "always") return vm.newBool(false);
    if (this.registry === null) return this.remember(vm, null);
    return then(vm, dictSet(vm, this.registry, this.key!, vm.true_), okThenRemember);
  }

  private finish(): Result {
    this.stage = "done";
    return OK;
  }

  /** "once" looks at a registry of all modules, "module" at all lines of this one. CPython 3.11: update_registry */
  private remember(vm: VM, registry: PyObject | null): Result {
    let known = registry;
    if (this.action === "once") known ??= warningsState(vm).onceRegistry;
    else if (this.action === "default") return vm.newBool(false);
    else if (this.action !== "module")
      return vm.raise(
        vm.T.RuntimeError,
        `Unrecognized action ('${this.action}') in warnings.filters:\n ${this.item === null ? "???" : "item"}`,
      );
    if (known === null) return vm.newBool(false);
    const key = vm.newTuple([newRef(this.text!), newRef(this.category)]);
    const r = alreadyWarned(vm, known, key, true);
    vm.counts.decref(key);
    return r;
  }

  private show(vm: VM, got: PyObject): Result {
    if (this.stage === "once") {
      if (got === OK) return this.remember(vm, this.registry);
      vm.counts.decref(got);
      if (got === vm.true_) return this.finish();
      this.stage = "show";
      return warningsAttr(vm, "_showwarnmsg");
    }
    if (this.stage === "show" && got === STOP) return this.print(vm);
    return this.callShow(vm, got);
  }

  /** CPython 3.11: call_show_warning */
  private callShow(vm: VM, show: PyObject): Result {
    if (show.type.tp_call === null) {
      vm.counts.decref(show);
      return vm.raise(vm.T.TypeError, "warnings._showwarnmsg() must be set to a callable");
    }
    this.stage = "done";
    const none = vm.none;
    const line = vm.newInt(this.lineno);
    const args = vm.newTuple([
      newRef(this.message),
      newRef(this.category),
      newRef(this.filename),
      line,
      newRef(none),
      newRef(none),
      newRef(this.source ?? none),
    ]);
    const r = then(vm, warningsAttr(vm, "WarningMessage"), callShowWith, show, args, null, 0, true);
    vm.counts.decref(args);
    vm.counts.decref(show);
    return r;
  }

  /** Nobody has loaded `warnings`: the plain text on standard error. CPython 3.11: show_warning */
  private print(vm: VM): Result {
    this.stage = "done";
    const category = isType(vm, this.category) ? (this.category.v as PyType).name : "?";
    let text = `${this.filename.v}:${this.lineno}: ${category}: ${this.text!.v}\n`;
    const line =
      this.sourceline === null ? hostSourceLines(vm)(this.filename.v as string, this.lineno) : (this.sourceline.v as string);
    const shown = line === null ? "" : line.replace(/^[ \t\f]+/, "").trimEnd();
    if (shown !== "") text += `  ${shown}\n`;
    const stderr = dictGetStringBorrowed(vm, vm.sysDict, "stderr");
    if (stderr === null || stderr === vm.none) return OK;
    const written = vm.newStr(text);
    const r = callMethod(vm, stderr, "write", [written]);
    vm.counts.decref(written);
    return r;
  }
}

function okThenRemember(): Result {
  return OK;
}

function callShowWith(vm: VM, cls: PyObject, show: PyObject | null, args: PyObject | null): Result {
  if (cls === STOP) return vm.raise(vm.T.RuntimeError, "unable to get warnings.WarningMessage");
  const r = then(vm, callObject(vm, cls, args!.v as PyObject[]), callWithMessage, show);
  vm.counts.decref(cls);
  return r;
}

function callWithMessage(vm: VM, message: PyObject, show: PyObject | null): Result {
  const r = callObject(vm, show!, [message]);
  vm.counts.decref(message);
  return r;
}

/** Gives None. What the request holds is borrowed. */
export function warnExplicit(vm: VM, request: WarningRequest): Result {
  const { registry } = request;
  if (registry !== null && registry !== vm.none && !isSubtype(registry.type, vm.T.dict))
    return vm.raise(vm.T.TypeError, "'registry' must be a dict or None");
  return startFrame(vm, new WarnFrame({ ...request, registry: registry === vm.none ? null : registry }));
}

/** The category of a warning, borrowed; null with TypeError. CPython 3.11: Python/_warnings.c get_category */
export function categoryOf(vm: VM, message: PyObject, category: PyObject | null): PyObject | null {
  if (isSubtype(message.type, vm.T.Warning)) return message.type.object;
  if (category === null || category === vm.none) return vm.T.UserWarning.object;
  if (isType(vm, category) && isSubtype(category.v as PyType, vm.T.Warning)) return category;
  return vm.raise(vm.T.TypeError, `category must be a Warning subclass, not '${category.type.name}'`);
}

/** CPython 3.11: Python/_warnings.c normalize_module */
export function moduleOfFile(vm: VM, filename: PyObject): PyObject {
  const text = filename.v as string;
  if (text === "") return vm.newStr("<unknown>");
  return text.endsWith(".py") ? vm.newStr(text.slice(0, -3)) : newRef(filename);
}

/** A warning about a place in a text, which no registry keeps from being said again. Gives None. CPython 3.11: Python/_warnings.c PyErr_WarnExplicitObject */
export function warnAboutText(vm: VM, category: PyObject, message: string, filename: string, lineno: number): Result {
  const [text, name] = [vm.newStr(message), vm.newStr(filename)];
  const module = moduleOfFile(vm, name);
  const r = warnExplicit(vm, {
    category,
    message: text,
    filename: name,
    lineno,
    module,
    registry: null,
    sourceline: null,
    source: null,
  });
  vm.counts.decrefAll([text, name, module]);
  return r;
}
