import { useCallback, useEffect, useState } from "react";
import { waysApi, type Outcome, type Passkey, type WaysIn } from "./api";

export interface Ways {
  readonly ways: WaysIn;
  readonly passkeys: readonly Passkey[];
}

/** How the person can sign in; null until it is known. */
export function useWaysIn(): { readonly found: Outcome<Ways> | null; readonly again: () => void } {
  const [found, setFound] = useState<Outcome<Ways> | null>(null);
  const again = useCallback(() => {
    void Promise.all([waysApi.ways(), waysApi.passkeys()]).then(([ways, passkeys]) => {
      setFound(!ways.ok ? ways : !passkeys.ok ? passkeys : { ok: true, value: { ways: ways.value, passkeys: passkeys.value } });
    });
  }, []);
  useEffect(again, [again]);
  return { found, again };
}
