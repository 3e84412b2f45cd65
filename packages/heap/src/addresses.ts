import { extra, type HeapObject, touch } from "./header.ts";
import type { Undoable } from "./journal.ts";

/*
 * What `id()` answers.
 *
 * Most objects are never asked for their address, so none is kept until somebody asks. Blocks are those of CPython's small-object allocator: 16-byte steps up
 * to 512 bytes, pools of 16 KiB for one size each, and a freed block is the next that is given out for its size. Larger ones come from a region of their own.
 *
 * Programs notice reuse: `id(object()) == id(object())`. They also rely on two objects that live at the same time being different. Both together mean
 * that a freed address may go only to an object made later. So while a freed address waits, and only then (`waiting`), deaths and births of the same size
 * are told to us: births take what was freed last, deaths of objects without an address cover it. The rest of the time `allocated` and `freed` need not be called.
 *
 * NOT CPYTHON: an object that is asked for its address late gets one that is new, whatever was free when it was made; and blocks below the first one
 * that somebody asked for do not exist, so the figures differ.
 */

const POOL_BYTES = 16384;
const POOL_HEADER = 48;
const SMALL_LIMIT = 512;
const STEP = 16;
/** Where the regions begin: below 2**47, as user addresses of a 64-bit system are. */
const SMALL_BASE = 0x7f5a_1000_0000;
const LARGE_BASE = 0x55d0_4000_0000;
const STATIC_BASE = 0x9a_0000;

/** The free and fresh blocks of one size. */
interface SizeClass {
  /** Freed blocks, the next to be given out last; -n stands for n of them whose addresses nobody ever asked for. The first is an address. */
  readonly free: number[];
  /** The first fresh block of the current pool, and that pool's end. */
  next: number;
  end: number;
}

interface AddressMark {
  readonly classes: [number, SizeClass][];
  readonly nextPool: number;
  readonly nextLarge: number;
  readonly nextStatic: number;
  readonly waiting: number;
}

/** Simulated addresses, handed out when asked for and reused as CPython's allocator would (CPython 3.11: Objects/obmalloc.c). */
export class AddressSpace<O extends HeapObject<any>> implements Undoable {
  /** Freed addresses that nobody has taken. While 0, `allocated` and `freed` need not be called for objects without an address. */
  waiting = 0;
  private classes: Map<number, SizeClass> = new Map();
  private nextPool = SMALL_BASE;
  private nextLarge = LARGE_BASE;
  private nextStatic = STATIC_BASE;

  /** The address of `o`, whose block has `bytes` bytes of which `header` come before it (16 for containers); given now if it has none. */
  addressOf(o: O, bytes: number, header = 0): number {
    if (o.w !== null && o.w.address !== 0) return o.w.address;
    return this.give(o, this.fresh(bytes) + header);
  }

  /** The address of an object that is never freed and not on CPython's heap. */
  staticAddressOf(o: O, bytes: number): number {
    if (o.w !== null && o.w.address !== 0) return o.w.address;
    const address = this.nextStatic;
    this.nextStatic += roundUp(bytes);
    return this.give(o, address);
  }

  /** `o` was made. */
  allocated(o: O, bytes: number, header = 0): void {
    const free = this.classes.get(roundUp(bytes))?.free;
    if (free === undefined || free.length === 0) return;
    const block = free.pop()!;
    if (block < 0) {
      if (block < -1) free.push(block + 1);
      return;
    }
    this.waiting--;
    this.give(o, block + header);
  }

  /** `o` died; its address, if it has one, can be used again. */
  freed(o: O, bytes: number, header = 0): void {
    const address = o.w === null ? 0 : o.w.address;
    const size = roundUp(bytes);
    if (address === 0) {
      const free = this.classes.get(size)?.free;
      if (free !== undefined && free.length > 0) free.push(free[free.length - 1]! < 0 ? free.pop()! - 1 : -1);
      return;
    }
    touch(o);
    o.w!.address = 0;
    this.sizeClass(size).free.push(address - header);
    this.waiting++;
  }

  /** Saved by the journal as a singleton. */
  get savesItself(): true {
    return true;
  }

  mark(): unknown {
    const mark: AddressMark = {
      classes: [...this.classes].map(([size, c]) => [size, { ...c, free: c.free.slice() }]),
      nextPool: this.nextPool,
      nextLarge: this.nextLarge,
      nextStatic: this.nextStatic,
      waiting: this.waiting,
    };
    return mark;
  }

  undo(mark: unknown): void {
    const saved = mark as AddressMark;
    this.classes = new Map(saved.classes.map(([size, c]) => [size, { ...c, free: c.free.slice() }]));
    this.nextPool = saved.nextPool;
    this.nextLarge = saved.nextLarge;
    this.nextStatic = saved.nextStatic;
    this.waiting = saved.waiting;
  }

  hash(into: (item: number | string) => void): void {
    for (const size of [...this.classes.keys()].sort((a, b) => a - b)) {
      const c = this.classes.get(size)!;
      for (const item of [size, c.free.length, ...c.free, c.next, c.end]) into(item);
    }
    for (const item of [this.nextPool, this.nextLarge, this.nextStatic, this.waiting]) into(item);
  }

  private give(o: O, address: number): number {
    touch(o);
    extra(o).address = address;
    return address;
  }

  private sizeClass(size: number): SizeClass {
    let found = this.classes.get(size);
    if (found === undefined) {
      found = { free: [], next: 0, end: 0 };
      this.classes.set(size, found);
    }
    return found;
  }

  /** A block that never was anybody's. */
  private fresh(bytes: number): number {
    const size = roundUp(bytes);
    if (size > SMALL_LIMIT) {
      const block = this.nextLarge + STEP;
      this.nextLarge += size + STEP;
      return block;
    }
    const c = this.sizeClass(size);
    if (c.next + size > c.end) {
      c.next = this.nextPool + POOL_HEADER;
      c.end = this.nextPool + POOL_BYTES;
      this.nextPool += POOL_BYTES;
    }
    const block = c.next;
    c.next += size;
    return block;
  }
}

function roundUp(bytes: number): number {
  return Math.max(STEP, Math.ceil(bytes / STEP) * STEP);
}
