const storageKey = "visit";

interface Visit {
  /** When the page was last looked at before this visit; null at the first one. */
  readonly before: number | null;
  readonly last: number;
}

/** A visit that begins an hour after the last sign of the one before is another one. */
export const apart = 3_600_000;

/** What is kept when the page is looked at: the last sign of the visit before stays while this visit goes on. */
export function visitAt(stored: string | null, now: number): Visit {
  let found: Partial<Record<keyof Visit, unknown>> = {};
  try {
    found = (JSON.parse(stored ?? "{}") ?? {}) as typeof found;
  } catch {
    found = {};
  }
  const last = typeof found.last === "number" ? found.last : null;
  const before = typeof found.before === "number" ? found.before : null;
  return { before: last !== null && now - last > apart ? last : before, last: now };
}

/** Looks at what is kept, and keeps that the page is looked at. */
export function noteVisit(now: number): number | null {
  const visit = visitAt(localStorage.getItem(storageKey), now);
  localStorage.setItem(storageKey, JSON.stringify(visit));
  return visit.before;
}

/** The viewer has read what happened: it is not told again. */
export function forgetVisit(now: number): void {
  localStorage.setItem(storageKey, JSON.stringify({ before: null, last: now }));
}
