import { describe, expect, it } from "vitest";
import { apart, visitAt } from "./lastVisit";

describe("a visit", () => {
  it("knows when the one before ended, as long as it goes on itself", () => {
    const first = visitAt(null, 1000);
    expect(first).toEqual({ before: null, last: 1000 });
    const same = visitAt(JSON.stringify(first), 1000 + apart);
    expect(same.before).toBeNull();
    const next = visitAt(JSON.stringify(same), same.last + apart + 1);
    expect(next.before).toBe(same.last);
    expect(visitAt(JSON.stringify(next), next.last + 5).before).toBe(same.last);
    expect(visitAt("{broken", 7)).toEqual({ before: null, last: 7 });
    expect(visitAt("null", 7)).toEqual({ before: null, last: 7 });
  });
});
