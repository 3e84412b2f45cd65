import type { ThreadId, WaitFor, Where } from "./client.ts";
import { formatDuration } from "./durations.ts";
import type { GilEvent } from "./event-log.ts";
import type { Drop, DropRequest } from "./gil.ts";
import { NOBODY } from "./locks/lock.ts";

/** The name of a thread. */
export type NameOf = (thread: ThreadId) => string;

/** What happened and why, in words. No full stop, no time stamp. */
export function sentence(event: GilEvent, nameOf: NameOf): string {
  const who = nameOf(event.thread);
  switch (event.kind) {
    case "start":
      return event.by === NOBODY ? `${who} started` : `${nameOf(event.by)} started ${who}`;
    case "finish":
      return `${who} finished`;
    case "wait":
      return `${who} found the GIL taken by ${nameOf(event.holder)} and sleeps until it is free`;
    case "false-alarm":
      return `${who} was woken for the GIL, found it taken again by ${nameOf(event.holder)} and sleeps on`;
    case "request":
      return `${who} timed out ${formatDuration(event.waited)} after switch ${event.sinceSwitch} and set the drop request for ${nameOf(event.holder)}`;
    case "drop":
      return dropSentence(event.drop, nameOf);
    case "forced-wait":
      return `${who} was asked to let go, so it waits until another thread has had the GIL`;
    case "take":
      return takeSentence(event, nameOf);
    case "block":
      return `${who} sleeps: ${waitText(event.on)}${event.on.kind === "lock" ? heldBy(event.on, nameOf) : ""}`;
    case "unblock":
      return `${who} ${endText(event.on, event.how)}`;
    case "native":
      return `${who} does ${event.label} without the GIL for ${formatDuration(event.duration)}${event.as === "idle" ? ", off the cores" : ""}`;
    case "preempt":
      return `${nameOf(event.by)} took core ${event.core} from ${who}`;
  }
}

/** " at JUMP_BACKWARD, offset 54 (count, line 3)", as far as it is known; or nothing. */
export function placeText(where: Where | null): string {
  if (where === null) return "";
  const parts: string[] = [];
  if (where.opcode !== undefined) parts.push(where.opcode);
  if (where.offset !== undefined) parts.push(`offset ${where.offset}`);
  const outer: string[] = [];
  if (where.function !== undefined) outer.push(where.function);
  if (where.line !== undefined) outer.push(`line ${where.line}`);
  if (parts.length === 0) return outer.length === 0 ? "" : ` at ${outer.join(", ")}`;
  return ` at ${parts.join(", ")}${outer.length === 0 ? "" : ` (${outer.join(", ")})`}`;
}

function takeSentence(event: GilEvent & { kind: "take" }, nameOf: NameOf): string {
  const who = nameOf(event.thread);
  const { drop } = event;
  if (drop === null) return `${who} took the GIL, which nobody had had before`;
  if (event.from === event.thread)
    return `${who} took the GIL again, ${formatDuration(event.time - drop.at)} after it had let go`;
  const barged = event.barged ? ", ahead of those asleep" : "";
  return `${causeText(drop, nameOf)}; ${switchText(drop)} ${event.switchNumber} to ${who}${barged} ${formatDuration(event.time - drop.at)} later`;
}

function switchText(drop: Drop): string {
  return drop.request === null ? "switch" : "forced switch";
}

/** Why the GIL came free. */
function causeText(drop: Drop, nameOf: NameOf): string {
  const who = nameOf(drop.by);
  if (drop.reason !== "request" || drop.request === null) return dropSentence(drop, nameOf);
  const delay = drop.at - drop.request.at;
  const after = delay === 0 ? "at once" : `${formatDuration(delay)} later`;
  return `${requestText(drop.request, nameOf)}; ${who} noticed${placeText(drop.where)}, ${after}`;
}

function requestText(request: DropRequest, nameOf: NameOf): string {
  const who = nameOf(request.by);
  if (request.reason === "decision") return `the schedule lets ${who}'s time be up here`;
  return `${who} timed out ${formatDuration(request.waited)} after switch ${request.sinceSwitch} and set the drop request`;
}

function dropSentence(drop: Drop, nameOf: NameOf): string {
  const who = nameOf(drop.by);
  const place = placeText(drop.where);
  switch (drop.reason) {
    case "request":
      return `${who} let the GIL go because it was asked to${place}`;
    case "check":
      return `${who} let the GIL go for a moment at the end of its ticks${place}`;
    case "blocked":
      return `${who} let the GIL go to wait (${drop.detail})${place}`;
    case "released":
      return `${who} let the GIL go for the time of ${drop.detail}${place}`;
    case "finished":
      return `${who} finished and let the GIL go`;
  }
}

function waitText(on: WaitFor): string {
  return on.kind === "lock"
    ? `waits for ${on.lock.name}`
    : on.kind === "timer"
      ? "until its time has come"
      : `waits for ${on.label}`;
}

function heldBy(on: WaitFor & { kind: "lock" }, nameOf: NameOf): string {
  return on.lock.holder === NOBODY ? "" : `, which ${nameOf(on.lock.holder)} has`;
}

function endText(on: WaitFor, how: "acquired" | "timed-out" | "interrupted" | "completed"): string {
  const what = on.kind === "lock" ? on.lock.name : on.kind === "timer" ? "its sleep" : on.label;
  if (how === "acquired") return `acquired ${what}`;
  if (how === "completed") return `got what it waited for: ${what}`;
  if (how === "interrupted") return `was interrupted in its wait for ${what}`;
  return on.kind === "timer" ? "has slept its time" : `gave up waiting for ${what}: time is up`;
}
