/*
 * What an operation says beside its OK, in registers: a bigint for each hash and a record for each look-up would cost more than the look-up.
 *
 * They are to be read before anything else can run. Where the code of a dying object runs between an OK and whoever waits for it, they are put away and
 * put back with it.
 */

/** The last hash computed by `simpleHash` or `hashObject`, as two signed halves. */
export const hashRegister: { low: number; high: number } = { low: 0, high: 0 };

/** The entry found by the last look-up in a dict, or -1. */
export const found: { entry: number; slot: number; low: number; high: number } = { entry: -1, slot: -1, low: 0, high: 0 };

/** What the last look-up in a set found: the key's place, or the free place where it would go. */
export const setFound: { there: boolean; slot: number; low: number; high: number } = { there: false, slot: -1, low: 0, high: 0 };

/** What all registers hold. */
export interface Answers {
  readonly hash: typeof hashRegister;
  readonly found: typeof found;
  readonly setFound: typeof setFound;
}

export function putAwayAnswers(): Answers {
  return { hash: { ...hashRegister }, found: { ...found }, setFound: { ...setFound } };
}

export function putBackAnswers(answers: Answers): void {
  Object.assign(hashRegister, answers.hash);
  Object.assign(found, answers.found);
  Object.assign(setFound, answers.setFound);
}
