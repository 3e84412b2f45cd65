import type { Client, Limits, StepResult, Stop, ThreadId, WaitFor } from "./client.ts";
import { type DeadlockReport, findDeadlock } from "./deadlock.ts";
import { Decisions, type RunSettings } from "./decisions.ts";
import type { Era } from "./era.ts";
import { eraNamed } from "./eras/eras.ts";
import { EventLog, type GilEvent } from "./event-log.ts";
import { sentence } from "./event-sentences.ts";
import { Gil } from "./gil.ts";
import { HandOff } from "./hand-off.ts";
import type { Lock } from "./locks/lock.ts";
import { NOBODY } from "./locks/lock.ts";
import { LockTable } from "./locks/lock-table.ts";
import type { RLock } from "./locks/rlock.ts";
import { linux } from "./machine.ts";
import { OperatingSystem } from "./operating-system.ts";
import { CPythonLikeScheduler } from "./schedulers/cpython-like.ts";
import { type SimulationOptions, settingsOf, wholeMicroseconds } from "./simulation-options.ts";
import type { ThreadState, ThreadTimes } from "./thread-state.ts";
import { IntervalRecorder, type Timeline } from "./timeline/intervals.ts";
import { timelineOf } from "./timeline/timeline.ts";
import type { HashSink, Undoable } from "./undoable.ts";

function waitsForHost(on: WaitFor | null): boolean {
  return on !== null && on.kind === "external" && on.inside !== true;
}

/** Thrown on calls that make no sense: a mistake of the client's, not of the Python program's. */
export class SimulationError extends Error {
  override name = "SimulationError";
}

/**
 * Threads on cores under one GIL, in simulated time. Pumped from outside by `step`, which deals with exactly one event and
 * never waits. The client may call in while it runs; such calls take effect at that instant of simulated time.
 */
export class Simulation<T> implements Undoable {
  readonly era: Era;
  readonly #client: Client<T>;
  readonly #os: OperatingSystem<T>;
  readonly #gil: Gil;
  readonly #handOff: HandOff<T>;
  readonly #locks: LockTable = new LockTable();
  readonly #decisions: Decisions;
  readonly #settings: RunSettings;
  readonly #hostTimers: boolean;
  readonly #limits: Limits = { start: 0, deadline: Infinity, checkpoints: Infinity };
  /** The thread whose client is running at this moment, or null between runs. */
  #running: ThreadState<T> | null = null;
  #steps = 0;
  #hostNow = 0;

  constructor(options: SimulationOptions<T>) {
    const era = options.era ?? "3.11";
    this.era = typeof era === "string" ? eraNamed(era) : era;
    this.#client = options.client;
    this.#hostTimers = options.hostTimers ?? false;
    const machine = options.machine ?? linux;
    const settings = settingsOf(this.era, machine, options);
    this.#settings = settings;
    this.#decisions = new Decisions(options.scheduler ?? new CPythonLikeScheduler(), settings.seed);
    const log = new EventLog(options.events ?? 0);
    this.#os = new OperatingSystem(machine, settings.cores, this.#decisions, log, new IntervalRecorder(options.intervals ?? 0));
    this.#gil = new Gil(settings.switchInterval, settings.checkInterval);
    if (this.era.handOff.kind === "ticks") this.#gil.ticker = this.#decisions.phase(settings.checkInterval + 1);
    this.#handOff = new HandOff(this.era, this.#gil, this.#os, (thread) => this.#afterLettingGo(thread));
  }

  // Time and threads

  /** Simulated ns: the present instant, also from within a run. */
  now(): number {
    return this.#running === null ? this.#os.now : Math.max(this.#os.now, this.#limits.start + this.#client.elapsed());
  }

  /** How many steps were made: a place in the run, for whoever records what the host put in there. */
  get steps(): number {
    return this.#steps;
  }

  /** The thread that runs at this moment, or NOBODY between runs. */
  get current(): ThreadId {
    return this.#running?.id ?? NOBODY;
  }

  /** Who has the GIL, or NOBODY. */
  get holder(): ThreadId {
    return this.#gil.holder;
  }

  /** How often the GIL went to another thread. */
  get switches(): number {
    return this.#gil.switchNumber;
  }

  /** Starts a thread. It is ready after a wake-up's latency and then goes for the GIL; the first one of all starts at once. */
  spawn(client: T, name = ""): ThreadId {
    const at = this.now();
    const id = this.#os.threads.length;
    const thread = this.#os.create(client, name === "" ? `T${id}` : name, at);
    if (this.#os.log.on) this.#os.log.add({ kind: "start", time: at, thread: id, by: this.current, name: thread.name });
    if (id === 0) this.#os.timers.add(at, "arrive", id, ++thread.stamp);
    else this.#os.wake(thread, at, "take", "wake");
    this.#stopSoon();
    return id;
  }

  /**
   * Ends every thread but the one that has the GIL, as the end of a process does: none of them runs again, and a lock one had
   * stays locked. Throws a SimulationError when nobody has the GIL. CPython 3.11: Python/pylifecycle.c Py_FinalizeEx
   */
  endOthers(): void {
    const os = this.#os;
    if (this.holder === NOBODY) throw new SimulationError("only the holder of the GIL can outlive the others");
    const at = this.now();
    for (const id of os.live.filter((other) => other !== this.holder)) {
      const thread = os.threads[id]!;
      if (thread.waitingFor?.kind === "lock") this.#locks.removeWaiter(thread.waitingFor.lock, id);
      thread.waitingFor = null;
      this.#handOff.forget(id);
      os.finish(thread, at);
      if (os.log.on) os.log.add({ kind: "finish", time: thread.finishedAt, thread: id });
    }
  }

  /** The client's own thread of an id. */
  client(id: ThreadId): T {
    return this.#thread(id).client;
  }

  isFinished(id: ThreadId): boolean {
    return this.#thread(id).finished;
  }

  /** Ids of the threads that have not finished, ascending. */
  liveThreads(): readonly ThreadId[] {
    return this.#os.live.slice();
  }

  #thread(id: ThreadId): ThreadState<T> {
    const thread = this.#os.threads[id];
    if (thread === undefined) throw new SimulationError(`there is no thread ${id}`);
    return thread;
  }

  /** A call from within the run changed what is due: the run must look at the agenda again at its next checkpoint. */
  #stopSoon(): void {
    if (this.#running !== null) this.#limits.deadline = Math.min(this.#limits.deadline, this.now());
  }

  // Locks

  newLock(name = ""): Lock {
    return this.#locks.create(name);
  }

  newRLock(name = ""): RLock {
    return this.#locks.createReentrant(name);
  }

  /** Acquires for the running thread without waiting and without touching the GIL. False when taken: then stop with "blocked". */
  tryAcquire(lock: Lock): boolean {
    return this.#locks.tryAcquire(lock, this.current);
  }

  /** Releases, and wakes one waiter if there is one. Throws a SimulationError when it is not locked (or, reentrant, not the caller's). */
  release(lock: Lock): void {
    if (!lock.locked) throw new SimulationError(`release of unlocked ${lock.name}`);
    if (lock.reentrant && lock.holder !== this.current)
      throw new SimulationError(`${lock.name} is not held by thread ${this.current}`);
    if (this.#locks.release(lock)) this.#wakeLockWaiter(lock);
  }

  #wakeLockWaiter(lock: Lock): void {
    if (lock.waiters.length === 0) return;
    const at = this.now();
    const options = lock.waiters.slice();
    const index = options.length === 1 ? 0 : this.#decisions.choose({ kind: "wake-for-lock", time: at, options, usual: 0 });
    const thread = this.#os.threads[options[index]!]!;
    this.#locks.removeWaiter(lock, thread.id);
    this.#os.wake(thread, at, "unblocked", "wake");
    if (this.#running !== null) this.#running.systemLeft += this.#os.machine.signalCost;
    this.#stopSoon();
  }

  // Ending waits from outside

  /** The external wait of a thread is over. False when it was not in one. */
  complete(id: ThreadId): boolean {
    return this.#endWait(this.#thread(id), "completed", (on) => on.kind === "external");
  }

  /**
   * A signal for a thread. Ends its wait if that is interruptible ("ended"); if it is running, its run stops at the next
   * checkpoint ("running"); else nothing needs doing, it will look when it runs ("pending").
   */
  interrupt(id: ThreadId): "ended" | "running" | "pending" {
    const thread = this.#thread(id);
    if (this.#endWait(thread, "interrupted", (on) => on.interruptible)) return "ended";
    if (this.#running === thread) {
      this.#stopSoon();
      return "running";
    }
    return "pending";
  }

  /** Ends any wait of a thread, interruptible or not, with resumption "interrupted". False when it was not in one. */
  cancelWait(id: ThreadId): boolean {
    return this.#endWait(this.#thread(id), "interrupted", () => true);
  }

  #endWait(thread: ThreadState<T>, how: "interrupted" | "completed", applies: (on: WaitFor) => boolean): boolean {
    const on = thread.waitingFor;
    if (on === null || thread.waitEnded !== null || !applies(on)) return false;
    if (thread.phase === "blocked") {
      if (on.kind === "lock") this.#locks.removeWaiter(on.lock, thread.id);
      this.#unblock(thread, this.now(), how, "wake");
      this.#stopSoon();
      return true;
    }
    if (thread.phase === "unblocked") return false;
    // Has stopped with "blocked" but not come to sleep yet: it will not.
    thread.waitEnded = how;
    return true;
  }

  /** Tells the host's time, in ns; sleeps and timeouts that end by then are over now. Only with `hostTimers`. */
  hostTime(time: number): void {
    const os = this.#os;
    this.#hostNow = Math.max(this.#hostNow, time);
    for (;;) {
      const timer = os.hostTimers.peek((candidate) => os.stands(candidate));
      if (timer === null || timer.time > this.#hostNow) return;
      os.hostTimers.pop();
      this.#timeout(os.threads[timer.subject]!, this.now());
    }
  }

  /**
   * Sets the process's alarm clock: the client is told at simulated time `at` (Infinity: never), and then every `every` ns if that is above 0.
   * There is one; what was set before is void.
   */
  setAlarm(at: number, every: number): void {
    this.#os.setAlarm(at, every);
    if (this.#running !== null) this.#limits.deadline = Math.min(this.#limits.deadline, Math.max(at, this.now()));
  }

  /** What the alarm clock is set to; `at` is Infinity when it is off. */
  get alarm(): { readonly at: number; readonly every: number } {
    return this.#os.alarm;
  }

  // Settings

  /** ns; era rule "request". CPython 3.11: Python/ceval_gil.c _PyEval_SetSwitchInterval */
  setSwitchInterval(ns: number): void {
    this.#gil.interval = wholeMicroseconds(ns);
  }

  /** ns. */
  get switchInterval(): number {
    return this.#gil.interval;
  }

  /** Ticks; era rule "ticks". Counts from the next check on. */
  setCheckInterval(ticks: number): void {
    this.#gil.checkInterval = Math.max(0, Math.floor(ticks));
  }

  get checkInterval(): number {
    return this.#gil.checkInterval;
  }

  // Running

  /** Deals with one event: at most one run of the client. */
  step(): StepResult {
    const os = this.#os;
    const timer = os.timers.peek((candidate) => os.stands(candidate));
    if (timer === null) return this.#nothingDue();
    os.timers.pop();
    this.#steps++;
    os.now = Math.max(os.now, timer.time);
    if (timer.kind === "preempt") os.preempt();
    else if (timer.kind === "alarm") this.#ring(timer.time);
    else {
      const thread = os.threads[timer.subject]!;
      if (timer.kind === "arrive") os.arrive(thread);
      else if (timer.kind === "burst-end") this.#burstEnd(thread);
      else if (thread.phase === "gil-wait") this.#handOff.intervalOver(thread);
      else this.#timeout(thread, os.now);
    }
    return { kind: "progress" };
  }

  /** Steps until something else than progress comes out, but at most so often. */
  run(maxSteps: number = Infinity): StepResult {
    let result: StepResult = { kind: "progress" };
    for (let steps = 0; steps < maxSteps && result.kind === "progress"; steps++) result = this.step();
    return result;
  }

  /** For how many ns from now nobody will be on a core: until the next event, Infinity if there is none, 0 while somebody works. */
  idleFor(): number {
    const os = this.#os;
    if (os.cores.occupants.some((id) => id !== NOBODY)) return 0;
    const timer = os.timers.peek((candidate) => os.stands(candidate));
    return timer === null ? Infinity : Math.max(0, timer.time - os.now);
  }

  /** So many ns of `idleFor` have passed, and now something from outside is to happen. */
  letPass(ns: number): void {
    this.#betweenRuns("time passing");
    this.#os.now += Math.floor(Math.min(ns, this.idleFor()));
  }

  /** Threads asleep with a timeout, and when it ends, in simulated ns; NOBODY stands for the alarm clock. */
  timeouts(): { readonly thread: ThreadId; readonly until: number }[] {
    const { live, threads, alarm } = this.#os;
    const asleep = live.filter((id) => threads[id]!.phase === "blocked");
    const all = asleep.map((thread) => ({ thread, until: threads[thread]!.waitingFor?.until ?? Infinity }));
    return [...all, { thread: NOBODY, until: alarm.at }].filter(({ until }) => until !== Infinity);
  }

  /** By the host's clock one of `timeouts` is over, though simulated time has not got there: it ends now. */
  expire(id: ThreadId): void {
    if (id === NOBODY) this.#ring(this.now());
    else if (this.#thread(id).phase === "blocked") this.#timeout(this.#thread(id), this.now());
  }

  /** Whether a thread waits for `complete` from the host. */
  get waitsOnHost(): boolean {
    return this.#os.live.some((id) => waitsForHost(this.#os.threads[id]!.waitingFor));
  }

  #ring(at: number): void {
    const { every } = this.#os.alarm;
    this.#os.setAlarm(every > 0 ? at + every : Infinity, every);
    this.#client.alarm?.();
  }

  #nothingDue(): StepResult {
    const os = this.#os;
    if (os.live.length === 0) return { kind: "done" };
    const hostTimer = os.hostTimers.peek((timer) => os.stands(timer));
    const until = hostTimer === null ? Infinity : hostTimer.time;
    if (os.live.some((id) => waitsForHost(os.threads[id]!.waitingFor))) return { kind: "waiting-on-host", until };
    return hostTimer === null ? { kind: "deadlock" } : { kind: "idle", until };
  }

  /** A thread on a core has worked off its burst: do what its phase says. */
  #burstEnd(thread: ThreadState<T>): void {
    const os = this.#os;
    os.settleBurst(thread);
    const { phase } = thread;
    if (phase === "run") this.#runClient(thread);
    else if (phase === "stopping") this.#stopped(thread, thread.stop!);
    else if (phase === "take" || phase === "gil-signalled") this.#handOff.tryTake(thread);
    else if (phase === "gil-timed-out") this.#handOff.tryTakeAfterInterval(thread);
    else if (phase === "dropped" || phase === "dropped-to-retake") this.#handOff.afterLettingGo(thread);
    else if (phase === "switched") this.#afterLettingGo(thread);
    else if (phase === "native") this.#goForGil(thread);
    else if (phase === "unblocked") this.#tryLock(thread);
    else throw new SimulationError(`thread ${thread.id} is on a core in phase ${phase}`);
  }

  #runClient(thread: ThreadState<T>): void {
    const os = this.#os;
    const limits = this.#limits;
    limits.start = os.now;
    limits.checkpoints = this.#handOff.checkpointLimit(thread);
    limits.deadline = this.#handOff.asked ? os.now : (os.timers.peek((timer) => os.stands(timer))?.time ?? Infinity);
    const resumption = thread.resumption;
    thread.resumption = "continue";
    this.#running = thread;
    let stop: Stop;
    try {
      stop = this.#client.run(thread.client, limits, resumption);
    } finally {
      this.#running = null;
    }
    const system = stop.system ?? 0;
    if (!Number.isInteger(stop.elapsed) || stop.elapsed < 0 || !(system >= 0 && system <= stop.elapsed)) {
      throw new SimulationError(`a run took ${stop.elapsed} ns, ${system} ns of them system time`);
    }
    thread.stop = stop;
    if (stop.kind === "blocked") {
      // From here on, not only from the end of the burst: the host may already complete what the thread is about to wait for.
      thread.waitingFor = stop.on;
      thread.waitEnded = null;
    }
    os.work(thread, "stopping", system, stop.elapsed - system);
  }

  /** The end of what the client ran has come: its stop takes effect. */
  #stopped(thread: ThreadState<T>, stop: Stop): void {
    const where = stop.where ?? null;
    thread.stop = null;
    if (stop.kind === "checkpoint") {
      if (!this.#handOff.atCheckpoint(thread, stop.checkpoints, where)) this.#os.work(thread, "run", 0, 0);
      return;
    }
    this.#handOff.countCheckpoints(stop.checkpoints);
    if (stop.kind === "yield") this.#os.work(thread, "run", 0, 0);
    else if (stop.kind === "finished") this.#handOff.letGo(thread, "finished", "", where, { kind: "finish" });
    else if (stop.kind === "blocked") {
      this.#handOff.letGo(thread, "blocked", describeWait(stop.on), where, { kind: "wait", on: stop.on });
    } else {
      const { duration, as, label } = stop;
      this.#handOff.letGo(thread, "released", label, where, { kind: "native", duration, as, label });
    }
  }

  /** The GIL is gone, and the forced switch, if any, is over. The thread is on a core. */
  #afterLettingGo(thread: ThreadState<T>): void {
    const os = this.#os;
    const then = thread.after;
    if (then.kind === "retake") this.#goForGil(thread);
    else if (then.kind === "wait") this.#startWait(thread, then.on);
    else if (then.kind === "finish") {
      if (os.log.on) os.log.add({ kind: "finish", time: os.now, thread: thread.id });
      os.finish(thread);
    } else {
      const { label, duration, as } = then;
      if (os.log.on) os.log.add({ kind: "native", time: os.now, thread: thread.id, label, duration, as });
      if (as === "idle") os.sleep(thread, "blocked", "blocked", os.now + duration);
      else os.work(thread, "native", as === "system" ? duration : 0, as === "user" ? duration : 0);
    }
  }

  #goForGil(thread: ThreadState<T>): void {
    this.#os.setPhase(thread, "take");
    thread.wantedSince = this.#os.now;
    this.#handOff.tryTake(thread);
  }

  /** CPython 3.11: Modules/_threadmodule.c acquire_timed, from the release of the GIL on; Modules/timemodule.c pysleep */
  #startWait(thread: ThreadState<T>, on: WaitFor): void {
    const os = this.#os;
    const clock = this.#hostTimers ? this.#hostNow : os.now;
    if (thread.waitEnded === null && on.kind === "lock" && this.#locks.tryAcquire(on.lock, thread.id))
      thread.waitEnded = "acquired";
    if (thread.waitEnded === null && on.until <= clock) thread.waitEnded = "timed-out";
    if (thread.waitEnded !== null) {
      this.#waitOver(thread);
      return;
    }
    if (os.log.on) os.log.add({ kind: "block", time: os.now, thread: thread.id, on });
    this.#sleepOn(thread, on);
  }

  #sleepOn(thread: ThreadState<T>, on: WaitFor): void {
    if (on.kind === "lock") this.#locks.addWaiter(on.lock, thread.id);
    this.#os.sleep(thread, "blocked", "blocked", on.until, this.#hostTimers ? this.#os.hostTimers : this.#os.timers);
  }

  /** The timeout of a wait, or the end of an idle operation. */
  #timeout(thread: ThreadState<T>, at: number): void {
    const on = thread.waitingFor;
    if (on === null) {
      thread.wantedSince = at;
      this.#os.wake(thread, at, "take", "timer");
      return;
    }
    if (on.kind === "lock") this.#locks.removeWaiter(on.lock, thread.id);
    this.#unblock(thread, at, "timed-out", "timer");
  }

  /** Ends a sleep with certainty: the thread goes for the GIL as soon as it is on a core. */
  #unblock(thread: ThreadState<T>, at: number, how: "timed-out" | "interrupted" | "completed", kind: "wake" | "timer"): void {
    thread.waitEnded = how;
    this.#noteUnblock(thread, at);
    thread.wantedSince = at;
    this.#os.wake(thread, at, "take", kind);
  }

  /** Woken by a lock's release: take it if it is still free, else sleep on. CPython 3.11: Python/thread_pthread.h PyThread_acquire_lock_timed */
  #tryLock(thread: ThreadState<T>): void {
    const on = thread.waitingFor!;
    if (on.kind !== "lock") throw new SimulationError(`thread ${thread.id} was woken for a lock it does not wait for`);
    const clock = this.#hostTimers ? this.#hostNow : this.#os.now;
    if (this.#locks.tryAcquire(on.lock, thread.id)) thread.waitEnded = "acquired";
    else if (on.until <= clock) thread.waitEnded = "timed-out";
    else {
      this.#sleepOn(thread, on);
      return;
    }
    this.#noteUnblock(thread, this.#os.now);
    this.#waitOver(thread);
  }

  #noteUnblock(thread: ThreadState<T>, at: number): void {
    thread.resumption = thread.waitEnded!;
    const on = thread.waitingFor!;
    thread.waitingFor = null;
    if (this.#os.log.on) this.#os.log.add({ kind: "unblock", time: at, thread: thread.id, on, how: thread.waitEnded! });
  }

  /** The wait of a thread on a core is over without more sleep. */
  #waitOver(thread: ThreadState<T>): void {
    thread.resumption = thread.waitEnded!;
    thread.waitingFor = null;
    this.#goForGil(thread);
  }

  // What can be seen

  /** Where a thread's time went so far. */
  times(id: ThreadId): ThreadTimes {
    return this.#os.times(this.#thread(id), this.now());
  }

  /** The same for every thread, by id. */
  allTimes(): ThreadTimes[] {
    return this.#os.threads.map((thread) => this.times(thread.id));
  }

  /** CPU time of all threads together so far, in ns: what a process's CPU clock shows. */
  cpu(): { readonly user: number; readonly system: number } {
    let user = 0;
    let system = 0;
    for (const times of this.allTimes()) {
      user += times.user;
      system += times.system;
    }
    return { user, system };
  }

  /** The latest events, oldest first. */
  events(): readonly GilEvent[] {
    return this.#os.log.events();
  }

  /** What an event says, in words, with the threads' names. */
  sentence(event: GilEvent): string {
    return sentence(event, (id) => this.#os.threads[id]?.name ?? "nobody");
  }

  /** The data of a picture of the run so far. Empty rows unless `intervals` was given; no hand-offs unless `events` was. */
  timeline(title = ""): Timeline {
    return timelineOf(this.#os, this.now(), title, (event) => this.sentence(event));
  }

  /** After a step said "deadlock": who waits for what, and the cycle if there is one. */
  deadlock(): DeadlockReport {
    return findDeadlock(this.#os.live.map((id) => this.#os.threads[id]!));
  }

  /** What a replay has to set up the same way. */
  get settings(): RunSettings {
    return this.#settings;
  }

  /** The decisions of the run so far as a short string that replays it. */
  token(): string {
    return this.#decisions.token(this.#settings);
  }

  // Taking back

  mark(): unknown {
    this.#betweenRuns("mark");
    return {
      os: this.#os.mark(),
      gil: this.#gil.mark(),
      locks: this.#locks.mark(),
      decisions: this.#decisions.mark(),
      steps: this.#steps,
      hostNow: this.#hostNow,
    };
  }

  undo(mark: unknown): void {
    this.#betweenRuns("undo");
    const saved = mark as { os: unknown; gil: unknown; locks: unknown; decisions: unknown; steps: number; hostNow: number };
    this.#os.undo(saved.os);
    this.#gil.undo(saved.gil);
    this.#locks.undo(saved.locks);
    this.#decisions.undo(saved.decisions);
    this.#steps = saved.steps;
    this.#hostNow = saved.hostNow;
  }

  #betweenRuns(what: string): void {
    if (this.#running !== null) throw new SimulationError(`${what} in the middle of a run`);
  }

  hash(into: HashSink): void {
    this.#os.hash(into);
    this.#gil.hash(into);
    this.#locks.hash(into);
    this.#decisions.hash(into);
    into(this.#hostNow);
  }
}

function describeWait(on: WaitFor): string {
  return on.kind === "lock" ? on.lock.name : on.kind === "timer" ? "sleep" : on.label;
}
