// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askAnew } from "../../shared/graphql/asked";
import { ScopeProvider } from "../../shared/portfolio/scope";
import { GraphServer, type Question } from "../../shared/testing/graphServer";
import { lineOf } from "./testing";
import { TransactionsPage } from "./TransactionsPage";

const fund = { id: "fund", name: "Fund", currency: "USD", zone: "UTC", accounts: ["account"] };
const page = { portfolio: { __typename: "Portfolio", id: "fund", transactions: { __typename: "TransactionConnection", edges: [{ __typename: "TransactionEdge", cursor: "a", node: lineOf("a") }], pageInfo: { __typename: "PageInfo", hasNextPage: false, hasPreviousPage: false, startCursor: "a", endCursor: "a" } } } };
const nothing = { accounts: { __typename: "AccountConnection", nodes: [] }, assets: { __typename: "AssetConnection", nodes: [] } };
const refusal = { __typename: "ChangeError", code: "CLOSED", message: "The year is closed.", advice: "Open it first." };
const payload = (...errors: readonly object[]) => ({ editTransaction: { __typename: "EditTransactionPayload", added: 1 - errors.length, errors } });

describe("the editor of a transaction", () => {
  let server: GraphServer;
  const asked = async (name: string): Promise<Question> => {
    await waitFor(() => { expect(server.names()).toContain(name); });
    const found = server.asked.findLast((one) => one.name === name);
    if (found === undefined) throw new Error(`${name} was not asked.`);
    return found;
  };
  const editor = () => within(screen.getByRole("dialog", { name: "Edit the transaction" }));
  const save = () => { fireEvent.click(editor().getByRole("button", { name: "Save" })); };

  beforeEach(async () => {
    vi.stubGlobal("ResizeObserver", class { observe() { return; } unobserve() { return; } disconnect() { return; } });
    history.replaceState(null, "", "/transactions?tx=a");
    askAnew();
    server = new GraphServer();
    render(<ScopeProvider value={fund}><server.Provider><TransactionsPage /></server.Provider></ScopeProvider>);
    await (await asked("TransactionNames")).answer(nothing);
    await (await asked("TransactionPage")).answer(page);
    fireEvent.click(await screen.findByRole("button", { name: "Edit…" }));
    fireEvent.change(editor().getByLabelText(/Why/), { target: { value: "counted anew" } });
    fireEvent.change(editor().getByLabelText("BTC (principal)"), { target: { value: "2" } });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("stays open with what was typed until the server has taken it, and says why when it has not", async () => {
    save();
    const change = await asked("EditTransaction");
    expect(editor().getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    await change.answer(payload(refusal));
    expect((await screen.findByRole("alert")).textContent).toContain("The year is closed. Open it first.");
    expect(editor().getByLabelText<HTMLInputElement>(/Why/).value).toBe("counted anew");
    expect(editor().getByLabelText<HTMLInputElement>("BTC (principal)").value).toBe("2");
  });

  it("is closed when it is taken, and what was done is told to those who listen, over what is still open", async () => {
    save();
    await (await asked("EditTransaction")).answer(payload());
    expect((await screen.findByRole("alert")).textContent).toContain("Saved: your version holds");
    expect(screen.queryByRole("dialog", { name: "Edit the transaction" })).toBeNull();
    expect(screen.getByRole("dialog", { name: "Transaction" })).toBeDefined();
    expect(within(screen.getByRole("alert")).getByRole("button", { name: "Undo" })).toBeDefined();
  });

  it("sends nothing that cannot be kept exactly", () => {
    fireEvent.change(editor().getByLabelText("BTC (principal)"), { target: { value: `0.${"1".repeat(29)}` } });
    expect(editor().getByRole("alert").textContent).toContain("at most 28 digits");
    expect(editor().getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    fireEvent.submit(editor().getByRole("button", { name: "Save" }));
    expect(server.names()).not.toContain("EditTransaction");
  });
});
