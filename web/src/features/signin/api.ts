import type { DoorEvent } from "./changes";

/** What became of a step of signing in, or one calm sentence. */
export type Step = { readonly state: "signed-in" } | { readonly state: "code"; readonly challenge: string } | { readonly state: "refused"; readonly message: string };

/** Out, in, or in with a password where more is asked for. */
export type Standing = "out" | "half" | "in";

/** How the viewer stands here, and what changed at their door lately. */
export interface Found {
  readonly standing: Standing;
  /** Whom it is told to, among those who use this browser. */
  readonly who: string;
  readonly changes: readonly DoorEvent[];
  /** What the viewer may do, somewhere in the organisation; null where that was not told. */
  readonly permissions: readonly string[] | null;
}

const unreachable = "The server does not answer. Try again in a moment.";

async function post(path: string, body: object): Promise<Response> {
  return fetch(`/api/identity/${path}`, { method: "POST", credentials: "same-origin", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

async function refusal(response: Response): Promise<string> {
  const answer = (await response.json().catch(() => null)) as { readonly detail?: string } | null;
  return answer?.detail ?? "This did not work. Try again.";
}

async function step(path: string, body: object): Promise<Step> {
  try {
    const response = await post(path, body);
    if (!response.ok) return { state: "refused", message: await refusal(response) };
    const answer = (await response.json().catch(() => null)) as { readonly state?: string; readonly challenge?: string } | null;
    return answer?.state === "code" && answer.challenge !== undefined ? { state: "code", challenge: answer.challenge } : { state: "signed-in" };
  } catch {
    return { state: "refused", message: unreachable };
  }
}

/** A new tenant, and its owner signed in. */
async function signUp(tenant: string, name: string, email: string, password: string): Promise<Step> {
  const made = await step("sign-up", { tenant, name, email, password });
  return made.state === "refused" ? made : step("sign-in", { email, password });
}

async function withPasskey(): Promise<Step> {
  try {
    const asked = await post("sign-in/passkey/options", {});
    if (!asked.ok) return { state: "refused", message: await refusal(asked) };
    const { options, state } = (await asked.json()) as { readonly options: PublicKeyCredentialRequestOptionsJSON; readonly state: string };
    const credential = (await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })) as PublicKeyCredential | null;
    return credential === null ? { state: "refused", message: "No passkey was chosen." } : await step("sign-in/passkey", { credential: credential.toJSON(), state });
  } catch (error) {
    return { state: "refused", message: error instanceof DOMException ? "No passkey was used. You can try again or use your password." : unreachable };
  }
}

export const signInApi = {
  withPassword: (email: string, password: string) => step("sign-in", { email, password }),
  withCode: (challenge: string, code: string) => step("sign-in/code", { challenge, code }),
  accept: (token: string, password: string) => step("invitations/accept", { token, password }),
  signUp,
  withPasskey,
  /** Whether somebody is signed in here, and has shown enough. What cannot be asked is left to the page behind. */
  async standing(): Promise<Found> {
    const nothing = { who: "", changes: [], permissions: null };
    try {
      const response = await fetch("/api/identity/session", { credentials: "same-origin" });
      if (response.status === 401) return { standing: "out", ...nothing };
      const session = (await response.json().catch(() => null)) as { readonly lacksSecondFactor?: boolean; readonly tenant?: string; readonly member?: string | null; readonly name?: string; readonly changes?: readonly DoorEvent[]; readonly permissions?: readonly string[] } | null;
      return { standing: session?.lacksSecondFactor === true ? "half" : "in", who: `${session?.tenant ?? ""}/${session?.member ?? session?.name ?? ""}`, changes: session?.changes ?? [], permissions: session?.permissions ?? null };
    } catch {
      return { standing: "in", ...nothing };
    }
  },
  /** A secret for an authenticator app, or why there is none. */
  async beginCodes(): Promise<{ readonly secret: string; readonly uri: string } | { readonly message: string }> {
    const response = await post("codes", {});
    return response.ok ? ((await response.json()) as { readonly secret: string; readonly uri: string }) : { message: await refusal(response) };
  },
  /** The recovery codes, told this once, or why the code does not count. */
  async confirmCodes(code: string): Promise<{ readonly recoveryCodes: readonly string[] } | { readonly message: string }> {
    const response = await post("codes/confirm", { code });
    return response.ok ? ((await response.json()) as { readonly recoveryCodes: readonly string[] }) : { message: await refusal(response) };
  },
  async signOut(): Promise<void> {
    await fetch("/api/identity/session", { method: "DELETE", credentials: "same-origin" });
  },
};

/** Passkeys belong to a name, so an address that is a number has none. */
export function canUsePasskeys(): boolean {
  return "PublicKeyCredential" in window && !/^[\d.:[\]]+$/.test(location.hostname);
}
