/** What happened at the viewer's door, as the audit log tells it. */
export interface DoorEvent {
  readonly at: string;
  readonly action: string;
  /** `done`, or why it was refused. */
  readonly outcome: string;
  /** How and from where, as far as it is known. */
  readonly detail: string | null;
  /** Whether it changed how the viewer signs in. */
  readonly isChange: boolean;
}

const names: Readonly<Record<string, string>> = {
  login: "Signed in", "login.proved": "Second factor shown", "name.changed": "Name changed", "password.changed": "Password changed", "codes.set-up": "Authenticator app set up", "codes.removed": "Authenticator app turned off",
  "passkey.added": "Passkey added", "passkey.removed": "Passkey removed", "provider.linked": "Organisation's provider linked",
};
const refusals: Readonly<Record<string, string>> = { WRONG_PASSWORD: "wrong password", WRONG_CODE: "wrong code", LOCKED: "locked for a while" };

/** What happened, in words. */
export function eventName(event: DoorEvent): string {
  if (event.action === "login.refused") return `Refused: ${refusals[event.outcome] ?? event.outcome}`;
  return names[event.action] ?? event.action;
}

/** Changes the viewer has not read in this browser yet. */
export function unread(changes: readonly DoorEvent[], seen: string | null): readonly DoorEvent[] {
  const until = seen === null ? Number.NEGATIVE_INFINITY : Date.parse(seen);
  return changes.filter((one) => one.isChange && !(Date.parse(one.at) <= until));
}

const keyOf = (who: string) => `door-seen/${who}`;

export function readSeen(who: string): string | null {
  return localStorage.getItem(keyOf(who));
}

/** They are read: they are told again only where another browser signs in. */
export function noteSeen(who: string, changes: readonly DoorEvent[]): void {
  const newest = changes.map((one) => one.at).sort((a, b) => Date.parse(b) - Date.parse(a))[0];
  if (newest !== undefined) localStorage.setItem(keyOf(who), newest);
}
