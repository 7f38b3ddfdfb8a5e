// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { tellRightsTaken } from "../session/session";
import { feedForEach } from "../testing/feedServer";
import { useLink } from "./FeedContext";
import type { FeedValue } from "./protocol";
import { useKey, useKeys, useTopic, useTopicState, useValues } from "./useTopic";

const price = (value: FeedValue) => String(value["p"]);
const pass = (time: number) => { act(() => { vi.advanceTimersByTime(time); }); };

describe("a topic of the feed", () => {
  const feed = feedForEach();
  const show = <T, P>(look: (props: P) => T, initialProps: P) => {
    const shown = renderHook(look, { wrapper: feed.server.Provider, initialProps });
    feed.server.open();
    return shown;
  };

  it("is subscribed to while somebody looks, once for all of them", () => {
    const { rerender } = show(({ looks }: { looks: boolean }) => [useTopic(looks ? "prices" : null), useTopic(looks ? "prices" : null)], { looks: true });
    expect(feed.server.connection.sent.map((one) => one.type)).toEqual(["subscribe"]);
    expect(feed.server.watched).toEqual(["prices"]);
    rerender({ looks: false });
    expect(feed.server.watched).toEqual([]);
  });

  it("is left for another one when another one is looked at", () => {
    const { result, rerender } = show(({ of }) => useKeys(useTopic("positions", of)), { of: "fund" });
    feed.server.snapshot("positions:fund", 1, { key: "btc" });
    rerender({ of: "branch" });
    expect(feed.server.watched).toEqual(["positions:branch"]);
    expect(result.current).toEqual([]);
    feed.server.snapshot("positions:branch", 1, { key: "eth" });
    expect(result.current).toEqual(["eth"]);
    feed.server.delta("positions:fund", 1, { key: "sol" });
    expect(result.current).toEqual(["eth"]);
  });

  it("goes on where it was after a loss, still showing what was known", () => {
    const { result } = show(() => ({ of: useKey(useTopic("prices"), "btc", price), link: useLink().state }), {});
    feed.server.snapshot("prices", 4, { key: "btc", p: "100" });
    feed.server.lose();
    expect(result.current).toEqual({ of: "100", link: "lost" });
    pass(1000);
    feed.server.open();
    expect(feed.server.connections).toHaveLength(2);
    expect(feed.server.connection.sent).toEqual([{ type: "subscribe", id: 1, topic: "prices", resume: { epoch: "e", version: 4 } }]);
    feed.server.delta("prices", 4, { key: "btc", p: "101" });
    expect(result.current).toEqual({ of: "101", link: "live" });
  });

  it("draws a row when its own key changes and at no other time", () => {
    let drawn = 0;
    const { result } = show(() => { drawn += 1; return useKey(useTopic("prices"), "btc", price); }, {});
    expect(result.current).toBeUndefined();
    feed.server.snapshot("prices", 1, { key: "btc", p: "1" }, { key: "eth", p: "1" });
    const before = drawn;
    feed.server.delta("prices", 1, { key: "eth", p: "2" });
    expect(drawn).toBe(before);
    feed.server.delta("prices", 2, { key: "btc", p: "2" });
    expect([result.current, drawn]).toEqual(["2", before + 1]);
    feed.server.delta("prices", 3, { key: "btc", removed: true });
    expect(result.current).toBeUndefined();
  });

  it("tells its keys of a kind, and draws them anew only when one comes or goes", () => {
    let drawn = 0;
    const { result } = show(() => { drawn += 1; return useKeys(useTopic("prices"), "spot/"); }, {});
    feed.server.snapshot("prices", 1, { key: "spot/btc", p: "1" }, { key: "perp/btc", p: "1" });
    expect(result.current).toEqual(["spot/btc"]);
    const before = drawn;
    feed.server.delta("prices", 1, { key: "spot/btc", p: "2" });
    expect(drawn).toBe(before);
    feed.server.delta("prices", 2, { key: "spot/eth", p: "1" });
    expect(result.current).toEqual(["spot/btc", "spot/eth"]);
  });

  it("says that it is on its way, that it cannot be had, and that it is there after all", () => {
    const { result } = show(() => useTopicState(useTopic("prices")), {});
    expect(result.current).toEqual({ loaded: false, problem: null, heldSince: null });
    feed.server.refuse("prices", "NOT_FOUND");
    expect(result.current.problem?.code).toBe("NOT_FOUND");
    pass(3000);
    expect(feed.server.watched).toEqual(["prices"]);
    feed.server.snapshot("prices", 1, { key: "btc", p: "1" });
    expect(result.current).toEqual({ loaded: true, problem: null, heldSince: null });
  });

  it("is not shown any more when it is not there for the viewer any more, nor is what nobody looks at when it is asked for again", () => {
    const { result, rerender } = show(({ of }) => { const store = useTopic("portfolio", of); return { price: useKey(store, "btc", price), state: useTopicState(store) }; }, { of: "fund" });
    feed.server.snapshot("portfolio:fund", 1, { key: "btc", p: "1" });
    rerender({ of: "branch" });
    feed.server.snapshot("portfolio:branch", 1, { key: "btc", p: "2" });
    feed.server.lose();
    pass(1000);
    feed.server.open();
    expect(result.current.price).toBe("2");
    feed.server.refuse("portfolio", "NOT_FOUND");
    expect([result.current.price, result.current.state.loaded, result.current.state.problem?.taken]).toEqual([undefined, false, true]);
    pass(3000);
    feed.server.refuse("portfolio", "NOT_FOUND");
    expect(result.current.state.problem?.taken).toBe(true);
    rerender({ of: "fund" });
    expect(result.current.price).toBeUndefined();
    expect(feed.server.connection.sent.at(-1)).toEqual({ type: "subscribe", id: 1, topic: "portfolio", argument: "fund" });
    feed.server.snapshot("portfolio:fund", 3, { key: "btc", p: "3" });
    expect([result.current.price, result.current.state.problem]).toEqual(["3", null]);
  });

  it("stays while it cannot be read for a moment", () => {
    const { result } = show(() => { const store = useTopic("prices"); return { price: useKey(store, "btc", price), problem: useTopicState(store).problem?.code }; }, {});
    feed.server.snapshot("prices", 1, { key: "btc", p: "1" });
    feed.server.refuse("prices", "UNAVAILABLE");
    expect(result.current).toEqual({ price: "1", problem: "UNAVAILABLE" });
  });

  it("is left empty when rights were taken and no server tells what is still there", () => {
    const { result } = show(() => { const store = useTopic("prices"); return [useKey(store, "btc", price), useTopicState(store).problem?.taken]; }, {});
    feed.server.snapshot("prices", 1, { key: "btc", p: "1" });
    act(tellRightsTaken);
    expect(result.current).toEqual(["1", undefined]);
    feed.server.lose();
    act(tellRightsTaken);
    expect(result.current).toEqual([undefined, true]);
  });

  it("is drawn as a whole at most once an interval, with what came last, and at once when something comes or goes", () => {
    let drawn = 0;
    const { result } = show(() => { drawn += 1; return useValues(useTopic("prices"), "", price, 1000); }, {});
    feed.server.snapshot("prices", 1, { key: "btc", p: "1" });
    expect(result.current).toEqual(["1"]);
    const before = drawn;
    for (let version = 1; version <= 9; version++) feed.server.delta("prices", version, { key: "btc", p: String(version + 1) });
    expect(drawn).toBe(before);
    pass(1000);
    expect([result.current, drawn]).toEqual([["10"], before + 1]);
    feed.server.delta("prices", 10, { key: "eth", p: "5" });
    expect(result.current).toEqual(["10", "5"]);
    feed.server.delta("prices", 11, { key: "btc", removed: true });
    expect(result.current).toEqual(["5"]);
  });

  it("leaves neither a subscription nor a timer behind", () => {
    const { result, rerender } = show(({ looks }: { looks: boolean }) => useValues(useTopic(looks ? "prices" : null), "", price, 1000), { looks: true });
    feed.server.snapshot("prices", 1, { key: "btc", p: "1" });
    pass(1000);
    const idle = vi.getTimerCount();
    feed.server.delta("prices", 1, { key: "btc", p: "2" });
    expect(vi.getTimerCount()).toBe(idle + 1);
    rerender({ looks: false });
    expect([feed.server.watched, vi.getTimerCount(), result.current]).toEqual([[], idle, []]);
  });
});
