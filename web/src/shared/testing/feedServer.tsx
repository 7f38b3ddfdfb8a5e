import { act, cleanup } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, vi } from "vitest";
import { FeedProvider } from "../feed/FeedContext";

interface Sent {
  readonly type: string;
  readonly id?: number;
  readonly topic?: string;
  readonly argument?: string;
  readonly resume?: object;
}

/** One connection of the page, seen from the server. */
class Connection {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: Sent[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent);
  }

  close(): void {
    this.closed = true;
    this.onclose?.();
  }
}

/** The feed as a test plays it: the page's own client and provider over a socket whose other end is here. Begin with fake timers. */
export class FeedServer {
  readonly connections: Connection[] = [];

  constructor() {
    const opened = this.connections;
    vi.stubGlobal("WebSocket", class extends Connection {
      constructor() {
        super();
        opened.push(this);
      }
    });
  }

  readonly Provider = ({ children }: { readonly children: ReactNode }) => <FeedProvider>{children}</FeedProvider>;

  get connection(): Connection {
    const last = this.connections.at(-1);
    if (last === undefined) throw new Error("The page opened no connection.");
    return last;
  }

  /** Topics the page is subscribed to at this moment, with their argument. */
  get watched(): readonly string[] {
    const now = new Map<number, string>();
    for (const one of this.connection.sent) {
      if (one.id === undefined) continue;
      if (one.type === "subscribe") now.set(one.id, one.argument === undefined ? (one.topic ?? "") : `${one.topic ?? ""}:${one.argument}`);
      if (one.type === "unsubscribe") now.delete(one.id);
    }
    return [...now.values()];
  }

  open(): void {
    act(() => { this.connection.onopen?.(); });
  }

  lose(): void {
    act(() => { this.connection.close(); });
  }

  snapshot(topic: string, version: number, ...values: readonly object[]): void {
    this.say({ type: "snapshot", ...named(topic), epoch: "e", version, values });
  }

  delta(topic: string, from: number, ...values: readonly object[]): void {
    this.say({ type: "delta", ...named(topic), epoch: "e", from, version: from + 1, values });
  }

  /** The topic cannot be had. */
  refuse(topic: string, code: string): void {
    const id = this.connection.sent.findLast((one) => one.type === "subscribe" && one.topic === topic)?.id;
    this.say({ type: "error", id, code, message: "There is nothing of that name." });
  }

  private say(message: object): void {
    act(() => { this.connection.onmessage?.({ data: JSON.stringify(message) }); });
  }
}

/** Each test of the file with a feed of its own and a clock it moves itself. */
export function feedForEach(): { server: FeedServer } {
  const held = {} as { server: FeedServer };
  beforeEach(() => {
    vi.useFakeTimers();
    held.server = new FeedServer();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  return held;
}

function named(topic: string): { readonly topic: string; readonly argument?: string } {
  const [name, argument] = topic.split(":");
  return argument === undefined ? { topic: name ?? "" } : { topic: name ?? "", argument };
}
