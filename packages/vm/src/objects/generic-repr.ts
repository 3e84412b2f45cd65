import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { repr, str } from "../protocol/repr.ts";
import type { GenericAliasData } from "./generic-alias.ts";

/** Where the text of one item comes from. CPython 3.11: Objects/genericaliasobject.c ga_repr_item */
type Stage = "next" | "origin" | "args" | "qualname" | "qualnameText" | "module" | "moduleText" | "repr";

/** Texts of the origin and then of each argument. */
class AliasReprFrame extends NativeFrame {
  origin: PyObject;
  args: PyObject<PyObject[]>;
  starred: boolean;
  texts: string[] = [];
  stage: Stage = "next";
  qualname = "";

  constructor(v: GenericAliasData) {
    super();
    this.origin = newRef(v.origin);
    this.args = newRef(v.args);
    this.starred = v.starred;
  }

  private item(): PyObject {
    return this.texts.length === 0 ? this.origin : this.args.v[this.texts.length - 1]!;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.stage === "next") {
        if (this.texts.length > this.args.v.length) return this.whole(vm);
        got = this.begin(vm);
      } else got = this.go(vm, got);
    }
  }

  private whole(vm: VM): Result {
    const [origin, ...args] = this.texts;
    return vm.newStr(`${this.starred ? "*" : ""}${origin}[${args.length === 0 ? "()" : args.join(", ")}]`);
  }

  private begin(vm: VM): Result {
    const item = this.item();
    if (item === vm.ellipsis) {
      this.texts.push("...");
      return OK;
    }
    this.stage = "origin";
    return lookupAttrString(vm, item, "__origin__");
  }

  /** The next question about the item, or its text at last. */
  private go(vm: VM, got: PyObject): Result {
    const item = this.item();
    switch (this.stage) {
      case "origin":
        if (got === STOP) return this.askQualname(vm);
        vm.counts.decref(got);
        this.stage = "args";
        return lookupAttrString(vm, item, "__args__");
      case "args":
        if (got === STOP) return this.askQualname(vm);
        vm.counts.decref(got);
        return this.askRepr(vm);
      case "qualname":
        if (got === STOP) return this.askRepr(vm);
        return this.textOf(vm, got, "qualnameText");
      case "qualnameText":
        this.qualname = got.v as string;
        vm.counts.decref(got);
        this.stage = "module";
        return lookupAttrString(vm, item, "__module__");
      case "module":
        if (got === STOP || got === vm.none) {
          if (got !== STOP) vm.counts.decref(got);
          return this.askRepr(vm);
        }
        return this.textOf(vm, got, "moduleText");
      case "moduleText": {
        const module = got.v as string;
        vm.counts.decref(got);
        this.texts.push(module === "builtins" ? this.qualname : `${module}.${this.qualname}`);
        this.stage = "next";
        return OK;
      }
      default:
        this.texts.push(got.v as string);
        vm.counts.decref(got);
        this.stage = "next";
        return OK;
    }
  }

  private askQualname(vm: VM): Result {
    this.stage = "qualname";
    return lookupAttrString(vm, this.item(), "__qualname__");
  }

  private askRepr(vm: VM): Result {
    this.stage = "repr";
    return repr(vm, this.item());
  }

  private textOf(vm: VM, value: PyObject, stage: Stage): Result {
    this.stage = stage;
    return dropAfter(vm, str(vm, value), value);
  }
}

/** CPython 3.11: ga_repr */
export function aliasRepr(vm: VM, v: GenericAliasData): Result {
  return startFrame(vm, new AliasReprFrame(v));
}
