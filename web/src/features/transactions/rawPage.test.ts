import { describe, expect, it } from "vitest";
import { recordIn } from "./rawPage";

describe("recordIn", () => {
  it("finds the innermost part that names the id, as the name it stands under or as a value", () => {
    const page = '{"error":[],"result":{"count":2,"ledger":{"L1":{"refid":"T1","amount":"1.5"},"L2":{"refid":"T2","amount":"2"}}}}';
    expect(recordIn(page, "L2")).toBe('{"refid":"T2","amount":"2"}');
    expect(recordIn(page, "T1")).toContain('"1.5"');
  });

  it("finds a record whose id was put together from several parts", () => {
    expect(recordIn('[{"id":7,"symbol":"BTCUSDT"},{"id":7,"symbol":"ETHUSDT"}]', "ETHUSDT:7")).toContain("ETHUSDT");
  });

  it("keeps all digits of a number", () => {
    expect(recordIn('[{"id":12345678901234567890,"amount":0.100000000000000000001}]', "12345678901234567890")).toContain("0.100000000000000000001");
  });

  it("says nothing of what is no JSON or does not name the id", () => {
    expect(recordIn("a,b\n1,2", "1")).toBeNull();
    expect(recordIn('{"a":1}', "zzz")).toBeNull();
  });
});
