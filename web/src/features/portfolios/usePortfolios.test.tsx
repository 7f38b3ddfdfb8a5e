// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAnswers } from "../../shared/graphql/asked";
import { FeedServer } from "../../shared/testing/feedServer";
import { GraphServer } from "../../shared/testing/graphServer";
import { tellRightsTaken } from "../../shared/session/session";
import { usePortfolios } from "./usePortfolios";

const node = (id: string, name: string, parent: string | null = null, currency = "USD") => ({ key: id, id, name, parent, currency, zone: "Europe/Berlin", accounts: [`${id}-account`] });
const granted = { __typename: "Portfolio", id: "part", name: "Part", currency: "fiat:eur", timeZone: "UTC", accountIds: ["a"], parent: { __typename: "Portfolio", id: "not for me" } };

describe("the portfolios", () => {
  const show = (address: string) => {
    const [server, api] = [new FeedServer(), new GraphServer()];
    history.replaceState(null, "", address);
    const wrapper = ({ children }: { readonly children: ReactNode }) => <server.Provider><api.Provider>{children}</api.Provider></server.Provider>;
    const { result } = renderHook(usePortfolios, { wrapper });
    server.open();
    return { server, api, result };
  };

  beforeEach(() => {
    vi.useFakeTimers();
    forgetAnswers();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("are a tree by name, and the first is looked at while nobody chose; before they come there is none", () => {
    const { server, api, result } = show("/");
    expect(result.current.scope.id).toBeNull();
    server.snapshot("portfolios", 1, node("z", "Zeta", "a"), node("b", "Beta", "a", "EUR"), node("a", "Alpha"));
    expect(result.current.nodes.map((one) => [one.portfolio.name, one.depth])).toEqual([["Alpha", 0], ["Beta", 1], ["Zeta", 1]]);
    expect(result.current.scope).toEqual({ id: "a", name: "Alpha", currency: "USD", zone: "Europe/Berlin", accounts: ["a-account"] });
    expect(api.asked).toEqual([]);
  });

  it("are chosen in the address, beside what stands there", () => {
    const { server, result } = show("/positions?group=account&portfolio=b");
    server.snapshot("portfolios", 1, node("a", "Alpha"), node("b", "Beta", "a", "EUR"));
    expect(result.current.scope).toMatchObject({ id: "b", currency: "EUR" });
    act(() => { result.current.select("a"); });
    expect([result.current.scope.id, location.search]).toEqual(["a", "?group=account&portfolio=a"]);
  });

  it("fall back to the first when the chosen one is not there, and to the chosen one when it comes", () => {
    const { server, result } = show("/?portfolio=b");
    server.snapshot("portfolios", 1, node("a", "Alpha"));
    expect(result.current.scope.id).toBe("a");
    server.delta("portfolios", 1, node("b", "Beta"));
    expect(result.current.scope.id).toBe("b");
  });

  it("keep the scope as it is while it is the same, so that nothing is drawn or asked again", () => {
    const { server, result } = show("/?portfolio=a");
    server.snapshot("portfolios", 1, node("a", "Alpha"));
    const before = result.current.scope;
    act(() => { result.current.select("a"); });
    expect(result.current.scope).toBe(before);
  });

  it("are asked for by who has a part of the tree, whose feed tells nothing", async () => {
    const { server, api, result } = show("/");
    server.refuse("portfolios", "NOT_FOUND");
    expect(api.names()).toEqual(["GrantedPortfolios"]);
    await api.last.answer({ portfolios: { __typename: "PortfolioConnection", nodes: [granted] } });
    expect(result.current.nodes.map((one) => [one.portfolio.name, one.depth])).toEqual([["Part", 0]]);
    expect(result.current.scope).toEqual({ id: "part", name: "Part", currency: "EUR", zone: "UTC", accounts: ["a"] });
  });

  it("are no longer those of the whole tree for whom a part of it was left", async () => {
    const { server, api, result } = show("/");
    server.snapshot("portfolios", 1, node("a", "Alpha"));
    server.refuse("portfolios", "NOT_FOUND");
    expect([result.current.nodes, result.current.scope.id, result.current.isDenied]).toEqual([[], null, false]);
    await vi.advanceTimersByTimeAsync(0);
    await api.last.answer({ portfolios: { __typename: "PortfolioConnection", nodes: [granted] } });
    expect([result.current.scope.id, result.current.isDenied]).toEqual(["part", false]);
    act(tellRightsTaken);
    await vi.advanceTimersByTimeAsync(0);
    await api.last.refuse("no", "FORBIDDEN");
    expect([api.names().length, result.current.scope.id, result.current.isDenied]).toEqual([3, null, true]);
  });

  it("are denied to whom none is left, and not to whom the server could not tell them", async () => {
    const { server, api, result } = show("/");
    expect(result.current.isDenied).toBe(false);
    server.refuse("portfolios", "NOT_FOUND");
    await api.last.fail();
    expect(result.current.isDenied).toBe(false);
    act(tellRightsTaken);
    await vi.advanceTimersByTimeAsync(0);
    await api.last.answer({ portfolios: { __typename: "PortfolioConnection", nodes: [] } });
    expect(result.current.isDenied).toBe(true);
  });

  it("are not asked for when the feed fails for another reason", () => {
    const { server, api } = show("/");
    server.refuse("portfolios", "UNAVAILABLE");
    expect(api.asked).toEqual([]);
  });
});
