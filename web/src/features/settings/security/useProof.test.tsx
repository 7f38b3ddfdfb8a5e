// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Outcome } from "./api";
import { useProof, type Proof } from "./useProof";

const done: Outcome<string> = { ok: true, value: "the codes" };
const refused = (code: string | null, message: string): Outcome<string> => ({ ok: false, status: 403, code, message });

describe("a proof of who it is", () => {
  let answers: ((outcome: Outcome<string>) => void)[];
  const work = vi.fn<(password: string | null) => Promise<Outcome<string>>>();
  const then = vi.fn<(value: string) => void>();
  let proof: { current: Proof };
  const answer = (outcome: Outcome<string>) => act(async () => {
    answers.shift()?.(outcome);
    await Promise.resolve();
  });
  const type = (password: string) => { fireEvent.change(screen.getByLabelText("Password"), { target: { value: password } }); };
  const go = () => { fireEvent.click(screen.getByRole("button", { name: "Continue" })); };

  beforeEach(() => {
    answers = [];
    then.mockClear();
    work.mockReset().mockImplementation(() => new Promise((tell) => { answers.push(tell); }));
    proof = { current: undefined as unknown as Proof };
    function Page() {
      const it = useProof();
      proof.current = it;
      return <>{it.dialog}{it.refusal}</>;
    }
    render(<Page />);
  });
  afterEach(cleanup);

  it("is not asked of who signed in a moment ago", async () => {
    act(() => { void proof.current.attempt(work, then); });
    expect([proof.current.busy, proof.current.dialog]).toEqual([true, null]);
    await answer(done);
    expect([proof.current.busy, proof.current.dialog, proof.current.refusal]).toEqual([false, null, null]);
    expect(work.mock.calls).toEqual([[null]]);
    expect(then.mock.calls).toEqual([["the codes"]]);
  });

  it("is asked for when the server wants it, and what was begun is done with it", async () => {
    act(() => { void proof.current.attempt(work, then); });
    await answer(refused("PROVE_AGAIN", "Prove it."));
    expect(then).not.toHaveBeenCalled();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Continue" }).disabled).toBe(true);
    type("correct horse");
    go();
    await answer(done);
    expect(work.mock.calls).toEqual([[null], ["correct horse"]]);
    expect(then.mock.calls).toEqual([["the codes"]]);
    expect(proof.current.dialog).toBeNull();
  });

  it("that is wrong is said where it is asked for, and may be given again", async () => {
    act(() => { proof.current.prove(work, then); });
    expect(work).not.toHaveBeenCalled();
    type("wrong");
    go();
    await answer(refused(null, "The password is wrong."));
    expect(screen.getByRole("alert").textContent).toBe("The password is wrong.");
    expect([proof.current.refusal, then.mock.calls.length]).toEqual([null, 0]);
    type("right");
    go();
    await answer(done);
    expect(work.mock.calls).toEqual([["wrong"], ["right"]]);
    expect(then).toHaveBeenCalledOnce();
  });

  it("is forgotten with what was begun when it is waved away", () => {
    act(() => { proof.current.prove(work, then); });
    type("secret");
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(proof.current.dialog).toBeNull();
    act(() => { proof.current.prove(work, then); });
    expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
    expect(work).not.toHaveBeenCalled();
  });

  it("is no help where the change itself is refused: that is said on the page", async () => {
    act(() => { void proof.current.attempt(work, then); });
    await answer(refused("TOO_MANY", "There are ten already."));
    expect([proof.current.refusal, proof.current.dialog, then.mock.calls.length]).toEqual(["There are ten already.", null, 0]);
    act(() => { proof.current.clear(); });
    expect(proof.current.refusal).toBeNull();
  });
});
