import { bytesOf, hashOf } from "./rawPage";

/** What the ledger tells of an entry's place in its chain. */
export interface ChainEntry {
  readonly number: number | string;
  readonly version: number;
  readonly hash: string;
  /** Null for the first. */
  readonly previousHash: string | null;
  readonly pageHash: string;
  /** The bytes the hash is of, in base64. */
  readonly covered: string;
}

export interface CoveredLeg {
  readonly code: string;
  readonly amount: string;
}

/** What stands in the bytes a hash is of. */
export interface Covered {
  readonly before: string;
  readonly number: string;
  readonly version: number;
  readonly nativeId: string;
  readonly legs: readonly CoveredLeg[];
  readonly pageHash: string;
}

export type Verdict = { readonly state: "proved"; readonly covered: Covered } | { readonly state: "broken"; readonly why: string } | { readonly state: "not computed" };

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Numbers big-endian, texts with their length, absent texts as length −1. */
class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array<ArrayBuffer>) {}

  int(): number {
    this.at += 4;
    return this.view().getInt32(this.at - 4);
  }

  long(): bigint {
    this.at += 8;
    return this.view().getBigInt64(this.at - 8);
  }

  raw(): Uint8Array {
    const length = Math.max(0, this.int());
    if (this.at + length > this.bytes.length) throw new RangeError("The entry ends too early.");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    return new TextDecoder().decode(this.raw());
  }

  many<T>(one: () => T): readonly T[] {
    return Array.from({ length: this.int() }, one);
  }

  private view(): DataView {
    return new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
  }
}

/** Reads the bytes of an entry: format, hash before, place, version, the entry as its source told it, the raw page's hash, mapper. */
export function readCovered(bytes: Uint8Array<ArrayBuffer>): Covered {
  const reader = new Reader(bytes);
  const texts = (count: number) => { for (let i = 0; i < count; i++) reader.text(); };
  if (reader.text() !== "portfolio-ledger/1") throw new RangeError("The entry is of another format.");
  const [before, number, version] = [hexOf(reader.raw()), reader.long().toString(), reader.int()];
  reader.int(); // what kind of record
  texts(2); // venue, source
  const nativeId = reader.text();
  reader.long(); // time
  reader.int(); // kind
  reader.int(); // status
  reader.long(); // sequence
  const legs = reader.many(() => {
    const code = reader.text();
    reader.text(); // symbol
    const amount = reader.text();
    reader.int(); // role
    return { code, amount };
  });
  texts(4); // reference, market, hash and network of a chain
  reader.many(() => reader.text()); // flags
  texts(3); // actor, what a link leads to
  reader.raw(); // salted hash of private words
  return { before, number, version, nativeId, legs, pageHash: hexOf(reader.raw()) };
}

function whyNot(entry: ChainEntry, covered: Covered): string | null {
  if (entry.previousHash !== null && covered.before !== entry.previousHash) return "it does not follow the entry before";
  if (covered.number !== String(entry.number)) return "it stands at another place";
  if (covered.version !== entry.version) return "it is another version";
  return covered.pageHash === entry.pageHash ? null : "it was read from another page";
}

/** Hashes the entry here, in this browser, and holds it against what the chain says. */
export async function prove(entry: ChainEntry): Promise<Verdict> {
  const bytes = bytesOf(entry.covered);
  const hash = await hashOf(bytes);
  if (hash === null) return { state: "not computed" };
  if (hash !== entry.hash) return { state: "broken", why: `it hashes to ${hash}` };
  try {
    const covered = readCovered(bytes);
    const why = whyNot(entry, covered);
    return why === null ? { state: "proved", covered } : { state: "broken", why };
  } catch (error) {
    return { state: "broken", why: error instanceof Error ? error.message : "it cannot be read" };
  }
}
