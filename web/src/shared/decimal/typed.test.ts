import { describe, expect, it } from "vitest";
import { readTyped } from "./typed";

describe("an amount that is typed", () => {
  it("is taken as it is written, without what stands around it", () => {
    for (const text of ["0", "-1.50", "000.5", "123456789012345678.1234567890", `0.${"0".repeat(27)}1`, "9".repeat(28)]) expect(readTyped(` ${text} `)).toBe(text);
  });

  it("is not taken when it is no number in plain writing", () => {
    for (const text of ["", "-", "1,5", "1e5", "+1", ".5", "5.", "0x1F", "1 000", "NaN", "٣"]) expect(readTyped(text)).toBeNull();
  });

  it("has at most as many digits as are kept exactly", () => {
    expect(readTyped(`0.${"0".repeat(28)}1`)).toBeNull();
    expect(readTyped(`1.${"1".repeat(29)}`)).toBeNull();
    expect(readTyped("1" + "0".repeat(29))).toBeNull();
    expect(readTyped("79228162514264337593543950335")).not.toBeNull();
    expect(readTyped("79228162514264337593543950336")).toBeNull();
    expect(readTyped("-7.9228162514264337593543950336")).toBeNull();
  });

  it("may end and begin with zeros, which are no digits of it", () => {
    expect(readTyped(`1.5${"0".repeat(40)}`)).toBe(`1.5${"0".repeat(40)}`);
    expect(readTyped(`${"0".repeat(40)}1.5`)).toBe(`${"0".repeat(40)}1.5`);
  });
});
