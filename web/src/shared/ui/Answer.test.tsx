// @vitest-environment jsdom
import { gql, type TypedDocumentNode } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAnswers } from "../graphql/asked";
import { useFresh } from "../graphql/useFresh";
import { changeSettings } from "../settings/settings";
import { GraphServer } from "../testing/graphServer";
import { Panel } from "./Panel";
import { Answer } from "./States";

const worth = gql`query Worth { worth }` as TypedDocumentNode<{ readonly worth: string }, Record<string, never>>;
const others = gql`query Others { others }` as TypedDocumentNode<{ readonly others: string }, Record<string, never>>;
const minute = 60_000;

function View() {
  const { data, error, refetch } = useQuery(worth, { fetchPolicy: useFresh("Worth", {}), pollInterval: 5 * minute });
  return <Panel title="Worth" aside={<button>more</button>}><Answer data={data} error={error} onRetry={() => { void refetch(); }}>{(all) => <p>{all.worth}</p>}</Answer></Panel>;
}

function Other() {
  const { data, error, refetch } = useQuery(others);
  return <Answer data={data} error={error} onRetry={() => { void refetch(); }}>{(all) => <p>{all.others}</p>}</Answer>;
}

describe("what is shown of an answer", () => {
  let server: GraphServer;
  const open = () => render(<server.Provider><View /></server.Provider>);
  const note = () => screen.queryByTestId("note");
  const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time));
  /** Answered at five past two, opened again later, when the server cannot answer. */
  const reopened = async () => {
    const first = open();
    await server.last.answer({ worth: "100" });
    first.unmount();
    await pass(2 * minute);
    open();
    expect([screen.queryByText("100") !== null, note()]).toEqual([true, null]);
  };

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2026-03-10T14:05:00Z") });
    changeSettings({ zone: "Asia/Tokyo", locale: "de-DE" });
    forgetAnswers();
    server = new GraphServer();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("stays when it could not be had anew, with a line that says since when, in the viewer's zone, beside the title", async () => {
    await reopened();
    await server.last.fail();
    expect(screen.getByText("100")).toBeDefined();
    expect(note()?.textContent).toBe("Not refreshed since 23:05Try again");
    expect(within(screen.getByRole("region", { name: "Worth" })).getByRole("status").contains(note())).toBe(true);
  });

  it.each([["cannot answer", "INTERNAL_SERVER_ERROR"], ["takes too long", "TIMEOUT"]])("stays in the same way when the server %s", async (_, code) => {
    await reopened();
    await server.last.refuse("no", code);
    expect([screen.queryByText("100") !== null, note()?.textContent]).toEqual([true, "Not refreshed since 23:05Try again"]);
  });

  it("says the day of what is older than today", async () => {
    await reopened();
    vi.setSystemTime(Date.parse("2026-03-11T15:00:00Z"));
    await server.last.fail();
    expect(note()?.textContent).toBe("Not refreshed since 10. März, 23:05Try again");
  });

  it("is said to be old until the next answer, also while that is on its way", async () => {
    await reopened();
    await server.last.fail();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await pass(0);
    expect([server.asked.length, note() !== null]).toEqual([3, true]);
    await server.last.answer({ worth: "100" });
    expect([screen.queryByText("100") !== null, note()]).toEqual([true, null]);
    await pass(5 * minute);
    await server.last.fail();
    expect(note()?.textContent).toContain("since 23:07");
    await pass(5 * minute);
    await server.last.answer({ worth: "200" });
    expect([screen.queryByText("200") !== null, note()]).toEqual([true, null]);
  });

  it("is not taken for fresh because an error was the answer", async () => {
    await reopened();
    await server.last.refuse("no", "INTERNAL_SERVER_ERROR");
    cleanup();
    open();
    expect(server.asked).toHaveLength(3);
  });

  it("is not shown any more to whom it is forbidden now, and neither is what else was kept", async () => {
    const other = render(<server.Provider><Other /></server.Provider>);
    await server.last.answer({ others: "7" });
    other.unmount();
    await reopened();
    await server.last.refuse("no", "FORBIDDEN");
    expect([screen.queryByText("100"), screen.queryByTestId("no-permission") !== null || screen.queryByRole("status", { name: "Loading" }) !== null]).toEqual([null, true]);
    await server.last.refuse("no", "FORBIDDEN");
    expect([screen.queryByText("100"), screen.getByTestId("no-permission").textContent]).toEqual([null, expect.stringContaining("Not for your role")]);
    expect(server.names()).toEqual(["Others", "Worth", "Worth", "Worth"]);
    render(<server.Provider><Other /></server.Provider>);
    expect([server.last.name, screen.queryByText("7")]).toEqual(["Others", null]);
  });

  it("is left to the gate of the page when the session is over", async () => {
    await reopened();
    await server.last.refuse("no", "UNAUTHENTICATED");
    expect([screen.queryByText("100") !== null, screen.queryByTestId("no-permission")]).toEqual([true, null]);
  });

  it("is a failure where there is nothing to show", async () => {
    open();
    await server.last.fail();
    expect([note(), screen.getByTestId("failed").textContent]).toEqual([null, "The server does not answer.Try again"]);
  });

  it("has its line below it where there is no panel", async () => {
    render(<server.Provider><Other /></server.Provider>);
    await server.last.answer({ others: "7" });
    act(() => { void server.client.refetchQueries({ include: ["Others"] }).catch(() => undefined); });
    await server.last.fail();
    expect(screen.getByText("7").compareDocumentPosition(screen.getByTestId("note"))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });
});
