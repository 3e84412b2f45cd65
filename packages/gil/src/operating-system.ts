import type { ThreadId } from "./client.ts";
import { Cores } from "./cores.ts";
import type { EventLog } from "./event-log.ts";
import type { Machine } from "./machine.ts";
import type { Scheduler } from "./scheduler.ts";
import { type Activity, type Phase, ThreadState, type ThreadTimes } from "./thread-state.ts";
import type { IntervalRecorder } from "./timeline/intervals.ts";
import { type Timer, Timers } from "./timers.ts";
import type { HashSink, Undoable } from "./undoable.ts";

interface Alarm {
  readonly at: number;
  readonly every: number;
  /** Cancels: only the timer with this stamp stands. */
  readonly stamp: number;
}

/**
 * The operating system under the threads: simulated time, who sleeps, who is on which core, and what that costs.
 * Knows nothing of the GIL; whoever uses it moves threads with `work`, `sleep` and `wake`, and acts when a burst is over.
 */
export class OperatingSystem<T> implements Undoable {
  readonly machine: Machine;
  readonly scheduler: Scheduler;
  readonly cores: Cores;
  readonly timers: Timers = new Timers();
  /** Timeouts in the host's time; used only with `hostTimers`. */
  readonly hostTimers: Timers = new Timers();
  readonly log: EventLog;
  readonly recorder: IntervalRecorder;
  /** Simulated ns of the event being dealt with. */
  now = 0;
  /** Every thread there ever was, by id. */
  readonly threads: ThreadState<T>[] = [];
  /** Ids of those not finished, ascending. */
  live: ThreadId[] = [];
  /** The process's one alarm clock: when it goes off, and how long until it does again (0: it does not). */
  alarm: Alarm = { at: Infinity, every: 0, stamp: 0 };
  /** Told after each change of phase. */
  onPhase: (thread: ThreadState<T>, before: Phase) => void = () => {};

  constructor(machine: Machine, cores: number, scheduler: Scheduler, log: EventLog, recorder: IntervalRecorder) {
    this.machine = machine;
    this.scheduler = scheduler;
    this.cores = new Cores(cores);
    this.log = log;
    this.recorder = recorder;
  }

  /** A new thread, which will be ready after the usual latency and then do what phase "take" says. */
  create(client: T, name: string, at: number): ThreadState<T> {
    const thread = new ThreadState(this.threads.length, name, client, at);
    this.threads.push(thread);
    this.live.push(thread.id);
    this.recorder.begin(thread.id, at, "core");
    thread.wantedSince = at;
    // The first thread is the process itself: it is there from the start.
    if (thread.id === 0) this.cores.previous[0] = 0;
    this.onPhase(thread, "finished");
    return thread;
  }

  /** Sets the alarm clock; at Infinity: off. */
  setAlarm(at: number, every: number): void {
    const stamp = this.alarm.stamp + 1;
    this.alarm = { at, every, stamp };
    if (at !== Infinity) this.timers.add(at, "alarm", 0, stamp);
  }

  setPhase(thread: ThreadState<T>, phase: Phase): void {
    const before = thread.phase;
    if (before === phase) return;
    thread.phase = phase;
    this.onPhase(thread, before);
  }

  setActivity(thread: ThreadState<T>, activity: Activity, at: number): void {
    if (thread.activity === activity) return;
    this.bookActivity(thread, at);
    thread.activity = activity;
    this.recorder.begin(thread.id, at, activity);
  }

  /** Books the time off the cores since the activity began; time on a core is booked by bursts. */
  bookActivity(thread: ThreadState<T>, at: number): void {
    const spent = at - thread.since;
    if (thread.activity === "gil") thread.gil += spent;
    else if (thread.activity === "blocked") thread.blocked += spent;
    else if (thread.activity === "core") thread.waitingForCore += spent;
    thread.since = at;
  }

  /** The thread, on a core, works for so long and then `phase` is due. What was left of system time is added. */
  work(thread: ThreadState<T>, phase: Phase, system: number, user: number): void {
    this.setPhase(thread, phase);
    thread.systemLeft += system;
    thread.userLeft += user;
    this.startBurst(thread);
  }

  startBurst(thread: ThreadState<T>): void {
    thread.burstStart = this.now;
    this.timers.add(this.now + thread.systemLeft + thread.userLeft, "burst-end", thread.id, ++thread.stamp);
  }

  /** Books what the thread has worked since its burst started. */
  settleBurst(thread: ThreadState<T>): void {
    const worked = this.now - thread.burstStart;
    const system = Math.min(worked, thread.systemLeft);
    thread.systemLeft -= system;
    thread.userLeft -= worked - system;
    thread.system += system;
    thread.user += worked - system;
    thread.burstStart = this.now;
  }

  /** The thread, its burst over, gives up its core and sleeps. `until`: absolute time of the timeout in `agenda`, or Infinity. */
  sleep(thread: ThreadState<T>, activity: Activity, phase: Phase, until: number, agenda: Timers = this.timers): void {
    this.setPhase(thread, phase);
    this.setActivity(thread, activity, this.now);
    thread.stamp++;
    if (until !== Infinity) agenda.add(until, "timeout", thread.id, thread.stamp);
    this.leaveCore(thread);
  }

  /** Ends a sleep at time `at`: after a latency the thread is ready, and will then do what `phase` says. */
  wake(thread: ThreadState<T>, at: number, phase: Phase, kind: "wake" | "timer"): void {
    this.setPhase(thread, phase);
    this.setActivity(thread, "core", at);
    const nominal = this.machine.wakeLatency;
    const delay = this.scheduler.delay({ kind, thread: thread.id, time: at, nominal });
    this.timers.add(at + delay, "arrive", thread.id, ++thread.stamp);
  }

  /** The thread, wherever it is, is no more. One on a core ends now, another at `at`. */
  finish(thread: ThreadState<T>, at: number = this.now): void {
    const end = thread.core >= 0 ? this.now : at;
    if (thread.core >= 0) this.settleBurst(thread);
    thread.stamp++;
    this.setPhase(thread, "finished");
    this.bookActivity(thread, end);
    thread.finishedAt = end;
    this.live.splice(this.live.indexOf(thread.id), 1);
    this.cores.ready = this.cores.ready.filter((id) => id !== thread.id);
    this.leaveCore(thread);
  }

  /** A woken thread is ready now. */
  arrive(thread: ThreadState<T>): void {
    thread.preempted = false;
    this.cores.ready.push(thread.id);
    this.fillCores();
  }

  leaveCore(thread: ThreadState<T>): void {
    if (thread.core < 0) return;
    this.cores.vacate(thread.core);
    thread.core = -1;
    this.fillCores();
  }

  /** Gives free cores to ready threads, then arranges for the rest to get theirs. */
  fillCores(): void {
    const { cores } = this;
    while (cores.ready.length > 0 && cores.anyFree) {
      const index =
        cores.ready.length === 1
          ? 0
          : this.scheduler.choose({ kind: "core", time: this.now, options: cores.ready.slice(), usual: 0 });
      const [id] = cores.ready.splice(index, 1);
      this.putOnCore(this.threads[id!]!, cores.freeCore(id!));
    }
    this.arrangePreemption();
  }

  putOnCore(thread: ThreadState<T>, core: number): void {
    const switched = this.cores.occupy(core, thread.id, this.now);
    thread.core = core;
    thread.preempted = false;
    this.setActivity(thread, thread.phase === "run" || thread.phase === "stopping" ? "holding" : "running", this.now);
    if (switched) thread.systemLeft += this.machine.contextSwitch;
    this.startBurst(thread);
  }

  arrangePreemption(): void {
    const { cores } = this;
    cores.stamp++;
    if (cores.ready.length === 0) return;
    const earliest = cores.since[cores.longestOccupied()]! + this.shortestPatience();
    this.timers.add(Math.max(this.now, earliest), "preempt", 0, cores.stamp);
  }

  shortestPatience(): number {
    let shortest = Infinity;
    for (const id of this.cores.ready) shortest = Math.min(shortest, this.patience(id));
    return shortest;
  }

  /** How long somebody else may keep a core before this ready thread gets it. */
  patience(id: ThreadId): number {
    return this.threads[id]!.preempted ? this.machine.timeSlice : this.machine.wakeGranularity;
  }

  /** The longest-running thread makes room for a ready one whose patience is over. */
  preempt(): void {
    const { cores } = this;
    const core = cores.longestOccupied();
    const had = this.now - cores.since[core]!;
    const entitled = cores.ready.filter((id) => this.patience(id) <= had);
    const index =
      entitled.length === 1 ? 0 : this.scheduler.choose({ kind: "core", time: this.now, options: entitled, usual: 0 });
    const next = this.threads[entitled[index]!]!;
    const victim = this.threads[cores.occupants[core]!]!;
    this.settleBurst(victim);
    victim.stamp++;
    victim.core = -1;
    victim.preempted = true;
    this.setActivity(victim, "core", this.now);
    if (this.log.on) {
      this.log.add({ kind: "preempt", time: this.now, thread: victim.id, core, by: next.id, where: victim.stop?.where ?? null });
    }
    cores.ready.splice(cores.ready.indexOf(next.id), 1);
    cores.ready.push(victim.id);
    this.putOnCore(next, core);
    this.arrangePreemption();
  }

  /** Whether a timer has not been cancelled. */
  stands(timer: Timer): boolean {
    if (timer.kind === "alarm") return timer.stamp === this.alarm.stamp && this.live.length > 0;
    return timer.stamp === (timer.kind === "preempt" ? this.cores.stamp : this.threads[timer.subject]!.stamp);
  }

  /** Where the thread's time went up to `at`; `running` is the client's own CPU time of a run under way. */
  times(thread: ThreadState<T>, at: number): ThreadTimes {
    const end = thread.finished ? thread.finishedAt : at;
    let { user, system, gil, blocked, waitingForCore: core } = thread;
    if (!thread.finished) {
      const open = end - thread.since;
      if (thread.activity === "gil") gil += open;
      else if (thread.activity === "blocked") blocked += open;
      else if (thread.activity === "core") core += open;
      else {
        const worked = end - thread.burstStart;
        const systemPart = Math.min(worked, thread.systemLeft);
        system += systemPart;
        user += worked - systemPart;
      }
    }
    return { id: thread.id, name: thread.name, user, system, gil, blocked, core, wall: end - thread.started };
  }

  mark(): unknown {
    return {
      now: this.now,
      alarm: this.alarm,
      cores: this.cores.mark(),
      timers: this.timers.mark(),
      hostTimers: this.hostTimers.mark(),
      log: this.log.mark(),
      recorder: this.recorder.mark(),
      count: this.threads.length,
      live: this.live.slice(),
      copies: this.live.map((id) => this.threads[id]!.copy()),
    };
  }

  undo(mark: unknown): void {
    const saved = mark as {
      now: number;
      alarm: Alarm;
      cores: unknown;
      timers: unknown;
      hostTimers: unknown;
      log: unknown;
      recorder: unknown;
      count: number;
      live: ThreadId[];
      copies: ThreadState<T>[];
    };
    this.now = saved.now;
    this.alarm = saved.alarm;
    this.cores.undo(saved.cores);
    this.timers.undo(saved.timers);
    this.hostTimers.undo(saved.hostTimers);
    this.log.undo(saved.log);
    this.recorder.undo(saved.recorder);
    this.threads.length = saved.count;
    this.live = saved.live.slice();
    // Those finished by then have not changed since: only the others need restoring.
    for (const copy of saved.copies) this.threads[copy.id]!.restore(copy);
  }

  hash(into: HashSink): void {
    into(this.now);
    this.cores.hash(into);
    this.timers.hash(into);
    this.hostTimers.hash(into);
    for (const thread of this.threads) thread.hash(into);
  }
}
