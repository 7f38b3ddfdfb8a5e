import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useFeed } from "./FeedContext";
import type { FeedValue } from "./protocol";
import { TopicStore, type TopicProblem } from "./TopicStore";

const nothing = new TopicStore();

/** Watches a topic for as long as the component is there. Without a name it watches nothing. */
export function useTopic(topic: string | null, argument?: string): TopicStore {
  const client = useFeed();
  useEffect(() => (topic === null ? undefined : client.watch(topic, argument)), [client, topic, argument]);
  return topic === null ? nothing : client.store(topic, argument);
}

/** One value, decoded; renders when that key changes and at no other time. */
export function useKey<T>(store: TopicStore, key: string, decode: (value: FeedValue) => T): T | undefined {
  const subscribe = useCallback((listener: () => void) => store.onKey(key, listener), [store, key]);
  const value = useSyncExternalStore(subscribe, () => store.get(key));
  return useMemo(() => (value === undefined ? undefined : decode(value)), [value, decode]);
}

/** The keys with a prefix; renders when keys come or go. */
export function useKeys(store: TopicStore, prefix = ""): readonly string[] {
  const subscribe = useCallback((listener: () => void) => store.onStructure(listener), [store]);
  const keys = useSyncExternalStore(subscribe, () => store.keys);
  return useMemo(() => keys.filter((key) => key.startsWith(prefix)), [keys, prefix]);
}

export interface TopicState {
  readonly loaded: boolean;
  readonly problem: TopicProblem | null;
  /** Since when the values are old, because the server starts; null while they are current. */
  readonly heldSince: number | null;
}

/** Whether the topic has come, or why not. */
export function useTopicState(store: TopicStore): TopicState {
  const subscribe = useCallback((listener: () => void) => store.onStructure(listener), [store]);
  const loaded = useSyncExternalStore(subscribe, () => store.loaded);
  const problem = useSyncExternalStore(subscribe, () => store.problem);
  const heldSince = useSyncExternalStore(subscribe, () => store.heldSince);
  return useMemo(() => ({ loaded, problem, heldSince }), [loaded, problem, heldSince]);
}

/** All values under a prefix, decoded, at most once per interval: for what is drawn as a whole (charts, sums, orders). */
export function useValues<T>(store: TopicStore, prefix: string, decode: (value: FeedValue) => T, interval = 1000): readonly T[] {
  const [values, setValues] = useState<readonly T[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      setValues(store.keys.filter((key) => key.startsWith(prefix)).flatMap((key) => store.get(key) ?? []).map(decode));
    };
    const later = () => { timer ??= setTimeout(read, interval); };
    const stops = [store.onAny(later), store.onStructure(() => { clearTimeout(timer); read(); })];
    read();
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => { stop(); });
    };
  }, [store, prefix, decode, interval]);
  return values;
}
