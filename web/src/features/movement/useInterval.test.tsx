// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changeSettings } from "../../shared/settings/settings";
import { useInterval } from "./useInterval";

const now = Date.parse("2026-03-10T12:34:56Z");
const show = (query: string) => {
  history.replaceState(null, "", `/why${query}`);
  return renderHook(useInterval).result;
};

describe("the interval that is explained", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now });
    changeSettings({ zone: "UTC" });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("is the last week until now when the address says nothing, or what is not understood", () => {
    const week = { period: "week", days: { from: null, to: null }, since: null, from: "2026-03-03T12:34:00.000Z", to: null };
    expect(show("").current).toEqual(week);
    expect(show("?period=century").current).toEqual(week);
    expect(show("?from=yesterday&to=2026-03-01").current).toEqual(week);
    expect(show("?since=lately").current).toEqual(week);
  });

  it("is the usual period the address names", () => {
    expect(show("?period=day").current).toMatchObject({ period: "day", from: "2026-03-09T12:34:00.000Z", to: null });
    expect(show("?period=year").current).toMatchObject({ period: "year", from: "2025-03-10T12:34:00.000Z", to: null });
  });

  it("stays where it began while the page is open, so that nothing is asked again", () => {
    history.replaceState(null, "", "/why?period=day");
    const { result, rerender } = renderHook(useInterval);
    const before = result.current;
    vi.setSystemTime(now + 3_600_000);
    rerender();
    expect(result.current).toBe(before);
  });

  it("is whole days of the viewer's zone, the last one included", () => {
    const shown = show("?from=2026-02-01&to=2026-02-03&period=day");
    expect(shown.current).toEqual({ period: null, days: { from: "2026-02-01", to: "2026-02-03" }, since: null, from: "2026-02-01T00:00:00.000Z", to: "2026-02-04T00:00:00.000Z" });
    act(() => { changeSettings({ zone: "America/New_York" }); });
    expect(shown.current).toMatchObject({ from: "2026-02-01T05:00:00.000Z", to: "2026-02-04T05:00:00.000Z" });
  });

  it("knows the day that has an hour less", () => {
    changeSettings({ zone: "America/New_York" });
    expect(show("?from=2026-03-08&to=2026-03-08").current).toMatchObject({ from: "2026-03-08T05:00:00.000Z", to: "2026-03-09T04:00:00.000Z" });
  });

  it("ends now where its last day has not ended, or none is named", () => {
    expect(show("?from=2026-03-01&to=2026-03-10").current.to).toBeNull();
    expect(show("?from=2026-03-01").current.to).toBeNull();
  });

  it("begins with the last visit where that is named", () => {
    expect(show("?since=2026-03-08T07:00:00.000Z&period=day").current).toEqual({ period: null, days: { from: null, to: null }, since: "2026-03-08T07:00:00.000Z", from: "2026-03-08T07:00:00.000Z", to: null });
  });
});
