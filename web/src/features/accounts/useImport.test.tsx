// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { feedForEach } from "../../shared/testing/feedServer";
import { useImport } from "./useImport";

describe("whether history is being imported", () => {
  const feed = feedForEach();

  it("is said while any account imports or begins to, and no longer", () => {
    const { result } = renderHook(useImport, { wrapper: feed.server.Provider });
    feed.server.open();
    expect(result.current).toBe(false);
    feed.server.snapshot("accounts", 1, { key: "a", state: "live" }, { key: "b", state: "connecting" });
    expect(result.current).toBe(true);
    const later = (from: number, state: string) => {
      feed.server.delta("accounts", from, { key: "b", state });
      act(() => { vi.advanceTimersByTime(1000); });
    };
    later(1, "importing");
    expect(result.current).toBe(true);
    later(2, "live");
    expect(result.current).toBe(false);
    later(3, "wrong-key");
    expect(result.current).toBe(false);
  });
});
