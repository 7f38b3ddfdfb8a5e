import { useSyncExternalStore } from "react";
import { setLocale } from "../decimal/format";

export type SchemeChoice = "light" | "dark" | "system";

/** What the viewer has chosen, kept in this browser. */
export interface Settings {
  readonly scheme: SchemeChoice;
  /** IANA zone; null is that of the browser. */
  readonly zone: string | null;
  /** BCP 47 tag numbers and dates are written by; null is that of the browser. */
  readonly locale: string | null;
}

const storageKey = "settings";
const blank: Settings = { scheme: "system", zone: null, locale: null };

function isScheme(value: unknown): value is SchemeChoice {
  return value === "light" || value === "dark" || value === "system";
}

/** Reads what was stored; what is not understood is as if it were not there. */
export function readSettings(stored: string | null, scheme: string | null): Settings {
  let found: Partial<Record<keyof Settings, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "{}");
    if (typeof parsed === "object" && parsed !== null) found = parsed;
  } catch {
    found = {};
  }
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const chosen = isScheme(found.scheme) ? found.scheme : isScheme(scheme) ? scheme : blank.scheme;
  return { scheme: chosen, zone: text(found.zone), locale: text(found.locale) };
}

let current: Settings | null = null;
const listeners = new Set<() => void>();

function get(): Settings {
  if (current === null) {
    current = readSettings(localStorage.getItem(storageKey), localStorage.getItem("scheme"));
    setLocale(current.locale ?? undefined);
  }
  return current;
}

export function changeSettings(part: Partial<Settings>): void {
  current = { ...get(), ...part };
  setLocale(current.locale ?? undefined);
  localStorage.setItem(storageKey, JSON.stringify(current));
  listeners.forEach((listener) => { listener(); });
}

export function useSettings(): Settings {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, get);
}
