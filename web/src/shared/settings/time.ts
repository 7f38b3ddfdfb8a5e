import { useMemo } from "react";
import { useSettings } from "./settings";

/** How instants are written for the viewer. */
export interface TimeFormats {
  readonly zone: string;
  /** `21 Nov 2026, 14:03:07`. */
  readonly instant: (at: number | string) => string;
  /** `21 Nov, 14:03`. */
  readonly short: (at: number | string) => string;
  /** `21 Nov 2026`. */
  readonly day: (at: number | string) => string;
  /** `14:03`. */
  readonly clock: (at: number | string) => string;
}

const millis = (at: number | string) => (typeof at === "number" ? at : Date.parse(at));

/** A zone the browser knows, or its own. */
export function knownZone(zone: string | null): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === null) return own;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return own;
  }
}

export function timeFormats(locale: string | null, zone: string | null): TimeFormats {
  const timeZone = knownZone(zone);
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale ?? undefined, { ...options, timeZone, hourCycle: "h23" });
    return (at: number | string) => (Number.isNaN(millis(at)) ? "–" : format.format(millis(at)));
  };
  return {
    zone: timeZone,
    instant: make({ dateStyle: "medium", timeStyle: "medium" }),
    short: make({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
    day: make({ dateStyle: "medium" }),
    clock: make({ hour: "2-digit", minute: "2-digit" }),
  };
}

/** Instants as the viewer's settings say. */
export function useTime(): TimeFormats {
  const { locale, zone } = useSettings();
  return useMemo(() => timeFormats(locale, zone), [locale, zone]);
}
