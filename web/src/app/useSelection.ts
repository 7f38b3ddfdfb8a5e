import { useCallback, useSyncExternalStore } from "react";

const parameter = "portfolio";
const changed = "selection";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(changed, listener);
  };
}

/** The chosen portfolio, kept in the address, so that it can be bookmarked and the back button works. */
export function useSelection(): readonly [string | null, (id: string) => void] {
  const selected = useSyncExternalStore(subscribe, () => new URLSearchParams(location.search).get(parameter));
  const select = useCallback((id: string) => {
    const url = new URL(location.href);
    url.searchParams.set(parameter, id);
    history.pushState(null, "", url);
    window.dispatchEvent(new Event(changed));
  }, []);
  return [selected, select];
}
