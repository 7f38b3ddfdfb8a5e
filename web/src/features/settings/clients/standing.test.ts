import { describe, expect, it } from "vitest";
import { standing } from "./standing";

const now = Date.parse("2026-11-22T00:00:00Z");

describe("standing of an API client", () => {
  it("is for ever, until a day, about to end, ended or revoked", () => {
    expect(standing({ revokedAt: null, expiresAt: null }, now)).toEqual({ kind: "live", text: "valid", at: null });
    expect(standing({ revokedAt: null, expiresAt: "2027-01-01T00:00:00Z" }, now).kind).toBe("live");
    expect(standing({ revokedAt: null, expiresAt: "2026-12-01T00:00:00Z" }, now).kind).toBe("soon");
    expect(standing({ revokedAt: null, expiresAt: "2026-11-21T00:00:00Z" }, now).text).toBe("ended");
    expect(standing({ revokedAt: "2026-11-01T00:00:00Z", expiresAt: "2027-01-01T00:00:00Z" }, now)).toEqual({ kind: "over", text: "revoked", at: "2026-11-01T00:00:00Z" });
  });
});
