import type { Elapsed } from "../accounts.ts";

/** What bash's `time` prints on stderr, the empty line before and the line end after included. */
export function shellTimeReport({ user, system, wall }: Elapsed): string {
  return `\nreal\t${minutesAndSeconds(wall)}\nuser\t${minutesAndSeconds(user)}\nsys\t${minutesAndSeconds(system)}\n`;
}

/** "0m0.016s": milliseconds, rounded from whole microseconds as bash does. */
function minutesAndSeconds(ns: number): string {
  const milliseconds = Math.floor((Math.floor(ns / 1000) + 500) / 1000);
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}m${seconds % 60}.${String(milliseconds % 1000).padStart(3, "0")}s`;
}
