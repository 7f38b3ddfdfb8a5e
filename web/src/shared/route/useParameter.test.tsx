// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { navigate, useParameter, usePath, useSearch } from "./route";

describe("what stands in the address", () => {
  beforeEach(() => { history.pushState(null, "", "/transactions?portfolio=p1&asset=btc"); });
  afterEach(cleanup);

  it("is read, and changed beside what else stands there", () => {
    const { result } = renderHook(() => useParameter("asset"));
    expect(result.current[0]).toBe("btc");
    act(() => { result.current[1]("eth"); });
    expect(result.current[0]).toBe("eth");
    expect(location.search).toBe("?portfolio=p1&asset=eth");
    act(() => { result.current[1](""); });
    expect([result.current[0], location.search]).toEqual([null, "?portfolio=p1"]);
  });

  it("is undone by the back button", async () => {
    const { result } = renderHook(() => useParameter("asset"));
    act(() => { result.current[1]("eth"); });
    act(() => { history.back(); });
    await waitFor(() => { expect(result.current[0]).toBe("btc"); });
  });

  it("is one step back however many letters were typed", async () => {
    const { result } = renderHook(() => useParameter("find"));
    act(() => { result.current[1]("b"); });
    for (const typed of ["bi", "bit"]) act(() => { result.current[1](typed, true); });
    expect(result.current[0]).toBe("bit");
    act(() => { history.back(); });
    await waitFor(() => { expect(result.current[0]).toBeNull(); });
    expect(location.search).toBe("?portfolio=p1&asset=btc");
  });

  it("adds no step where nothing was changed", () => {
    const { result } = renderHook(() => useParameter("asset"));
    const before = history.length;
    act(() => { result.current[1]("btc"); });
    expect(history.length).toBe(before);
  });

  it("is the same for all who read it", () => {
    const path = renderHook(usePath).result;
    const search = renderHook(useSearch).result;
    const asset = renderHook(() => useParameter("asset")).result;
    act(() => { navigate("/positions?asset=sol"); });
    expect([path.current, search.current, asset.current[0]]).toEqual(["/positions", "?asset=sol", "sol"]);
  });

  it("is listened to no longer by who has gone", () => {
    const [added, removed] = [vi.spyOn(window, "addEventListener"), vi.spyOn(window, "removeEventListener")];
    const { unmount } = renderHook(() => useParameter("asset"));
    const began = added.mock.calls.map(([name, listener]) => [name, listener]);
    expect(began.map(([name]) => name)).toEqual(["popstate", "route"]);
    unmount();
    expect(removed.mock.calls.map(([name, listener]) => [name, listener])).toEqual(began);
    vi.restoreAllMocks();
  });
});
