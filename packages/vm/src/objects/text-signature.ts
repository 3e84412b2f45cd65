import { respelledSignatures, slotSignatures, typeSignatures, withoutSignature } from "./text-signatures.gen.ts";

const NEW = "($type, *args, **kwargs)";

const ofSlots = new Map<string, string>();
const unknown = new Map<string, ReadonlySet<string>>();

/**
 * The `__text_signature__` of a built-in that is declared with `declared`; null for None. `owner` is the name of its type ("dict", "functools.partial")
 * or module. CPython 3.11: Objects/typeobject.c _PyType_GetTextSignatureFromInternalDoc
 */
export function textSignature(owner: string, name: string, declared: string | undefined): string | null {
  if (name === "__new__") return NEW;
  let names = unknown.get(owner);
  if (names === undefined) {
    names = new Set(withoutSignature[owner]?.split(" "));
    unknown.set(owner, names);
  }
  return names.has(name) ? null : (respelledSignatures[`${owner}.${name}`] ?? declared ?? null);
}

/** The same for a function of a module, whose declaration may leave out the module. */
export function moduleSignature(module: string, name: string, declared: string | undefined): string | null {
  const signature = textSignature(module, name, declared);
  if (signature === null || signature.startsWith("($")) return signature;
  const rest = signature.slice(1, -1);
  if (rest === "") return "($module, /)";
  return /(^|, )\/($|,)/.test(rest) ? `($module, ${rest})` : `($module, /, ${rest})`;
}

/** The `__text_signature__` of a slot wrapper. */
export function slotSignature(name: string): string {
  if (ofSlots.size === 0)
    for (const [signature, names] of Object.entries(slotSignatures)) for (const n of names.split(" ")) ofSlots.set(n, signature);
  return ofSlots.get(name) ?? "($self, /, *args, **kwargs)";
}

/** The `__text_signature__` of a built-in type, by its tp_name; null for None. */
export function typeSignature(name: string): string | null {
  return typeSignatures[name] ?? null;
}
