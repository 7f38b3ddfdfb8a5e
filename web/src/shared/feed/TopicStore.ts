import type { FeedValue, TopicFrame } from "./protocol";

export interface Position {
  readonly epoch: string;
  readonly version: number;
}

export interface TopicProblem {
  readonly code: string;
  readonly message: string;
}

type Listener = () => void;

/** What this page knows of one topic. Whoever shows a key listens to that key only, so a change renders one row. */
export class TopicStore {
  private values = new Map<string, FeedValue>();
  private keyList: readonly string[] = [];
  private readonly perKey = new Map<string, Set<Listener>>();
  private readonly anyKey = new Set<Listener>();
  private readonly structure = new Set<Listener>();
  private at: Position | null = null;
  private trouble: TopicProblem | null = null;

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
    const touched = new Set<string>(frame.type === "snapshot" ? this.values.keys() : []);
    if (frame.type === "snapshot") this.values = new Map();
    let structural = frame.type === "snapshot";
    for (const value of frame.values) {
      touched.add(value.key);
      if (value.removed === true) structural = this.values.delete(value.key) || structural;
      else {
        structural ||= !this.values.has(value.key);
        this.values.set(value.key, value);
      }
    }
    this.at = { epoch: frame.epoch, version: frame.version };
    this.trouble = null;
    this.tell(touched, structural || fresh);
    return true;
  }

  fail(problem: TopicProblem): void {
    this.trouble = problem;
    this.tell(new Set(), true);
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
