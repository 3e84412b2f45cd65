import { errnoOf, HostFailure } from "@vivarium/vm";

/** What Node threw, as a failure with Linux's number. Anything else than a system's error goes on. */
export function failureOf(error: unknown): HostFailure {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") throw error;
  if (code === "ERR_FS_EISDIR") return new HostFailure(errnoOf("EISDIR"));
  if (!/^E[A-Z0-9]+$/.test(code)) return new HostFailure(errnoOf("EINVAL"));
  return new HostFailure(errnoOf(code));
}

/** `f()`, or why it failed. */
export function attempt<R>(f: () => R): R | HostFailure {
  try {
    return f();
  } catch (error) {
    return failureOf(error);
  }
}

/** `f()` for what it does: null, or why it failed. */
export function attemptVoid(f: () => void): HostFailure | null {
  try {
    f();
    return null;
  } catch (error) {
    return failureOf(error);
  }
}
