import { describe, expect, it } from "vitest";
import { formatInet6, numericHost, parseDotted, parseInet, parseInet6 } from "../../../src/modules/_socket/address.ts";

describe("addresses as text", () => {
  it("reads what inet_aton reads", () => {
    expect([...parseInet("127.1")!]).toEqual([127, 0, 0, 1]);
    expect([...parseInet("0x7f.0.0.010")!]).toEqual([127, 0, 0, 8]);
    expect([...parseInet("16909060")!]).toEqual([1, 2, 3, 4]);
    for (const text of ["", "1.2.3.4.5", "256.1.1.1", "1.2.3.256", "a.b.c.d"]) expect(parseInet(text)).toBeNull();
  });

  it("reads only four decimal numbers where inet_pton does", () => {
    expect([...parseDotted("1.2.3.4")!]).toEqual([1, 2, 3, 4]);
    for (const text of ["127.1", "01.2.3.4", "1.2.3.400"]) expect(parseDotted(text)).toBeNull();
  });

  it.each([
    ["::", "::"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0"],
    ["::ffff:1.2.3.4", "::ffff:1.2.3.4"],
    ["2001:DB8::", "2001:db8::"],
  ])("writes %s as %s", (text, shortest) => {
    expect(formatInet6(parseInet6(text)!)).toBe(shortest);
  });

  it("knows a name from a number", () => {
    expect(numericHost(2, "localhost")).toBeNull();
    expect(numericHost(2, "::1")).toBeNull();
    expect(numericHost(10, "::1")).toBe("::1");
    expect(parseInet6(":::")).toBeNull();
    expect(parseInet6("1:2:3:4:5:6:7:8:9")).toBeNull();
  });
});
