import { describe, expect, it } from "vitest";
import { grantable, networksOf, roleWords } from "./roles";

describe("roles", () => {
  it("says what a role may do in one sentence", () => {
    expect(roleWords({ name: "analyst", permissions: ["read", "read-schema"] })).toBe("Sees everything and reads the schema of the API.");
    expect(roleWords({ name: "new", permissions: ["dance"] })).toBe("Dance.");
    expect(roleWords(undefined)).toBe("");
  });

  it("gives no program what lets others in", () => {
    expect(grantable({ name: "owner", permissions: ["read", "manage-members", "manage-clients", "trade"] })).toEqual(["read", "trade"]);
  });

  it("reads networks however they are separated", () => {
    expect(networksOf(" 203.0.113.0/24,2001:db8::/32\n10.0.0.1 ;")).toEqual(["203.0.113.0/24", "2001:db8::/32", "10.0.0.1"]);
    expect(networksOf("  ")).toEqual([]);
  });
});
