import { newRef, type Undoable } from "@vivarium/heap";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { method } from "../objects/type/type-spec.ts";
import { descriptorsOf, raiseFailure } from "./_io/descriptors.ts";
import { socketConstants } from "./_socket/constants.gen.ts";
import { gaierrorSpec, herrorSpec, nameFunctions } from "./_socket/names.ts";
import { defaultTimeout, intArgument, newTimeout, parseTimeout, socketpair, socketSpec } from "./_socket/socket-object.ts";
import type { ModuleSpec } from "./module-spec.ts";

/*
 * Sockets (CPython 3.11: Modules/socketmodule.c), in a network that ends at the interpreter's own walls: what connects, connects to another socket of the
 * same run. Every other address is unreachable.
 */

/** The timeout that new sockets get. */
class DefaultTimeout implements Undoable {
  ns = -1;

  mark(): unknown {
    return this.ns;
  }

  undo(mark: unknown): void {
    this.ns = mark as number;
  }

  hash(into: (item: number | string) => void): void {
    into(this.ns);
  }
}

/** CPython 3.11: Modules/socketmodule.c socket_setdefaulttimeout */
function setdefaulttimeout(vm: VM, _m: PyObject, timeout: PyObject): Result {
  return then(vm, parseTimeout(vm, timeout), (m, ns) => {
    let state = m.moduleState.get("default timeout of sockets") as DefaultTimeout | undefined;
    if (state === undefined) {
      state = new DefaultTimeout();
      m.moduleState.set("default timeout of sockets", state);
      m.journal.register(state);
    }
    state.ns = Number(ns.v);
    m.counts.decref(ns);
    return m.newNone();
  });
}

function close(vm: VM, _m: PyObject, fd: PyObject): Result {
  const n = intArgument(vm, fd);
  if (n === null) return null;
  const failure = descriptorsOf(vm).close(n);
  return failure === null ? vm.newNone() : raiseFailure(vm, failure);
}

function dup(vm: VM, _m: PyObject, fd: PyObject): Result {
  const n = intArgument(vm, fd);
  if (n === null) return null;
  const copy = descriptorsOf(vm).dup(n);
  return typeof copy === "number" ? vm.newInt(copy) : raiseFailure(vm, copy);
}

/** The module `_socket`. */
export const _socketModule: ModuleSpec = {
  name: "_socket",
  doc: "Implementation module for socket operations.\n\nSee the socket module for documentation.",
  methods: [
    method("close", "(fd, /)", close),
    method("dup", "(fd, /)", dup),
    method("socketpair", "(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)", socketpair, { convention: "METH_VARARGS" }),
    method("getdefaulttimeout", "()", (vm) => newTimeout(vm, defaultTimeout(vm))),
    method("setdefaulttimeout", "(timeout, /)", setdefaulttimeout),
    ...nameFunctions,
  ],
  init(vm, set) {
    for (const [prefix, rest] of socketConstants)
      for (const item of rest.split(" ")) {
        const at = item.indexOf("=");
        set(at === 0 ? prefix : `${prefix}_${item.slice(0, at)}`, vm.newInt(Number(item.slice(at + 1))));
      }
    set("has_ipv6", vm.newBool(true));
    set("error", newRef(vm.T.OSError.object));
    set("timeout", newRef(vm.T.TimeoutError.object));
    set("gaierror", newRef(vm.type(gaierrorSpec).object));
    set("herror", newRef(vm.type(herrorSpec).object));
    set("socket", newRef(vm.type(socketSpec).object));
    set("SocketType", newRef(vm.type(socketSpec).object));
  },
};
