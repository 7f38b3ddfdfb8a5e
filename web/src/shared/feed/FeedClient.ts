import { readMessage, topicName, type ServerMessage } from "./protocol";
import { TopicStore, type TopicProblem } from "./TopicStore";

export type LinkState = "connecting" | "live" | "lost";

export interface Link {
  readonly state: LinkState;
  /** When the last message came, in milliseconds since 1970; null before the first. */
  readonly heardAt: number | null;
}

/** What the client needs of a WebSocket; tests give their own. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

interface Subscription {
  readonly id: number;
  readonly topic: string;
  readonly argument: string | undefined;
  readonly store: TopicStore;
  users: number;
}

const silence = 25_000;
const askAgain = 3_000;
const firstPause = 500;
const longestPause = 15_000;

/** The page's one connection: subscribes, merges, and when it is lost comes back by itself where it was. */
export class FeedClient {
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly listeners = new Set<() => void>();
  private socket: Socket | null = null;
  private link: Link = { state: "connecting", heardAt: null };
  private nextId = 1;
  private attempts = 0;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly open: () => Socket,
    private readonly now: () => number = Date.now,
    private readonly onTaken: () => void = () => undefined,
  ) {}

  get status(): Link {
    return this.link;
  }

  onStatus(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  connect(): void {
    clearTimeout(this.retry);
    const socket = this.open();
    this.socket = socket;
    socket.onopen = () => {
      if (this.socket === socket) this.onOpen();
    };
    socket.onmessage = (event) => {
      if (this.socket === socket && typeof event.data === "string") this.onText(event.data);
    };
    socket.onclose = () => {
      if (this.socket === socket) this.onLost();
    };
    this.guard();
  }

  /** The topic's store. It outlives those who watch it, so that coming back resumes. */
  store(topic: string, argument?: string): TopicStore {
    return this.subscription(topic, argument).store;
  }

  /** Keeps the topic current until the returned function is called. */
  watch(topic: string, argument?: string): () => void {
    const subscription = this.subscription(topic, argument);
    if (subscription.users++ === 0 && this.link.state === "live") this.subscribe(subscription);
    return () => {
      if (--subscription.users === 0 && this.link.state === "live") this.send({ type: "unsubscribe", id: subscription.id });
    };
  }

  /** Asks again for a topic that could not be had. */
  refresh(topic: string, argument?: string): void {
    const subscription = this.subscriptions.get(topicName(topic, argument));
    if (subscription !== undefined && subscription.users > 0 && this.link.state === "live") this.subscribe(subscription);
  }

  /** Does not wait for the pause to end: the network is back, or somebody looks. */
  retryNow(): void {
    if (this.link.state === "lost" && this.socket === null) this.connect();
  }

  /** The viewer may see less than before: what nobody watches is asked for anew when somebody does, and without a server that tells the rest nothing is left. */
  forget(): void {
    for (const { users, store } of this.subscriptions.values()) {
      if (users === 0) store.forget();
      else if (this.link.state === "lost") store.fail({ code: "NOT_FOUND", message: "Your role does not include this." });
    }
  }

  dispose(): void {
    clearTimeout(this.retry);
    clearTimeout(this.watchdog);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private subscription(topic: string, argument: string | undefined): Subscription {
    const name = topicName(topic, argument);
    const known = this.subscriptions.get(name);
    if (known !== undefined) return known;
    const added: Subscription = { id: this.nextId++, topic, argument, store: new TopicStore(), users: 0 };
    this.subscriptions.set(name, added);
    return added;
  }

  private onOpen(): void {
    this.attempts = 0;
    this.update({ state: "live", heardAt: this.now() });
    for (const subscription of this.subscriptions.values()) if (subscription.users > 0) this.subscribe(subscription);
  }

  private onText(text: string): void {
    this.guard();
    const message = readMessage(text);
    if (message !== null) this.onMessage(message);
    this.update({ state: "live", heardAt: this.now() });
  }

  private onMessage(message: ServerMessage): void {
    if (message.type === "error") this.onError(message);
    if (message.type !== "snapshot" && message.type !== "delta") return;
    const subscription = this.subscriptions.get(topicName(message.topic, message.argument));
    if (subscription === undefined || subscription.users === 0 || subscription.store.merge(message)) return;
    subscription.store.forgetPosition();
    this.send({ type: "unsubscribe", id: subscription.id });
    this.subscribe(subscription);
  }

  /** A topic that cannot be had now may be there soon: a server that starts knows its data a little later. */
  private onError(error: TopicProblem & { readonly id?: number }): void {
    const subscription = [...this.subscriptions.values()].find((other) => other.id === error.id);
    if (subscription === undefined) return;
    if (subscription.store.fail({ code: error.code, message: error.message })) this.onTaken();
    setTimeout(() => {
      if (subscription.store.problem !== null) this.refresh(subscription.topic, subscription.argument);
    }, askAgain);
  }

  private subscribe(subscription: Subscription): void {
    const resume = subscription.store.position ?? undefined;
    this.send({ type: "subscribe", id: subscription.id, topic: subscription.topic, argument: subscription.argument, resume });
  }

  private send(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }

  /** Nothing heard for 25 s, heartbeats included: the connection is gone, whatever the browser thinks. */
  private guard(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      const socket = this.socket;
      this.onLost();
      socket?.close();
    }, silence);
  }

  private onLost(): void {
    this.socket = null;
    clearTimeout(this.watchdog);
    this.update({ state: "lost", heardAt: this.link.heardAt });
    const pause = Math.min(longestPause, firstPause * 2 ** this.attempts++);
    this.retry = setTimeout(() => { this.connect(); }, pause * (0.75 + Math.random() * 0.5));
  }

  private update(link: Link): void {
    const changed = link.state !== this.link.state;
    this.link = changed ? link : Object.assign(this.link, link);
    if (changed) this.listeners.forEach((listener) => { listener(); });
  }
}
