import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { isInt } from "../../objects/int/value.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { decodeFileName, encodeFileName } from "../posix/path.ts";
import { type Address, AF_INET, AF_INET6, AF_UNIX, anyHost, inetAddress, unixAddress } from "./address.ts";
import { resolveHost } from "./names.ts";

/** An address as Python shows it. CPython 3.11: Modules/socketmodule.c makesockaddr */
export function newAddress(vm: VM, family: number, address: Address | null): Result {
  if (family === AF_UNIX) {
    if (address === null) return vm.newStr("");
    if (address.path.startsWith("\0")) return vm.newBytes(Uint8Array.from(address.path, (c) => c.charCodeAt(0)));
    return vm.newStr(address.path);
  }
  const host = vm.newStr(address?.host ?? anyHost(family));
  const port = vm.newInt(address?.port ?? 0);
  if (family === AF_INET6) return vm.newTuple([host, port, vm.newInt(0), vm.newInt(0)]);
  return vm.newTuple([host, port]);
}

/** The address that Python gave for a socket of `family`; null with an exception. CPython 3.11: Modules/socketmodule.c getsockaddrarg */
export function parseAddress(vm: VM, family: number, o: PyObject, caller: string): Address | null {
  if (family === AF_UNIX) return parseUnix(vm, o);
  if (family === AF_INET || family === AF_INET6) return parseInetAddress(vm, family, o, caller);
  return vm.raise(vm.T.OSError, `${caller}(): bad family`);
}

function parseUnix(vm: VM, o: PyObject): Address | null {
  let path: string;
  if (isStr(o)) path = o.v as string;
  else {
    const bytes = bytesView(vm, o);
    if (bytes === null) return null;
    path = decodeFileName(bytes);
  }
  // An abstract name is any bytes; another is a path.
  if (path.startsWith("\0")) {
    const bytes = encodeFileName(path);
    if (bytes.length > 108) return vm.raise(vm.T.OSError, "AF_UNIX path too long");
    return unixAddress(String.fromCharCode(...bytes));
  }
  if (encodeFileName(path).length >= 108) return vm.raise(vm.T.OSError, "AF_UNIX path too long");
  return unixAddress(path);
}

function parseInetAddress(vm: VM, family: number, o: PyObject, caller: string): Address | null {
  const T = vm.T;
  const name = family === AF_INET ? "AF_INET" : "AF_INET6";
  if (!isSubtype(o.type, T.tuple)) return vm.raise(T.TypeError, `${caller}(): ${name} address must be tuple, not ${o.type.name}`);
  const items = o.v as PyObject[];
  if (family === AF_INET ? items.length !== 2 : items.length < 2 || items.length > 4)
    return vm.raise(
      T.TypeError,
      family === AF_INET
        ? "AF_INET address must be a pair (host, port)"
        : "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])",
    );
  const host = hostText(vm, items[0]!);
  if (host === null) return null;
  const port = items[1]!;
  if (!isInt(port)) return vm.raise(T.TypeError, `'${port.type.name}' object cannot be interpreted as an integer`);
  const address = resolveHost(vm, host, family);
  if (address === null) return null;
  if (port.v < 0 || port.v > 0xffff) return vm.raise(T.OverflowError, `${caller}(): port must be 0-65535.`);
  return inetAddress(family, address, Number(port.v));
}

/** CPython 3.11: Modules/socketmodule.c idna_converter */
export function hostText(vm: VM, o: PyObject): string | null {
  if (o === vm.none) return "";
  const text = isStr(o) ? (o.v as string) : hasBuffer(o) ? decodeFileName(bytesView(vm, o) ?? new Uint8Array(0)) : null;
  if (text === null) return vm.raise(vm.T.TypeError, `str, bytes or bytearray expected, not ${o.type.name}`);
  if (text.includes("\0")) return vm.raise(vm.T.TypeError, "host name must not contain null character");
  return text;
}
