import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react";
import { useLink } from "../../shared/feed/FeedContext";
import { doubtSession, onSessionDoubted } from "../../shared/session/session";
import { signInApi, type Standing } from "./api";

interface GateState {
  readonly standing: "asking" | Standing;
  /** Whether somebody was signed in at this page before: then the session has ended under their hands. */
  readonly ended: boolean;
}

// Most who open the page are signed in: the way in is loaded when it is needed.
const SecondFactorPage = lazy(async () => ({ default: (await import("./SecondFactorPage")).SecondFactorPage }));
const SignInPage = lazy(async () => ({ default: (await import("./SignInPage")).SignInPage }));

const isWayIn = () => location.pathname === "/sign-in";

/** Back to where the person was: the address says it, and everything else is read anew. */
function goOn(): void {
  if (isWayIn()) location.assign("/");
  else location.reload();
}

/** The page for who is signed in, the way in for others. Who opens an invitation is shown it, whoever is signed in. */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const [{ standing, ended }, setState] = useState<GateState>({ standing: "asking", ended: false });
  const ask = useCallback(() => {
    void signInApi.standing().then((found) => { setState((before) => ({ standing: found, ended: before.ended || (found === "out" && before.standing === "in") })); });
  }, []);
  useEffect(() => {
    ask();
    return onSessionDoubted(ask);
  }, [ask]);
  if (standing === "asking") return null;
  if (standing === "half") return <Suspense fallback={null}><SecondFactorPage onDone={goOn} /></Suspense>;
  return standing === "out" || isWayIn() ? <Suspense fallback={null}><SignInPage onDone={goOn} ended={ended} /></Suspense> : children;
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
