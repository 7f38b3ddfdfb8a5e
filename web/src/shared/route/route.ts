import { useCallback, useSyncExternalStore } from "react";

const changed = "route";

/** Parameters that stay when another page is opened. */
const kept = ["portfolio"];

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(changed, listener);
  };
}

/** The path of the page that is shown: the first part of the address. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** The address of a page, with what the viewer has chosen for all pages and what this link says. */
export function hrefOf(path: string, parameters: Readonly<Record<string, string | null>> = {}, search: string = location.search): string {
  const [before, next] = [new URLSearchParams(search), new URLSearchParams()];
  for (const name of kept) {
    const value = before.get(name);
    if (value !== null) next.set(name, value);
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Goes to an address of this page without loading it again. */
export function navigate(href: string, replace = false): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  window.dispatchEvent(new Event(changed));
}

/** A value kept in the address, so that it can be bookmarked and the back button works. While typing, `replace` keeps the back button useful. */
export function useParameter(name: string): readonly [string | null, (value: string | null, replace?: boolean) => void] {
  const value = useSyncExternalStore(subscribe, () => new URLSearchParams(location.search).get(name));
  const set = useCallback((next: string | null, replace = false) => { setParameters({ [name]: next }, replace); }, [name]);
  return [value, set];
}

/** Changes several values of the address at once. */
export function setParameters(values: Readonly<Record<string, string | null>>, replace = false): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  if (url.href !== location.href) navigate(url.href, replace);
}

/** The whole query of the address, for views with many filters. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}
