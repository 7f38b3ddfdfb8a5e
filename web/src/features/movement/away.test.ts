import { describe, expect, it } from "vitest";
import { sum } from "../../shared/decimal/arithmetic";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { awayLines } from "./AwayPanel";
import type { MovementOf, Parts } from "./reasons";

const decimal = (text: string) => toDecimal(text) ?? ("0" as Decimal);
const parts = (more: Partial<Record<keyof Parts, string>>) => Object.fromEntries(["start", "end", "price", "fx", "flows", "trading", "income", "fees", "corrections", "newlyFound"].map((name) => [name, decimal(more[name as keyof Parts] ?? "0")])) as unknown as Parts;
const movement = (total: Parts, price = "0") => ({ total, assets: { nodes: [{ assetId: "btc", parts: parts({ price }) }] } }) as unknown as MovementOf;

/** The amounts a sentence names, as they are written. */
const amounts = (line: string) => [...line.matchAll(/[+−]\$([\d,]+\.\d\d)/g)].map(([all, digits]) => decimal(`${all.startsWith("−") ? "-" : ""}${(digits ?? "").replaceAll(",", "")}`));

describe("while you were away", () => {
  const total = parts({ start: "1000.00", end: "1234.56", price: "200.00", fx: "-1.44", flows: "50.00", trading: "-10.00", income: "5.00", fees: "-8.00", corrections: "-2.00", newlyFound: "1.00" });

  it("is told in five lines whose amounts lead from the start to the end", () => {
    const lines = awayLines(movement(total, "180.00"), "USD", (id) => id.toUpperCase());
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe("From $1,000.00 to $1,234.56.");
    expect(lines[1]).toContain("most of all BTC +$180.00");
    const told = lines.slice(1).flatMap((line, index) => (index === 0 ? amounts(line).slice(0, 1) : amounts(line)));
    expect(sum(told)).toBe("234.56");
  });

  it("leaves out what did not happen", () => {
    expect(awayLines(movement(parts({ start: "1", end: "1" })), "USD", (id) => id)).toHaveLength(2);
  });
});
