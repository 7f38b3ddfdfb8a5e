import { useCallback, useState } from "react";
import { problemOf, refusalOf } from "../../shared/graphql/problem";

interface Payload {
  readonly errors: readonly { readonly message: string; readonly advice: string }[];
}

export interface Change {
  readonly busy: boolean;
  /** Why the last one was not made; null when it was. */
  readonly refusal: string | null;
  readonly clear: () => void;
  /** Makes a change; its answer, or null when it was refused. */
  readonly run: <P extends Payload>(work: () => Promise<P | undefined>) => Promise<P | null>;
}

/** One change at a time, with the sentence that says why it was refused. */
export function useChange(): Change {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = useCallback(async <P extends Payload>(work: () => Promise<P | undefined>): Promise<P | null> => {
    setBusy(true);
    setRefusal(null);
    try {
      const payload = await work();
      const refused = payload === undefined ? "The server did not say what became of it." : refusalOf(payload.errors);
      setRefusal(refused ?? null);
      return refused === undefined && payload !== undefined ? payload : null;
    } catch (error) {
      setRefusal(problemOf(error).message);
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => { setRefusal(null); }, []);
  return { busy, refusal, clear, run };
}
