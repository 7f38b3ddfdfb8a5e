import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { prove, type ChainEntry } from "./chainProof";

type Bytes = readonly number[];

const big = (size: 4 | 8, value: bigint): Bytes => Array.from({ length: size }, (_, at) => Number((BigInt.asUintN(64, value) >> BigInt(8 * (size - 1 - at))) & 255n));
const int = (value: number) => big(4, BigInt(value));
const raw = (bytes: Bytes): Bytes => [...int(bytes.length), ...bytes];
const text = (value: string | null): Bytes => (value === null ? int(-1) : raw([...new TextEncoder().encode(value)]));
const hex = (bytes: Bytes) => bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
const sha = async (bytes: Bytes): Promise<Bytes> => [...new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)))];

const before: Bytes = Array.from({ length: 32 }, (_, at) => at);
const page: Bytes = Array.from({ length: 32 }, (_, at) => 255 - at);

/** An entry as the ledger writes it: numbers big-endian, texts with their length. */
function entryOf(amount: string): Bytes {
  const legs = [[text("XXBT"), text("BTC"), text(amount), int(0)], [text("ZEUR"), text("EUR"), text("-12.5"), int(0)]].flat(2);
  return [
    text("portfolio-ledger/1"), raw(before), big(8, 7n), int(1),
    int(0), text("kraken"), text("ledgers"), text("L7QK2"), big(8, 1_767_225_600_000_000n), int(1), int(0), big(8, 3n), int(2), legs,
    text("O1"), text(null), text(null), text("bitcoin"), int(1), text("taker"), text(null), text(null), text(null), raw([]), raw(page), int(4),
  ].flat();
}

const told = async (covered: Bytes, more: Partial<ChainEntry> = {}): Promise<ChainEntry> => ({ number: 7, version: 1, hash: hex(await sha(covered)), previousHash: hex(before), pageHash: hex(page), covered: btoa(String.fromCharCode(...covered)), ...more });

describe("the proof of an entry", () => {
  beforeEach(() => { vi.stubGlobal("isSecureContext", true); });
  afterEach(() => { vi.unstubAllGlobals(); });

  it("hashes what the ledger covers and tells what stands in it", async () => {
    expect(await prove(await told(entryOf("0.00000001")))).toMatchObject({ state: "proved", covered: { number: "7", nativeId: "L7QK2", legs: [{ code: "XXBT", amount: "0.00000001" }, { code: "ZEUR", amount: "-12.5" }] } });
  });

  it.each([
    ["another amount", { covered: btoa(String.fromCharCode(...entryOf("2"))) }, /hashes to/],
    ["another entry before it", { previousHash: "00" }, /entry before/],
    ["another place", { number: 8 }, /another place/],
    ["another version", { version: 2 }, /another version/],
    ["another page", { pageHash: "00" }, /another page/],
  ])("finds %s", async (_, more, why) => {
    const verdict = await prove(await told(entryOf("1"), more));
    expect(verdict.state === "broken" ? verdict.why : verdict.state).toMatch(why);
  });

  it("finds bytes that are no entry", async () => {
    const verdict = await prove(await told(text("nonsense")));
    expect(verdict.state === "broken" ? verdict.why : verdict.state).toMatch(/format/);
  });

  it("claims nothing where the browser computes no hashes", async () => {
    vi.stubGlobal("isSecureContext", false);
    expect(await prove(await told(entryOf("1")))).toEqual({ state: "not computed" });
  });
});
