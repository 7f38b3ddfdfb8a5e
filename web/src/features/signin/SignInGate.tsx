import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react";
import { useLink } from "../../shared/feed/FeedContext";
import { doubtSession, onSessionDoubted } from "../../shared/session/session";
import { signInApi, type Found, type Standing } from "./api";

interface GateState {
  readonly standing: "asking" | Standing;
  /** Whether somebody was signed in at this page before: then the session has ended under their hands. */
  readonly ended: boolean;
  readonly found: Found | null;
}

// Most who open the page are signed in: the way in is loaded when it is needed.
const SecondFactorPage = lazy(async () => ({ default: (await import("./SecondFactorPage")).SecondFactorPage }));
const ChangesNotice = lazy(async () => ({ default: (await import("./ChangesNotice")).ChangesNotice }));
const SignInPage = lazy(async () => ({ default: (await import("./SignInPage")).SignInPage }));

const isWayIn = () => location.pathname === "/sign-in";

/** Back to where the person was: the address says it, and everything else is read anew. */
function goOn(): void {
  if (isWayIn()) location.assign("/");
  else location.reload();
}

/** The page for who is signed in, the way in for others. Who opens an invitation is shown it, whoever is signed in. */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const [{ standing, ended, found }, setState] = useState<GateState>({ standing: "asking", ended: false, found: null });
  const ask = useCallback(() => {
    void signInApi.standing().then((next) => { setState((before) => ({ standing: next.standing, ended: before.ended || (next.standing === "out" && before.standing === "in"), found: next })); });
  }, []);
  useEffect(() => {
    ask();
    return onSessionDoubted(ask);
  }, [ask]);
  if (standing === "asking") return null;
  if (standing === "half") return <Suspense fallback={null}><SecondFactorPage onDone={goOn} /></Suspense>;
  if (standing === "out" || isWayIn()) return <Suspense fallback={null}><SignInPage onDone={goOn} ended={ended} /></Suspense>;
  return (
    <>
      {found !== null && found.changes.length > 0 && <Suspense fallback={null}><ChangesNotice key={found.who} changes={found.changes} who={found.who} /></Suspense>}
      {children}
    </>
  );
}

const askAgainAfter = 3000;

/** While the feed is lost the session may be over: it is asked for at once, and again and again, for who is cut off may still be let in elsewhere for a moment. */
export function SessionWatch() {
  const { state } = useLink();
  useEffect(() => {
    if (state !== "lost") return undefined;
    doubtSession();
    const again = setInterval(doubtSession, askAgainAfter);
    return () => { clearInterval(again); };
  }, [state]);
  return null;
}
