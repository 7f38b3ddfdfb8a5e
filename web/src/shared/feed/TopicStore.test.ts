import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FeedValue, TopicFrame } from "./protocol";
import { TopicStore } from "./TopicStore";

const snapshot = (epoch: string, version: number, ...values: FeedValue[]): TopicFrame => ({ type: "snapshot", topic: "t", epoch, version, values });
const delta = (epoch: string, from: number, ...values: FeedValue[]): TopicFrame => ({ type: "delta", topic: "t", epoch, from, version: from + 1, values });

describe("a topic whose server starts anew", () => {
  beforeEach(() => { vi.useFakeTimers({ now: 1000 }); });
  afterEach(() => { vi.useRealTimers(); });

  it("keeps its values, marked with their time, until the server tells its own", () => {
    const store = new TopicStore();
    store.merge(snapshot("a", 1, { key: "x", p: "1" }, { key: "y", p: "1" }));
    vi.advanceTimersByTime(7000);
    store.merge(snapshot("b", 1));
    expect(store.keys).toEqual(["x", "y"]);
    expect(store.heldSince).toBe(1000);
    store.merge(delta("b", 1, { key: "x", p: "2" }));
    expect(store.heldSince).toBeNull();
    expect(store.get("x")).toEqual({ key: "x", p: "2" });
    expect(store.get("y")).toEqual({ key: "y", p: "1" });
    vi.advanceTimersByTime(5000);
    expect(store.keys).toEqual(["x"]);
  });

  it("believes at last that there is nothing", () => {
    const store = new TopicStore();
    store.merge(snapshot("a", 1, { key: "x" }));
    store.merge(snapshot("b", 1));
    vi.advanceTimersByTime(60_000);
    expect(store.keys).toEqual([]);
    expect(store.heldSince).toBeNull();
  });

  it("believes the same server at once", () => {
    const store = new TopicStore();
    store.merge(snapshot("a", 1, { key: "x" }));
    store.merge(snapshot("a", 2));
    expect(store.keys).toEqual([]);
  });
});
