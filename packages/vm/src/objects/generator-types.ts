import type { Types } from "../bootstrap/types.ts";
import {
  anextAwaitableSpec,
  asyncGeneratorASendSpec,
  asyncGeneratorAThrowSpec,
  asyncGeneratorSpec,
  asyncGeneratorWrappedValueSpec,
} from "./async-generator-methods.ts";
import { coroutineSpec, coroutineWrapperSpec } from "./coroutine.ts";
import { generatorSpec } from "./generator-methods.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** The types of generators, coroutines and what belongs to them. */
export const generatorSpecs: readonly (readonly [name: keyof Types, spec: TypeSpec])[] = [
  ["generator", generatorSpec],
  ["coroutine", coroutineSpec],
  ["coroutine_wrapper", coroutineWrapperSpec],
  ["async_generator", asyncGeneratorSpec],
  ["async_generator_asend", asyncGeneratorASendSpec],
  ["async_generator_athrow", asyncGeneratorAThrowSpec],
  ["async_generator_wrapped_value", asyncGeneratorWrappedValueSpec],
  ["anext_awaitable", anextAwaitableSpec],
];
