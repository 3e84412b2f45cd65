import { newRef } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import { failed } from "../../host.ts";
import { importBuiltin } from "../../import/builtin-modules.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { dictStealString } from "../../objects/dict/dict.ts";
import { setAttr } from "../../protocol/attribute.ts";
import { bufferedReaderSpec, bufferedWriterSpec } from "./buffered.ts";
import { descriptorsOf } from "./descriptors.ts";
import { fileIOSpec } from "./file-io.ts";
import { textIOWrapperSpec } from "./text-io.ts";

const NAMES = ["stdin", "stdout", "stderr"] as const;

/** Makes `sys.stdin`, `sys.stdout` and `sys.stderr`. Gives None. CPython 3.11: Python/pylifecycle.c init_sys_streams, create_stdio */
class StandardStreamsFrame extends NativeFrame {
  fd = 0;
  stage = 0;
  layer: PyObject | null = null;

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.fd === 3) return vm.newNone();
      got = this.next(vm, got);
    }
  }

  private next(vm: VM, got: PyObject): Result {
    const { fd } = this;
    switch (this.stage++) {
      case 0:
        if (failed(descriptorsOf(vm).get(fd))) {
          this.set(vm, vm.newNone());
          return OK;
        }
        return this.raw(vm);
      case 1: {
        this.layer = got;
        const name = vm.intern("name");
        const text = vm.newStr(`<${NAMES[fd]!}>`);
        const r = setAttr(vm, got, name, text);
        vm.counts.decref(text);
        vm.counts.decref(name);
        return r;
      }
      case 2:
        return this.over(vm, callObject(vm, vm.type(fd === 0 ? bufferedReaderSpec : bufferedWriterSpec).object, [this.layer!]));
      case 3:
        return this.over(vm, this.text(vm, got));
      case 4: {
        this.layer = got;
        const name = vm.intern("mode");
        const text = vm.newStr(fd === 0 ? "r" : "w");
        const r = setAttr(vm, got, name, text);
        vm.counts.decref(text);
        vm.counts.decref(name);
        return r;
      }
      default: {
        const stream = this.layer!;
        this.layer = null;
        this.set(vm, stream);
        return OK;
      }
    }
  }

  private raw(vm: VM): Result {
    const args = [vm.newInt(this.fd), vm.newStr(this.fd === 0 ? "rb" : "wb"), newRef(vm.false_)];
    const r = callObject(vm, vm.type(fileIOSpec).object, args);
    for (const a of args) vm.counts.decref(a);
    return r;
  }

  /** `layer` is held by what is made on it. */
  private over(vm: VM, made: Result): Result {
    if (made === PENDING) return made;
    const below = this.layer;
    this.layer = null;
    if (below !== null) vm.counts.decref(below);
    return made;
  }

  private text(vm: VM, buffer: PyObject): Result {
    const isTerminal = descriptorsOf(vm).isTerminal(this.fd);
    const { encoding, errors: given } = standardEncoding(vm);
    const errors = this.fd === 2 ? "backslashreplace" : given;
    const lineBuffering = isTerminal || this.fd === 2;
    const args = [buffer, vm.newStr(encoding), vm.newStr(errors), vm.newStr("\n"), newRef(lineBuffering ? vm.true_ : vm.false_)];
    const r = callObject(vm, vm.type(textIOWrapperSpec).object, args);
    for (const a of args) vm.counts.decref(a);
    return r;
  }

  /** Takes over `stream`. */
  private set(vm: VM, stream: PyObject): void {
    const name = NAMES[this.fd]!;
    dictStealString(vm, vm.sysDict, `__${name}__`, newRef(stream));
    dictStealString(vm, vm.sysDict, name, stream);
    this.fd++;
    this.stage = 0;
  }
}

/** Locales in which CPython expects bytes of any kind. */
const ANY_BYTES: ReadonlySet<string> = new Set(["", "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"]);

/** CPython 3.11: Python/initconfig.c config_init_stdio_encoding, config_get_stdio_errors. NOT CPYTHON: whatever the locale, the encoding is UTF-8. */
function standardEncoding(vm: VM): { encoding: string; errors: string } {
  const { flags } = vm;
  const environment = new Map(vm.host.environment);
  const given = flags.ignoreEnvironment ? "" : (environment.get("PYTHONIOENCODING") ?? "");
  const [encoding = "", errors = ""] = given.split(":", 2);
  const locale = ["LC_ALL", "LC_CTYPE", "LANG"].map((name) => environment.get(name) ?? "").find((text) => text !== "") ?? "";
  const usual = ANY_BYTES.has(locale) || (flags.utf8Mode ?? 0) > 0 ? "surrogateescape" : "strict";
  return { encoding: encoding || "utf-8", errors: errors || (encoding === "" ? usual : "strict") };
}

/** The standard streams; may wait for Python code. CPython 3.11: Python/pylifecycle.c init_sys_streams */
export function createStandardStreams(vm: VM): Result {
  const io = importBuiltin(vm, "_io");
  if (io === null) return null;
  vm.counts.decref(io);
  return startFrame(vm, new StandardStreamsFrame());
}
