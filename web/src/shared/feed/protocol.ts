/** The messages of the feed, as docs/api/feed.md has them. */
export interface FeedValue {
  readonly key: string;
  readonly removed?: boolean;
  readonly [member: string]: unknown;
}

export interface TopicFrame {
  readonly type: "snapshot" | "delta";
  readonly topic: string;
  readonly argument?: string;
  readonly epoch: string;
  readonly version: number;
  readonly from?: number;
  readonly values: readonly FeedValue[];
}

export type ServerMessage =
  | TopicFrame
  | { readonly type: "subscribed"; readonly id: number; readonly topic: string; readonly argument?: string; readonly resumed: boolean }
  | { readonly type: "unsubscribed"; readonly id: number }
  | { readonly type: "heartbeat"; readonly at: string }
  | { readonly type: "pong" }
  | { readonly type: "error"; readonly id?: number; readonly code: string; readonly message: string };

export function readMessage(text: string): ServerMessage | null {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === "object" && message !== null && "type" in message ? (message as ServerMessage) : null;
  } catch {
    return null;
  }
}

export function topicName(topic: string, argument?: string): string {
  return argument === undefined ? topic : `${topic}:${argument}`;
}
