export interface Standing {
  readonly kind: "live" | "soon" | "over";
  readonly text: string;
  /** The day that belongs to the text; null where it needs none. */
  readonly at: string | null;
}

const soon = 14 * 86_400_000;

/** Whether a client counts, and until when. */
export function standing(client: { readonly revokedAt: string | null; readonly expiresAt: string | null }, now: number): Standing {
  if (client.revokedAt !== null) return { kind: "over", text: "revoked", at: client.revokedAt };
  if (client.expiresAt === null) return { kind: "live", text: "valid", at: null };
  const left = Date.parse(client.expiresAt) - now;
  if (left <= 0) return { kind: "over", text: "ended", at: client.expiresAt };
  return left < soon ? { kind: "soon", text: "ends", at: client.expiresAt } : { kind: "live", text: "until", at: client.expiresAt };
}
