import { hashRecords, restoreRecords, type SavedRecords, saveRecords, type Undoable } from "@vivarium/heap";
import type { MemoryFile, MemoryFiles } from "./memory-files.ts";
import type { MemoryStream } from "./memory-streams.ts";

interface Mark {
  readonly files: SavedRecords;
  readonly opened: readonly SavedRecords[];
  readonly counters: SavedRecords;
  readonly streams: readonly { readonly parts: readonly Uint8Array[]; readonly ended: boolean }[];
}

interface Counters {
  entropy: number;
  signals: number[];
}

/** What a host in memory has to take back: files, what is open, what was written and read, chance, signals. */
export class MemoryUndo implements Undoable {
  private readonly files: MemoryFiles;
  private readonly streams: readonly MemoryStream[];
  private readonly counters: Counters;

  constructor(files: MemoryFiles, streams: readonly MemoryStream[], counters: Counters) {
    this.files = files;
    this.streams = streams;
    this.counters = counters;
  }

  mark(): unknown {
    const { files, counters, streams } = this;
    const mark: Mark = {
      files: saveRecords(files),
      // With the node: it may have no name any more.
      opened: files.opened.map((file) => saveRecords(file)),
      counters: saveRecords(counters),
      streams: streams.map(({ chunks, ended }) => ({ parts: chunks.parts.slice(), ended })),
    };
    return mark;
  }

  undo(mark: unknown): void {
    const { files, opened, counters, streams } = mark as Mark;
    restoreRecords(files);
    opened.forEach(restoreRecords);
    restoreRecords(counters);
    this.streams.forEach((stream, i) => {
      stream.chunks.parts = streams[i]!.parts.slice();
      stream.ended = streams[i]!.ended;
    });
  }

  hash(into: (item: number | string) => void, identity: (item: object) => void): void {
    hashRecords(this.files, into, identity);
    for (const file of this.files.opened) hashRecords(file satisfies MemoryFile, into, identity);
    hashRecords(this.counters, into, identity);
    for (const { chunks, ended } of this.streams) {
      for (const part of chunks.parts) for (const byte of part) into(byte);
      into(Number(ended));
    }
  }
}
