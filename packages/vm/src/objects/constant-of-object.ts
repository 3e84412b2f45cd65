import type { Constant } from "@vivarium/compiler";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { Code } from "./code.ts";

/** The compiler's form of an object that can be a constant; null with ValueError when it cannot. */
export function constantOfObject(vm: VM, o: PyObject): Constant | null {
  const T = vm.T;
  switch (o.type) {
    case T.NoneType:
      return { type: "None" };
    case T.ellipsis:
      return { type: "Ellipsis" };
    case T.bool:
      return { type: "bool", value: o.v === 1 };
    case T.int:
      return { type: "int", value: o.v as number | bigint };
    case T.float:
      return { type: "float", value: o.v as number };
    case T.complex:
      return { type: "complex", ...(o.v as { real: number; imag: number }) };
    case T.str: {
      const points = (o.w?.cache as { codePoints?: Uint32Array } | null | undefined)?.codePoints;
      return points === undefined
        ? { type: "str", value: o.v as string }
        : { type: "str", value: o.v as string, codePoints: points };
    }
    case T.bytes:
      return { type: "bytes", value: o.v as Uint8Array };
    case T.code:
      return { type: "code", code: (o.v as Code).co };
    case T.tuple:
    case T.frozenset: {
      const source =
        o.type === T.tuple ? (o.v as PyObject[]) : (o.v as { keys: (PyObject | null)[] }).keys.filter((k) => k !== null);
      const items: Constant[] = [];
      for (const item of source) {
        const c = constantOfObject(vm, item);
        if (c === null) return null;
        items.push(c);
      }
      return { type: o.type === T.tuple ? "tuple" : "frozenset", items };
    }
    default:
      return vm.raise(T.ValueError, `unsupported constant of type ${o.type.name}`);
  }
}
