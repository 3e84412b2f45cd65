import type { Undoable } from "@vivarium/heap";
import type { MemoryFile, MemoryFiles, Node } from "./memory-files.ts";
import type { MemoryStream } from "./memory-streams.ts";

interface Mark {
  readonly tree: Saved;
  readonly positions: readonly (readonly [MemoryFile, number])[];
  readonly rest: readonly unknown[];
  readonly streams: readonly Uint8Array[][];
}

interface Saved {
  readonly node: Node;
  readonly state: Node;
  readonly children: readonly (readonly [string, Saved])[];
}

function saveTree(node: Node): Saved {
  const state = { ...node, data: node.data.slice(0, node.size) };
  return { node, state, children: [...(node.entries ?? [])].map(([name, child]) => [name, saveTree(child)] as const) };
}

function restoreTree(saved: Saved): void {
  const entries = saved.node.entries;
  Object.assign(saved.node, saved.state, { data: saved.state.data.slice() });
  saved.node.entries = entries;
  entries?.clear();
  for (const [name, child] of saved.children) {
    entries!.set(name, child.node);
    restoreTree(child);
  }
}

export class MemoryUndo implements Undoable {
  private readonly files: MemoryFiles;
  private readonly streams: readonly MemoryStream[];
  private readonly counters: { entropy: number; signals: number[] };

  constructor(files: MemoryFiles, streams: readonly MemoryStream[], counters: { entropy: number; signals: number[] }) {
    this.files = files;
    this.streams = streams;
    this.counters = counters;
  }

  mark(): Mark {
    const { files, counters } = this;
    return {
      tree: saveTree(files.root),
      positions: files.opened.map((f) => [f, f.position] as const),
      rest: [files.nextIno, files.mask, files.cwd, files.now, counters.entropy, counters.signals.slice()],
      streams: this.streams.map((s) => s.chunks.parts.slice()),
    };
  }

  undo(mark: unknown): void {
    const saved = mark as Mark;
    const { files, counters } = this;
    restoreTree(saved.tree);
    files.opened = saved.positions.map(([f]) => f);
    for (const [f, position] of saved.positions) f.position = position;
    const [nextIno, mask, cwd, now, entropy, signals] = saved.rest as [number, number, string, bigint, number, number[]];
    Object.assign(files, { nextIno, mask, cwd, now });
    counters.entropy = entropy;
    counters.signals = signals.slice();
    this.streams.forEach((s, i) => {
      s.chunks.parts = saved.streams[i]!.slice();
    });
  }

  hash(into: (item: number | string) => void): void {
    into(this.files.cwd);
    into(String(this.files.now));
    into(this.counters.entropy);
    const visit = (node: Node, path: string): void => {
      into(path);
      into(node.mode);
      for (let i = 0; i < node.size; i++) into(node.data[i]!);
      for (const [name, child] of node.entries ?? []) visit(child, `${path}/${name}`);
    };
    visit(this.files.root, "");
    for (const s of this.streams) into(s.chunks.parts.reduce((n, p) => n + p.length, 0));
  }
}
