// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { setParameters } from "../../shared/route/route";
import { useFrozenVenues } from "./useFrozenVenues";

describe("venues that are frozen", () => {
  afterEach(cleanup);

  it("are those of the address, each once", () => {
    history.replaceState(null, "", "/?portfolio=p1&freeze=binance,kraken,,binance");
    const { result } = renderHook(useFrozenVenues);
    expect(result.current).toEqual(["binance", "kraken"]);
    act(() => { setParameters({ freeze: "kraken" }); });
    expect(result.current).toEqual(["kraken"]);
    act(() => { setParameters({ freeze: null }); });
    expect(result.current).toEqual([]);
  });

  it("are the same list while the address says the same, so that nothing is asked again", () => {
    history.replaceState(null, "", "/?freeze=binance");
    const { result, rerender } = renderHook(useFrozenVenues);
    const before = result.current;
    act(() => { setParameters({ portfolio: "p2" }); });
    rerender();
    expect(result.current).toBe(before);
  });
});
