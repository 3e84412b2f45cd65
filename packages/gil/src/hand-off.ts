// Who runs next, and when.
//
// WHAT. Everything that moves the GIL from one thread to another is decided in this file: when a thread that wants it asks,
// when the holder notices, what letting go consists of, whether the one that let go may take it again at once, and who of the
// sleepers is woken. Other files carry the decision out: gil.ts flips the flag, operating-system.ts puts threads to sleep and
// on cores, an era's file says which of the two rules below holds and with which numbers.
//
// WHO MAY ASK. The simulation only, at the end of a burst of work: a thread is on a core, its client has run, and now something
// is due. The client never moves the GIL itself; all it can do is to stop, and to say why.
//
// THE RULES.
// "request" (CPython 3.2 and later). A thread that finds the GIL taken sleeps on a condition with a timeout of one interval.
//   Three things must be true when it wakes by the timeout, or it simply sleeps another interval: the GIL is taken, nobody
//   switched since the interval began, and it was the timeout, not a signal. Then it asks. The holder sees that at its next
//   checkpoint, lets go, signals one sleeper, and, because it was asked, sleeps itself until *another* thread has had the
//   GIL: a forced switch. The last part holds for every kind of letting go, also before a system call.
// "ticks" (CPython 2). At every check, that is when the common ticker runs out, the holder lets go, signals one sleeper and
//   goes straight for the GIL again. The sleeper needs a wake-up's time to come, so it mostly comes too late (a false alarm)
//   and sleeps again; nobody sees to fairness.
//
// INVARIANTS.
// 1. At most one thread holds the GIL, and it is in phase "run" or "stopping".
// 2. A thread sleeping in the forced switch can always be woken: it went to sleep because somebody wanted the GIL, and
//    whoever takes the GIL signals it.
// 3. Whoever comes while the GIL is free takes it, whether it slept before or not (barging). A signal gives no right to it.
// 4. With nobody who wants the GIL nothing is ever asked, and the holder keeps it: a program of one thread never switches.
// 5. Every point with more than one possible continuation is put to the scheduler, and answer 0 (or Infinity, or the nominal
//    time) to everything is what the implementation does by its clock alone.
//
// REJECTED.
// - Handing the GIL over directly to the first sleeper. It is simpler and fair, and it is not what happens: barging is what
//   lets an I/O thread win the GIL back before a spinning thread is awake, and what makes the 2.x battle.
// - Deciding for each checkpoint whether it is a switch. It costs a question per checkpoint in the client's innermost loop;
//   "how many from here" asks once per tenure and can express the same.
// - Treating a scheduler's switch as a teleport to the chosen thread. It goes through the same request, drop and forced wait,
//   so that every explored schedule is one the protocol can produce.
// - A queue of drop requests. CPython has one flag; a second request while it is set changes nothing.

import type { ThreadId, Where } from "./client.ts";
import type { Era } from "./era.ts";
import type { Drop, Gil } from "./gil.ts";
import type { OperatingSystem } from "./operating-system.ts";
import { type Phase, type Then, type ThreadState, wantsGil } from "./thread-state.ts";

/** Decides who gets the GIL and when. One per simulation. */
export class HandOff<T> {
  readonly #era: Era;
  readonly #gil: Gil;
  readonly #os: OperatingSystem<T>;
  /** Carries out what a thread does after it has let go. */
  readonly #proceed: (thread: ThreadState<T>) => void;

  constructor(era: Era, gil: Gil, os: OperatingSystem<T>, proceed: (thread: ThreadState<T>) => void) {
    this.#era = era;
    this.#gil = gil;
    this.#os = os;
    this.#proceed = proceed;
    os.onPhase = (thread, before) => this.#countWanting(thread.phase, before);
  }

  #countWanting(now: Phase, before: Phase): void {
    this.#gil.wanting += (wantsGil(now) ? 1 : 0) - (wantsGil(before) ? 1 : 0);
  }

  /** Whether the holder must look at its very next checkpoint, because it has been asked already. */
  get asked(): boolean {
    return this.#gil.request !== null;
  }

  /** How many checkpoints the holder may run: Infinity, or up to the next one that can be a switch. Asks the scheduler if need be. */
  checkpointLimit(thread: ThreadState<T>): number {
    const gil = this.#gil;
    if (this.#era.handOff.kind === "request") {
      if (gil.wanting === 0) return Infinity;
      if (gil.switchIn === 0) this.#askScheduler(thread);
      return gil.switchIn;
    }
    // Nobody to let in: let the client run through many checks in one go, and work out the ticker from what it counted.
    return gil.wanting > 0 ? gil.ticker + 1 : gil.ticker + 1 + 1_000_000 * (gil.checkInterval + 1);
  }

  #askScheduler(thread: ThreadState<T>): void {
    const waiting: ThreadId[] = [];
    for (const id of this.#os.live) if (id !== thread.id && wantsGil(this.#os.threads[id]!.phase)) waiting.push(id);
    const checkpointsPerCheck = this.#era.handOff.kind === "ticks" ? this.#gil.checkInterval + 1 : 1;
    this.#gil.switchIn = this.#os.scheduler.checkpointsToSwitch({
      thread: thread.id,
      time: this.#os.now,
      waiting,
      checkpointsPerCheck,
    });
  }

  /** Counts the checkpoints of a run that ended otherwise than at one. */
  countCheckpoints(passed: number): void {
    const gil = this.#gil;
    if (this.#era.handOff.kind === "ticks") this.#countTicks(passed);
    else if (gil.switchIn !== Infinity && gil.switchIn > 0) gil.switchIn = Math.max(1, gil.switchIn - passed);
  }

  /** Era rule "request": counts, and says whether the last checkpoint passed is the scheduler's switch. */
  #countToSwitch(thread: ThreadState<T>, passed: number): boolean {
    const gil = this.#gil;
    if (gil.wanting === 0) return false;
    if (gil.switchIn === 0) {
      // Somebody came to want the GIL during this run, and it was stopped at the next checkpoint: that one counts.
      this.#askScheduler(thread);
      passed = 1;
    }
    if (gil.switchIn === Infinity) return false;
    gil.switchIn = Math.max(0, gil.switchIn - passed);
    return gil.switchIn === 0;
  }

  /** Era rule "ticks": counts, and says whether the last tick is a check. */
  #countTicks(passed: number): boolean {
    const gil = this.#gil;
    if (passed <= gil.ticker) {
      gil.ticker -= passed;
      return false;
    }
    const period = gil.checkInterval + 1;
    const sinceCheck = (passed - gil.ticker - 1) % period;
    gil.ticker = gil.checkInterval - sinceCheck;
    return sinceCheck === 0;
  }

  /**
   * The holder stopped at a checkpoint. Lets go if it has to; otherwise the thread goes on with the GIL (returns false).
   * CPython 3.11: Python/ceval.c eval_frame_handle_pending; CPython 2.7: Python/ceval.c PyEval_EvalFrameEx, after `--_Py_Ticker < 0`
   */
  atCheckpoint(thread: ThreadState<T>, passed: number, where: Where | null): boolean {
    const gil = this.#gil;
    if (this.#era.handOff.kind === "ticks") return this.#countTicks(passed) && this.#check(thread, where);
    if (gil.request === null && this.#countToSwitch(thread, passed)) this.#requestByDecision(thread);
    if (gil.request === null) return false;
    this.letGo(thread, "request", "", where, { kind: "retake" });
    return true;
  }

  /** The scheduler wants a switch here: what would have happened had a waiter's interval ended just now. */
  #requestByDecision(holder: ThreadState<T>): void {
    const by = this.#os.live.find((id) => id !== holder.id && wantsGil(this.#os.threads[id]!.phase));
    if (by === undefined) return;
    const asking = this.#os.threads[by]!;
    this.#gil.request = {
      by,
      at: this.#os.now,
      waited: this.#os.now - asking.wantedSince,
      sinceSwitch: this.#gil.switchNumber,
      reason: "decision",
    };
  }

  /** Era rule "ticks": release and acquire. Without anybody to let in that is only a little time. */
  #check(thread: ThreadState<T>, where: Where | null): boolean {
    const gil = this.#gil;
    if (gil.wanting === 0) {
      // The lock is there once a second thread was started, and costs its price from then on.
      if (this.#os.threads.length > 1) thread.systemLeft += this.#os.machine.uncontendedLock;
      return false;
    }
    if (gil.switchIn === 0) this.#askScheduler(thread);
    if (gil.switchIn !== Infinity && --gil.switchIn === 0) this.#requestByDecision(thread);
    this.letGo(thread, "check", "", where, { kind: "retake" });
    return true;
  }

  /**
   * The holder lets go, pays for the signal, and then does what comes after; after a request, not before somebody else has had the GIL.
   * CPython 3.11: Python/ceval_gil.c drop_gil
   */
  letGo(thread: ThreadState<T>, reason: Drop["reason"], detail: string, where: Where | null, after: Then): void {
    const gil = this.#gil;
    const os = this.#os;
    const drop: Drop = { by: thread.id, at: os.now, reason, detail, where, request: gil.request };
    gil.drop(drop);
    if (os.log.on) os.log.add({ kind: "drop", time: os.now, thread: thread.id, drop });
    os.setActivity(thread, "running", os.now);
    thread.after = after;
    thread.wantedSince = os.now;
    const check = os.machine.contendedCheck;
    const least = reason === "check" ? (os.cores.count > 1 ? check.manyCores : check.oneCore) : 0;
    os.work(thread, after.kind === "retake" ? "dropped-to-retake" : "dropped", Math.max(least, this.#signalWaiter()), 0);
  }

  /** Wakes one of the sleepers, if there is one. Returns what that costs the one who does it. */
  #signalWaiter(): number {
    const gil = this.#gil;
    const os = this.#os;
    if (gil.waiters.length === 0) return os.machine.uncontendedLock;
    const index =
      gil.waiters.length === 1
        ? 0
        : os.scheduler.choose({ kind: "wake-for-gil", time: os.now, options: gil.waiters.slice(), usual: 0 });
    const [woken] = gil.waiters.splice(index, 1);
    os.wake(os.threads[woken!]!, os.now, "gil-signalled", "wake");
    return os.machine.signalCost;
  }

  /** The signal is paid for. CPython 3.11: Python/ceval_gil.c drop_gil, the part under FORCE_SWITCHING */
  afterLettingGo(thread: ThreadState<T>): void {
    const gil = this.#gil;
    const os = this.#os;
    if (gil.request === null || gil.lastHolder !== thread.id) {
      this.#proceed(thread);
      return;
    }
    gil.request = null;
    gil.switchWaiters.push(thread.id);
    if (os.log.on) os.log.add({ kind: "forced-wait", time: os.now, thread: thread.id });
    os.sleep(thread, "gil", "switch-wait", Infinity);
  }

  /** A thread on a core tries for the GIL. CPython 3.11: Python/ceval_gil.c take_gil */
  tryTake(thread: ThreadState<T>): void {
    if (!this.#gil.locked) this.#take(thread);
    else this.#sleepForGil(thread);
  }

  /** A thread is no more: nobody waits for it, and what it asked for is void. */
  forget(thread: ThreadId): void {
    const gil = this.#gil;
    gil.waiters = gil.waiters.filter((id) => id !== thread);
    gil.switchWaiters = gil.switchWaiters.filter((id) => id !== thread);
    if (gil.request?.by === thread) gil.request = null;
  }

  /** Its interval is over: take the GIL if it is free, ask for it if nobody switched meanwhile, and sleep on. */
  tryTakeAfterInterval(thread: ThreadState<T>): void {
    const gil = this.#gil;
    const os = this.#os;
    if (gil.locked && gil.switchNumber === thread.switchSeen && gil.request === null) {
      const waited = os.now - thread.intervalStart;
      gil.request = { by: thread.id, at: os.now, waited, sinceSwitch: gil.switchNumber, reason: "interval" };
      if (os.log.on) {
        os.log.add({
          kind: "request",
          time: os.now,
          thread: thread.id,
          holder: gil.holder,
          waited,
          sinceSwitch: gil.switchNumber,
        });
      }
    }
    this.tryTake(thread);
  }

  #sleepForGil(thread: ThreadState<T>): void {
    const gil = this.#gil;
    const os = this.#os;
    if (os.log.on && thread.phase !== "gil-timed-out") {
      const kind = thread.phase === "gil-signalled" ? "false-alarm" : "wait";
      os.log.add({ kind, time: os.now, thread: thread.id, holder: gil.holder });
    }
    gil.waiters.push(thread.id);
    thread.switchSeen = gil.switchNumber;
    thread.intervalStart = os.now;
    os.sleep(thread, "gil", "gil-wait", this.#era.handOff.kind === "request" ? os.now + gil.interval : Infinity);
  }

  /** The interval of a sleeper is over: it leaves the condition's queue and needs a core to see what is what. */
  intervalOver(thread: ThreadState<T>): void {
    this.#gil.waiters.splice(this.#gil.waiters.indexOf(thread.id), 1);
    this.#os.wake(thread, this.#os.now, "gil-timed-out", "timer");
  }

  #take(thread: ThreadState<T>): void {
    const gil = this.#gil;
    const os = this.#os;
    const from = gil.lastHolder;
    const slept = thread.phase === "gil-signalled" || thread.phase === "gil-timed-out";
    gil.take(thread.id);
    if (os.log.on) {
      os.log.add({
        kind: "take",
        time: os.now,
        thread: thread.id,
        from,
        switchNumber: gil.switchNumber,
        drop: gil.lastDrop,
        waited: os.now - thread.wantedSince,
        barged: !slept && gil.waiters.length > 0,
      });
    }
    const cost = this.#signalSwitch();
    os.setPhase(thread, "run");
    os.setActivity(thread, "holding", os.now);
    os.work(thread, "run", cost, 0);
  }

  /** Tells one of those in a forced switch that it is over. Returns what that costs. */
  #signalSwitch(): number {
    const gil = this.#gil;
    const os = this.#os;
    if (gil.switchWaiters.length === 0) return 0;
    const index =
      gil.switchWaiters.length === 1
        ? 0
        : os.scheduler.choose({ kind: "wake-for-switch", time: os.now, options: gil.switchWaiters.slice(), usual: 0 });
    const [woken] = gil.switchWaiters.splice(index, 1);
    const thread = os.threads[woken!]!;
    // Only one that goes for the GIL again counts as wanting it: others have something else to do first.
    os.wake(thread, os.now, thread.after.kind === "retake" ? "take" : "switched", "wake");
    return os.machine.signalCost;
  }
}
