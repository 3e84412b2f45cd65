import { ENOSYS, strerror } from "../host-errors.ts";
import { raiseOSError } from "../objects/exceptions/os-error.ts";
import { method } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";

/**
 * The module `_posixsubprocess`. CPython 3.11: Modules/_posixsubprocess.c
 * NOT CPYTHON: there are no other processes: starting one is a function the system does not have.
 */
export const _posixsubprocessModule: ModuleSpec = {
  name: "_posixsubprocess",
  doc: "A POSIX helper for the subprocess module.",
  methods: [method("fork_exec", "(*args)", (vm) => raiseOSError(vm, ENOSYS, strerror(ENOSYS)), { convention: "METH_VARARGS" })],
};
