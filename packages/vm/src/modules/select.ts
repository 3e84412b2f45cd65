import { newRef } from "@vivarium/heap";
import { method } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { epollSpec } from "./select/epoll.ts";
import { newPoll } from "./select/poll.ts";
import { select } from "./select/select.ts";

/** Linux's bits, which poll and epoll share. */
const bits: readonly (readonly [string, number])[] = [
  ["IN", 1],
  ["PRI", 2],
  ["OUT", 4],
  ["ERR", 8],
  ["HUP", 16],
  ["RDHUP", 8192],
  ["RDNORM", 64],
  ["RDBAND", 128],
  ["WRNORM", 256],
  ["WRBAND", 512],
  ["MSG", 1024],
];

/** The module `select`. CPython 3.11: Modules/selectmodule.c */
export const selectModule: ModuleSpec = {
  name: "select",
  doc: "This module supports asynchronous I/O on multiple file descriptors.\n\n*** IMPORTANT NOTICE ***\nOn Windows, only sockets are supported; on Unix, all file descriptors.",
  types: [epollSpec],
  methods: [method("select", "(rlist, wlist, xlist, timeout=None, /)", select), method("poll", "()", newPoll)],
  init(vm, set) {
    set("error", newRef(vm.T.OSError.object));
    set("PIPE_BUF", vm.newInt(4096));
    for (const [name, bit] of bits) {
      set(`POLL${name}`, vm.newInt(bit));
      set(`EPOLL${name}`, vm.newInt(bit));
    }
    set("POLLNVAL", vm.newInt(32));
    set("EPOLLET", vm.newInt(2 ** 31));
    set("EPOLLONESHOT", vm.newInt(2 ** 30));
    set("EPOLLEXCLUSIVE", vm.newInt(2 ** 28));
    set("EPOLL_CLOEXEC", vm.newInt(0o2000000));
  },
};
