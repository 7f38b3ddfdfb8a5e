import { useCallback, useEffect, useRef, useState } from "react";
import type { DoorEvent } from "../../signin/changes";
import { waysApi, type Outcome, type Passkey, type WaysIn } from "./api";

export interface Ways {
  readonly ways: WaysIn;
  readonly passkeys: readonly Passkey[];
  /** What happened at the person's door lately, newest first. */
  readonly events: readonly DoorEvent[];
}

async function read(): Promise<Outcome<Ways>> {
  const [ways, passkeys, events] = await Promise.all([waysApi.ways(), waysApi.passkeys(), waysApi.events()]);
  if (!ways.ok) return ways;
  if (!passkeys.ok) return passkeys;
  return events.ok ? { ok: true, value: { ways: ways.value, passkeys: passkeys.value, events: events.value } } : events;
}

/** How the person can sign in; null until it is known. */
export function useWaysIn(): { readonly found: Outcome<Ways> | null; readonly again: () => void } {
  const [found, setFound] = useState<Outcome<Ways> | null>(null);
  // What was asked before a change may be answered after what was asked behind it.
  const latest = useRef(0);
  const again = useCallback(() => {
    const which = ++latest.current;
    void read().then((outcome) => { if (which === latest.current) setFound(outcome); });
  }, []);
  useEffect(again, [again]);
  return { found, again };
}
