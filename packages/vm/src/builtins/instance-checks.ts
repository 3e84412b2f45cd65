import { countedCall, enterCall, leaveCall } from "../eval/c-calls.ts";
import { callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, TPFLAGS_TUPLE_SUBCLASS } from "../object.ts";
import { lookupSpecial } from "../protocol/attribute.ts";
import { isInstanceReal, isSubclassReal } from "../protocol/instance-check.ts";
import { truth } from "../protocol/truth.ts";

function isTuple(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0;
}

/** Which of the two questions is asked. */
type Question = "instance" | "subclass";

/** True when one of several classes answers yes. */
class AnyOfFrame extends NativeFrame {
  /** Borrowed. */
  given: { readonly o: PyObject; readonly classes: PyObject<PyObject[]> };
  question: Question;
  position = 0;

  constructor(o: PyObject, classes: PyObject, question: Question) {
    super();
    this.given = { o, classes };
    this.question = question;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got === vm.true_) return got;
      if (got !== OK) vm.counts.decref(got);
      const { o, classes } = this.given;
      const next = classes.v[this.position++];
      if (next === undefined) return vm.newBool(false);
      got = this.question === "instance" ? isInstance(vm, o, next) : isSubclass(vm, o, next);
    }
  }
}

/** Any of a tuple of classes, which may be tuples themselves. */
function anyOf(vm: VM, o: PyObject, classes: PyObject, question: Question): Result {
  if (question === "instance") return countedCall(vm, " in __instancecheck__", instanceOfAny, o, classes);
  return countedCall(vm, " in __subclasscheck__", subclassOfAny, o, classes);
}

function instanceOfAny(vm: VM, o: PyObject, classes: PyObject): Result {
  return startFrame(vm, new AnyOfFrame(o, classes, "instance"));
}

function subclassOfAny(vm: VM, o: PyObject, classes: PyObject): Result {
  return startFrame(vm, new AnyOfFrame(o, classes, "subclass"));
}

/** `isinstance(o, cls)`: True or False. CPython 3.11: Objects/abstract.c object_recursive_isinstance */
export function isInstance(vm: VM, o: PyObject, cls: PyObject): Result {
  if (o.type.object === cls) return vm.newBool(true);
  if (cls.type === vm.T.type) return isInstanceReal(vm, o, cls);
  if (isTuple(cls)) return anyOf(vm, o, cls, "instance");
  return thenBorrowed(vm, lookupSpecial(vm, cls, "__instancecheck__"), askInstance, o, cls, null, 0, true);
}

function askInstance(vm: VM, check: PyObject, o: PyObject | null, cls: PyObject | null): Result {
  if (check === STOP) return isInstanceReal(vm, o!, cls!);
  return askCheck(vm, check, o!, " in __instancecheck__");
}

/** Calls `__instancecheck__` or `__subclasscheck__`; `check` is given away. */
function askCheck(vm: VM, check: PyObject, o: PyObject, where: string): Result {
  if (!enterCall(vm, where)) {
    vm.counts.decref(check);
    return null;
  }
  return dropAfter(vm, leaveCall(vm, then(vm, callOneArg(vm, check, o), truthOf)), check);
}

function truthOf(vm: VM, value: PyObject): Result {
  return dropAfter(vm, truth(vm, value), value);
}

/** `issubclass(derived, cls)`: True or False. CPython 3.11: Objects/abstract.c object_issubclass */
export function isSubclass(vm: VM, derived: PyObject, cls: PyObject): Result {
  if (cls.type === vm.T.type) return derived === cls ? vm.newBool(true) : isSubclassReal(vm, derived, cls);
  if (isTuple(cls)) return anyOf(vm, derived, cls, "subclass");
  return thenBorrowed(vm, lookupSpecial(vm, cls, "__subclasscheck__"), askSubclass, derived, cls, null, 0, true);
}

function askSubclass(vm: VM, check: PyObject, derived: PyObject | null, cls: PyObject | null): Result {
  if (check === STOP) return isSubclassReal(vm, derived!, cls!);
  return askCheck(vm, check, derived!, " in __subclasscheck__");
}
