export { type NodeHost, type NodeHostOptions, nodeHost } from "./node-host.ts";
