// @vitest-environment jsdom
import { cleanup, render, renderHook, screen } from "@testing-library/react";
import { memo } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { ScopeProvider, useScope, type Scope } from "./scope";

const fund: Scope = { id: "fund", name: "Fund", currency: "EUR", zone: "Europe/Zurich", accounts: ["k"] };
const branch: Scope = { ...fund, id: "branch", name: "Branch" };

describe("the portfolio everything is about", () => {
  afterEach(cleanup);

  it("is none before one is known: what depends on it is not asked for", () => {
    expect(renderHook(useScope).result.current).toEqual({ id: null, name: "Portfolio", currency: "USD", zone: "UTC", accounts: [] });
  });

  it("is the chosen one everywhere, however deep, and the next one when that is chosen", () => {
    const drawn: (string | null)[] = [];
    const Deep = memo(function Deep() {
      const { id, name } = useScope();
      drawn.push(id);
      return <p>{name}</p>;
    });
    const inside = <section><Deep /></section>;
    const { rerender } = render(<ScopeProvider value={fund}>{inside}</ScopeProvider>);
    expect(screen.getByText("Fund")).toBeDefined();
    rerender(<ScopeProvider value={fund}>{inside}</ScopeProvider>);
    expect(drawn).toEqual(["fund"]);
    rerender(<ScopeProvider value={branch}>{inside}</ScopeProvider>);
    expect([screen.getByText("Branch").textContent, drawn]).toEqual(["Branch", ["fund", "branch"]]);
  });

  it("is another one within what is about another one", () => {
    render(<ScopeProvider value={fund}><ScopeProvider value={branch}><Name /></ScopeProvider><Name /></ScopeProvider>);
    expect(screen.getAllByText(/./).map((one) => one.textContent)).toEqual(["Branch", "Fund"]);
  });
});

function Name() {
  return <p>{useScope().name}</p>;
}
