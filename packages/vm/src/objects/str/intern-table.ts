import type { Undoable } from "@vivarium/heap";
import type { PyObject } from "../../object.ts";

/**
 * Interned strings by their text, borrowed. CPython 3.11: Objects/unicodeobject.c, the dict `interned`.
 * While a journal is on, what is written to it goes to a log: a copy for each epoch would be as long as all names of the program.
 */
export class InternTable extends Map<string, PyObject<string>> implements Undoable {
  private log: { readonly text: string; readonly was: PyObject<string> | undefined }[] | null = null;

  override set(text: string, o: PyObject<string>): this {
    this.log?.push({ text, was: this.get(text) });
    return super.set(text, o);
  }

  override delete(text: string): boolean {
    this.log?.push({ text, was: this.get(text) });
    return super.delete(text);
  }

  mark(): unknown {
    this.log ??= [];
    return this.log.length;
  }

  undo(mark: unknown): void {
    const log = this.log!;
    while (log.length > (mark as number)) {
      const { text, was } = log.pop()!;
      if (was === undefined) super.delete(text);
      else super.set(text, was);
    }
  }

  forget(): void {
    this.log = null;
  }

  hash(into: (item: number | string) => void, identity: (item: object) => void): void {
    into(this.size);
    for (const text of [...this.keys()].sort()) {
      into(text);
      identity(this.get(text)!);
    }
  }
}
