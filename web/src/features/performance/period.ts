import { useState } from "react";
import { useParameter } from "../../shared/route/route";

export const ranges = [["30", "Month"], ["90", "Quarter"], ["365", "Year"]] as const;
export const benchmarks: readonly (readonly [id: string, name: string])[] = [["btc", "BTC"], ["eth", "ETH"], ["none", "Nothing"]];

const hour = 3_600_000;

/** What performance is told of: both stand in the address. */
export function usePeriod() {
  const [range, setRange] = useParameter("range");
  const [benchmark, setBenchmark] = useParameter("benchmark");
  // On the full hour, so that coming back to the page asks the cache.
  const [now] = useState(() => Math.floor(Date.now() / hour) * hour);
  const days = ranges.find(([one]) => one === range)?.[0] ?? "90";
  const chosen = benchmark ?? "btc";
  return {
    days, now, benchmark: chosen,
    /** What is asked for beside: something also where nothing is shown, so that showing it again asks nothing. */
    beside: chosen === "none" ? "btc" : chosen, from: new Date(now - Number(days) * 24 * hour).toISOString(),
    setDays: (next: string) => { setRange(next === "90" ? null : next, true); },
    setBenchmark: (next: string) => { setBenchmark(next === "btc" ? null : next, true); },
  };
}
