/** Takes one number or string into a running digest. */
export type HashSink = (value: number | string) => void;

/**
 * What everything mutable in this package implements, so that a run can be taken back.
 *
 * Shapes agree structurally with the interface of the same name in other packages; there is no import between them.
 */
export interface Undoable {
  /** The present state, as something only `undo` of the same object understands. Later changes do not alter it. */
  mark(): unknown;
  /** Goes back to a state that `mark` gave. The same mark may be used any number of times, but it ends with any undo to an earlier one. */
  undo(mark: unknown): void;
  /** Feeds the whole state that can influence the future, in a fixed order. Logs and pictures are left out. */
  hash(into: HashSink): void;
}
