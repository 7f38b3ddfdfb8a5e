// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { GraphServer } from "../shared/testing/graphServer";
import { feedForEach } from "../shared/testing/feedServer";
import { gql } from "@apollo/client";
import { policyFor } from "../shared/graphql/asked";
import { useBadges } from "./useBadges";

const account = (key: string, told: object = {}) => ({ key, venue: "kraken", name: key, state: "live", done: 10, problems: 0, ...told });

describe("what waits for a person", () => {
  const feed = feedForEach();
  const show = () => {
    const { result } = renderHook(useBadges, { wrapper: feed.server.Provider });
    feed.server.open();
    return () => result.current["/problems"];
  };
  const pass = () => { act(() => { vi.advanceTimersByTime(2000); }); };

  it("is nothing until something is known, and where all is well", () => {
    const waiting = show();
    expect(waiting()).toBe(0);
    feed.server.snapshot("accounts", 1, account("a"), account("b", { state: "importing" }));
    feed.server.snapshot("reconciliation", 1);
    expect(waiting()).toBe(0);
  });

  it("counts differences, accounts that cannot be read, and pages that were not understood", () => {
    const waiting = show();
    feed.server.snapshot("accounts", 1, account("a", { state: "wrong-key" }), account("b", { problems: 3 }), account("c"));
    feed.server.snapshot("reconciliation", 1, { key: "a/btc" }, { key: "a/eth" });
    expect(waiting()).toBe(4);
    feed.server.delta("reconciliation", 1, { key: "a/btc", removed: true });
    feed.server.delta("accounts", 1, account("a"));
    pass();
    expect(waiting()).toBe(2);
  });

  it("does not count what a removed account left", () => {
    const waiting = show();
    feed.server.snapshot("accounts", 1, account("a", { state: "removed", problems: 2 }));
    expect(waiting()).toBe(0);
  });

  it("lets every view ask anew when records came, and not when something else changed", async () => {
    const graph = new GraphServer();
    const isFresh = () => policyFor("Names", {}, Date.now()) === "cache-first";
    const answered = async () => {
      const heard = graph.client.query({ query: gql`query Names { names }`, fetchPolicy: "network-only" });
      await graph.last.answer({ names: "a" });
      await heard;
    };
    show();
    feed.server.snapshot("accounts", 1, account("a"));
    await answered();
    feed.server.delta("accounts", 1, account("a", { state: "polling" }));
    pass();
    expect(isFresh()).toBe(true);
    feed.server.delta("accounts", 2, account("a", { done: 11 }));
    pass();
    expect(isFresh()).toBe(false);
  });
});
