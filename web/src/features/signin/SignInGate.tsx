import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react";
import { useLink } from "../../shared/feed/FeedContext";
import { signInApi, type Standing } from "./api";

const signedOut = "portfolio-signed-out";

// Most who open the page are signed in: the way in is loaded when it is needed.
const SecondFactorPage = lazy(async () => ({ default: (await import("./SecondFactorPage")).SecondFactorPage }));
const SignInPage = lazy(async () => ({ default: (await import("./SignInPage")).SignInPage }));

/** The page for who is signed in, the way in for others. */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<"asking" | Standing>("asking");
  const ask = useCallback(() => { void signInApi.standing().then(setState); }, []);
  useEffect(() => {
    ask();
    window.addEventListener(signedOut, ask);
    return () => { window.removeEventListener(signedOut, ask); };
  }, [ask]);
  if (state === "asking") return null;
  if (state === "half") return <Suspense fallback={null}><SecondFactorPage onDone={() => { location.assign("/"); }} /></Suspense>;
  return state === "out" ? <Suspense fallback={null}><SignInPage onDone={() => { location.assign("/"); }} /></Suspense> : children;
}

/** When the feed is lost the session may be over: it is asked for again. */
export function SessionWatch() {
  const { state } = useLink();
  useEffect(() => { if (state === "lost") window.dispatchEvent(new Event(signedOut)); }, [state]);
  return null;
}
