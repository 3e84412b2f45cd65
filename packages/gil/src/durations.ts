/** A time span for people: "40 ns", "12 us", "5.000 ms", "1.250 s". */
export function formatDuration(ns: number): string {
  if (ns < 1000) return `${ns} ns`;
  if (ns < 10_000) return `${(ns / 1000).toFixed(1)} us`;
  if (ns < 999_500) return `${(ns / 1000).toFixed(0)} us`;
  if (ns < 999_999_500) return `${(ns / 1e6).toFixed(3)} ms`;
  return `${(ns / 1e9).toFixed(3)} s`;
}
