/**
 * The one record that every managed object is.
 *
 * V8 gives objects of one constructor one hidden class. A count that is raised and dropped costs 3 ns a pair on records of one hidden class, 20 to
 * 30 ns on records of three or more (measured on Node 20; bench/header-shapes.mjs). So a list, an int and an instance are the same record, and
 * what differs hangs off `v`; docs/decisions/0001-one-hidden-class.md.
 */
export class HeapObject<T extends Layout = Layout, V = any> {
  /** The number of references that exist, CPython's `ob_refcnt`. */
  rc: number;
  /** When this object was last saved in the journal: an even epoch for its header, that plus one for its payload too, or made. */
  epoch: number;
  /** Where the collector keeps it: index * 8 + list (see generations.ts); -1 while untracked. */
  gci: number;
  /** The layout: how to visit, release, save and restore what `v` holds. */
  type: T;
  /** The payload, as the layout says. */
  v: V;
  /** What only some objects have: an instance dict, weak references, an address somebody asked for. */
  w: Extra | null;

  constructor(type: T, v: V) {
    this.rc = 1;
    this.epoch = epoch + 1;
    this.gci = -1;
    this.type = type;
    this.v = v;
    this.w = null;
  }
}

/** The rare part of an object; absent until something needs it. */
export class Extra {
  /** The instance's `__dict__`, owned; null where there is none (yet). */
  dict: HeapObject<any> | null = null;
  /** Weak references to the object, newest first as in CPython's `tp_weaklistoffset` list; borrowed. */
  weakrefs: HeapObject<any>[] | null = null;
  /** What `id()` answered; 0 before anybody asked. */
  address = 0;
  /** The finalizer has run (CPython's `_PyGC_FINALIZED`). */
  finalized = false;
  /** Values of `__slots__` of a type whose payload is taken by a built-in base; owned, null where unset. */
  slots: (HeapObject<any> | null)[] | null = null;
  /** What a layout keeps beside its payload: a number that is part of the state, or what can be computed again (code points); never a reference. */
  cache: unknown = null;

  /** A copy, as the journal keeps it. */
  clone(): Extra {
    const copy = new Extra();
    copy.dict = this.dict;
    copy.weakrefs = this.weakrefs === null ? null : this.weakrefs.slice();
    copy.address = this.address;
    copy.finalized = this.finalized;
    copy.slots = this.slots === null ? null : this.slots.slice();
    copy.cache = this.cache;
    return copy;
  }
}

/** What the heap needs to know about a kind of object: CPython's `tp_traverse`, `tp_dealloc` and `Py_TPFLAGS_HAVE_GC`. */
export interface Layout {
  /** Nothing in the payload is a reference, and nothing happens when it dies. */
  leaf: boolean;
  /** The collector looks at objects of this kind. */
  container: boolean;
  /** Visits every owned reference of `o` (payload, dict, slots, type), once for each count it holds, in the order in which death drops them. */
  traverse(o: HeapObject<any>, visit: (child: HeapObject<any>) => void): void;
  /** Takes out what takes part in reference cycles (`tp_clear`); gives it, in the order of the drops. The collector has touched header and payload. */
  clear(o: HeapObject<any>): HeapObject<any>[];
  /** Copies the payload, so that `restore` can put it back whatever happens to it in between. */
  save(o: HeapObject<any>): unknown;
  /** Puts back what `save` gave. */
  restore(o: HeapObject<any>, saved: unknown): void;
  /** What the collector visits (`tp_traverse`), where its order or its extent is not that of `traverse`. */
  traverseForCollector?(o: HeapObject<any>, visit: (child: HeapObject<any>) => void): void;
  /** The references of `traverse` with a name each (`[3]`, `.x`, `closure`), for reports. Any order. */
  edges?(o: HeapObject<any>, visit: (child: HeapObject<any>, label: string) => void): void;
  /** Feeds everything the payload says to `into`, in a fixed order, and whatever it refers to (owned or not) to `identity`. Absent: `hashRecords` of it. */
  hashPayload?(o: HeapObject<any>, into: (item: number | string) => void, identity: (item: object) => void): void;
  /** The object's kind and a few words about it, for reports. */
  describe?(o: HeapObject<any>): Description;
}

/** What a report says of an object. */
export interface Description {
  /** The name of its type. */
  readonly type: string;
  /** What tells it from others of its type; short, may be empty. */
  readonly label: string;
}

/** The current epoch, even; 0 while no journal is on. Read by every mutator, so it is a plain module variable. */
export let epoch = 0;
let journalTouch: (o: HeapObject<any>) => void = () => {};
let journalTouchPayload: (o: HeapObject<any>) => void = () => {};

/** Makes `touch` and `touchPayload` the journal that is written from now on. Called by `Journal` alone. */
export function setEpoch(value: number, touch: (o: HeapObject<any>) => void, touchPayload: (o: HeapObject<any>) => void): void {
  epoch = value;
  journalTouch = touch;
  journalTouchPayload = touchPayload;
}

/** One more reference. Every count that goes up goes through here, or through code generated for the case that no journal is on. */
export function incref(o: HeapObject<any>): void {
  if (o.epoch < epoch) journalTouch(o);
  o.rc++;
}

/** One more reference, given back: `stack[sp++] = newRef(o)`. */
export function newRef<O extends HeapObject<any>>(o: O): O {
  if (o.epoch < epoch) journalTouch(o);
  o.rc++;
  return o;
}

/** To be called before any header field (`type`, `w`, `gci`) of `o` is written. */
export function touch(o: HeapObject<any>): void {
  if (o.epoch < epoch) journalTouch(o);
}

/** To be called before anything in the payload `o.v` is written; costs one comparison while no journal is on. */
export function touchPayload(o: HeapObject<any>): void {
  if (o.epoch <= epoch && epoch !== 0) journalTouchPayload(o);
}

/** The rare part of `o`, made if need be, to be written to. */
export function extra(o: HeapObject<any>): Extra {
  touch(o);
  if (o.w === null) o.w = new Extra();
  return o.w;
}

/*
 * V8 starts a field as what it saw first (a small integer, a double, an object of one class) and throws away all code compiled for that when it sees
 * another kind. So the payload is everything from the start.
 */
for (const v of [0, 0.5, "", {}]) new HeapObject(null as unknown as Layout, v);
