export type { Client, Limits, Resumption, StepResult, Stop, ThreadId, WaitFor, Where } from "./client.ts";
export type { DeadlockReport, StuckThread } from "./deadlock.ts";
export type { RunSettings, Runs } from "./decisions.ts";
export { formatDuration } from "./durations.ts";
export type { CheckpointRule, Era, HandOffRule, RequestRule, TickRule } from "./era.ts";
export { eraNamed, eras } from "./eras/eras.ts";
export type { GilEvent } from "./event-log.ts";
export { type NameOf, placeText, sentence } from "./event-sentences.ts";
export type { Drop, DropRequest } from "./gil.ts";
export { Lock, NOBODY } from "./locks/lock.ts";
export { RLock } from "./locks/rlock.ts";
export { immediate, linux, type Machine, machines, osx2009 } from "./machine.ts";
export { RandomSource } from "./random-source.ts";
export type { ChoiceQuestion, DelayQuestion, ScheduleRecipe, Scheduler, SwitchQuestion } from "./scheduler.ts";
export { CPythonLikeScheduler } from "./schedulers/cpython-like.ts";
export { RandomScheduler } from "./schedulers/random.ts";
export { ReplayError, ReplayScheduler } from "./schedulers/replay.ts";
export { Simulation, SimulationError } from "./simulation.ts";
export type { SimulationOptions } from "./simulation-options.ts";
export {
  SyntheticClient,
  type SyntheticInstruction,
  type SyntheticOperation,
  SyntheticThread,
  simulate,
} from "./synthetic-client.ts";
export type { Activity, ThreadTimes } from "./thread-state.ts";
export { renderTimelineHtml } from "./timeline/html.ts";
export type { HandOffMark, Interval, Timeline, TimelineRow } from "./timeline/intervals.ts";
export { renderTimelineSvg, type TimelineSvgOptions } from "./timeline/svg.ts";
export { renderTimelineText, type TimelineTextOptions } from "./timeline/text.ts";
export { renderTrace } from "./timeline/trace.ts";
export { decodeToken, encodeToken, type ScheduleToken, TokenError } from "./token.ts";
export type { HashSink, Undoable } from "./undoable.ts";
