// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHealth } from "./useHealth";

interface Asked {
  readonly signal: AbortSignal;
  readonly answer: (body: string) => Promise<void>;
  readonly fail: () => Promise<void>;
}

const healthy = (status: string) => JSON.stringify({ status, parts: { "portfolio.books": { status } } });

describe("what the server says of itself", () => {
  let asked: Asked[];
  const pass = () => act(() => vi.advanceTimersByTimeAsync(10_000));
  const last = () => {
    const one = asked.at(-1);
    if (one === undefined) throw new Error("Nothing was asked.");
    return one;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    vi.stubGlobal("fetch", (path: string, { signal }: { readonly signal: AbortSignal }) => new Promise<Response>((answer, refuse) => {
      expect(path).toBe("/health");
      const settle = (tell: () => void) => act(async () => {
        tell();
        await vi.advanceTimersByTimeAsync(0);
      });
      asked.push({ signal, answer: (body) => settle(() => { answer(new Response(body)); }), fail: () => settle(() => { refuse(new TypeError("Failed to fetch")); }) });
    }));
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is asked at once and every ten seconds", async () => {
    const { result } = renderHook(useHealth);
    expect([result.current, asked.length]).toEqual([null, 1]);
    await last().answer(healthy("Healthy"));
    expect(result.current).toEqual({ reachable: true, status: "Healthy", parts: [{ name: "portfolio.books", status: "Healthy", description: null }] });
    await pass();
    await last().answer(healthy("Degraded"));
    expect([result.current?.status, asked.length]).toEqual(["Degraded", 2]);
  });

  it("is that it cannot be reached, when no answer comes or one of somebody else, until it can", async () => {
    const { result } = renderHook(useHealth);
    await last().fail();
    expect(result.current).toEqual({ reachable: false, status: null, parts: [] });
    await pass();
    await last().answer("<html>Bad gateway</html>");
    expect(result.current?.reachable).toBe(false);
    await pass();
    await last().answer(healthy("Healthy"));
    expect(result.current?.reachable).toBe(true);
  });

  it("is never an answer older than the one that is shown", async () => {
    const { result } = renderHook(useHealth);
    const slow = last();
    await pass();
    await last().answer(healthy("Unhealthy"));
    await slow.answer(healthy("Healthy"));
    expect(result.current?.status).toBe("Unhealthy");
  });

  it("is asked no more by a page that is left, and its answer is for nobody", async () => {
    const { result, unmount } = renderHook(useHealth);
    unmount();
    expect(last().signal.aborted).toBe(true);
    await last().fail();
    await pass();
    expect([asked.length, result.current]).toEqual([1, null]);
  });
});
