import type { FeedValue, TopicFrame } from "./protocol";

export interface Position {
  readonly epoch: string;
  readonly version: number;
}

export interface TopicProblem {
  readonly code: string;
  readonly message: string;
  /** It was there for the viewer before. */
  readonly taken?: boolean;
}

type Listener = () => void;

/** How long what is held from before a restart waits: for the rest after the first news, and for any news at all. */
const waits = { rest: 5_000, any: 60_000 };

/** What this page knows of one topic. Whoever shows a key listens to that key only, so a change renders one row. */
export class TopicStore {
  private values = new Map<string, FeedValue>();
  private keyList: readonly string[] = [];
  private readonly perKey = new Map<string, Set<Listener>>();
  private readonly anyKey = new Set<Listener>();
  private readonly structure = new Set<Listener>();
  private at: Position | null = null;
  private trouble: TopicProblem | null = null;
  private readonly old = new Set<string>();
  private drop: ReturnType<typeof setTimeout> | undefined;
  private oldSince: number | null = null;
  private lastEpoch: string | null = null;
  private heardAt = 0;

  constructor(private readonly now: () => number = Date.now) {}

  get position(): Position | null {
    return this.at;
  }

  /** False until the first snapshot. */
  get loaded(): boolean {
    return this.at !== null;
  }

  get problem(): TopicProblem | null {
    return this.trouble;
  }

  /** When the values were current, if they are those of a server that started anew and has not told its own yet; in milliseconds since 1970. */
  get heldSince(): number | null {
    return this.oldSince;
  }

  get keys(): readonly string[] {
    return this.keyList;
  }

  get(key: string): FeedValue | undefined {
    return this.values.get(key);
  }

  /** Merges a frame; false when something was lost before it, and then nothing of it is taken. */
  merge(frame: TopicFrame): boolean {
    if (frame.type === "delta" && (this.at?.epoch !== frame.epoch || this.at.version !== frame.from)) return false;
    const fresh = this.at === null || this.trouble !== null;
    if (this.isStarting(frame)) return this.hold(frame);
    const touched = new Set<string>(frame.type === "snapshot" ? this.values.keys() : []);
    if (frame.type === "snapshot") this.values = new Map();
    let structural = frame.type === "snapshot" || this.heard(frame);
    for (const value of frame.values) {
      touched.add(value.key);
      this.old.delete(value.key);
      if (value.removed === true) structural = this.values.delete(value.key) || structural;
      else {
        structural ||= !this.values.has(value.key);
        this.values.set(value.key, value);
      }
    }
    if (frame.type === "snapshot") this.release();
    this.take(frame);
    this.tell(touched, structural || fresh);
    return true;
  }

  private take(frame: TopicFrame): void {
    this.at = { epoch: frame.epoch, version: frame.version };
    this.trouble = null;
    this.lastEpoch = frame.epoch;
    this.heardAt = this.now();
  }

  /** A server that has just started knows nothing yet: an empty snapshot of another epoch takes nothing away. */
  private isStarting(frame: TopicFrame): boolean {
    return frame.type === "snapshot" && frame.values.length === 0 && this.values.size > 0 && this.lastEpoch !== null && this.lastEpoch !== frame.epoch;
  }

  private hold(frame: TopicFrame): true {
    this.oldSince ??= this.heardAt;
    for (const key of this.values.keys()) this.old.add(key);
    this.later(waits.any);
    const heardAt = this.heardAt;
    this.take(frame);
    this.heardAt = heardAt;
    this.tell(new Set(), true);
    return true;
  }

  /** The first values after a hold: the rest of the old ones has a moment to be replaced. */
  private heard(frame: TopicFrame): boolean {
    if (this.oldSince === null || frame.values.length === 0) return false;
    this.oldSince = null;
    this.later(waits.rest);
    return true;
  }

  private later(pause: number): void {
    clearTimeout(this.drop);
    this.drop = setTimeout(() => {
      const gone = new Set(this.old);
      gone.forEach((key) => this.values.delete(key));
      this.release();
      this.tell(gone, true);
    }, pause);
  }

  private release(): void {
    clearTimeout(this.drop);
    this.oldSince = null;
    this.old.clear();
  }

  /** The topic cannot be had. What is not there for the viewer any more is not shown as if it were: true when something was. */
  fail(problem: TopicProblem): boolean {
    const isTaken = problem.code === "NOT_FOUND" && this.values.size > 0;
    this.trouble = isTaken || this.trouble?.taken === true ? { ...problem, taken: true } : problem;
    if (isTaken) this.forget();
    else this.tell(new Set(), true);
    return isTaken;
  }

  /** Nothing was ever told: the next subscription asks for all of it. */
  forget(): void {
    const gone = new Set(this.values.keys());
    this.values = new Map();
    this.at = null;
    this.release();
    this.tell(gone, true);
  }

  /** Forgets the position, so that the next subscription asks for a snapshot; the values stay until it comes. */
  forgetPosition(): void {
    this.at = null;
  }

  onKey(key: string, listener: Listener): () => void {
    const set = this.perKey.get(key) ?? new Set();
    this.perKey.set(key, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0) this.perKey.delete(key);
    };
  }

  /** Keys came or went, or the state of the topic changed. */
  onStructure(listener: Listener): () => void {
    this.structure.add(listener);
    return () => this.structure.delete(listener);
  }

  /** Any value changed. */
  onAny(listener: Listener): () => void {
    this.anyKey.add(listener);
    return () => this.anyKey.delete(listener);
  }

  private tell(touched: ReadonlySet<string>, structural: boolean): void {
    if (structural) {
      this.keyList = [...this.values.keys()];
      this.structure.forEach((listener) => { listener(); });
    }
    for (const key of touched) this.perKey.get(key)?.forEach((listener) => { listener(); });
    if (touched.size > 0) this.anyKey.forEach((listener) => { listener(); });
  }
}
