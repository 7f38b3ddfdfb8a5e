import { useApolloClient } from "@apollo/client/react";
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useLink } from "../../shared/feed/FeedContext";
import { forgetDrafts, holdDrafts, releaseDrafts } from "../../shared/session/drafts";
import { forgetAnswers } from "../../shared/graphql/asked";
import { doubtSession, onSessionDoubted, tellRightsTaken } from "../../shared/session/session";
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

/** Everything is read anew: somebody came in here. */
function begin(): void {
  if (isWayIn()) location.assign("/");
  else location.reload();
}

const endedNow = (before: GateState, next: Found) => before.standing === "in" && next.standing === "out";

/**
 * The page for who is signed in, the way in for others. Who opens an invitation is shown it, whoever is signed in. When a session ends, all that was shown is taken away and forgotten; who signs in again
 * is where they were, with what they had typed.
 */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const client = useApolloClient();
  const [{ standing, ended, found }, setState] = useState<GateState>({ standing: "asking", ended: false, found: null });
  const person = useRef<string | null>(null);
  const allowed = useRef<readonly string[]>([]);
  const ask = useCallback(() => {
    void signInApi.standing().then((next) => {
      if (next.standing === "in") person.current ??= next.who;
      if (next.permissions !== null) {
        const { permissions } = next;
        if (allowed.current.some((one) => !permissions.includes(one))) tellRightsTaken();
        allowed.current = permissions;
      }
      setState((before) => {
        if (endedNow(before, next)) holdDrafts();
        return { standing: next.standing, ended: before.ended || endedNow(before, next), found: next };
      });
    });
  }, []);
  useEffect(() => {
    ask();
    return onSessionDoubted(ask);
  }, [ask]);
  useEffect(() => {
    if (standing === "out" && ended) { forgetAnswers(); void client.clearStore(); }
    if (standing === "in") releaseDrafts();
  }, [standing, ended, client]);
  const goOn = useCallback(() => {
    if (person.current === null || isWayIn()) { begin(); return; }
    void signInApi.standing().then((next) => {
      if (next.standing === "in" && next.who === person.current) setState({ standing: "in", ended: false, found: next });
      else { forgetDrafts(); begin(); }
    });
  }, []);
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
