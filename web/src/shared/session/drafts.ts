import { useCallback, useEffect, useState } from "react";

/** What people have typed and not sent, by the name of its form. It is in no storage: closing the window forgets it. */
const drafts = new Map<string, unknown>();
let held = false;

/** The session has ended under somebody's hands: what was typed outlives the forms, which are taken away with all that they show. */
export function holdDrafts(): void {
  held = true;
}

/** The same person is back: forms have taken their drafts, or will when they are opened. */
export function releaseDrafts(): void {
  held = false;
}

/** Somebody else is here. */
export function forgetDrafts(): void {
  drafts.clear();
  held = false;
}

/** State of a form that is still there after a session has ended and its person has signed in again. A form that is closed forgets it. Never for secrets. */
export function useDraft<T>(name: string, initial: T | (() => T)): readonly [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => (drafts.has(name) ? (drafts.get(name) as T) : initial instanceof Function ? initial() : initial));
  const set = useCallback((next: T) => {
    drafts.set(name, next);
    setValue(next);
  }, [name]);
  useEffect(() => () => { if (!held) drafts.delete(name); }, [name]);
  return [value, set];
}
