import { touchPayload } from "@vivarium/heap";
import { callNoArgs } from "../../eval/call.ts";
import { forEach } from "../../eval/iterate.ts";
import { andThen, dropAfter, orElse, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PayloadLayout, type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import { lookupSpecial } from "../../protocol/attribute.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { isSequence } from "../../protocol/iterator.ts";
import { numberIndex } from "../../protocol/number.ts";
import { isStr } from "../str/arguments.ts";
import { encodeStr } from "../str/encode-methods.ts";
import { isBytes } from "./sequence.ts";

/*
 * Bytes from whatever `bytes()` and `bytearray()` are given. CPython 3.11: Objects/bytesobject.c bytes_new_impl, PyBytes_FromObject
 */

/** Numbers collected one by one; a Python object only so that it can wait with a frame. */
export class ByteCollector {
  bytes: number[] = [];
}

const collectorLayout: PayloadLayout<ByteCollector> = {
  leaf: true,
  container: false,
  traverse() {},
  clear: () => [],
};

function newCollector(vm: VM): PyObject<ByteCollector> {
  let type = vm.moduleState.get("byte collector type") as PyType | undefined;
  if (type === undefined) {
    type = vm.newLeafType("byte collector");
    type.layout = collectorLayout;
    vm.moduleState.set("byte collector type", type);
  }
  return alloc(vm, type, new ByteCollector());
}

/** bytes from a str and an encoding. */
export function bytesFromText(vm: VM, source: PyObject, encoding: PyObject, errors: PyObject | null): Result {
  return encodeStr(vm, source, encoding.v as string, (errors?.v as string | undefined) ?? "strict");
}

/** A bytes object from a buffer, a size or an iterable; `forBytearray` decides wording and whether `__bytes__` is asked. */
export function bytesFromObject(vm: VM, o: PyObject, forBytearray: boolean): Result {
  if (forBytearray) return fromSizeOrBuffer(vm, o, true);
  return thenBorrowed(vm, lookupSpecial(vm, o, "__bytes__"), askBytes, o, null, null, 0, true);
}

function askBytes(vm: VM, f: PyObject, o: PyObject | null): Result {
  if (f === STOP)
    return isStr(o!) ? vm.raise(vm.T.TypeError, "string argument without an encoding") : fromSizeOrBuffer(vm, o!, false);
  return dropAfter(vm, andThen(vm, callNoArgs(vm, f), checkBytes), f);
}

function checkBytes(vm: VM, value: PyObject): Result {
  if (isBytes(value)) return value;
  const name = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `__bytes__ returned non-bytes (type ${name})`);
}

function fromSizeOrBuffer(vm: VM, o: PyObject, forBytearray: boolean): Result {
  if (o.type.nb_index !== null) {
    const size = orElse(vm, numberIndex(vm, o), notAnIndex);
    return thenBorrowed(vm, size, zeros, o, null, null, forBytearray ? 1 : 0, true);
  }
  return fromContents(vm, o, forBytearray);
}

/** A TypeError of `__index__` means: try something else. */
function notAnIndex(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return STOP;
}

function zeros(
  vm: VM,
  value: PyObject,
  o: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  forBytearray: number,
): Result {
  if (value === STOP) return fromContents(vm, o!, forBytearray === 1);
  const n = value.v as number | bigint;
  vm.counts.decref(value);
  if (n > 9223372036854775807n || n < -9223372036854775808n)
    return vm.raise(vm.T.OverflowError, "cannot fit 'int' into an index-sized integer");
  if (n < 0) return vm.raise(vm.T.ValueError, "negative count");
  // NOT CPYTHON: more than 2 GiB are refused, whatever memory there is.
  if (n > 2147483648) return vm.raise(vm.T.MemoryError, "");
  return vm.newBytes(new Uint8Array(Number(n)));
}

function fromContents(vm: VM, o: PyObject, forBytearray: boolean): Result {
  if (hasBuffer(o)) {
    if (o.type === vm.T.bytes && !forBytearray) return vm.newBytes(o.v);
    const view = bytesView(vm, o);
    return view === null ? null : vm.newBytes(view.slice());
  }
  if (isStr(o)) return cannotConvert(vm, o, forBytearray);
  if (o.type.tp_iter === null && !isSequence(vm, o)) return cannotConvert(vm, o, forBytearray);
  const collector = newCollector(vm);
  const each = forBytearray ? collectForBytearray : collectForBytes;
  const r = andThen(vm, forEach(vm, o, each, collector), collected, collector);
  vm.counts.decref(collector);
  return r;
}

function cannotConvert(vm: VM, o: PyObject, forBytearray: boolean): null {
  return vm.raise(vm.T.TypeError, `cannot convert '${o.type.name}' object to ${forBytearray ? "bytearray" : "bytes"}`);
}

function collectForBytes(vm: VM, item: PyObject, collector: PyObject | null): Result {
  return thenBorrowed(vm, numberIndex(vm, item), take, collector, null, null, 0);
}

function collectForBytearray(vm: VM, item: PyObject, collector: PyObject | null): Result {
  return thenBorrowed(vm, numberIndex(vm, item), take, collector, null, null, 1);
}

function take(
  vm: VM,
  value: PyObject,
  collector: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  forBytearray: number,
): Result {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (v < 0 || v > 255) return vm.raise(vm.T.ValueError, `${forBytearray === 1 ? "byte" : "bytes"} must be in range(0, 256)`);
  touchPayload(collector!);
  (collector!.v as ByteCollector).bytes.push(Number(v));
  return OK;
}

function collected(vm: VM, _ok: PyObject, collector: PyObject | null): Result {
  return vm.newBytes(Uint8Array.from((collector!.v as ByteCollector).bytes));
}
