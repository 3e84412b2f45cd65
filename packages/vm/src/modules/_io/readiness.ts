import type { Undoable } from "@vivarium/heap";
import { failed, type OpenFile } from "../../host.ts";
import type { VM } from "../../interpreter.ts";
import type { Result } from "../../object.ts";
import { descriptorsOf } from "./descriptors.ts";

/*
 * Waiting for files of this interpreter's own making: pipes and sockets. Each has an object that stands for what changes about it; whoever changes it
 * announces that, and threads that wait look again.
 */

/** What may be done with a file now, as poll(2) says it. */
export const POLLIN = 0x1;
export const POLLPRI = 0x2;
export const POLLOUT = 0x4;
export const POLLERR = 0x8;
export const POLLHUP = 0x10;
export const POLLNVAL = 0x20;
export const POLLRDHUP = 0x2000;

/** Threads that wait for changes, by the simulation's number, and what of. */
class ChangeWaiters implements Undoable {
  waiting: Map<number, readonly object[]> = new Map();

  mark(): unknown {
    return new Map(this.waiting);
  }

  undo(mark: unknown): void {
    this.waiting = new Map(mark as Map<number, readonly object[]>);
  }

  hash(into: (item: number | string) => void): void {
    for (const id of this.waiting.keys()) into(id);
  }
}

function waitersOf(vm: VM): ChangeWaiters {
  let waiters = vm.moduleState.get("change waiters") as ChangeWaiters | undefined;
  if (waiters === undefined) {
    waiters = new ChangeWaiters();
    vm.moduleState.set("change waiters", waiters);
    vm.journal.register(waiters);
  }
  return waiters;
}

/** Leaves the interpreter until one of `changes` is announced, the time is over or a signal comes; the caller looks again then. Gives PENDING. */
export function waitForChange(vm: VM, changes: readonly object[], until: number, label: string): Result {
  const { simulated } = vm.thread;
  waitersOf(vm).waiting.set(simulated, changes);
  return vm.pause({ kind: "blocked", on: { kind: "external", label, until, interruptible: true, inside: true } });
}

/** The wait is over, however it ended: to be called when the thread goes on. False when the handler of a signal raised something. */
export function waitEnded(vm: VM): boolean {
  waitersOf(vm).waiting.delete(vm.thread.simulated);
  return vm.thread.exception === null;
}

/** Something about `change` is different now. */
export function announceChange(vm: VM, change: object): void {
  let told = false;
  for (const [id, changes] of waitersOf(vm).waiting) if (changes.includes(change)) told = vm.simulation.complete(id) || told;
  if (told) vm.client.refresh();
}

/**
 * What may be done with a descriptor's file; null: there is none.
 * NOT CPYTHON: files of the host cannot be asked; they count as ready, as regular files do.
 */
export function readinessOf(
  vm: VM,
  fd: number,
): { readonly ready: number; readonly change: object | null; readonly file: OpenFile } | null {
  const file = descriptorsOf(vm).get(fd);
  if (failed(file)) return null;
  if (file.readiness === undefined) return { ready: POLLIN | POLLOUT, change: null, file };
  return { ready: file.readiness(), change: file.change ?? null, file };
}
