import { useCallback, useEffect, useState, type ReactNode } from "react";
import { useLink } from "../../shared/feed/FeedContext";
import { SignInPage } from "./SignInPage";
import { signInApi } from "./api";

const signedOut = "portfolio-signed-out";

/** The page for who is signed in, the way in for others. */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<"asking" | "in" | "out">("asking");
  const ask = useCallback(() => { void signInApi.isSignedOut().then((out) => { setState(out ? "out" : "in"); }); }, []);
  useEffect(() => {
    ask();
    window.addEventListener(signedOut, ask);
    return () => { window.removeEventListener(signedOut, ask); };
  }, [ask]);
  if (state === "asking") return null;
  return state === "out" ? <SignInPage onDone={() => { location.assign("/"); }} /> : children;
}

/** When the feed is lost the session may be over: it is asked for again. */
export function SessionWatch() {
  const { state } = useLink();
  useEffect(() => { if (state === "lost") window.dispatchEvent(new Event(signedOut)); }, [state]);
  return null;
}
