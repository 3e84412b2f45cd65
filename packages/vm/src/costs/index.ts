export { opcodeCosts } from "./opcode-costs.ts";
