/** A page of a venue's answer, opened from the archive. */
export interface RawPage {
  readonly page: string;
  readonly venue: string;
  readonly endpoint: string;
  readonly request: string;
  readonly fetchedAt: string;
  readonly metadata: string | null;
  /** The bytes, in base64. */
  readonly body: string;
}

export type Opened = { readonly state: "there"; readonly raw: RawPage; readonly bytes: Uint8Array<ArrayBuffer>; readonly hash: string | null } | { readonly state: "refused"; readonly message: string };

const refusals: Readonly<Record<number, string>> = {
  401: "Your session has ended.",
  403: "Your role does not include this: raw pages are for who may make exports.",
  404: "The archive has no such page.",
};

/** The bytes of a text in base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** SHA-256 in lower-case hex; null where the browser computes none (an address without https). */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!globalThis.isSecureContext) return null;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of a page and their hash as this browser computes it, or why there are none. */
export async function openRawPage(account: string, page: string): Promise<Opened> {
  try {
    const response = await fetch(`/api/accounts/${account}/pages/${page}`, { credentials: "same-origin" });
    if (!response.ok) return { state: "refused", message: refusals[response.status] ?? `The server answered ${String(response.status)}.` };
    const raw = (await response.json()) as RawPage;
    const bytes = bytesOf(raw.body);
    return { state: "there", raw, bytes, hash: await hashOf(bytes) };
  } catch {
    return { state: "refused", message: "The server does not answer." };
  }
}

interface Part {
  readonly start: number;
  /** Of the words that are looked for, those it names itself. */
  readonly names: Set<string>;
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]]|-?\d[\d.eE+-]*/g;

/** The innermost part of a JSON text that names most of the words, as it stands there; null when none does. */
function partNaming(text: string, words: readonly string[]): string | null {
  const wanted = new Set(words);
  const open: Part[] = [];
  let [best, score, under] = [null as string | null, 0, null as string | null];
  for (const token of text.matchAll(tokens)) {
    const [word] = token;
    const end = token.index + word.length;
    if (word === "{" || word === "[") {
      open.push({ start: token.index, names: new Set(under !== null && wanted.has(under) ? [under] : []) });
      under = null;
    } else if (word === "}" || word === "]") {
      const part = open.pop();
      if (part !== undefined && part.names.size > score) [best, score] = [text.slice(part.start, end), part.names.size];
    } else {
      const value = word.startsWith('"') ? (JSON.parse(word) as string) : word;
      under = /^\s*:/.test(text.slice(end, end + 20)) ? value : null;
      if (under === null && wanted.has(value)) open.at(-1)?.names.add(value);
    }
  }
  return best;
}

/** The venue's record of a transaction in its page, as it was sent: the innermost part that names the id, or most parts of an id that was put together. Null when it is not found. */
export function recordIn(text: string, nativeId: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return partNaming(text, [nativeId]) ?? partNaming(text, nativeId.split(/[:#@/]/).filter((part) => part !== ""));
}
