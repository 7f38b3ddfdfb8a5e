// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useNow } from "./useNow";

const pass = (time: number) => { act(() => { vi.advanceTimersByTime(time); }); };

describe("the time of now", () => {
  beforeEach(() => { vi.useFakeTimers({ now: 10_000 }); });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("is told at once and then anew each interval, not in between", () => {
    let drawn = 0;
    const { result } = renderHook(() => { drawn += 1; return useNow(5000); });
    expect(result.current).toBe(10_000);
    const before = drawn;
    pass(4999);
    expect([result.current, drawn]).toEqual([10_000, before]);
    pass(1);
    expect(result.current).toBe(15_000);
    pass(5000);
    expect(result.current).toBe(20_000);
  });

  it("goes by the new interval when it is changed", () => {
    const { result, rerender } = renderHook(({ interval }) => useNow(interval), { initialProps: { interval: 60_000 } });
    rerender({ interval: 1000 });
    pass(1000);
    expect(result.current).toBe(11_000);
  });

  it("leaves no timer behind", () => {
    const { unmount } = renderHook(() => useNow(1000));
    expect(vi.getTimerCount()).toBe(1);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});
