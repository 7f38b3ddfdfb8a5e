import { describe, expect, it } from "vitest";
import { toCsv } from "./csv";

describe("CSV", () => {
  it("keeps all digits, quotes what must be quoted and lets no cell be a formula", () => {
    expect(toCsv(["Asset", "Amount"], [["BTC", "0.000000000000000001"], ["a,b", null], ['say "x"', "-5"], ["=1+1", "@x"], ["-cmd", "+5"]])).toBe(
      'Asset,Amount\r\nBTC,0.000000000000000001\r\n"a,b",\r\n"say ""x""",-5\r\n\'=1+1,\'@x\r\n\'-cmd,\'+5',
    );
  });
});
