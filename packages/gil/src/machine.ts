/** What the operating system and the processor under the threads cost. All times in ns. */
export interface Machine {
  readonly name: string;
  /** From a signal, an expired timer or the end of an I/O operation until the woken thread is ready to run. */
  readonly wakeLatency: number;
  /** System time at the start of each stretch on a core that another thread had before. */
  readonly contextSwitch: number;
  /** System time of the thread that wakes another one (a system call, and the contention on the mutex around it). */
  readonly signalCost: number;
  /**
   * Era 2.7: system time of a check's release and acquire while another thread is after the lock, whether it sleeps just now or
   * is on its way: the call into the kernel that is made all the same and, on several cores, the fight for the cache line.
   */
  readonly contendedCheck: { readonly oneCore: number; readonly manyCores: number };
  /** System time of releasing and taking a free lock that nobody waits for. */
  readonly uncontendedLock: number;
  /** A thread that was put off its core gets one back when another has had it for this long. */
  readonly timeSlice: number;
  /** A thread that wakes up gets a core when another has had it for this long. */
  readonly wakeGranularity: number;
}

/**
 * Linux on present hardware. Source: two spinning threads on CPython 3.9.18 and 3.11.7 on a 2-core virtual machine make 197 and
 * 201 hand-offs a second, that is 5 ms plus at most 80 us each; futex wake-ups of 30 to 60 us are usual there. The slice and
 * granularity are the defaults of the Linux CFS scheduler on few cores (3 ms and 1 ms at four cores). On the same machine
 * CPython 2.7.18 counts down from 10,000,000 in 0.15 s, in two threads in 0.21 s (0.15 s on one core): 0.2 us for each of the
 * 297,000 checks.
 */
export const linux: Machine = {
  name: "linux",
  wakeLatency: 50_000,
  contextSwitch: 2_000,
  signalCost: 2_000,
  contendedCheck: { oneCore: 0, manyCores: 180 },
  uncontendedLock: 40,
  timeSlice: 3_000_000,
  wakeGranularity: 1_000_000,
};

/**
 * OS-X 10.5/10.6 on a 2009 quad-core MacPro, for era 2.7, whose lock is a mutex and a condition variable there.
 * Fitted to D. Beazley, "Understanding the Python GIL" (PyCon 2010): countdown(100M) takes 7.8 s; split over two threads 15.4 s
 * on four cores and 11.3 s on one. It makes 2.97 million checks, so a contended one costs 2.56 us and 1.18 us (he counted some
 * five and one and a half kernel calls each). Simulated, that gives 1.83 and 1.45 times the time alone, against 1.97 and 1.45
 * published: part of the cost is paid while the other thread already runs. The regime tips over when a check costs more than the
 * ticks between two checks: then the threads alternate at every check and the costs overlap. The other figures are of the usual
 * order for that machine.
 */
export const osx2009: Machine = {
  name: "osx-2009",
  wakeLatency: 8_000,
  contextSwitch: 2_000,
  signalCost: 1_180,
  contendedCheck: { oneCore: 1_180, manyCores: 2_560 },
  uncontendedLock: 40,
  timeSlice: 10_000_000,
  wakeGranularity: 100_000,
};

/** No latencies and no costs: for schedulers that choose the interleaving themselves. */
export const immediate: Machine = {
  name: "immediate",
  wakeLatency: 0,
  contextSwitch: 0,
  signalCost: 0,
  contendedCheck: { oneCore: 0, manyCores: 0 },
  uncontendedLock: 0,
  timeSlice: 3_000_000,
  wakeGranularity: 1_000_000,
};

/** Every preset. */
export const machines: readonly Machine[] = [linux, osx2009, immediate];
