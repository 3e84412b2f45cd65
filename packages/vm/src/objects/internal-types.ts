import { newRef, touchPayload } from "@vivarium/heap";
import { callNoArgs } from "../eval/call.ts";
import { endFrame } from "../eval/enter-simple.ts";
import { andThen } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  leafLayout,
  OK,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
} from "../object.ts";
import { genericSetAttr, getAttrString, materializeDict } from "../protocol/attribute.ts";
import { compareBool, richCompare } from "../protocol/compare.ts";
import { registerAsInt, setPointerHash } from "../protocol/hash.ts";
import { addressText } from "../protocol/repr.ts";
import { address } from "./address.ts";
import { cellLayout, newCell } from "./cell.ts";
import { type Code, codeLayout } from "./code.ts";
import { code_compare, code_hash, codeGetset, codeMethods } from "./code-methods.ts";
import { code_new } from "./code-new.ts";
import { dictEntries, dictGetStringBorrowed, dictSetString, dictStealString } from "./dict/dict.ts";
import { frame_setlineno } from "./frame-jump.ts";
import { frameLasti, frameLineno, frameLocals } from "./frame-locals.ts";
import { type FrameObjectData, frameObjectLayout, frameObjectOf, pythonFrameBelow } from "./frame-object.ts";
import type { GeneratorData } from "./generator.ts";
import { gen_finalize } from "./generator-methods.ts";
import { deprecationWarning } from "./int/deprecation.ts";
import { type ModuleData, moduleDict, moduleGetAttr, moduleLayout } from "./module.ts";
import { moduleRepr } from "./module-repr.ts";
import { type TracebackData, tracebackLayout } from "./traceback.ts";
import { isSubtype } from "./type/mro.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/*
 * None, NotImplemented, Ellipsis, and the types of what the interpreter itself is made of.
 */

type Args = readonly PyObject[];

function singleton(name: string, text: string, value: (vm: VM) => PyObject, truthValue: boolean): TypeSpec {
  return {
    name,
    layout: leafLayout,
    slots: {
      tp_repr: (vm) => vm.newStr(text),
      ...(truthValue ? {} : { nb_bool: (vm: VM) => vm.newBool(false) }),
      tp_hash: (vm, self) => {
        setPointerHash(address(vm, self));
        return registerAsInt(vm);
      },
      tp_new: (vm, _type, args) => (args.length > 0 ? vm.raise(vm.T.TypeError, `${name} takes no arguments`) : newRef(value(vm))),
    },
    ...(name === "NoneType" ? {} : { methods: [method("__reduce__", "($self, /)", (vm) => vm.newStr(text))] }),
  };
}

export const noneSpec: TypeSpec = singleton("NoneType", "None", (vm) => vm.none, false);
/** CPython 3.11: Objects/object.c notimplemented_bool */
function notImplementedBool(vm: VM): Result {
  return andThen(vm, deprecationWarning(vm, "NotImplemented should not be used in a boolean context"), giveTrue);
}

function giveTrue(vm: VM, warned: PyObject): Result {
  if (warned !== OK) vm.counts.decref(warned);
  return vm.newBool(true);
}

const notImplemented: TypeSpec = singleton("NotImplementedType", "NotImplemented", (vm) => vm.notImplemented, true);
export const notImplementedSpec: TypeSpec = {
  ...notImplemented,
  slots: { ...notImplemented.slots, nb_bool: notImplementedBool },
};
export const ellipsisSpec: TypeSpec = singleton("ellipsis", "Ellipsis", (vm) => vm.ellipsis, true);

// --- Cells --------------------------------------------------------------------------------------------------------------------

function cell_compare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (b.type !== vm.T.cell) return vm.newNotImplemented();
  const x = a.v as PyObject | null;
  const y = b.v as PyObject | null;
  if (x !== null && y !== null) return richCompare(vm, x, y, op);
  const m = vm.newInt(y === null ? 1 : 0);
  const n = vm.newInt(x === null ? 1 : 0);
  return compareBool(vm, m, n, op);
}

export const cellSpec: TypeSpec = {
  name: "cell",
  layout: cellLayout as PayloadLayout,
  slots: {
    tp_new: (vm, _type, args) => newCell(vm, args.length > 0 ? newRef(args[0]!) : null),
    tp_richcompare: cell_compare,
    tp_repr: (vm, self) => {
      const content = self.v as PyObject | null;
      const what = content === null ? "empty" : `${content.type.name} object at ${addressText(vm, content)}`;
      return vm.newStr(`<cell at ${addressText(vm, self)}: ${what}>`);
    },
  },
  getset: [
    {
      name: "cell_contents",
      get: (vm, self) => (self.v === null ? vm.raise(vm.T.ValueError, "Cell is empty") : newRef(self.v as PyObject)),
      set: (vm, self, value) => {
        touchPayload(self);
        const old = self.v as PyObject | null;
        self.v = value === null ? null : newRef(value);
        if (old !== null) vm.counts.decref(old);
        return OK;
      },
    },
  ],
};

// --- Code ---------------------------------------------------------------------------------------------------------------------

export const codeSpec: TypeSpec = {
  name: "code",
  layout: codeLayout as PayloadLayout,
  hasWeakrefs: true,
  slots: {
    tp_new: code_new,
    tp_richcompare: code_compare,
    tp_hash: code_hash,
    tp_repr: (vm, self) => {
      const code = self.v as Code;
      return vm.newStr(
        `<code object ${code.name.v} at ${addressText(vm, self)}, file "${code.filename.v}", line ${code.co.co_firstlineno}>`,
      );
    },
  },
  methods: codeMethods,
  getset: codeGetset,
};

// --- Frames and tracebacks ----------------------------------------------------------------------------------------------------

function frame_back(vm: VM, self: PyObject): Result {
  const data = self.v as FrameObjectData;
  if (data.ended) return newRef(data.back ?? vm.none);
  const back = pythonFrameBelow(data.frame);
  return back === null ? vm.newNone() : newRef(frameObjectOf(vm, back));
}

export const frameSpec: TypeSpec = {
  name: "frame",
  layout: frameObjectLayout as PayloadLayout,
  slots: {
    tp_repr: (vm, self) => {
      const { frame } = self.v as FrameObjectData;
      return vm.newStr(
        `<frame at ${addressText(vm, self)}, file '${frame.code.filename.v}', line ${frameLineno(frame)}, code ${frame.code.name.v}>`,
      );
    },
  },
  methods: [
    method("clear", "($self, /)", frame_clear),
    method("__sizeof__", "($self, /)", (vm, self) => vm.newInt(120 + 8 * (self.v as FrameObjectData).frame.code.frameSize)),
  ],
  getset: [
    { name: "f_back", get: frame_back },
    { name: "f_code", get: (_vm, self) => newRef((self.v as FrameObjectData).frame.code.object) },
    { name: "f_builtins", get: (_vm, self) => newRef((self.v as FrameObjectData).frame.builtins) },
    { name: "f_globals", get: (_vm, self) => newRef((self.v as FrameObjectData).frame.globals) },
    { name: "f_locals", get: (vm, self) => frameLocals(vm, (self.v as FrameObjectData).frame, self) },
    { name: "f_lasti", get: (vm, self) => vm.newInt(frameLasti((self.v as FrameObjectData).frame)) },
    { name: "f_lineno", get: frame_getlineno, set: frame_setlineno },
    { name: "f_trace", get: (vm, self) => newRef((self.v as FrameObjectData).trace ?? vm.none), set: setTrace },
    { name: "f_trace_lines", get: (vm, self) => vm.newBool((self.v as FrameObjectData).traceLines), set: setTraceLines },
    { name: "f_trace_opcodes", get: (vm, self) => vm.newBool((self.v as FrameObjectData).traceOpcodes), set: setTraceOpcodes },
  ],
};

/** CPython 3.11: Objects/frameobject.c frame_getlineno */
function frame_getlineno(vm: VM, self: PyObject): Result {
  const line = frameLineno((self.v as FrameObjectData).frame);
  // While a trace function is told, the frame has the line of the instruction, none included.
  return line < 0 && (vm.thread.trace?.event ?? null) === null ? vm.newNone() : vm.newInt(line);
}

function setTrace(vm: VM, self: PyObject, value: PyObject | null): Result {
  const data = self.v as FrameObjectData;
  touchPayload(self);
  const old = data.trace;
  data.trace = value === null || value === vm.none ? null : newRef(value);
  if (old !== null) vm.counts.decref(old);
  return OK;
}

/** CPython 3.11: Python/structmember.c PyMember_SetOne, T_BOOL */
function checkBool(vm: VM, value: PyObject | null): value is PyObject {
  if (value === vm.true_ || value === vm.false_) return true;
  vm.raise(vm.T.TypeError, value === null ? "can't delete numeric/char attribute" : "attribute value type must be bool");
  return false;
}

function setTraceLines(vm: VM, self: PyObject, value: PyObject | null): Result {
  if (!checkBool(vm, value)) return null;
  touchPayload(self);
  (self.v as FrameObjectData).traceLines = value === vm.true_;
  return OK;
}

function setTraceOpcodes(vm: VM, self: PyObject, value: PyObject | null): Result {
  if (value !== vm.true_ && value !== vm.false_) return vm.raise(vm.T.TypeError, "attribute value type must be bool");
  touchPayload(self);
  (self.v as FrameObjectData).traceOpcodes = value === vm.true_;
  return OK;
}

/** CPython 3.11: Objects/frameobject.c frame_clear */
function frame_clear(vm: VM, self: PyObject): Result {
  const { frame, ended } = self.v as FrameObjectData;
  if (ended) return clearSlots(vm, self);
  const g = frame.generator as PyObject<GeneratorData> | null;
  if (g === null || g.v.state === "executing") return vm.raise(vm.T.RuntimeError, "cannot clear an executing frame");
  return andThen(vm, gen_finalize(vm, g), clearGenerator, self, g);
}

/** The generator has been closed; one that was never started has not been ended by that. */
function clearGenerator(vm: VM, value: PyObject, self: PyObject | null, g: PyObject | null): Result {
  if (value !== OK && value !== STOP) vm.counts.decref(value);
  if ((self!.v as FrameObjectData).ended) return clearSlots(vm, self!);
  const data = g!.v as GeneratorData;
  touchPayload(g!);
  data.state = "completed";
  data.frame = null;
  const { frame } = self!.v as FrameObjectData;
  frame.generator = null;
  endFrame(vm, frame);
  return (self!.v as FrameObjectData).ended ? clearSlots(vm, self!) : vm.newNone();
}

function clearSlots(vm: VM, self: PyObject): Result {
  const { frame } = self.v as FrameObjectData;
  touchPayload(self);
  const refs: PyObject[] = [];
  for (let i = 0; i < frame.sp; i++) {
    const o = frame.slots[i]!;
    if (o !== null) refs.push(o);
    frame.slots[i] = null;
  }
  vm.counts.decrefAll(refs);
  return vm.newNone();
}

export const tracebackSpec: TypeSpec = {
  name: "traceback",
  layout: tracebackLayout as PayloadLayout,
  slots: { tp_new: traceback_new },
  getset: [
    { name: "tb_next", get: (vm, self) => newRef((self.v as TracebackData).next ?? vm.none), set: setNext },
    { name: "tb_frame", member: true, get: (_vm, self) => newRef((self.v as TracebackData).frame) },
    { name: "tb_lasti", member: true, get: (vm, self) => vm.newInt((self.v as TracebackData).lasti) },
    { name: "tb_lineno", get: (vm, self) => vm.newInt((self.v as TracebackData).lineno) },
  ],
};

/** CPython 3.11: Python/traceback.c tb_next_set */
function setNext(vm: VM, self: PyObject, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "can't delete tb_next attribute");
  if (value !== vm.none && value.type !== vm.T.traceback)
    return vm.raise(vm.T.TypeError, `expected traceback object, got '${value.type.name}'`);
  for (let t: PyObject<TracebackData> | null = value === vm.none ? null : value; t !== null; t = t.v.next)
    if (t === self) return vm.raise(vm.T.ValueError, "traceback loop detected");
  touchPayload(self);
  const data = self.v as TracebackData;
  const old = data.next;
  data.next = value === vm.none ? null : newRef(value);
  if (old !== null) vm.counts.decref(old);
  return OK;
}

function traceback_new(vm: VM, type: PyType, args: Args): Result {
  if (args.length !== 4) return vm.raise(vm.T.TypeError, `TracebackType expected 4 arguments, got ${args.length}`);
  const [next, frame, lasti, lineno] = args as [PyObject, PyObject, PyObject, PyObject];
  if (next !== vm.none && next.type !== vm.T.traceback)
    return vm.raise(vm.T.TypeError, `expected traceback object or None, got '${next.type.name}'`);
  if (frame.type !== vm.T.frame)
    return vm.raise(vm.T.TypeError, `TracebackType() argument 'tb_frame' must be frame, not ${frame.type.name}`);
  return alloc<TracebackData>(vm, type, {
    next: next === vm.none ? null : newRef(next),
    frame: newRef(frame),
    lasti: lasti.v as number,
    lineno: lineno.v as number,
  });
}

// --- Modules ------------------------------------------------------------------------------------------------------------------

function module_new(vm: VM, type: PyType): Result {
  return alloc<ModuleData>(vm, type, { name: "", state: null });
}

function module_init(vm: VM, self: PyObject, args: Args, kwnames: readonly PyObject[] | null): Result {
  const given = args.slice(0, args.length - (kwnames?.length ?? 0));
  const named = (kwnames ?? []).map((k, i) => [k.v as string, args[given.length + i]!] as const);
  const name = given[0] ?? named.find(([k]) => k === "name")?.[1];
  const doc = given[1] ?? named.find(([k]) => k === "doc")?.[1];
  if (name === undefined) return vm.raise(vm.T.TypeError, "module() missing required argument 'name' (pos 1)");
  if (!isSubtype(name.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `module() argument 'name' must be str, not ${name.type.name}`);
  const dict = moduleDict(vm, self);
  const key = vm.intern("__name__");
  dictSetString(vm, dict, key, name);
  vm.counts.decref(key);
  dictStealString(vm, dict, "__doc__", newRef(doc ?? vm.none));
  for (const n of ["__package__", "__loader__", "__spec__"]) dictStealString(vm, dict, n, vm.newNone());
  return OK;
}

/** CPython 3.11: Objects/moduleobject.c module_dir */
function module_dir(vm: VM, self: PyObject): Result {
  return andThen(vm, getAttrString(vm, self, "__dict__"), namesIn);
}

function namesIn(vm: VM, dict: PyObject): Result {
  if (!isSubtype(dict.type, vm.T.dict)) {
    vm.counts.decref(dict);
    return vm.raise(vm.T.TypeError, "<module>.__dict__ is not a dictionary");
  }
  const own = dictGetStringBorrowed(vm, dict, "__dir__");
  const r = own === null ? vm.newList(dictEntries(dict).map(([key]) => newRef(key))) : callNoArgs(vm, own);
  vm.counts.decref(dict);
  return r;
}

export const moduleSpec: TypeSpec = {
  name: "module",
  layout: moduleLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  hasDict: true,
  hasWeakrefs: true,
  slots: {
    tp_new: module_new,
    tp_init: module_init,
    tp_getattro: moduleGetAttr,
    tp_setattro: genericSetAttr,
    tp_repr: moduleRepr,
  },
  methods: [method("__dir__", "($self, /)", module_dir)],
  getset: [{ name: "__dict__", member: true, get: (vm, self) => newRef(materializeDict(vm, self)) }],
};
