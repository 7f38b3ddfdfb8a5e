// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useWaysIn } from "./useWaysIn";

const ways = (recoveryCodes: number) => ({ email: "ann@fund.example", hasPassword: true, hasCodes: true, recoveryCodes });

describe("the ways in", () => {
  let asked: { readonly path: string; readonly answer: (response: Response) => void; readonly fail: () => void }[];
  const settle = (tell: () => void) => act(async () => {
    tell();
    await new Promise((done) => { setTimeout(done, 0); });
  });
  /** Answers the three questions of one reading. */
  const answer = (from: number, recoveryCodes: number) => settle(() => {
    for (const one of asked.slice(from, from + 3)) one.answer(Response.json(one.path.endsWith("ways") ? ways(recoveryCodes) : []));
  });

  beforeEach(() => {
    asked = [];
    vi.stubGlobal("fetch", (path: string) => new Promise<Response>((done, refuse) => { asked.push({ path, answer: done, fail: () => { refuse(new TypeError("Failed to fetch")); } }); }));
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("are unknown until all of it has come", async () => {
    const { result } = renderHook(useWaysIn);
    expect(asked.map((one) => one.path)).toEqual(["/api/identity/ways", "/api/identity/passkeys", "/api/identity/events"]);
    await settle(() => { asked[0]?.answer(Response.json(ways(8))); });
    expect(result.current.found).toBeNull();
    await answer(0, 8);
    expect(result.current.found).toEqual({ ok: true, value: { ways: ways(8), passkeys: [], events: [] } });
  });

  it("are read anew after a change", async () => {
    const { result } = renderHook(useWaysIn);
    await answer(0, 8);
    act(() => { result.current.again(); });
    await answer(3, 7);
    expect(result.current.found).toMatchObject({ value: { ways: { recoveryCodes: 7 } } });
  });

  it("are never those of before a change, however late they come", async () => {
    const { result } = renderHook(useWaysIn);
    act(() => { result.current.again(); });
    await answer(3, 7);
    await answer(0, 8);
    expect(result.current.found).toMatchObject({ value: { ways: { recoveryCodes: 7 } } });
  });

  it("say why they cannot be told, whichever part it was, until they can", async () => {
    for (const part of [0, 1, 2]) {
      asked = [];
      const { result } = renderHook(useWaysIn);
      await settle(() => { asked[part]?.answer(Response.json({ detail: "Sign in again.", code: "PROVE_AGAIN" }, { status: 403 })); });
      await answer(0, 8);
      expect(result.current.found).toEqual({ ok: false, status: 403, code: "PROVE_AGAIN", message: "Sign in again." });
      act(() => { result.current.again(); });
      await answer(3, 8);
      expect(result.current.found?.ok).toBe(true);
    }
  });

  it("say that nobody answers", async () => {
    const { result } = renderHook(useWaysIn);
    await settle(() => { asked.forEach((one) => { one.fail(); }); });
    expect(result.current.found).toMatchObject({ ok: false, status: 0 });
  });
});
