import { useCallback, useSyncExternalStore } from "react";

const parameter = "view";
const changed = "view";

export type View = "overview" | "risk";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(changed, listener);
  };
}

/** The page that is shown, kept in the address beside the chosen portfolio. */
export function useView(): readonly [View, (view: View) => void] {
  const view = useSyncExternalStore(subscribe, () => (new URLSearchParams(location.search).get(parameter) === "risk" ? "risk" : "overview"));
  const show = useCallback((next: View) => {
    const url = new URL(location.href);
    if (next === "overview") url.searchParams.delete(parameter);
    else url.searchParams.set(parameter, next);
    history.pushState(null, "", url);
    window.dispatchEvent(new Event(changed));
  }, []);
  return [view, show];
}
