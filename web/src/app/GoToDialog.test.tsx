// @vitest-environment jsdom
import { act, fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ScopeProvider } from "../shared/portfolio/scope";
import { feedForEach } from "../shared/testing/feedServer";
import GoToDialog from "./GoToDialog";

const fund = { id: "fund", name: "Fund", currency: "USD", zone: "UTC", accounts: [] };

describe("the way to anywhere by its name", () => {
  const feed = feedForEach();
  const close = vi.fn();
  const field = () => screen.getByRole("combobox", { name: "Go to" });
  const type = (text: string) => { fireEvent.change(field(), { target: { value: text } }); };
  const options = () => screen.queryAllByRole("option").map((one) => one.textContent);
  const open = () => {
    history.replaceState(null, "", "/risk?portfolio=fund&window=60");
    render(<ScopeProvider value={fund}><feed.server.Provider><GoToDialog onClose={close} /></feed.server.Provider></ScopeProvider>);
    feed.server.open();
    feed.server.snapshot("portfolio:fund", 1, { key: "total" }, { key: "position:wbtc", asset: "wbtc", symbol: "WBTC", name: "Wrapped Bitcoin" }, { key: "position:btcx", asset: "btcx", symbol: "BTCX", name: "Other" }, { key: "position:btc", asset: "btc", symbol: "BTC", name: "Bitcoin" });
    feed.server.snapshot("accounts", 1, { key: "k", venue: "kraken", name: "Main desk", state: "live" }, { key: "gone", venue: "kraken", name: "Main desk, old", state: "removed" });
    act(() => { vi.advanceTimersByTime(0); });
  };

  beforeEach(() => { close.mockClear(); });

  it("knows pages, what is held by symbol and name, and accounts that are there by name and venue", () => {
    open();
    type("tax");
    expect(options()).toEqual(["Taxg xpage"]);
    type("bitcoin");
    expect(options()).toEqual(["WBTCWrapped Bitcoinasset", "BTCBitcoinasset"]);
    type(" btc");
    expect(options()).toEqual(["BTCBitcoinasset", "BTCXOtherasset", "WBTCWrapped Bitcoinasset"]);
    type("main");
    expect(options()).toEqual(["Main deskKrakenaccount"]);
    type("kraken");
    expect(options()).toEqual(["Main deskKrakenaccount"]);
    type("no such");
    expect([options(), screen.getByText("No page, asset or account is called so.").textContent]).toEqual([[], "No page, asset or account is called so."]);
  });

  it.each([["perf", "/performance?portfolio=fund"], ["wbtc", "/positions?portfolio=fund&asset=wbtc"], ["desk", "/transactions?portfolio=fund&account=k"]])("goes to the first of %s by Enter, and is closed", (text, to) => {
    open();
    type(text);
    fireEvent.keyDown(field(), { key: "Enter" });
    expect([`${location.pathname}${location.search}`, close.mock.calls.length]).toEqual([to, 1]);
  });

  it("goes nowhere by Escape", () => {
    open();
    fireEvent.keyDown(field(), { key: "Escape" });
    fireEvent.keyDown(field(), { key: "Escape" });
    expect([location.pathname, close.mock.calls.length]).toEqual(["/risk", 1]);
  });
});
