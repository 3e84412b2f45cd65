import { describe, expect, test } from "vitest";
import {
  binaryOperators,
  cacheEntries,
  compareOperators,
  deopt,
  HAVE_ARGUMENT,
  isJump,
  type OpcodeRow,
  op,
  opname,
  rowByOpcode,
  rows,
  stackEffect,
} from "../src/opcodes.ts";
import { opcodeRecording as recording } from "./recordings.ts";

const numbers: Record<string, number> = op;
const ofKind = (kind: OpcodeRow["kind"]): OpcodeRow[] => rows.filter((row) => row.kind === kind);
const namesWith = (...operands: OpcodeRow["operand"][]): string[] =>
  ofKind("base")
    .filter((row) => operands.includes(row.operand))
    .map((row) => row.name)
    .sort();

describe("against Lib/opcode.py", () => {
  test("names and numbers of what compilers emit", () => {
    expect(Object.fromEntries(ofKind("base").map((row) => [row.name, row.number]))).toEqual(recording.opmap);
  });

  test("names and numbers of what the adaptive interpreter writes", () => {
    expect(Object.fromEntries(ofKind("specialized").map((row) => [row.name, row.number]))).toEqual(recording.specialized);
  });

  test("families of specialized opcodes", () => {
    const families: Record<string, string[]> = {};
    for (const row of ofKind("specialized")) (families[row.family] ??= []).push(row.name);
    const sorted = (all: Record<string, string[]>) =>
      Object.entries(all).map(([name, members]) => [name, members.slice().sort()]);
    expect(new Map(sorted(families) as [string, string[]][])).toEqual(
      new Map(sorted(recording.families) as [string, string[]][]),
    );
  });

  test("inline caches", () => {
    const caches = ofKind("base").filter((row) => row.cache.length > 0);
    expect(Object.fromEntries(caches.map((row) => [row.name, Object.fromEntries(row.cache)]))).toEqual(recording.cacheFormat);
  });

  test("what operands mean", () => {
    const { kinds } = recording;
    expect(namesWith("const")).toEqual(kinds.hasconst.sort());
    expect(namesWith("name", "globalName")).toEqual(kinds.hasname.sort());
    expect(namesWith("local")).toEqual(kinds.haslocal.sort());
    expect(namesWith("free")).toEqual(kinds.hasfree.sort());
    expect(namesWith("jumpForward", "jumpBackward")).toEqual(kinds.hasjrel.sort());
    expect(namesWith("compare")).toEqual(kinds.hascompare.sort());
    expect(HAVE_ARGUMENT).toBe(recording.haveArgument);
  });

  test("operators", () => {
    expect(compareOperators).toEqual(recording.compareOperators);
    expect(binaryOperators).toEqual(recording.binaryOperators);
  });

  test.each(Object.entries(recording.stackEffects))("stack effect of %s", (name, effects) => {
    const opcode = numbers[name]!;
    for (const [arg, either, falling, jumping] of effects) {
      expect([stackEffect(opcode, arg), stackEffect(opcode, arg, false), stackEffect(opcode, arg, true)]).toEqual([
        either,
        falling,
        jumping,
      ]);
    }
  });
});

describe("the table itself", () => {
  test("no number is given twice, and only pseudo-opcodes do not fit into a byte", () => {
    expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
    for (const row of rows) expect(row.number > 255).toBe(row.kind === "pseudo");
  });

  test("every row has a sentence that ends", () => {
    for (const row of rows) expect(row.sentence, row.name).toMatch(/^\S.*\.$/);
  });

  test("no operand below HAVE_ARGUMENT", () => {
    for (const row of ofKind("base")) expect(row.operand === "none", row.name).toBe(row.number < HAVE_ARGUMENT);
  });

  test("the indices agree with the rows", () => {
    for (const row of rows) {
      expect(rowByOpcode[row.number]).toBe(row);
      expect(opname[row.number]).toBe(row.name);
      expect(cacheEntries[row.number]).toBe(row.cache.reduce((sum, [, units]) => sum + units, 0));
      expect(opname[deopt[row.number]!]).toBe(row.family);
    }
    expect(opname[200]).toBe("<200>");
  });

  test("SETUP_* have a target but are no jumps", () => {
    expect(isJump[op.SETUP_WITH]).toBe(false);
    expect(isJump[op.JUMP]).toBe(true);
    expect(isJump[op.FOR_ITER]).toBe(true);
    expect(isJump[op.LOAD_FAST]).toBe(false);
  });

  test("an unknown opcode has no stack effect", () => {
    expect(() => stackEffect(200, 0)).toThrow(RangeError);
  });
});

describe("checkpoints", () => {
  const checkpoints311 = (kind: OpcodeRow["kind"]) =>
    Object.fromEntries(
      ofKind(kind)
        .filter((row) => row.checkpoint !== "never")
        .map((row) => [row.name, row.checkpoint]),
    );

  test("of 3.11: function starts, backward jumps, calls", () => {
    expect(checkpoints311("base")).toEqual({
      RESUME: "operand-below-2",
      JUMP_BACKWARD: "always",
      POP_JUMP_BACKWARD_IF_TRUE: "jump-taken",
      POP_JUMP_BACKWARD_IF_FALSE: "jump-taken",
      POP_JUMP_BACKWARD_IF_NONE: "jump-taken",
      POP_JUMP_BACKWARD_IF_NOT_NONE: "jump-taken",
      CALL: "after-native-callee",
      CALL_FUNCTION_EX: "after-any-callee",
    });
  });

  test("a specialized len, isinstance, type or append has none, nor has an inlined Python call", () => {
    const quiet = ofKind("specialized")
      .filter((row) => row.family === "PRECALL" || row.family === "CALL")
      .filter((row) => row.checkpoint === "never");
    expect(quiet.map((row) => row.name).sort()).toEqual([
      "CALL_PY_EXACT_ARGS",
      "CALL_PY_WITH_DEFAULTS",
      "PRECALL_ADAPTIVE",
      "PRECALL_BOUND_METHOD",
      "PRECALL_NO_KW_ISINSTANCE",
      "PRECALL_NO_KW_LEN",
      "PRECALL_NO_KW_LIST_APPEND",
      "PRECALL_NO_KW_TYPE_1",
      "PRECALL_PYFUNC",
    ]);
  });

  test("of 2.7 and 3.9: nearly everything but loads and stores of locals", () => {
    expect(rowByOpcode[op.LOAD_FAST]!.checkpoints["2.7"]).toBe("never");
    expect(rowByOpcode[op.STORE_GLOBAL]!.checkpoints["2.7"]).toBe("always");
    expect(rowByOpcode[op.POP_JUMP_FORWARD_IF_FALSE]!.checkpoints["3.9"]).toBe("unless-exact-bool");
    expect(rowByOpcode[op.IS_OP]!.checkpoints["3.8"]).toBe("always");
    expect(rowByOpcode[op.IS_OP]!.checkpoints["3.9"]).toBe("never");
  });

  test("of 3.13: backward jumps look before they jump", () => {
    expect(rowByOpcode[op.JUMP_BACKWARD]!.checkpoints["3.13"]).toBe("always-before-jump");
  });
});
