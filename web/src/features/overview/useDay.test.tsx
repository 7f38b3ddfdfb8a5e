// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { FeedValue } from "../../shared/feed/protocol";
import { TopicStore } from "../../shared/feed/TopicStore";
import { useDay } from "./useDay";

const at = (seconds: number) => new Date(1_770_000_000_000 + seconds * 1000).toISOString();
const total = (seconds: number, value: string): FeedValue => ({ key: "total", value, currency: "USD", asOf: at(seconds) });
const history = (...points: readonly (readonly [number, string])[]): FeedValue => ({ key: "history", points: points.map(([seconds, value]) => ({ at: at(seconds), value })) });

class Topic {
  readonly store = new TopicStore();
  private version = 0;

  tell(...values: readonly FeedValue[]): void {
    const from = this.version++;
    act(() => {
      this.store.merge(from === 0 ? { type: "snapshot", topic: "portfolio", epoch: "e", version: 1, values } : { type: "delta", topic: "portfolio", epoch: "e", from, version: from + 1, values });
    });
  }
}

describe("the line of the day", () => {
  afterEach(cleanup);

  it("is the stored day, and behind it what was seen since", () => {
    const topic = new Topic();
    const { result } = renderHook(() => useDay(topic.store));
    expect(result.current).toEqual([]);
    topic.tell(history([0, "10"], [60, "11"]), total(61, "12"));
    topic.tell(total(70, "13"));
    expect(result.current.map((point) => point.value)).toEqual(["10", "11", "12", "13"]);
  });

  it("says each instant once when the stored day is told anew", () => {
    const topic = new Topic();
    const { result } = renderHook(() => useDay(topic.store));
    topic.tell(history([0, "10"]), total(10, "11"));
    topic.tell(total(20, "12"));
    topic.tell(history([0, "10"], [15, "11.5"]));
    expect(result.current.map((point) => point.value)).toEqual(["10", "11.5", "12"]);
  });

  it("takes a point a second at most, and none without a value", () => {
    const topic = new Topic();
    const { result } = renderHook(() => useDay(topic.store));
    topic.tell(history([0, "10"]), total(10, "11"));
    topic.tell(total(10.5, "99"));
    topic.tell({ key: "total", value: null, currency: "USD", asOf: at(12) });
    topic.tell(total(13, "12"));
    expect(result.current.map((point) => point.value)).toEqual(["10", "11", "12"]);
  });

  it("is that of one portfolio: nothing seen of another stays in it", () => {
    const [one, other] = [new Topic(), new Topic()];
    one.tell(history([0, "10"]), total(10, "11"));
    other.tell(history([0, "500"]));
    const { result, rerender } = renderHook(({ store }) => useDay(store), { initialProps: { store: one.store } });
    rerender({ store: other.store });
    expect(result.current.map((point) => point.value)).toEqual(["500"]);
  });
});
