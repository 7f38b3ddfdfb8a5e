import { useCallback, useEffect, useRef, useState } from "react";
import { copyText } from "./copy";

export type Copied = "no" | "done" | "refused";

/** Copies, and says for a moment what became of it. */
export function useCopy(): readonly [Copied, (text: string) => void] {
  const [copied, setCopied] = useState<Copied>("no");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => { clearTimeout(timer.current); }, []);
  const copy = useCallback((text: string) => {
    void copyText(text).then((isDone) => {
      setCopied(isDone ? "done" : "refused");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => { setCopied("no"); }, isDone ? 1500 : 5000);
    });
  }, []);
  return [copied, copy];
}
