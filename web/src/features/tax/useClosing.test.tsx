// @vitest-environment jsdom
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { GraphServer } from "../../shared/testing/graphServer";
import { useClosing } from "./closing";
import { TaxEntities } from "./tax.generated";

const payload = (...errors: readonly object[]) => ({ __typename: "Closed", closedYears: [], errors });
const refusal = { __typename: "ChangeError", code: "STALE", message: "The report is older than the books.", advice: "Make a new one." };

describe("closing a tax year", () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("is asked once with a key of its own, also where the page came over plain http, and tells nothing when it is done", async () => {
    const own = crypto.getRandomValues.bind(crypto);
    vi.stubGlobal("crypto", { getRandomValues: own });
    const server = new GraphServer();
    const { result } = renderHook(useClosing, { wrapper: server.Provider });
    const first = result.current.close("report", "filed");
    await server.last.answer({ closeTaxYear: payload() });
    expect(await first).toBeUndefined();
    const second = result.current.reopen("entity", 2025, "a trade was missing");
    await server.last.answer({ reopenTaxYear: payload() });
    expect(await second).toBeUndefined();
    const inputs = server.asked.map((one) => one.variables["input"] as Readonly<Record<string, unknown>>);
    expect(inputs).toMatchObject([{ reportId: "report", reason: "filed" }, { entityId: "entity", year: 2025, reason: "a trade was missing" }]);
    expect(new Set(inputs.map((one) => one["idempotencyKey"])).size).toBe(2);
  });

  it("says why it was refused and what to do", async () => {
    const server = new GraphServer();
    const { result } = renderHook(useClosing, { wrapper: server.Provider });
    const closing = result.current.close("report", "filed");
    await server.last.answer({ closeTaxYear: payload(refusal) });
    expect(await closing).toBe("The report is older than the books. Make a new one.");
  });

  it("has what is shown of the entity asked for again", async () => {
    const server = new GraphServer();
    const entities = { taxEntities: { __typename: "TaxEntityConnection", nodes: [] } };
    server.client.watchQuery({ query: TaxEntities }).subscribe(() => undefined);
    await server.last.answer(entities);
    const { result } = renderHook(useClosing, { wrapper: server.Provider });
    const closing = result.current.close("report", "filed");
    await server.last.answer({ closeTaxYear: payload() });
    await closing;
    expect(server.names()).toEqual(["TaxEntities", "CloseTaxYear", "TaxEntities"]);
  });
});
