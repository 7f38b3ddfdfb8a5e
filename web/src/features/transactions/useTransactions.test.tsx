// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAnswers } from "../../shared/graphql/asked";
import { changeSettings } from "../../shared/settings/settings";
import { GraphServer } from "../../shared/testing/graphServer";
import { readFilter } from "./filter";
import { lineOf } from "./testing";
import { useNames, useTransactions } from "./useTransactions";

const all = readFilter("");
const bitcoin = readFilter("?asset=btc&from=2026-01-01&to=2026-01-31&order=oldest");
const page = (portfolio: string, ids: readonly string[], more: boolean) => ({
  portfolio: {
    __typename: "Portfolio", id: portfolio,
    transactions: {
      __typename: "TransactionConnection", edges: ids.map((id) => ({ __typename: "TransactionEdge", cursor: `after ${id}`, node: lineOf(id) })),
      pageInfo: { __typename: "PageInfo", hasNextPage: more, hasPreviousPage: false, startCursor: `after ${ids[0] ?? ""}`, endCursor: `after ${ids.at(-1) ?? ""}` },
    },
  },
});

describe("the pages of the ledger", () => {
  let server: GraphServer;
  const show = (portfolio: string | null = "fund") => renderHook(({ of, filter }) => useTransactions(of, filter), { wrapper: server.Provider, initialProps: { of: portfolio, filter: all } });

  beforeEach(() => {
    forgetAnswers();
    changeSettings({ zone: "UTC" });
    server = new GraphServer();
  });
  afterEach(cleanup);

  it("are asked for when the portfolio is known; until they come there are no rows rather than none", async () => {
    const { result, rerender } = show(null);
    expect(server.asked).toEqual([]);
    rerender({ of: "fund", filter: all });
    expect(result.current.rows).toBeUndefined();
    await server.last.answer(page("fund", [], false));
    expect([result.current.rows, result.current.more]).toEqual([[], false]);
  });

  it("are asked with the filter as the API takes it: days of the viewer's zone, the last one whole", () => {
    changeSettings({ zone: "Asia/Tokyo" });
    renderHook(() => useTransactions("fund", bitcoin), { wrapper: server.Provider });
    expect(server.last.variables).toEqual({ portfolio: "fund", filter: { assetId: "btc", from: "2025-12-31T15:00:00.000Z", to: "2026-01-31T15:00:00.000Z" }, order: "OLDEST_FIRST", first: 100 });
  });

  it("grow by one page for each end that is reached, however often it is reached", async () => {
    const { result } = show();
    await server.last.answer(page("fund", ["a", "b"], true));
    await waitFor(() => { expect([result.current.rows?.map((row) => row.id), result.current.more]).toEqual([["a", "b"], true]); });
    act(() => { result.current.next(); });
    act(() => { result.current.next(); });
    expect(server.asked).toHaveLength(2);
    expect(server.last.variables).toMatchObject({ after: "after b" });
    await server.last.answer(page("fund", ["c"], false));
    await waitFor(() => { expect([result.current.rows?.map((row) => row.id), result.current.more]).toEqual([["a", "b", "c"], false]); });
  });

  it("may be asked for again when one did not come", async () => {
    const { result } = show();
    await server.last.answer(page("fund", ["a"], true));
    act(() => { result.current.next(); });
    await server.last.fail();
    await waitFor(() => { expect([result.current.rows?.map((row) => row.id), result.current.isCutShort]).toEqual([["a"], true]); });
    act(() => { result.current.next(); });
    expect(result.current.isCutShort).toBe(false);
    await server.last.answer(page("fund", ["b"], false));
    await waitFor(() => { expect([result.current.rows?.map((row) => row.id), result.current.isCutShort]).toEqual([["a", "b"], false]); });
  });

  it("are asked whether they are still for the viewer when more of them is forbidden", async () => {
    const { result } = show();
    await server.last.answer(page("fund", ["a"], true));
    act(() => { result.current.next(); });
    await server.last.refuse("no", "FORBIDDEN");
    await waitFor(() => { expect(server.last.variables["after"]).toBeUndefined(); });
    await server.last.refuse("no", "FORBIDDEN");
    await waitFor(() => { expect(result.current.rows).toBeUndefined(); });
  });

  it("begin anew after a change, and grow as before", async () => {
    const { result } = show();
    await server.last.answer(page("fund", ["a"], true));
    act(() => { result.current.next(); });
    await server.last.answer(page("fund", ["b"], true));
    await waitFor(() => { expect(result.current.rows?.map((row) => row.id)).toEqual(["a", "b"]); });
    act(() => { result.current.again(); });
    await server.last.answer(page("fund", ["a"], true));
    await waitFor(() => { expect(result.current.rows?.map((row) => row.id)).toEqual(["a"]); });
    act(() => { result.current.next(); });
    await server.last.answer(page("fund", ["b"], false));
    await waitFor(() => { expect(result.current.rows?.map((row) => row.id)).toEqual(["a", "b"]); });
  });

  it("are those of the filter: a late answer to the one before is not shown, and what was heard is shown at once when it is chosen again", async () => {
    const { result, rerender } = show();
    const before = server.last;
    rerender({ of: "fund", filter: bitcoin });
    expect(result.current.rows).toBeUndefined();
    await server.last.answer(page("fund", ["x"], false));
    await before.answer(page("fund", ["a", "b"], false));
    await waitFor(() => { expect(result.current.rows?.map((row) => row.id)).toEqual(["x"]); });
    rerender({ of: "fund", filter: all });
    await server.last.answer(page("fund", ["a", "b"], false));
    rerender({ of: "fund", filter: bitcoin });
    await waitFor(() => { expect(result.current.rows?.map((row) => row.id)).toEqual(["x"]); });
  });

  it("of another portfolio are not shown under this one's name", async () => {
    const { result, rerender } = show();
    await server.last.answer(page("fund", ["a"], false));
    rerender({ of: "branch", filter: all });
    expect(result.current.rows).toBeUndefined();
    await server.last.answer(page("branch", ["z"], false));
    await waitFor(() => { expect(result.current.rows?.map((row) => row.id)).toEqual(["z"]); });
  });

  it("grow for the next filter, too, whose first page ends where the last one's did", async () => {
    const { result, rerender } = show();
    await server.last.answer(page("fund", ["a"], true));
    act(() => { result.current.next(); });
    await server.last.answer(page("fund", ["b"], false));
    rerender({ of: "fund", filter: bitcoin });
    await server.last.answer(page("fund", ["a"], true));
    act(() => { result.current.next(); });
    await server.last.answer(page("fund", ["c"], false));
    await waitFor(() => { expect(result.current.rows?.map((row) => row.id)).toEqual(["a", "c"]); });
  });

  it("say that they could not be had, and come when asked again", async () => {
    const { result } = show();
    await server.last.refuse("The books are being read.");
    expect(result.current.error).toBeDefined();
    act(() => { result.current.again(); });
    await server.last.answer(page("fund", ["a"], false));
    expect([result.current.error, result.current.rows?.length]).toEqual([undefined, 1]);
  });
});

describe("the names of accounts and assets", () => {
  afterEach(cleanup);

  it("are what people call them, in order; what has none keeps its own", async () => {
    const server = new GraphServer();
    const { result } = renderHook(useNames, { wrapper: server.Provider });
    expect([result.current.account("k1"), result.current.asset("eth")]).toEqual(["removed account", "eth"]);
    const account = (id: string, name: string) => ({ __typename: "Account", id, name, venue: "kraken", venueName: "Kraken" });
    const asset = (id: string, symbol: string) => ({ __typename: "Asset", id, symbol, name: symbol });
    await server.last.answer({ accounts: { __typename: "AccountConnection", nodes: [account("k2", "Zurich"), account("k1", "Berlin")] }, assets: { __typename: "AssetConnection", nodes: [asset("sol", "sol"), asset("eth", "eth")] } });
    expect([result.current.account("k1"), result.current.asset("eth"), result.current.account("gone")]).toEqual(["Berlin", "ETH", "removed account"]);
    expect([result.current.accounts.map((one) => one.name), result.current.assets.map((one) => one.symbol)]).toEqual([["Berlin", "Zurich"], ["ETH", "SOL"]]);
  });
});
