import * as os from "node:os";
import type { Host, OpenFile } from "@vivarium/vm";
import { nodeFiles } from "./node-files.ts";
import { InputStream, standardStream } from "./standard-streams.ts";

/** What an embedder can set. */
export interface NodeHostOptions {
  /** The program's arguments; default: none. */
  argv?: readonly string[];
  /** Default: the process's. */
  environment?: Readonly<Record<string, string | undefined>>;
  executable?: string;
}

/** The machine that Node runs on. */
export interface NodeHost extends Host {
  /** Resolves when standard input has something to read, or has ended. */
  inputReady(): Promise<void>;
  /** Resolves when a signal arrives that the program catches. */
  signalArrived(): Promise<void>;
  /** Lets go of standard input and of signals, so that the process can end. */
  release(): void;
}

const SIGNAL_NAMES: ReadonlyMap<number, NodeJS.Signals> = new Map([
  [1, "SIGHUP"],
  [2, "SIGINT"],
  [3, "SIGQUIT"],
  [6, "SIGABRT"],
  [10, "SIGUSR1"],
  [12, "SIGUSR2"],
  [14, "SIGALRM"],
  [15, "SIGTERM"],
  [17, "SIGCHLD"],
  [18, "SIGCONT"],
  [20, "SIGTSTP"],
  [21, "SIGTTIN"],
  [22, "SIGTTOU"],
  [23, "SIGURG"],
  [24, "SIGXCPU"],
  [25, "SIGXFSZ"],
  [26, "SIGVTALRM"],
  [28, "SIGWINCH"],
  [29, "SIGIO"],
]);

/** The zone of local time, from the engine's own table. */
function timeZone(seconds: number): { offset: number; isSummer: boolean; name: string } {
  const date = new Date(seconds * 1000);
  const offset = -date.getTimezoneOffset() * 60;
  const year = date.getFullYear();
  const winter = -Math.max(new Date(year, 0, 1).getTimezoneOffset(), new Date(year, 6, 1).getTimezoneOffset()) * 60;
  const parts = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" }).formatToParts(date);
  const name = parts.find((p) => p.type === "timeZoneName")?.value ?? "UTC";
  return { offset, isSummer: offset !== winter, name };
}

/** Signals that arrived, and which are listened to. */
class Signals {
  private arrived: number[] = [];
  private waiting: (() => void)[] = [];
  private readonly listeners = new Map<number, () => void>();

  take(): readonly number[] {
    if (this.arrived.length === 0) return this.arrived;
    const taken = this.arrived;
    this.arrived = [];
    return taken;
  }

  next(): Promise<void> {
    if (this.arrived.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private arrive(signal: number): void {
    // As the system has it: one that is pending already is not counted again.
    if (!this.arrived.includes(signal)) this.arrived.push(signal);
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  catch(signal: number, caught: boolean): void {
    const name = SIGNAL_NAMES.get(signal);
    if (name === undefined) return;
    const listener = this.listeners.get(signal);
    if (caught && listener === undefined) {
      const added = (): void => this.arrive(signal);
      this.listeners.set(signal, added);
      process.on(name, added);
    } else if (!caught && listener !== undefined) {
      process.off(name, listener);
      this.listeners.delete(signal);
    }
  }

  release(): void {
    for (const signal of [...this.listeners.keys()]) this.catch(signal, false);
  }
}

function environmentOf(environment: Readonly<Record<string, string | undefined>>): (readonly [string, string])[] {
  return Object.entries(environment).filter((e): e is [string, string] => e[1] !== undefined);
}

/** The machine that Node runs on, as a host. */
export function nodeHost(options: NodeHostOptions = {}): NodeHost {
  const streams = new Map<number, OpenFile | null>();
  const stream = (fd: 0 | 1 | 2): OpenFile | null => {
    if (!streams.has(fd)) streams.set(fd, standardStream(fd));
    return streams.get(fd)!;
  };
  const signals = new Signals();
  return {
    ...nodeFiles(),
    standardStream: stream,
    write: (fd, bytes) => void stream(fd === 1 ? 1 : 2)?.write(bytes),
    terminalSize(fd) {
      const tty = fd === 0 ? process.stdout : fd === 1 ? process.stdout : process.stderr;
      if (!tty.isTTY) return null;
      return { columns: tty.columns, lines: tty.rows };
    },
    environment: environmentOf(options.environment ?? process.env),
    argv: options.argv ?? [],
    executable: options.executable ?? process.argv[1] ?? "",
    pid: process.pid,
    ppid: process.ppid,
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    cpuCount: os.cpus().length,
    systemName: {
      sysname: os.type(),
      nodename: os.hostname(),
      release: os.release(),
      version: os.version(),
      machine: os.machine(),
    },
    realtime: () => BigInt(Date.now()) * 1000000n + BigInt(Math.floor((performance.now() % 1) * 1e6)),
    monotonic: () => process.hrtime.bigint(),
    performanceCounter: () => process.hrtime.bigint(),
    processTime() {
      const { user, system } = process.cpuUsage();
      return { user: BigInt(user) * 1000n, system: BigInt(system) * 1000n };
    },
    timeZone,
    entropy: (count) => process.getBuiltinModule("node:crypto").randomFillSync(new Uint8Array(count)),
    takeSignals: () => signals.take(),
    signalArrived: () => signals.next(),
    catchSignal: (signal, caught) => signals.catch(signal, caught),
    inputReady() {
      const input = stream(0);
      return input instanceof InputStream ? input.ready() : Promise.resolve();
    },
    release() {
      const input = streams.get(0);
      if (input instanceof InputStream) input.stop();
      signals.release();
    },
  };
}
