export { printExpression, sys_displayhook } from "./displayhook.ts";
export { isInstance, isSubclass } from "./instance-checks.ts";
export { builtinsMethods } from "./methods.ts";
