import { askAnew } from "../../../shared/graphql/asked";
import type { DoorEvent } from "../../signin/changes";

/** How the person who is signed in can sign in. */
export interface WaysIn {
  readonly email: string;
  readonly hasPassword: boolean;
  /** Whether a code of an authenticator app is asked for after the password. */
  readonly hasCodes: boolean;
  /** Recovery codes that were not used yet. */
  readonly recoveryCodes: number;
}

export interface Passkey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: string;
}

/** What became of a request: its answer, or why not. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: number; readonly code: string | null; readonly message: string };

const unreachable: Outcome<never> = { ok: false, status: 0, code: null, message: "The server does not answer. Nothing was changed." };

async function ask<T>(method: string, path: string, body?: object): Promise<Outcome<T>> {
  try {
    const response = await fetch(`/api/identity/${path}`, { method, credentials: "same-origin", ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) });
    const text = await response.text();
    const answer: unknown = text === "" ? null : JSON.parse(text);
    if (method !== "GET") askAnew();
    if (response.ok) return { ok: true, value: answer as T };
    const problem = answer as { readonly detail?: string; readonly code?: string } | null;
    return { ok: false, status: response.status, code: problem?.code ?? null, message: problem?.detail ?? `The server answered ${String(response.status)}.` };
  } catch {
    return unreachable;
  }
}

async function addPasskey(name: string, password: string | null): Promise<Outcome<null>> {
  const asked = await ask<{ readonly options: PublicKeyCredentialCreationOptionsJSON; readonly state: string }>("POST", "passkeys/options", { password });
  if (!asked.ok) return asked;
  try {
    const made = (await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.value.options) })) as PublicKeyCredential | null;
    return made === null ? { ok: false, status: 0, code: null, message: "No passkey was made." } : await ask("POST", "passkeys", { credential: made.toJSON(), state: asked.value.state, name });
  } catch {
    return { ok: false, status: 0, code: null, message: "No passkey was made. This device may have one for you already." };
  }
}

/** What people change about themselves and how they sign in. A password stands with what must be proved again; null where a session of a moment ago is enough. */
export const waysApi = {
  ways: () => ask<WaysIn>("GET", "ways"),
  passkeys: () => ask<readonly Passkey[]>("GET", "passkeys"),
  events: () => ask<readonly DoorEvent[]>("GET", "events"),
  changeName: (name: string) => ask<null>("POST", "name", { name }),
  changePassword: (current: string | null, next: string) => ask<null>("POST", "password", { current, new: next }),
  beginCodes: (password: string | null) => ask<{ readonly secret: string; readonly uri: string }>("POST", "codes", { password }),
  confirmCodes: (code: string) => ask<{ readonly recoveryCodes: readonly string[] }>("POST", "codes/confirm", { code }),
  removeCodes: (password: string | null) => ask<null>("POST", "codes/remove", { password }),
  addPasskey,
  removePasskey: (id: string, password: string | null) => ask<null>("DELETE", `passkeys/${encodeURIComponent(id)}`, { password }),
};
