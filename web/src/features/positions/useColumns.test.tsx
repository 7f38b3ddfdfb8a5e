// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useColumns } from "./chosenColumns";

const show = () => renderHook(useColumns).result;

describe("chosen columns", () => {
  beforeEach(() => { localStorage.clear(); });
  afterEach(cleanup);

  it("go and come back to their place, and are still chosen when the page is opened again", () => {
    const shown = show();
    const all = shown.current.shown.map((one) => one.id);
    act(() => { shown.current.toggle("quantity"); });
    expect(shown.current.shown.map((one) => one.id)).toEqual(all.filter((id) => id !== "quantity"));
    expect(show().current.chosen).toEqual(shown.current.chosen);
    act(() => { shown.current.toggle("quantity"); });
    expect(shown.current.shown.map((one) => one.id)).toEqual(all);
    expect(show().current.chosen).toEqual(all);
  });

  it("may be chosen one after the other without a pause", () => {
    const shown = show();
    act(() => {
      shown.current.toggle("quantity");
      shown.current.toggle("spark");
    });
    expect(shown.current.chosen).not.toContain("quantity");
    expect(shown.current.chosen).not.toContain("spark");
  });
});
