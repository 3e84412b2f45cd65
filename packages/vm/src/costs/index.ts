export { opcodeCosts, workCosts } from "./opcode-costs.ts";
