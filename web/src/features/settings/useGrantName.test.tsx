// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { feedForEach } from "../../shared/testing/feedServer";
import { GraphServer } from "../../shared/testing/graphServer";
import { useGrantName } from "./RoleFields";

const node = (id: string, name: string, parent: string | null = null) => ({ key: id, id, name, parent, currency: "USD", zone: "UTC", accounts: [] });

describe("what a grant is called", () => {
  const feed = feedForEach();
  const show = () => {
    const api = new GraphServer();
    const wrapper = ({ children }: { readonly children: ReactNode }) => <feed.server.Provider><api.Provider>{children}</api.Provider></feed.server.Provider>;
    const { result } = renderHook(useGrantName, { wrapper });
    feed.server.open();
    return result;
  };

  it("is the role alone where it holds everywhere", () => {
    expect(show().current("auditor", null)).toBe("auditor");
  });

  it("names the portfolio it holds on, as it is called now", () => {
    const name = show();
    feed.server.snapshot("portfolios", 1, node("a", "Alpha"), node("b", "Beta", "a"));
    expect([name.current("analyst", "b"), name.current("manager", "a")]).toEqual(["analyst on Beta", "manager on Alpha"]);
    feed.server.delta("portfolios", 1, node("b", "Gamma", "a"), node("c", "Delta", "a"));
    expect([name.current("analyst", "b"), name.current("analyst", "c")]).toEqual(["analyst on Gamma", "analyst on Delta"]);
  });

  it("says that the portfolio is gone, rather than that it holds everywhere", () => {
    const name = show();
    feed.server.snapshot("portfolios", 1, node("a", "Alpha"), node("b", "Beta", "a"));
    feed.server.delta("portfolios", 1, { key: "b", removed: true });
    expect(name.current("analyst", "b")).toBe("analyst on a portfolio that is gone");
  });
});
