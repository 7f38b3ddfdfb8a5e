// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatDecimal, formatMeasure, quantityStyle } from "../decimal/format";
import { toDecimal } from "../decimal/decimal";
import { changeSettings, readSettings, useSettings } from "./settings";
import { useTime } from "./time";

describe("what the viewer has chosen", () => {
  beforeEach(() => { changeSettings({ scheme: "system", zone: "UTC", locale: "en-GB" }); });
  afterEach(cleanup);

  it("is told to every view at once and kept in the browser", () => {
    const [one, other] = [renderHook(useSettings).result, renderHook(useSettings).result];
    act(() => { changeSettings({ scheme: "dark" }); });
    expect([one.current.scheme, other.current.scheme, other.current.zone]).toEqual(["dark", "dark", "UTC"]);
    expect(readSettings(localStorage.getItem("settings"), null)).toEqual({ scheme: "dark", zone: "UTC", locale: "en-GB" });
  });

  it("is how instants are written, from the moment it is changed", () => {
    const { result } = renderHook(useTime);
    expect(result.current.clock("2026-01-31T23:30:00Z")).toBe("23:30");
    act(() => { changeSettings({ zone: "Asia/Tokyo" }); });
    expect([result.current.zone, result.current.clock("2026-01-31T23:30:00Z")]).toEqual(["Asia/Tokyo", "08:30"]);
  });

  it("is how numbers are written", () => {
    const amount = toDecimal("1234567.5");
    if (amount === null) throw new Error("no number");
    const english = formatDecimal(amount, quantityStyle);
    act(() => { changeSettings({ locale: "de-DE" }); });
    expect(formatMeasure(-1.234, 2)).toBe("\u22121,23");
    expect(formatDecimal(amount, quantityStyle)).toBe(english.replaceAll(",", "_").replace(".", ",").replaceAll("_", "."));
  });

  it("is not told to who has gone", () => {
    let drawn = 0;
    const { unmount } = renderHook(() => { drawn += 1; return useSettings(); });
    unmount();
    const before = drawn;
    act(() => { changeSettings({ scheme: "light" }); });
    expect(drawn).toBe(before);
  });
});
