export * from "./code-object.ts";
export * from "./constant.ts";
