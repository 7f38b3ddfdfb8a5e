import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FeedClient, type Socket } from "./FeedClient";

class TestSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.onclose?.();
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  snapshot(version: number, ...values: object[]): void {
    this.say({ type: "snapshot", topic: "prices", epoch: "e", version, values });
  }

  delta(from: number, version: number, ...values: object[]): void {
    this.say({ type: "delta", topic: "prices", epoch: "e", from, version, values });
  }
}

describe("the feed client", () => {
  let sockets: TestSocket[];
  let client: FeedClient;
  const latest = () => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error("no connection was opened");
    return socket;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = [];
    client = new FeedClient(() => {
      const socket = new TestSocket();
      sockets.push(socket);
      return socket;
    });
    client.connect();
  });

  afterEach(() => {
    client.dispose();
    vi.useRealTimers();
  });

  it("subscribes when connected and merges snapshot and deltas", () => {
    const store = client.store("prices");
    client.watch("prices");
    latest().onopen?.();
    expect(latest().sent).toEqual([{ type: "subscribe", id: 1, topic: "prices" }]);
    latest().snapshot(1, { key: "a", p: "1" }, { key: "b", p: "1" });
    latest().delta(1, 2, { key: "a", p: "2" }, { key: "b", removed: true }, { key: "c", p: "3" });
    expect(store.keys).toEqual(["a", "c"]);
    expect(store.get("a")).toEqual({ key: "a", p: "2" });
  });

  it("asks for one snapshot after a gap, and takes nothing until it comes", () => {
    const store = client.store("prices");
    client.watch("prices");
    latest().onopen?.();
    latest().snapshot(1, { key: "a", p: "1" });
    latest().delta(2, 3, { key: "a", p: "3" });
    expect(store.get("a")).toEqual({ key: "a", p: "1" });
    expect(latest().sent.slice(1)).toEqual([{ type: "unsubscribe", id: 1 }, { type: "subscribe", id: 1, topic: "prices" }]);
    latest().snapshot(9, { key: "a", p: "9" });
    expect(store.get("a")).toEqual({ key: "a", p: "9" });
  });

  it("comes back where it was, keeping what it shows", () => {
    const store = client.store("prices");
    client.watch("prices");
    latest().onopen?.();
    latest().snapshot(5, { key: "a", p: "1" });
    latest().close();
    expect(client.status.state).toBe("lost");
    vi.advanceTimersByTime(1000);
    expect(sockets).toHaveLength(2);
    latest().onopen?.();
    expect(latest().sent[0]).toEqual({ type: "subscribe", id: 1, topic: "prices", resume: { epoch: "e", version: 5 } });
    expect(store.get("a")).toEqual({ key: "a", p: "1" });
    expect(client.status.state).toBe("live");
  });

  it("takes a server that starts anew with one snapshot", () => {
    const store = client.store("prices");
    client.watch("prices");
    latest().onopen?.();
    latest().snapshot(5, { key: "a", p: "1" }, { key: "old", p: "1" });
    latest().close();
    vi.advanceTimersByTime(1000);
    latest().onopen?.();
    latest().say({ type: "snapshot", topic: "prices", epoch: "f", version: 1, values: [{ key: "a", p: "2" }] });
    expect(store.keys).toEqual(["a"]);
  });

  it("waits longer after each failure, up to a limit", () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      latest().close();
      const known = sockets.length;
      let waited = 0;
      while (sockets.length === known) {
        vi.advanceTimersByTime(100);
        waited += 100;
      }
      waits.push(waited);
    }
    expect(waits[0]).toBeLessThan(800);
    expect(Math.max(...waits)).toBeLessThanOrEqual(19_000);
    expect(waits.at(-1)).toBeGreaterThan(11_000);
  });

  it("calls a silent connection lost", () => {
    latest().onopen?.();
    vi.advanceTimersByTime(20_000);
    latest().say({ type: "heartbeat", at: "2026-01-01T00:00:00Z" });
    vi.advanceTimersByTime(20_000);
    expect(client.status.state).toBe("live");
    vi.advanceTimersByTime(6_000);
    expect(client.status.state).toBe("lost");
  });

  it("does not wait when the network is back", () => {
    latest().onopen?.();
    latest().close();
    client.retryNow();
    expect(sockets).toHaveLength(2);
  });

  it("tells the problem of a topic and asks again later", () => {
    const store = client.store("prices");
    client.watch("prices");
    latest().onopen?.();
    latest().say({ type: "error", id: 1, code: "NOT_FOUND", message: "There is no such prices." });
    expect(store.problem?.code).toBe("NOT_FOUND");
    vi.advanceTimersByTime(3_100);
    expect(latest().sent).toHaveLength(2);
    latest().snapshot(1);
    expect(store.problem).toBeNull();
    expect(store.loaded).toBe(true);
  });

  it("shares a topic and leaves it with the last user", () => {
    latest().onopen?.();
    const first = client.watch("prices");
    const second = client.watch("prices");
    latest().snapshot(4, { key: "a", p: "1" });
    first();
    expect(latest().sent).toHaveLength(1);
    second();
    expect(latest().sent.at(-1)).toEqual({ type: "unsubscribe", id: 1 });
    client.watch("prices");
    expect(latest().sent.at(-1)).toEqual({ type: "subscribe", id: 1, topic: "prices", resume: { epoch: "e", version: 4 } });
  });

  it("renders only what listens to a changed key", () => {
    const store = client.store("prices");
    client.watch("prices");
    latest().onopen?.();
    latest().snapshot(1, { key: "a", p: "1" }, { key: "b", p: "1" });
    const heard: string[] = [];
    store.onKey("a", () => heard.push("a"));
    store.onKey("b", () => heard.push("b"));
    store.onStructure(() => heard.push("structure"));
    latest().delta(1, 2, { key: "b", p: "2" });
    expect(heard).toEqual(["b"]);
  });

  it("is not disturbed by what it does not know", () => {
    latest().onopen?.();
    latest().onmessage?.({ data: "not json" });
    latest().say({ type: "something new" });
    latest().snapshot(1, { key: "nobody asked" });
    expect(client.status.state).toBe("live");
  });
});
