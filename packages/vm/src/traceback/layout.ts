/** The box of exception groups. CPython 3.11: Python/pythonrun.c, struct exception_print_context */
export const MAX_GROUP_WIDTH = 15;
export const MAX_GROUP_DEPTH = 10;

/** What is printed, in order: text, or an exception at a depth of groups (0: in none). */
export type Piece<E> = { readonly text: string } | { readonly exception: E; readonly depth: number };

/** What the plan needs to know of an exception. */
export interface ExceptionTree<E> {
  cause(e: E): E | null;
  context(e: E): E | null;
  /** `__suppress_context__`. */
  suppressesContext(e: E): boolean;
  /** The exceptions of a group; null for no group. */
  members(e: E): readonly E[] | null;
}

const CAUSE = "The above exception was the direct cause of the following exception:\n";
const CONTEXT = "During handling of the above exception, another exception occurred:\n";

/** What stands before a line at a depth of groups: EXC_INDENT and EXC_MARGIN. */
export function marginOf(depth: number): string {
  return depth === 0 ? "" : `${"  ".repeat(depth)}| `;
}

/**
 * Everything that is printed for `e`: what led to it first, then itself, then its members. Pure; each exception is left for somebody else to word. CPython
 * 3.11: Python/pythonrun.c print_exception_recursive
 */
export function planOf<E>(e: E, tree: ExceptionTree<E>): Piece<E>[] {
  const plan = new Plan(tree);
  plan.chain(e);
  return plan.pieces;
}

class Plan<E> {
  readonly pieces: Piece<E>[] = [];
  private readonly tree: ExceptionTree<E>;
  private readonly seen: Set<E> = new Set();
  private depth = 0;
  /** The box of the group that is being printed has to be closed by whoever prints last. */
  private needClose = false;

  constructor(tree: ExceptionTree<E>) {
    this.tree = tree;
  }

  private say(text: string): void {
    this.pieces.push({ text });
  }

  /** An exception behind its causes and contexts. */
  chain(last: E): void {
    const links: { e: E; message: string }[] = [];
    let e = last;
    for (;;) {
      this.seen.add(e);
      const cause = this.tree.cause(e);
      const context = cause !== null || this.tree.suppressesContext(e) ? null : this.tree.context(e);
      const earlier = cause ?? context;
      if (earlier === null || this.seen.has(earlier)) break;
      links.push({ e: earlier, message: cause !== null ? CAUSE : CONTEXT });
      e = earlier;
    }
    for (const { e: link, message } of links.reverse()) {
      const needClose = this.needClose;
      this.single(link);
      this.needClose = needClose;
      const margin = marginOf(this.depth);
      this.say(`${margin}\n${margin}${message}${margin}\n`);
    }
    this.single(last);
  }

  private single(e: E): void {
    const members = this.tree.members(e);
    if (members === null) this.pieces.push({ exception: e, depth: this.depth });
    else this.group(e, members);
  }

  private group(e: E, members: readonly E[]): void {
    if (this.depth > MAX_GROUP_DEPTH) {
      this.say(`${marginOf(this.depth)}... (max_group_depth is ${MAX_GROUP_DEPTH})\n`);
      return;
    }
    if (this.depth === 0) this.depth = 1;
    this.pieces.push({ exception: e, depth: this.depth });
    const shown = members.length <= MAX_GROUP_WIDTH ? members.length : MAX_GROUP_WIDTH + 1;
    this.needClose = false;
    for (let i = 0; i < shown; i++) this.member(members, i, i === shown - 1);
    if (this.depth === 1) this.depth = 0;
  }

  private member(members: readonly E[], i: number, last: boolean): void {
    if (last) this.needClose = true;
    const indent = "  ".repeat(this.depth);
    const truncated = i >= MAX_GROUP_WIDTH;
    this.say(`${indent}${i === 0 ? "+-" : "  "}+---------------- ${truncated ? "..." : i + 1} ----------------\n`);
    this.depth++;
    if (truncated) {
      const rest = members.length - MAX_GROUP_WIDTH;
      this.say(`${marginOf(this.depth)}and ${rest} more exception${rest > 1 ? "s" : ""}\n`);
    } else this.chain(members[i]!);
    if (last && this.needClose) {
      this.say(`${"  ".repeat(this.depth)}+------------------------------------\n`);
      this.needClose = false;
    }
    this.depth--;
  }
}
