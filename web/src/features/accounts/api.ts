import { askAnew } from "../../shared/graphql/asked";

/** What a venue calls its key and what the key must and must not be allowed to do. */
export interface Venue {
  readonly venue: string;
  readonly name: string;
  readonly keyGuide: {
    readonly keyLabel: string;
    readonly secretLabel: string;
    readonly needed: readonly string[];
    readonly forbidden: readonly string[];
    readonly note: string | null;
  };
}

export interface NewAccount {
  readonly venue: string;
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly passphrase?: string;
  /** The user's name for the key. */
  readonly label?: string;
  /** Who owns it; the first entity if left out. */
  readonly legalEntity?: string;
}

export interface KeyCheck {
  readonly ok: boolean;
  readonly canRead: boolean;
  readonly canTrade: boolean;
  readonly canWithdraw: boolean;
  readonly missing: readonly string[];
  readonly advice: string | null;
}

/** An answer, or one sentence for a person. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

async function ask<T>(method: string, path: string, body?: object): Promise<Outcome<T>> {
  try {
    const response = await fetch(`/api/accounts${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    const answer: unknown = text === "" ? null : JSON.parse(text);
    if (method !== "GET") askAnew();
    if (response.ok) return { ok: true, value: answer as T };
    const detail = (answer as { readonly detail?: string } | null)?.detail;
    return { ok: false, message: detail ?? `The server answered ${String(response.status)}.` };
  } catch {
    return { ok: false, message: "The server does not answer. Nothing was changed." };
  }
}

export const accountsApi = {
  /** Venues whose demo accounts can be had here; none where no simulated venue runs. */
  demo: () => ask<{ readonly venues: readonly string[] }>("GET", "/demo"),
  takeDemo: () => ask<{ readonly connected: number }>("POST", "/demo"),
  venues: () => ask<readonly Venue[]>("GET", "/venues"),
  test: (account: NewAccount) => ask<KeyCheck>("POST", "/test", account),
  connect: (account: NewAccount) => ask<unknown>("POST", "", account),
  replaceKey: (id: string, account: NewAccount) => ask<null>("POST", `/${id}/key`, account),
  pause: (id: string) => ask<null>("POST", `/${id}/pause`),
  resume: (id: string) => ask<null>("POST", `/${id}/resume`),
  enable: (id: string) => ask<null>("POST", `/${id}/enable`),
  /** Stops every key of the organisation at once. */
  disableAll: () => ask<{ readonly disabled: number }>("POST", "/disable-all"),
  remove: (id: string) => ask<null>("DELETE", `/${id}`),
};
