// @vitest-environment jsdom
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { useChange } from "./useChange";

const made = { errors: [], id: "p1" };
const refused = { errors: [{ message: "The name is taken.", advice: "Choose another one." }, { message: "Second.", advice: "" }] };

describe("a change", () => {
  afterEach(cleanup);
  const run = async (work: () => Promise<typeof made | typeof refused | undefined>) => {
    const { result } = renderHook(useChange);
    let answer: unknown;
    await act(async () => { answer = await result.current.run(work); });
    return { result, answer };
  };

  it("is busy until it is made, and gives its answer", async () => {
    const { result } = renderHook(useChange);
    let finish: (payload: typeof made) => void = () => undefined;
    let answer: Promise<typeof made | null> | undefined;
    act(() => { answer = result.current.run(() => new Promise<typeof made>((done) => { finish = done; })); });
    expect(result.current.busy).toBe(true);
    await act(async () => {
      finish(made);
      await answer;
    });
    expect(await answer).toBe(made);
    expect([result.current.busy, result.current.refusal]).toEqual([false, null]);
  });

  it("that was refused says why and what to do, and gives nothing", async () => {
    const { result, answer } = await run(() => Promise.resolve(refused));
    expect(answer).toBeNull();
    expect([result.current.busy, result.current.refusal]).toEqual([false, "The name is taken. Choose another one."]);
  });

  it("that was not answered, or not for this role, is said in words", async () => {
    expect((await run(() => Promise.reject(new TypeError("Failed to fetch")))).result.current.refusal).toBe("The server does not answer.");
    const forbidden = new CombinedGraphQLErrors({ errors: [{ message: "x", extensions: { code: "FORBIDDEN" } }] });
    expect((await run(() => Promise.reject(forbidden))).result.current.refusal).toBe("Your role does not include this.");
    expect((await run(() => Promise.resolve(undefined))).result.current.refusal).toBe("The server did not say what became of it.");
  });

  it("takes back what was said of the one before, when it begins or when it is waved away", async () => {
    const { result } = await run(() => Promise.resolve(refused));
    act(() => { void result.current.run(() => new Promise<typeof made>(() => undefined)); });
    expect(result.current.refusal).toBeNull();
    const other = await run(() => Promise.resolve(refused));
    act(() => { other.result.current.clear(); });
    expect(other.result.current.refusal).toBeNull();
  });
});
