// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askAnew } from "../../shared/graphql/asked";
import { ScopeProvider, type Scope } from "../../shared/portfolio/scope";
import { GraphServer } from "../../shared/testing/graphServer";
import { usePeriod } from "./period";
import { useStudy } from "./useStudy";

const scopeOf = (id: string | null): Scope => ({ id, name: "Fund", currency: "USD", zone: "UTC", accounts: [] });
const nothing = { moneyWeighted: null, modifiedDietz: null, timeWeighted: null, unpriced: 0, ratios: null, benchmark: null, byAccount: [], byVenue: [] };
const answer = (portfolio: string | null, gain = "1") => ({
  portfolio: portfolio === null ? null : { __typename: "Portfolio", id: portfolio, performance: { __typename: "Performance", from: "2026-01-01T00:00:00Z", to: "2026-03-10T12:00:00Z", gain, netFlows: "0", ...nothing, byAsset: [{ __typename: "Contribution", key: "btc", gain, contribution: null }] } },
  accounts: { __typename: "AccountConnection", nodes: [{ __typename: "Account", id: "k", name: "Kraken main" }] }, assets: { __typename: "AssetConnection", nodes: [{ __typename: "Asset", id: "btc", symbol: "btc" }] }, venues: [{ __typename: "Venue", id: "kraken", name: "Kraken" }],
});

describe("the study of a period", () => {
  let server: GraphServer;
  let scope: Scope;
  const show = (query = "", portfolio: string | null = "fund") => {
    history.replaceState(null, "", `/performance${query}`);
    scope = scopeOf(portfolio);
    const wrapper = ({ children }: { readonly children: ReactNode }) => <ScopeProvider value={scope}><server.Provider>{children}</server.Provider></ScopeProvider>;
    return renderHook(() => ({ study: useStudy(), period: usePeriod() }), { wrapper });
  };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-10T12:34:56Z") });
    askAnew();
    server = new GraphServer();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("is of the last quarter beside bitcoin, from the full hour on, when the address says nothing", () => {
    const { result } = show();
    expect(server.last.variables).toEqual({ portfolio: "fund", from: "2025-12-10T12:00:00.000Z", beside: "btc" });
    expect([result.current.study.study, result.current.study.isBeside]).toEqual([undefined, true]);
    expect(show("?range=12").result.current.period.days).toBe("90");
  });

  it("is not asked for before the portfolio is known", () => {
    show("", null);
    expect(server.asked).toEqual([]);
  });

  it("tells what things are called, and the key of what has no name", async () => {
    const { result } = show();
    await server.last.answer(answer("fund"));
    expect(["k", "btc", "kraken", "gone"].map(result.current.study.nameOf)).toEqual(["Kraken main", "BTC", "Kraken", "gone"]);
    expect(result.current.study.study?.gain).toBe("1");
  });

  it("goes by the address: another range is asked for, and the one before is shown until it comes", async () => {
    const { result } = show();
    await server.last.answer(answer("fund"));
    act(() => { result.current.period.setDays("365"); });
    expect(location.search).toBe("?range=365");
    expect(server.last.variables).toMatchObject({ from: "2025-03-10T12:00:00.000Z" });
    expect(result.current.study.study?.gain).toBe("1");
    await server.last.answer(answer("fund", "2"));
    expect(result.current.study.study?.gain).toBe("2");
    act(() => { result.current.period.setDays("90"); });
    expect([location.search, result.current.study.study?.gain, server.asked.length]).toEqual(["", "1", 2]);
  });

  it("does not show a late answer of a range that is chosen no longer", async () => {
    const { result } = show();
    const before = server.last;
    act(() => { result.current.period.setDays("365"); });
    await server.last.answer(answer("fund", "2"));
    await before.answer(answer("fund", "1"));
    expect(result.current.study.study?.gain).toBe("2");
  });

  it("never shows one portfolio under another one's name", async () => {
    const { result, rerender } = show();
    await server.last.answer(answer("fund"));
    scope = scopeOf("branch");
    rerender();
    expect(server.last.variables).toMatchObject({ portfolio: "branch" });
    expect(result.current.study.study).toBeUndefined();
    await server.last.answer(answer("branch", "7"));
    expect(result.current.study.study?.gain).toBe("7");
  });

  it("is beside nothing when that is chosen, and asks no more for it", async () => {
    const { result } = show();
    await server.last.answer(answer("fund"));
    act(() => { result.current.period.setBenchmark("none"); });
    expect([result.current.study.isBeside, location.search, server.asked.length]).toEqual([false, "?benchmark=none", 1]);
    act(() => { result.current.period.setBenchmark("btc"); });
    expect(location.search).toBe("");
  });

  it("is null where there is nothing to tell, and says what went wrong until it is asked again", async () => {
    const { result } = show();
    await server.last.refuse("The books are being read.");
    expect(result.current.study.error).toBeDefined();
    act(() => { result.current.study.again(); });
    await server.last.answer(answer(null));
    expect([result.current.study.error, result.current.study.study]).toEqual([undefined, null]);
  });
});
