export * from "./ast.gen.ts";
export * from "./constant.ts";
