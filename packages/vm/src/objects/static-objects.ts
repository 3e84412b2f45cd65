/** `_PyObject_IMMORTAL_REFCNT` of CPython 3.11 (Include/internal/pycore_object.h): a base that still moves. */
export const STATIC_REFCOUNT = 999999999;
