import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { orElse, startFrame, andThen as then } from "../../eval/native-frame.ts";
import { importModuleNamed } from "../../import/import-module.ts";
import type { VM } from "../../interpreter.ts";
import {
  OK,
  PENDING,
  type PyObject,
  type Result,
  STOP,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import { dictGetStringBorrowed, dictSetString } from "../../objects/dict/dict.ts";
import { dictClear } from "../../objects/dict/merge.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import type { ExceptionData } from "../../objects/exceptions/exception.ts";
import { raiseException, setCause, setContext } from "../../objects/exceptions/raise.ts";
import { listAppend } from "../../objects/list/list.ts";
import { lookupAttrString } from "../../protocol/attribute.ts";
import { str } from "../../protocol/repr.ts";
import { truth } from "../../protocol/truth.ts";

const STATE = "_codecs";

/** The codec search functions and what they found. Both are Python objects, so that changes to them can be taken back. */
interface CodecRegistry {
  readonly searchPath: PyObject<PyObject[]>;
  readonly cache: PyObject<DictTable>;
}

function registryOf(vm: VM): CodecRegistry {
  let state = vm.moduleState.get(STATE) as CodecRegistry | undefined;
  if (state === undefined) {
    state = { searchPath: vm.newList([]), cache: vm.newDict() };
    vm.moduleState.set(STATE, state);
  }
  return state;
}

/** CPython 3.11: Python/codecs.c _PyCodec_Register */
export function registerSearch(vm: VM, _module: PyObject, search: PyObject): Result {
  if (search.type.tp_call === null) return vm.raise(vm.T.TypeError, "argument must be callable");
  listAppend(registryOf(vm).searchPath, search);
  return vm.newNone();
}

/** CPython 3.11: Python/codecs.c PyCodec_Unregister */
export function unregisterSearch(vm: VM, _module: PyObject, search: PyObject): Result {
  const { searchPath, cache } = registryOf(vm);
  const at = searchPath.v.indexOf(search);
  if (at < 0) return vm.newNone();
  dictClear(vm, cache);
  touchPayload(searchPath);
  searchPath.v.splice(at, 1);
  vm.counts.decref(search);
  return vm.newNone();
}

/** Lower case; runs of anything but letters, digits and dots are one underscore, none in front. CPython 3.11: Python/codecs.c normalizestring */
function normalizeEncoding(encoding: string): string {
  let name = "";
  let gap = false;
  for (let i = 0; i < encoding.length; i++) {
    const c = encoding[i]!;
    const isWord = (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || (c >= "0" && c <= "9") || c === ".";
    if (!isWord) {
      gap = true;
      continue;
    }
    if (gap && name !== "") name += "_";
    gap = false;
    name += c >= "A" && c <= "Z" ? c.toLowerCase() : c;
  }
  return name;
}

const IMPORT = 0;
const ASK = 1;
const ANSWER = 2;

class LookupFrame extends NativeFrame {
  encoding: string;
  name: PyObject<string>;
  stage: number;
  index = 0;

  constructor(encoding: string, name: PyObject<string>, stage: number) {
    super();
    this.encoding = encoding;
    this.name = name;
    this.stage = stage;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    const path = registryOf(vm).searchPath;
    for (;;) {
      if (got === null) return null;
      if (this.stage === IMPORT) {
        this.stage = ASK;
        got = importModuleNamed(vm, "encodings");
        if (got === PENDING) return got;
        continue;
      }
      if (this.stage === ANSWER) {
        if (got !== vm.none) return this.keep(vm, got);
        this.stage = ASK;
      }
      if (got !== OK && got !== STOP) vm.counts.decref(got);
      if (path.v.length === 0) return vm.raise(vm.T.LookupError, "no codec search functions registered: can't find encoding");
      const search = path.v[this.index++];
      if (search === undefined) return vm.raise(vm.T.LookupError, `unknown encoding: ${this.encoding}`);
      this.stage = ANSWER;
      got = callObject(vm, search, [this.name]);
      if (got === PENDING) return got;
    }
  }

  private keep(vm: VM, codec: PyObject): Result {
    if ((codec.type.flags & TPFLAGS_TUPLE_SUBCLASS) === 0 || (codec.v as PyObject[]).length !== 4) {
      vm.counts.decref(codec);
      return vm.raise(vm.T.TypeError, "codec search functions must return 4-tuples");
    }
    dictSetString(vm, registryOf(vm).cache, this.name, codec);
    return codec;
  }
}

/** The codec's tuple. The search functions of the package `encodings` come with the first look-up. CPython 3.11: Python/codecs.c _PyCodec_Lookup */
export function lookupCodec(vm: VM, encoding: string): Result {
  const normalized = normalizeEncoding(encoding);
  const known = dictGetStringBorrowed(vm, registryOf(vm).cache, normalized);
  if (known !== null) return newRef(known);
  const needsImport = vm.importlib !== null && dictGetStringBorrowed(vm, vm.modules, "encodings") === null;
  return startFrame(vm, new LookupFrame(encoding, vm.intern(normalized), needsImport ? IMPORT : ASK));
}

const ENCODE = 0;
const DECODE = 1;
const operationNames = ["encod", "decod"] as const;

/** `errors`: null leaves the codec its own default. */
function runCodec(vm: VM, codec: Result, o: PyObject, encoding: string, errors: string | null, operation: number): Result {
  const items: PyObject[] = [newRef(o), vm.newStr(encoding)];
  if (errors !== null) items.push(vm.newStr(errors));
  const bundle = vm.newTuple(items);
  const r = then(vm, codec, callPart, bundle, null, null, operation);
  vm.counts.decref(bundle);
  return r;
}

function callPart(
  vm: VM,
  codec: PyObject,
  bundle: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  operation: number,
): Result {
  const [o, encoding, errors] = bundle!.v as PyObject[];
  const part = newRef((codec.v as PyObject[])[operation]!);
  vm.counts.decref(codec);
  const called = callObject(vm, part, errors === undefined ? [o!] : [o!, errors]);
  vm.counts.decref(part);
  const r = orElse(vm, called, operation === ENCODE ? wrapEncoding : wrapDecoding, encoding);
  return then(vm, r, takeFirst, null, null, null, operation);
}

function takeFirst(
  vm: VM,
  pair: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  operation: number,
): Result {
  const good = (pair.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0 && (pair.v as PyObject[]).length === 2;
  const value = good ? newRef((pair.v as PyObject[])[0]!) : null;
  vm.counts.decref(pair);
  return (
    value ??
    vm.raise(
      vm.T.TypeError,
      `${operationNames[operation]}er must return a tuple (object${operation === ENCODE ? ", " : ","}integer)`,
    )
  );
}

function wrapEncoding(vm: VM, encoding: PyObject | null): Result {
  return wrapFailure(vm, `encoding with '${encoding!.v as string}' codec failed`);
}

function wrapDecoding(vm: VM, encoding: PyObject | null): Result {
  return wrapFailure(vm, `decoding with '${encoding!.v as string}' codec failed`);
}

/** Says which codec failed, where the exception is simple enough to be made anew. CPython 3.11: Objects/exceptions.c _PyErr_TrySetFromCause */
function wrapFailure(vm: VM, prefix: string): Result {
  const e = vm.thread.exception as PyObject<ExceptionData>;
  const { type } = e;
  const base = vm.T.BaseException;
  if (type.tp_init !== base.tp_init || type.tp_new !== base.tp_new || type.solidBase !== base) return null;
  const args = e.v.args.v as PyObject[];
  if (args.length > 1 || (args.length === 1 && args[0]!.type !== vm.T.str)) return null;
  const dict = e.w?.dict as PyObject<DictTable> | null | undefined;
  if (dict !== null && dict !== undefined && dict.v.used > 0) return null;
  vm.thread.exception = null;
  const message = vm.newStr(prefix);
  const r = then(vm, str(vm, e), raiseWrapped, e, message);
  vm.counts.decrefAll([message, e]);
  return r;
}

function raiseWrapped(vm: VM, text: PyObject, cause: PyObject | null, prefix: PyObject | null): Result {
  const { type } = cause!;
  const message = vm.newStr(`${prefix!.v as string} (${type.name}: ${text.v as string})`);
  vm.counts.decref(text);
  raiseException(vm, type, [message]);
  const e = vm.thread.exception!;
  setCause(vm, e, newRef(cause!));
  setContext(vm, e, newRef(cause!));
  return null;
}

/** `codecs.encode()` with any codec. CPython 3.11: Python/codecs.c PyCodec_Encode */
export function encodeAny(vm: VM, o: PyObject, encoding: string, errors: string | null): Result {
  return runCodec(vm, lookupCodec(vm, encoding), o, encoding, errors, ENCODE);
}

/** CPython 3.11: Python/codecs.c PyCodec_Decode */
export function decodeAny(vm: VM, o: PyObject, encoding: string, errors: string | null): Result {
  return runCodec(vm, lookupCodec(vm, encoding), o, encoding, errors, DECODE);
}

/** The codec, if it is one for text. CPython 3.11: Python/codecs.c _PyCodec_LookupTextEncoding */
function lookupTextCodec(vm: VM, encoding: string, operation: number): Result {
  const name = vm.newStr(encoding);
  const r = then(vm, lookupCodec(vm, encoding), askWhetherText, name, null, null, operation);
  vm.counts.decref(name);
  return r;
}

function askWhetherText(
  vm: VM,
  codec: PyObject,
  name: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  operation: number,
): Result {
  if (codec.type === vm.T.tuple) return codec;
  const answer = then(vm, lookupAttrString(vm, codec, "_is_text_encoding"), askTruth, null, null, null, 0, true);
  const r = then(vm, answer, checkText, codec, name, null, operation);
  vm.counts.decref(codec);
  return r;
}

function askTruth(vm: VM, value: PyObject): Result {
  if (value === STOP) return vm.newBool(true);
  const r = truth(vm, value);
  vm.counts.decref(value);
  return r;
}

function checkText(
  vm: VM,
  isText: PyObject,
  codec: PyObject | null,
  name: PyObject | null,
  _c: PyObject | null,
  operation: number,
): Result {
  const good = isText === vm.true_;
  vm.counts.decref(isText);
  if (good) return newRef(codec!);
  const how = operation === ENCODE ? "codecs.encode()" : "codecs.decode()";
  return vm.raise(vm.T.LookupError, `'${name!.v as string}' is not a text encoding; use ${how} to handle arbitrary codecs`);
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_AsEncodedString, PyUnicode_Decode */
function checkResult(
  vm: VM,
  value: PyObject,
  name: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  operation: number,
): Result {
  const wanted = operation === ENCODE ? TPFLAGS_BYTES_SUBCLASS : TPFLAGS_UNICODE_SUBCLASS;
  if ((value.type.flags & wanted) !== 0 || (operation === ENCODE && value.type === vm.T.bytearray)) return value;
  const type = value.type.name;
  vm.counts.decref(value);
  const what = operation === ENCODE ? "bytes" : "str";
  const verb = operation === ENCODE ? "encode" : "decode";
  const advice = `use codecs.${verb}() to ${verb} to arbitrary types`;
  return vm.raise(vm.T.TypeError, `'${name!.v as string}' ${verb}r returned '${type}' instead of '${what}'; ${advice}`);
}

function runTextCodec(vm: VM, o: PyObject, encoding: string, errors: string, operation: number): Result {
  const name = vm.newStr(encoding);
  const value = runCodec(vm, lookupTextCodec(vm, encoding, operation), o, encoding, errors, operation);
  const r = then(vm, value, checkResult, name, null, null, operation);
  vm.counts.decref(name);
  return r;
}

/** What `str.encode` and `bytes.decode` use for encodings that are not built in. */
export function connectTextCodecs(vm: VM): void {
  for (const [key, operation] of [
    ["_encode_text", ENCODE],
    ["_decode_text", DECODE],
  ] as const)
    vm.moduleState.set(key, (v: VM, o: PyObject, encoding: string, errors: string) =>
      runTextCodec(v, o, encoding, errors, operation),
    );
}
