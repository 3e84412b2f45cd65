import type { Keywords } from "../eval/arguments.ts";
import { callObject } from "../eval/call.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { ascii, format, repr } from "../protocol/repr.ts";
import * as attributes from "./attributes.ts";
import { isInstance, isSubclass } from "./instance-checks.ts";
import * as iteration from "./iteration.ts";
import { builtin_max, builtin_min } from "./min-max.ts";
import * as numbers from "./numbers.ts";
import { builtin_print } from "./print.ts";
import { builtin_sorted } from "./sorted.ts";
import { builtin_sum } from "./sum.ts";

/** CPython 3.11: Python/bltinmodule.c builtin_callable; Objects/object.c PyCallable_Check */
function builtin_callable(vm: VM, _module: PyObject, o: PyObject): Result {
  return vm.newBool(o.type.tp_call !== null || o.type === vm.T.function);
}

/** CPython 3.11: builtin_format_impl */
function builtin_format(vm: VM, _module: PyObject, value: PyObject, spec: PyObject | null): Result {
  if (spec !== null && !isSubtype(spec.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `format() argument 2 must be str, not ${spec.type.name}`);
  return format(vm, value, spec);
}

/** CPython 3.11: builtin_breakpoint */
function builtin_breakpoint(vm: VM, _module: PyObject, args: PyObject[], keywords: Keywords): Result {
  const hook = dictGetStringBorrowed(vm, vm.sysDict, "breakpointhook");
  if (hook === null) return vm.raise(vm.T.RuntimeError, "lost sys.breakpointhook");
  const names = keywords.map(([name]) => name);
  return callObject(vm, hook, [...args, ...keywords.map(([, value]) => value)], names.length === 0 ? null : names);
}

const minMaxDoc = (name: string, what: string): string =>
  `${name}(iterable, *[, default=obj, key=func]) -> value\n${name}(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its ${what} item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more arguments, return the ${what} argument.`;

/** The functions of `builtins` that need neither compiler nor files. CPython 3.11: Python/bltinmodule.c builtin_methods */
export const builtinsMethods: readonly MethodSpec[] = [
  method("abs", "($module, x, /)", numbers.builtin_abs, { doc: "Return the absolute value of the argument." }),
  method("all", "($module, iterable, /)", iteration.builtin_all, {
    doc: "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
  }),
  method("any", "($module, iterable, /)", iteration.builtin_any, {
    doc: "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
  }),
  method("ascii", "($module, obj, /)", (vm, _module, o: PyObject) => ascii(vm, o), {
    doc: "Return an ASCII-only representation of an object.\n\nAs repr(), return a string containing a printable representation of an\nobject, but escape the non-ASCII characters in the string returned by\nrepr() using \\\\x, \\\\u or \\\\U escapes. This generates a string similar\nto that returned by repr() in Python 2.",
  }),
  method("bin", "($module, number, /)", numbers.builtin_bin, {
    doc: "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'",
  }),
  method("breakpoint", "($module, *args, **kws)", builtin_breakpoint, {
    convention: "METH_FASTCALL|METH_KEYWORDS",
    doc: "breakpoint(*args, **kws)\n\nCall sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\nwhatever arguments are passed.\n\nBy default, this drops you into the pdb debugger.",
  }),
  method("callable", "($module, obj, /)", builtin_callable, {
    doc: "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method.",
  }),
  method("chr", "($module, i, /)", numbers.builtin_chr, {
    doc: "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
  }),
  method("delattr", "($module, obj, name, /)", attributes.builtin_delattr, {
    doc: "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``",
  }),
  method("dir", "($module, object=None, /)", attributes.builtin_dir, {
    convention: "METH_VARARGS",
    doc: "dir([object]) -> list of strings\n\nIf called without an argument, return the names in the current scope.\nElse, return an alphabetized list of names comprising (some of) the attributes\nof the given object, and of attributes reachable from it.\nIf the object supplies a method named __dir__, it will be used; otherwise\nthe default dir() logic is used and returns:\n  for a module object: the module's attributes.\n  for a class object:  its attributes, and recursively the attributes\n    of its bases.\n  for any other object: its attributes, its class's attributes, and\n    recursively the attributes of its class's base classes.",
  }),
  method("divmod", "($module, x, y, /)", numbers.builtin_divmod, {
    doc: "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
  }),
  method("format", "($module, value, format_spec='', /)", builtin_format, {
    doc: "Return type(value).__format__(value, format_spec)\n\nMany built-in types implement format_spec according to the\nFormat Specification Mini-language. See help('FORMATTING')\nfor details.",
  }),
  method("getattr", "($module, object, name, default=None, /)", attributes.builtin_getattr, {
    doc: "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\nWhen a default argument is given, it is returned when the attribute doesn't\nexist; without it, an exception is raised in that case.",
  }),
  method("globals", "($module, /)", attributes.builtin_globals, {
    doc: "Return the dictionary containing the current scope's global variables.\n\nNOTE: Updates to this dictionary *will* affect name lookups in the current\nglobal scope and vice-versa.",
  }),
  method("hasattr", "($module, obj, name, /)", attributes.builtin_hasattr, {
    doc: "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError.",
  }),
  method("hash", "($module, obj, /)", numbers.builtin_hash, {
    doc: "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true.",
  }),
  method("hex", "($module, number, /)", numbers.builtin_hex, {
    doc: "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'",
  }),
  method("id", "($module, obj, /)", numbers.builtin_id, {
    doc: "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n(CPython uses the object's memory address.)",
  }),
  method("isinstance", "($module, obj, class_or_tuple, /)", (vm, _module, o: PyObject, cls: PyObject) => isInstance(vm, o, cls), {
    doc: "Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\nor ...`` etc.",
  }),
  method("issubclass", "($module, cls, class_or_tuple, /)", (vm, _module, o: PyObject, cls: PyObject) => isSubclass(vm, o, cls), {
    doc: "Return whether 'cls' is derived from another class or is the same class.\n\nA tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``issubclass(x, A) or issubclass(x, B)\nor ...``.",
  }),
  method("iter", "($module, object, sentinel=None, /)", iteration.builtin_iter, {
    doc: "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object.  In the first form, the argument must\nsupply its own iterator, or be a sequence.\nIn the second form, the callable is called until it returns the sentinel.",
  }),
  method("aiter", "($module, async_iterable, /)", iteration.builtin_aiter, {
    doc: "Return an AsyncIterator for an AsyncIterable object.",
  }),
  method("len", "($module, obj, /)", iteration.builtin_len, { inlined: true, doc: "Return the number of items in a container." }),
  method("locals", "($module, /)", attributes.builtin_locals, {
    doc: "Return a dictionary containing the current scope's local variables.\n\nNOTE: Whether or not updates to this dictionary will affect name lookups in\nthe local scope and vice-versa is *implementation dependent* and not\ncovered by any backwards compatibility guarantees.",
  }),
  method("max", "($module, *args, **kwargs)", builtin_max, {
    convention: "METH_VARARGS|METH_KEYWORDS",
    doc: minMaxDoc("max", "biggest").replace("the biggest argument", "the largest argument"),
  }),
  method("min", "($module, *args, **kwargs)", builtin_min, {
    convention: "METH_VARARGS|METH_KEYWORDS",
    doc: minMaxDoc("min", "smallest"),
  }),
  method("next", "($module, iterator, default=None, /)", iteration.builtin_next, {
    doc: "next(iterator[, default])\n\nReturn the next item from the iterator. If default is given and the iterator\nis exhausted, it is returned instead of raising StopIteration.",
  }),
  method("anext", "($module, aiterator, default=<unrepresentable>, /)", iteration.builtin_anext, {
    doc: "async anext(aiterator[, default])\n\nReturn the next item from the async iterator.  If default is given and the async\niterator is exhausted, it is returned instead of raising StopAsyncIteration.",
  }),
  method("oct", "($module, number, /)", numbers.builtin_oct, {
    doc: "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'",
  }),
  method("ord", "($module, c, /)", numbers.builtin_ord, { doc: "Return the Unicode code point for a one-character string." }),
  method("pow", "($module, /, base, exp, mod=None)", numbers.builtin_pow, {
    doc: "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\nSome types, such as ints, are able to use a more efficient algorithm when\ninvoked using the three argument form.",
  }),
  method("print", "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)", builtin_print, {
    doc: "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream.",
  }),
  method("repr", "($module, obj, /)", (vm, _module, o: PyObject) => repr(vm, o), {
    doc: "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval(repr(obj)) == obj.",
  }),
  method("round", "($module, /, number, ndigits=None)", numbers.builtin_round, {
    doc: "Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is omitted or None.  Otherwise\nthe return value has the same type as the number.  ndigits may be negative.",
  }),
  method("setattr", "($module, obj, name, value, /)", attributes.builtin_setattr, {
    doc: "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``",
  }),
  method("sorted", "($module, iterable, /, *, key=None, reverse=False)", builtin_sorted, {
    passesKeywordsTo: "sort",
    doc: "Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and the\nreverse flag can be set to request the result in descending order.",
  }),
  method("sum", "($module, iterable, /, start=0)", builtin_sum, {
    doc: "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types.",
  }),
  method("vars", "($module, object=None, /)", attributes.builtin_vars, {
    convention: "METH_VARARGS",
    doc: "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__.",
  }),
];
