import type { SlotName } from "../../object.ts";

/** How a slot is called from Python, and Python from it (CPython 3.11: the wrappers and slot functions of slotdefs). */
export type SlotKind =
  | "unary"
  | "binary-left"
  | "binary-right"
  | "inplace"
  | "power-left"
  | "power-right"
  | "inplace-power"
  | "bool"
  | "length"
  | "hash"
  | "compare"
  | "getattribute"
  | "getattr"
  | "setattr"
  | "delattr"
  | "descr-get"
  | "descr-set"
  | "descr-delete"
  | "init"
  | "call"
  | "iter"
  | "next"
  | "getitem"
  | "setitem"
  | "delitem"
  | "contains"
  | "concat"
  | "repeat"
  | "inplace-repeat"
  | "sequence-getitem"
  | "sequence-setitem"
  | "sequence-delitem"
  | "finalize";

export interface SlotDefinition {
  readonly name: string;
  readonly slot: SlotName;
  readonly kind: SlotKind;
  /** Comparison operator for `compare`. */
  readonly op: number;
  readonly doc: string;
}

function row(name: string, slot: SlotName, kind: SlotKind, doc: string, op = 0): SlotDefinition {
  return { name, slot, kind, doc, op };
}

/** A binary operator: its method, the reflected one and the in-place one. */
function arithmetic(name: string, slot: string, symbol: string): SlotDefinition[] {
  return [
    row(`__${name}__`, `nb_${slot}` as SlotName, "binary-left", `Return self${symbol}value.`),
    row(`__r${name}__`, `nb_${slot}` as SlotName, "binary-right", `Return value${symbol}self.`),
  ];
}

/** Names, slots and how they meet, in CPython's order (Objects/typeobject.c slotdefs): the first one that fills a name wins. */
export const slotTable: readonly SlotDefinition[] = [
  row("__getattribute__", "tp_getattro", "getattribute", "Return getattr(self, name)."),
  row("__getattr__", "tp_getattro", "getattr", ""),
  row("__setattr__", "tp_setattro", "setattr", "Implement setattr(self, name, value)."),
  row("__delattr__", "tp_setattro", "delattr", "Implement delattr(self, name)."),
  row("__repr__", "tp_repr", "unary", "Return repr(self)."),
  row("__hash__", "tp_hash", "hash", "Return hash(self)."),
  row("__call__", "tp_call", "call", "Call self as a function."),
  row("__str__", "tp_str", "unary", "Return str(self)."),
  row("__lt__", "tp_richcompare", "compare", "Return self<value.", 0),
  row("__le__", "tp_richcompare", "compare", "Return self<=value.", 1),
  row("__eq__", "tp_richcompare", "compare", "Return self==value.", 2),
  row("__ne__", "tp_richcompare", "compare", "Return self!=value.", 3),
  row("__gt__", "tp_richcompare", "compare", "Return self>value.", 4),
  row("__ge__", "tp_richcompare", "compare", "Return self>=value.", 5),
  row("__iter__", "tp_iter", "iter", "Implement iter(self)."),
  row("__next__", "tp_iternext", "next", "Implement next(self)."),
  row("__get__", "tp_descr_get", "descr-get", "Return an attribute of instance, which is of type owner."),
  row("__set__", "tp_descr_set", "descr-set", "Set an attribute of instance to value."),
  row("__delete__", "tp_descr_set", "descr-delete", "Delete an attribute of instance."),
  row("__init__", "tp_init", "init", "Initialize self.  See help(type(self)) for accurate signature."),
  row("__del__", "tp_finalize", "finalize", ""),
  row("__await__", "am_await", "unary", "Return an iterator to be used in await expression."),
  row("__aiter__", "am_aiter", "unary", "Return an awaitable, that resolves in asynchronous iterator."),
  row("__anext__", "am_anext", "unary", "Return a value or raise StopAsyncIteration."),
  ...arithmetic("add", "add", "+"),
  ...arithmetic("sub", "subtract", "-"),
  ...arithmetic("mul", "multiply", "*"),
  ...arithmetic("mod", "remainder", "%"),
  row("__divmod__", "nb_divmod", "binary-left", "Return divmod(self, value)."),
  row("__rdivmod__", "nb_divmod", "binary-right", "Return divmod(value, self)."),
  row("__pow__", "nb_power", "power-left", "Return pow(self, value, mod)."),
  row("__rpow__", "nb_power", "power-right", "Return pow(value, self, mod)."),
  row("__neg__", "nb_negative", "unary", "-self"),
  row("__pos__", "nb_positive", "unary", "+self"),
  row("__abs__", "nb_absolute", "unary", "abs(self)"),
  row("__bool__", "nb_bool", "bool", "True if self else False"),
  row("__invert__", "nb_invert", "unary", "~self"),
  ...arithmetic("lshift", "lshift", "<<"),
  ...arithmetic("rshift", "rshift", ">>"),
  ...arithmetic("and", "and", "&"),
  ...arithmetic("xor", "xor", "^"),
  ...arithmetic("or", "or", "|"),
  row("__int__", "nb_int", "unary", "int(self)"),
  row("__float__", "nb_float", "unary", "float(self)"),
  row("__iadd__", "nb_inplace_add", "inplace", "Return self+=value."),
  row("__isub__", "nb_inplace_subtract", "inplace", "Return self-=value."),
  row("__imul__", "nb_inplace_multiply", "inplace", "Return self*=value."),
  row("__imod__", "nb_inplace_remainder", "inplace", "Return self%=value."),
  row("__ipow__", "nb_inplace_power", "inplace-power", "Return self**=value."),
  row("__ilshift__", "nb_inplace_lshift", "inplace", "Return self<<=value."),
  row("__irshift__", "nb_inplace_rshift", "inplace", "Return self>>=value."),
  row("__iand__", "nb_inplace_and", "inplace", "Return self&=value."),
  row("__ixor__", "nb_inplace_xor", "inplace", "Return self^=value."),
  row("__ior__", "nb_inplace_or", "inplace", "Return self|=value."),
  ...arithmetic("floordiv", "floor_divide", "//"),
  ...arithmetic("truediv", "true_divide", "/"),
  row("__ifloordiv__", "nb_inplace_floor_divide", "inplace", "Return self//=value."),
  row("__itruediv__", "nb_inplace_true_divide", "inplace", "Return self/=value."),
  row(
    "__index__",
    "nb_index",
    "unary",
    "Return self converted to an integer, if self is suitable for use as an index into a list.",
  ),
  ...arithmetic("matmul", "matrix_multiply", "@"),
  row("__imatmul__", "nb_inplace_matrix_multiply", "inplace", "Return self@=value."),
  row("__len__", "mp_length", "length", "Return len(self)."),
  row("__getitem__", "mp_subscript", "getitem", "Return self[key]."),
  row("__setitem__", "mp_ass_subscript", "setitem", "Set self[key] to value."),
  row("__delitem__", "mp_ass_subscript", "delitem", "Delete self[key]."),
  row("__len__", "sq_length", "length", "Return len(self)."),
  row("__add__", "sq_concat", "concat", "Return self+value."),
  row("__mul__", "sq_repeat", "repeat", "Return self*value."),
  row("__rmul__", "sq_repeat", "repeat", "Return value*self."),
  row("__getitem__", "sq_item", "sequence-getitem", "Return self[key]."),
  row("__setitem__", "sq_ass_item", "sequence-setitem", "Set self[key] to value."),
  row("__delitem__", "sq_ass_item", "sequence-delitem", "Delete self[key]."),
  row("__contains__", "sq_contains", "contains", "Return key in self."),
  row("__iadd__", "sq_inplace_concat", "concat", "Implement self+=value."),
  row("__imul__", "sq_inplace_repeat", "inplace-repeat", "Implement self*=value."),
];

/** The rows of each name. */
export const slotsByName: ReadonlyMap<string, readonly SlotDefinition[]> = (() => {
  const map = new Map<string, SlotDefinition[]>();
  for (const r of slotTable) {
    const rows = map.get(r.name);
    if (rows === undefined) map.set(r.name, [r]);
    else rows.push(r);
  }
  return map;
})();

/** The rows of each slot. */
export const rowsBySlot: ReadonlyMap<SlotName, readonly SlotDefinition[]> = (() => {
  const map = new Map<SlotName, SlotDefinition[]>();
  for (const r of slotTable) {
    const rows = map.get(r.slot);
    if (rows === undefined) map.set(r.slot, [r]);
    else rows.push(r);
  }
  return map;
})();
