import { newRef } from "@vivarium/heap";
import { resumeGenerator } from "../eval/resume.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  type PyObject,
  type Result,
  recordLayout,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../object.ts";
import { genericGetAttr } from "../protocol/attribute.ts";
import { type GeneratorData, generatorLayout } from "./generator.ts";
import {
  gen_am_send,
  gen_finalize,
  gen_repr,
  gen_send,
  gen_throw,
  generatorGetset,
  genNeedsFinalizer,
  sendMethods,
  sizeofMethod,
} from "./generator-methods.ts";
import { genClose } from "./generator-throw.ts";
import { selfIter } from "./iterators.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** The payload of what `coroutine.__await__()` gives: CPython's PyCoroWrapper. */
export interface CoroutineWrapper {
  readonly coroutine: PyObject<GeneratorData>;
}

const coroutineWrapperLayout: PayloadLayout<CoroutineWrapper> = recordLayout<CoroutineWrapper>({
  references: (w) => [w.coroutine],
});

/** CPython 3.11: Objects/genobject.c coro_await */
function coro_await(vm: VM, coroutine: PyObject<GeneratorData>): Result {
  return alloc<CoroutineWrapper>(vm, vm.T.coroutine_wrapper, { coroutine: newRef(coroutine) });
}

/** The type of coroutines. CPython 3.11: Objects/genobject.c PyCoro_Type */
export const coroutineSpec: TypeSpec = {
  name: "coroutine",
  layout: generatorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  hasWeakrefs: true,
  slots: {
    tp_repr: gen_repr,
    tp_getattro: genericGetAttr,
    tp_finalize: gen_finalize,
    needsFinalizer: genNeedsFinalizer,
    am_await: coro_await,
    am_send: gen_am_send,
  },
  methods: [...sendMethods("coroutine", gen_send, gen_throw, genClose), sizeofMethod],
  getset: [
    ...generatorGetset("cr", "coroutine"),
    { name: "cr_origin", member: true, get: (vm, g) => newRef((g.v as GeneratorData).origin ?? vm.none) },
  ],
};

type Wrapper = PyObject<CoroutineWrapper>;

/** The type of `coroutine.__await__()`. CPython 3.11: Objects/genobject.c _PyCoroWrapper_Type */
export const coroutineWrapperSpec: TypeSpec = {
  name: "coroutine_wrapper",
  layout: coroutineWrapperLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  doc: "A wrapper object implementing __await__ for coroutines.",
  slots: {
    tp_getattro: genericGetAttr,
    tp_iter: selfIter,
    tp_iternext: (vm: VM, w: Wrapper) => resumeGenerator(vm, w.v.coroutine, null),
  },
  methods: sendMethods(
    "coroutine",
    (vm, w: Wrapper, value: PyObject) => gen_send(vm, w.v.coroutine, value),
    (vm, w: Wrapper, type: PyObject, value: PyObject | null, traceback: PyObject | null) =>
      gen_throw(vm, w.v.coroutine, type, value, traceback),
    (vm, w: Wrapper) => genClose(vm, w.v.coroutine),
  ),
};
