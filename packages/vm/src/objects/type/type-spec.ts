import type { VM } from "../../interpreter.ts";
import type { PayloadLayout, PyObject, PyType, Result, Slots } from "../../object.ts";

/**
 * How CPython calls a built-in function. It decides how wrong calls are worded, and whether 3.11 looks at the eval breaker after the call.
 */
export type CallingConvention =
  | "METH_NOARGS"
  | "METH_O"
  | "METH_FASTCALL"
  | "METH_FASTCALL|METH_KEYWORDS"
  | "METH_VARARGS"
  | "METH_VARARGS|METH_KEYWORDS";

/**
 * A built-in function or method.
 *
 * `signature` is Python's, as in `__text_signature__` ("($self, object, /)"); `fn` gets `(vm, self, ...parameters)`: each parameter
 * borrowed and in the order of the signature, null where the caller left it out; `*args` as an array; `**kwargs` as an array of [name, value] pairs.
 * For a module's function `self` is the module; for a static method null; for a class method the class.
 */
export interface MethodSpec {
  readonly name: string;
  readonly signature: string;
  readonly convention: CallingConvention;
  readonly fn: (vm: VM, self: PyObject, ...args: any[]) => Result;
  readonly doc?: string;
  readonly binding?: "instance" | "class" | "static";
  /** It counts its positional arguments by itself and hands the keywords to the function of this name, whose errors they give. */
  readonly passesKeywordsTo?: string;
  /** 3.11 has an instruction that does what the function does: a call of it is no C call. */
  readonly inlined?: boolean;
  /** What `plainArity` found, once it was asked. */
  arity?: number;
}

/** Declares a method; see MethodSpec. The convention follows from the signature unless given. */
export function method(
  name: string,
  signature: string,
  fn: (vm: VM, self: PyObject, ...args: any[]) => Result,
  options: Partial<Pick<MethodSpec, "convention" | "doc" | "binding" | "passesKeywordsTo" | "inlined">> = {},
): MethodSpec {
  return {
    name,
    signature,
    fn,
    convention: options.convention ?? conventionOf(signature),
    doc: options.doc,
    binding: options.binding ?? "instance",
    passesKeywordsTo: options.passesKeywordsTo,
    inlined: options.inlined ?? false,
    arity: -2,
  } as MethodSpec;
}

/** What Argument Clinic would choose for `signature`. */
function conventionOf(signature: string): CallingConvention {
  const end = signature.length - 1;
  let count = 0;
  let first = "";
  let last = "";
  // Every method of every type comes by at start-up: no arrays.
  for (let at = 1; at < end; ) {
    const comma = signature.indexOf(",", at);
    const stop = comma < 0 ? end : comma;
    const name = signature.slice(at, stop).trim();
    at = stop + 1;
    if (name === "" || name.startsWith("$")) continue;
    if (count++ === 0) first = name;
    last = name;
  }
  if (count === 0 || (count === 1 && last === "/")) return "METH_NOARGS";
  if (count === 2 && last === "/" && !first.includes("=") && !first.startsWith("*")) return "METH_O";
  return last === "/" ? "METH_FASTCALL" : "METH_FASTCALL|METH_KEYWORDS";
}

/** A computed attribute: `get` gives a new reference; `set` gets null to delete and gives OK. */
export interface GetSetSpec {
  readonly name: string;
  readonly get: (vm: VM, self: PyObject) => Result;
  readonly set?: (vm: VM, self: PyObject, value: PyObject | null) => Result;
  readonly doc?: string;
  /** It shows as a member descriptor (PyMemberDef), not as a getset descriptor. */
  readonly member?: boolean;
}

/** A built-in type, as data. */
export interface TypeSpec {
  /** `tp_name`: "list", "itertools.chain". */
  readonly name: string;
  /** Default: object. */
  readonly base?: (vm: VM) => PyType;
  /** Default: the base's. */
  readonly layout?: PayloadLayout;
  /** TPFLAGS_*; TPFLAGS_HAVE_GC follows from the layout. */
  readonly flags?: number;
  readonly slots?: Partial<Slots>;
  readonly methods?: readonly MethodSpec[];
  readonly getset?: readonly GetSetSpec[];
  /** More entries for the type's dict: new references. */
  readonly attributes?: (vm: VM, type: PyType) => Record<string, PyObject>;
  readonly doc?: string;
  readonly hasDict?: boolean;
  readonly hasWeakrefs?: boolean;
}
