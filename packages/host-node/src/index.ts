export { isTerminal } from "./is-terminal.ts";
export { type NodeHost, type NodeHostOptions, nodeHost } from "./node-host.ts";
