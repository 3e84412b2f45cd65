import {
  anextAwaitableSpec,
  asyncGeneratorASendSpec,
  asyncGeneratorAThrowSpec,
  asyncGeneratorSpec,
  asyncGeneratorWrappedValueSpec,
} from "../objects/async-generator-methods.ts";
import { boolSpec } from "../objects/bool.ts";
import { bytearraySpec } from "../objects/bytearray.ts";
import { bytearrayIteratorSpec, bytesIteratorSpec } from "../objects/bytes/iterator.ts";
import { bytesSpec } from "../objects/bytes/spec.ts";
import { complexSpec } from "../objects/complex.ts";
import { coroutineSpec, coroutineWrapperSpec } from "../objects/coroutine.ts";
import {
  builtinFunctionSpec,
  classmethodDescriptorSpec,
  classmethodSpec,
  getsetDescriptorSpec,
  memberDescriptorSpec,
  methodDescriptorSpec,
  methodWrapperSpec,
  staticmethodSpec,
  wrapperDescriptorSpec,
} from "../objects/descriptor-types.ts";
import {
  dictItemIteratorSpec,
  dictKeyIteratorSpec,
  dictReverseItemIteratorSpec,
  dictReverseKeyIteratorSpec,
  dictReverseValueIteratorSpec,
  dictValueIteratorSpec,
} from "../objects/dict/iterators.ts";
import { dictSpec } from "../objects/dict/spec.ts";
import { dictItemsSpec, dictKeysSpec, dictValuesSpec } from "../objects/dict/views.ts";
import { enumerateSpec } from "../objects/enumerate.ts";
import { exceptionSpecs } from "../objects/exceptions/hierarchy.ts";
import { filterSpec } from "../objects/filter.ts";
import { floatSpec } from "../objects/float/float.ts";
import { functionSpec, methodSpec } from "../objects/function-types.ts";
import { generatorSpec } from "../objects/generator-methods.ts";
import { genericAliasSpec } from "../objects/generic-alias.ts";
import { intSpec } from "../objects/int/int.ts";
import {
  cellSpec,
  codeSpec,
  ellipsisSpec,
  frameSpec,
  moduleSpec,
  noneSpec,
  notImplementedSpec,
  tracebackSpec,
} from "../objects/internal-types.ts";
import { callIterSpec, seqIterSpec } from "../objects/iterators.ts";
import { listIteratorSpec, listReverseIteratorSpec } from "../objects/list/iterators.ts";
import { listSpec } from "../objects/list/spec.ts";
import { mapSpec } from "../objects/map.ts";
import { mappingProxySpec } from "../objects/mappingproxy.ts";
import { memoryIteratorSpec } from "../objects/memoryview/iterator.ts";
import { memoryviewSpec } from "../objects/memoryview.ts";
import { objectSpec } from "../objects/object.ts";
import { propertySpec } from "../objects/property.ts";
import { rangeSpec } from "../objects/range.ts";
import { longRangeIteratorSpec, rangeIteratorSpec } from "../objects/range-iterators.ts";
import { reversedSpec } from "../objects/reversed.ts";
import { setIteratorSpec } from "../objects/set/iterator.ts";
import { frozensetSpec, setSpec } from "../objects/set/spec.ts";
import { simpleNamespaceSpec } from "../objects/simple-namespace.ts";
import { sliceSpec } from "../objects/slice.ts";
import { strAsciiIteratorSpec, strIteratorSpec } from "../objects/str/iterator.ts";
import { strSpec } from "../objects/str/str.ts";
import { superSpec } from "../objects/super.ts";
import { tupleIteratorSpec, tupleSpec } from "../objects/tuple.ts";
import { typeSpec } from "../objects/type/type-object.ts";
import type { TypeSpec } from "../objects/type/type-spec.ts";
import { unionSpec } from "../objects/union.ts";
import { weakcallableproxySpec, weakproxySpec, weakrefSpec } from "../objects/weakref-types.ts";
import { zipSpec } from "../objects/zip.ts";
import type { Types } from "./types.ts";

/** Every type that is there from the start, a base before what derives from it. */
export function builtinTypes(): readonly (readonly [keyof Types, TypeSpec])[] {
  return [
    ["object", objectSpec],
    ["type", typeSpec],
    ["int", intSpec],
    ["bool", boolSpec],
    ["float", floatSpec],
    ["complex", complexSpec],
    ["str", strSpec],
    ["bytes", bytesSpec],
    ["bytearray", bytearraySpec],
    ["memoryview", memoryviewSpec],
    ["list", listSpec],
    ["tuple", tupleSpec],
    ["dict", dictSpec],
    ["set", setSpec],
    ["frozenset", frozensetSpec],
    ["range", rangeSpec],
    ["slice", sliceSpec],
    ["NoneType", noneSpec],
    ["NotImplementedType", notImplementedSpec],
    ["ellipsis", ellipsisSpec],
    ["function", functionSpec],
    ["method", methodSpec],
    ["builtin_function_or_method", builtinFunctionSpec],
    ["method_descriptor", methodDescriptorSpec],
    ["wrapper_descriptor", wrapperDescriptorSpec],
    ["method_wrapper", methodWrapperSpec],
    ["getset_descriptor", getsetDescriptorSpec],
    ["member_descriptor", memberDescriptorSpec],
    ["classmethod_descriptor", classmethodDescriptorSpec],
    ["classmethod", classmethodSpec],
    ["staticmethod", staticmethodSpec],
    ["property", propertySpec],
    ["super", superSpec],
    ["module", moduleSpec],
    ["code", codeSpec],
    ["frame", frameSpec],
    ["traceback", tracebackSpec],
    ["cell", cellSpec],
    ["generator", generatorSpec],
    ["coroutine", coroutineSpec],
    ["coroutine_wrapper", coroutineWrapperSpec],
    ["async_generator", asyncGeneratorSpec],
    ["async_generator_asend", asyncGeneratorASendSpec],
    ["async_generator_athrow", asyncGeneratorAThrowSpec],
    ["async_generator_wrapped_value", asyncGeneratorWrappedValueSpec],
    ["list_iterator", listIteratorSpec],
    ["list_reverseiterator", listReverseIteratorSpec],
    ["tuple_iterator", tupleIteratorSpec],
    ["range_iterator", rangeIteratorSpec],
    ["longrange_iterator", longRangeIteratorSpec],
    ["str_iterator", strIteratorSpec],
    ["str_ascii_iterator", strAsciiIteratorSpec],
    ["bytes_iterator", bytesIteratorSpec],
    ["bytearray_iterator", bytearrayIteratorSpec],
    ["memory_iterator", memoryIteratorSpec],
    ["set_iterator", setIteratorSpec],
    ["dict_keys", dictKeysSpec],
    ["dict_values", dictValuesSpec],
    ["dict_items", dictItemsSpec],
    ["dict_keyiterator", dictKeyIteratorSpec],
    ["dict_valueiterator", dictValueIteratorSpec],
    ["dict_itemiterator", dictItemIteratorSpec],
    ["dict_reversekeyiterator", dictReverseKeyIteratorSpec],
    ["dict_reversevalueiterator", dictReverseValueIteratorSpec],
    ["dict_reverseitemiterator", dictReverseItemIteratorSpec],
    ["mappingproxy", mappingProxySpec],
    ["enumerate", enumerateSpec],
    ["zip", zipSpec],
    ["map", mapSpec],
    ["filter", filterSpec],
    ["reversed", reversedSpec],
    ["callable_iterator", callIterSpec],
    ["iterator", seqIterSpec],
    ["SimpleNamespace", simpleNamespaceSpec],
    ["GenericAlias", genericAliasSpec],
    ["UnionType", unionSpec],
    ["weakref", weakrefSpec],
    ["weakproxy", weakproxySpec],
    ["weakcallableproxy", weakcallableproxySpec],
    ["anext_awaitable", anextAwaitableSpec],
    ...exceptionSpecs,
  ];
}
