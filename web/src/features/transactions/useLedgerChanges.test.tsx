// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GraphServer } from "../../shared/testing/graphServer";
import { lineOf } from "./testing";
import { useLedgerChanges, type Edit, type LedgerChanges } from "./useLedgerChanges";

const rows = ["a", "b", "c"].map((id) => lineOf(id));
const pair = { leftAccountId: "k", leftTransactionId: "out", arrivedAccountId: "b", arrivedTransactionId: "in" };
const refusal = { __typename: "ChangeError", code: "CLOSED", message: "The year is closed.", advice: "Open it first." };
const remarked = (number: number | null) => ({ annotateTransaction: { __typename: "LedgerPayload", added: number === null ? 0 : 1, number, errors: number === null ? [refusal] : [] } });
const asGift = (): Edit => ({ reason: "a gift", exclude: false, kind: "AIRDROP" });

describe("changes of the ledger", () => {
  let server: GraphServer;
  const changed = vi.fn();
  const show = () => renderHook(() => useLedgerChanges(changed), { wrapper: server.Provider }).result;
  const payload = (...errors: readonly object[]) => ({ [`${(server.last.name[0] ?? "").toLowerCase()}${server.last.name.slice(1)}`]: { __typename: "Changed", added: errors.length === 0 ? 1 : 0, errors } });
  const input = (at: number) => (server.asked[at]?.variables["input"] ?? {}) as Readonly<Record<string, unknown>>;
  /** Begins a change; the server answers each of its requests in turn. */
  const answered = async (begin: () => Promise<unknown> | undefined, ...refused: readonly boolean[]) => {
    const before = server.asked.length;
    let ended: Promise<unknown> | undefined;
    act(() => { ended = begin(); });
    for (const [index, isRefused] of refused.entries()) {
      await vi.waitFor(() => { expect(server.asked.length).toBe(before + index + 1); });
      await server.last.answer(isRefused ? payload(refusal) : payload());
    }
    await act(async () => { await ended; });
    return ended;
  };
  const edit = (changes: LedgerChanges, ...refused: readonly boolean[]) => answered(() => changes.edit(rows.slice(0, refused.length), asGift, "Marked as a gift"), ...refused);

  beforeEach(() => {
    server = new GraphServer();
    changed.mockClear();
  });
  afterEach(cleanup);

  it("are busy until all are made, say what they did, and have the rows asked for again", async () => {
    const result = show();
    act(() => { void result.current.edit(rows.slice(0, 1), asGift, "Marked as a gift"); });
    expect([result.current.busy, result.current.notice, changed.mock.calls.length]).toEqual([true, null, 0]);
    await server.last.answer(payload());
    await vi.waitFor(() => { expect(result.current.busy).toBe(false); });
    expect(result.current.notice).toMatchObject({ text: "Marked as a gift", bad: false });
    expect(changed).toHaveBeenCalledOnce();
    expect(input(0)).toMatchObject({ accountId: "account", transactionId: "a", reason: "a gift", kind: "AIRDROP" });
  });

  it("have a key of their own each, so that none is taken for another", async () => {
    const result = show();
    expect(await edit(result.current, false, false, false)).toBe(true);
    const keys = [0, 1, 2].map((at) => input(at)["idempotencyKey"]);
    expect(new Set(keys).size).toBe(3);
    expect(keys.every((key) => typeof key === "string" && key.length >= 16)).toBe(true);
  });

  it("of several are taken back in one step, to what each row was", async () => {
    const result = show();
    await edit(result.current, false, false);
    await answered(() => result.current.notice?.undo?.(), false, false);
    expect([2, 3].map((at) => [input(at)["transactionId"], input(at)["kind"], input(at)["reason"]])).toEqual([["a", "TRADE", "Taken back"], ["b", "TRADE", "Taken back"]]);
    expect(result.current.notice).toEqual({ text: "Taken back", bad: false, undo: null });
  });

  it("that are refused say why and what to do, and leave nothing to take back", async () => {
    const result = show();
    expect(await edit(result.current, true)).toBe(false);
    expect(result.current.notice).toEqual({ text: "The year is closed. Open it first.", bad: true, undo: null });
    expect(changed).toHaveBeenCalledOnce();
  });

  it("let the form they were typed into be closed before they are told, and not when they were refused", async () => {
    const result = show();
    const order: unknown[] = [];
    const save = () => result.current.edit(rows.slice(0, 1), asGift, "Marked as a gift", () => { order.push(result.current.notice); });
    await answered(save, true);
    act(() => { result.current.clear(); });
    expect(order).toEqual([]);
    await answered(save, false);
    expect(order).toEqual([null]);
    expect(result.current.notice?.text).toBe("Marked as a gift");
  });

  it("of which some are refused say how many were made, and take back those", async () => {
    const result = show();
    await edit(result.current, false, true, false);
    expect(result.current.notice).toMatchObject({ text: "2 of 3 were changed. The year is closed. Open it first.", bad: true });
    await answered(() => result.current.notice?.undo?.(), false, false);
    expect([3, 4].map((at) => input(at)["transactionId"])).toEqual(["a", "c"]);
  });

  it("that are cut short by a lost connection say so, and take back what was made", async () => {
    const result = show();
    let ended: Promise<boolean> | undefined;
    act(() => { ended = result.current.edit(rows, asGift, "Marked as a gift"); });
    await server.last.answer(payload());
    await vi.waitFor(() => { expect(server.asked).toHaveLength(2); });
    await server.last.fail();
    await act(async () => { await ended; });
    expect(result.current.notice).toMatchObject({ text: "1 of 3 was changed. The server does not answer.", bad: true });
    await answered(() => result.current.notice?.undo?.(), false);
    expect(input(2)["transactionId"]).toBe("a");
  });

  it("that the server cannot make are said in words", async () => {
    const result = show();
    act(() => { void result.current.decide(pair, "LINK"); });
    await server.last.refuse("no", "FORBIDDEN");
    await vi.waitFor(() => { expect(result.current.notice).toEqual({ text: "Your role does not include this.", bad: true, undo: null }); });
  });

  it("of transfers are taken back by the opposite; what is kept apart has none", async () => {
    const result = show();
    await answered(() => result.current.decide(pair, "LINK"), false);
    expect(result.current.notice?.text).toBe("Linked as one transfer");
    await answered(() => result.current.notice?.undo?.(), false);
    expect(input(1)).toMatchObject({ ...pair, decision: "UNLINK" });
    await answered(() => result.current.decide(pair, "DISMISS"), false);
    expect(result.current.notice).toEqual({ text: "Kept apart", bad: false, undo: null });
  });

  it("add a remark to each row that is taken back by its place in the chain, in one step and where it was added", async () => {
    const result = show();
    let ended: Promise<unknown> | undefined;
    act(() => { ended = result.current.note(rows, "from the audit"); });
    for (const [index, number] of [7, null, 9].entries()) {
      await vi.waitFor(() => { expect(server.asked.length).toBe(index + 1); });
      await server.last.answer(remarked(number));
    }
    await act(async () => { await ended; });
    expect(result.current.notice).toMatchObject({ text: "2 of 3 were changed. The year is closed. Open it first.", bad: true });
    await answered(() => result.current.notice?.undo?.(), false, false);
    expect([3, 4].map((at) => [server.asked[at]?.name, input(at)["accountId"], input(at)["transactionId"], input(at)["number"]])).toEqual([["RetractAnnotation", "account", "a", 7], ["RetractAnnotation", "account", "c", 9]]);
    expect(result.current.notice).toEqual({ text: "Taken back", bad: false, undo: null });
  });

  it("take one remark back by itself, and say when it was taken back already", async () => {
    const result = show();
    const remark = { accountId: "account", transactionId: "a", number: 7 };
    await answered(() => result.current.retract([remark]), false);
    expect([input(0), result.current.notice?.text]).toEqual([expect.objectContaining(remark), "Taken back"]);
    await answered(() => result.current.retract([remark]), true);
    expect(result.current.notice).toMatchObject({ bad: true, undo: null });
  });

  it("of remarks that nobody took leave nothing to take back, and their notice may be waved away", async () => {
    const result = show();
    act(() => { void result.current.note(rows.slice(0, 1), "from the audit"); });
    await server.last.answer(remarked(null));
    await vi.waitFor(() => { expect(result.current.notice).toMatchObject({ bad: true, undo: null }); });
    act(() => { result.current.clear(); });
    expect(result.current.notice).toBeNull();
  });

  it("say to how many a remark was added", async () => {
    const result = show();
    let ended: Promise<unknown> | undefined;
    act(() => { ended = result.current.note(rows, "from the audit"); });
    for (const index of [0, 1, 2]) {
      await vi.waitFor(() => { expect(server.asked.length).toBe(index + 1); });
      await server.last.answer(remarked(index));
    }
    await act(async () => { await ended; });
    expect([0, 1, 2].map((at) => [server.asked[at]?.name, input(at)["transactionId"], input(at)["text"]])).toEqual(["a", "b", "c"].map((id) => ["AnnotateTransaction", id, "from the audit"]));
    expect(result.current.notice).toMatchObject({ text: "Remark added to 3 transactions", bad: false });
  });
});
