import { expect, test } from "vitest";
import { readPlan, writePlan } from "./orders";

test("a plan of methods is taken apart and put together again, its orders by the day they begin", () => {
  const text = "fifo,lifo/kraken:1a2b3c4d,hifo@2025-01-01..2025-06-30/*/btc,transfers:fifo";
  const plan = readPlan(text);
  expect(plan.orders[1]).toEqual({ method: "hifo", wallet: "", asset: "btc", from: "2025-01-01", until: "2025-06-30" });
  expect(plan.transfers).toBe("fifo");
  expect(writePlan(plan)).toBe(text);
  expect(writePlan({ ...plan, orders: [...plan.orders].reverse() })).toBe(text);
  expect(writePlan(readPlan("s104"))).toBe("s104");
});
