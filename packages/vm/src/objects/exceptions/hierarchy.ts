import type { Types } from "../../bootstrap/types.ts";
import { type PayloadLayout, TPFLAGS_BASE_EXC_SUBCLASS, TPFLAGS_BASETYPE } from "../../object.ts";
import { genericGetAttr, genericSetAttr } from "../../protocol/attribute.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import {
  BaseException_init,
  BaseException_new,
  BaseException_repr,
  BaseException_str,
  baseExceptionGetset,
  baseExceptionMethods,
} from "./base-exception.ts";
import { exceptionLayout } from "./exception.ts";
import { baseExceptionGroupParts, exceptionGroupParts } from "./group.ts";
import {
  attributeErrorParts,
  importErrorParts,
  keyErrorParts,
  nameErrorParts,
  stopIterationParts,
  systemExitParts,
} from "./keyword-errors.ts";
import { osErrorInit, osErrorParts } from "./os-error.ts";
import { syntaxErrorParts } from "./syntax-error.ts";
import { unicodeDecodeErrorParts, unicodeEncodeErrorParts, unicodeTranslateErrorParts } from "./unicode-error.ts";

type Name = keyof Types;
type Parts = Omit<TypeSpec, "name" | "base" | "doc">;

/** What SimpleExtendsException fills: construction as BaseException's, under its own name. */
const simple: Parts = { flags: TPFLAGS_BASETYPE, slots: { tp_new: BaseException_new, tp_init: BaseException_init } };

/** What MiddlingExtendsException fills: `__init__` alone. */
function initOf(parts: Parts): Parts {
  return { flags: TPFLAGS_BASETYPE, slots: { tp_init: parts.slots!.tp_init! } };
}

const baseException: TypeSpec = {
  name: "BaseException",
  layout: exceptionLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_BASE_EXC_SUBCLASS,
  hasDict: true,
  doc: "Common base class for all exceptions",
  slots: {
    tp_new: BaseException_new,
    tp_init: BaseException_init,
    tp_repr: BaseException_repr,
    tp_str: BaseException_str,
    tp_getattro: genericGetAttr,
    tp_setattro: genericSetAttr,
  },
  methods: baseExceptionMethods,
  getset: baseExceptionGetset,
};

const osSubclass: Parts = { flags: TPFLAGS_BASETYPE, slots: osErrorInit! };
const importSubclass = initOf(importErrorParts);
const nameSubclass = initOf(nameErrorParts);
const syntaxSubclass = initOf(syntaxErrorParts);
const keyError: Parts = { ...keyErrorParts, slots: { tp_init: BaseException_init, ...keyErrorParts.slots } };

/** Name, base, documentation, and what is special about it; in the order in which the module `builtins` has them. */
const table: readonly (readonly [Name, Name, string, Parts?])[] = [
  ["BaseExceptionGroup", "BaseException", "A combination of multiple unrelated exceptions.", baseExceptionGroupParts],
  ["Exception", "BaseException", "Common base class for all non-exit exceptions."],
  ["GeneratorExit", "BaseException", "Request that a generator exit."],
  ["KeyboardInterrupt", "BaseException", "Program interrupted by user."],
  ["SystemExit", "BaseException", "Request to exit from the interpreter.", systemExitParts],
  ["ArithmeticError", "Exception", "Base class for arithmetic errors."],
  ["AssertionError", "Exception", "Assertion failed."],
  ["AttributeError", "Exception", "Attribute not found.", attributeErrorParts],
  ["BufferError", "Exception", "Buffer error."],
  ["EOFError", "Exception", "Read beyond end of file."],
  ["ImportError", "Exception", "Import can't find module, or can't find name in module.", importErrorParts],
  ["LookupError", "Exception", "Base class for lookup errors."],
  ["MemoryError", "Exception", "Out of memory."],
  ["NameError", "Exception", "Name not found globally.", nameErrorParts],
  ["OSError", "Exception", "Base class for I/O related errors.", osErrorParts],
  ["ReferenceError", "Exception", "Weak ref proxy used after referent went away."],
  ["RuntimeError", "Exception", "Unspecified run-time error."],
  ["StopAsyncIteration", "Exception", "Signal the end from iterator.__anext__()."],
  ["StopIteration", "Exception", "Signal the end from iterator.__next__().", stopIterationParts],
  ["SyntaxError", "Exception", "Invalid syntax.", syntaxErrorParts],
  [
    "SystemError",
    "Exception",
    "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.",
  ],
  ["TypeError", "Exception", "Inappropriate argument type."],
  ["ValueError", "Exception", "Inappropriate argument value (of correct type)."],
  ["Warning", "Exception", "Base class for warning categories."],
  ["FloatingPointError", "ArithmeticError", "Floating point operation failed."],
  ["OverflowError", "ArithmeticError", "Result too large to be represented."],
  ["ZeroDivisionError", "ArithmeticError", "Second argument to a division or modulo operation was zero."],
  [
    "BytesWarning",
    "Warning",
    "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.",
  ],
  ["DeprecationWarning", "Warning", "Base class for warnings about deprecated features."],
  ["EncodingWarning", "Warning", "Base class for warnings about encodings."],
  ["FutureWarning", "Warning", "Base class for warnings about constructs that will change semantically\nin the future."],
  ["ImportWarning", "Warning", "Base class for warnings about probable mistakes in module imports"],
  ["PendingDeprecationWarning", "Warning", "Base class for warnings about features which will be deprecated\nin the future."],
  ["ResourceWarning", "Warning", "Base class for warnings about resource usage."],
  ["RuntimeWarning", "Warning", "Base class for warnings about dubious runtime behavior."],
  ["SyntaxWarning", "Warning", "Base class for warnings about dubious syntax."],
  [
    "UnicodeWarning",
    "Warning",
    "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.",
  ],
  ["UserWarning", "Warning", "Base class for warnings generated by user code."],
  ["BlockingIOError", "OSError", "I/O operation would block.", osSubclass],
  ["ChildProcessError", "OSError", "Child process error.", osSubclass],
  ["ConnectionError", "OSError", "Connection error.", osSubclass],
  ["FileExistsError", "OSError", "File already exists.", osSubclass],
  ["FileNotFoundError", "OSError", "File not found.", osSubclass],
  ["InterruptedError", "OSError", "Interrupted by signal.", osSubclass],
  ["IsADirectoryError", "OSError", "Operation doesn't work on directories.", osSubclass],
  ["NotADirectoryError", "OSError", "Operation only works on directories.", osSubclass],
  ["PermissionError", "OSError", "Not enough permissions.", osSubclass],
  ["ProcessLookupError", "OSError", "Process not found.", osSubclass],
  ["TimeoutError", "OSError", "Timeout expired.", osSubclass],
  ["IndentationError", "SyntaxError", "Improper indentation.", syntaxSubclass],
  ["IndexError", "LookupError", "Sequence index out of range."],
  ["KeyError", "LookupError", "Mapping key not found.", keyError],
  ["ModuleNotFoundError", "ImportError", "Module not found.", importSubclass],
  ["NotImplementedError", "RuntimeError", "Method or function hasn't been implemented yet."],
  ["RecursionError", "RuntimeError", "Recursion limit exceeded."],
  ["UnboundLocalError", "NameError", "Local name referenced but not bound to a value.", nameSubclass],
  ["UnicodeError", "ValueError", "Unicode related error."],
  ["BrokenPipeError", "ConnectionError", "Broken pipe.", osSubclass],
  ["ConnectionAbortedError", "ConnectionError", "Connection aborted.", osSubclass],
  ["ConnectionRefusedError", "ConnectionError", "Connection refused.", osSubclass],
  ["ConnectionResetError", "ConnectionError", "Connection reset.", osSubclass],
  ["TabError", "IndentationError", "Improper mixture of spaces and tabs.", syntaxSubclass],
  ["UnicodeDecodeError", "UnicodeError", "Unicode decoding error.", unicodeDecodeErrorParts],
  ["UnicodeEncodeError", "UnicodeError", "Unicode encoding error.", unicodeEncodeErrorParts],
  ["UnicodeTranslateError", "UnicodeError", "Unicode translation error.", unicodeTranslateErrorParts],
];

/**
 * Every built-in exception, bases first: `vm.T[name] = typeFromSpec(vm, spec)` for each. `ExceptionGroup` gets its second base, Exception, while it
 * is made. CPython 3.11: Objects/exceptions.c static_exceptions
 */
export const exceptionSpecs: readonly (readonly [name: Name, spec: TypeSpec])[] = [
  ["BaseException", baseException],
  ...table.map(([name, base, doc, parts]): readonly [Name, TypeSpec] => [
    name,
    { ...(parts ?? simple), name, base: (vm) => vm.T[base], doc },
  ]),
  ["ExceptionGroup", { ...exceptionGroupParts, name: "ExceptionGroup", base: (vm) => vm.T.BaseExceptionGroup }],
];
