import { describe, expect, it } from "vitest";
import { readSettings } from "./settings";
import { knownZone, timeFormats } from "./time";

describe("settings", () => {
  it("are what was stored, and nothing of what cannot be read", () => {
    expect(readSettings(null, null)).toEqual({ scheme: "system", zone: null, locale: null });
    expect(readSettings('{"scheme":"dark","zone":"Asia/Tokyo","locale":"de-DE"}', "light")).toEqual({ scheme: "dark", zone: "Asia/Tokyo", locale: "de-DE" });
    expect(readSettings('{"scheme":7,"zone":""}', "light")).toEqual({ scheme: "light", zone: null, locale: null });
    expect(readSettings("{broken", "dark").scheme).toBe("dark");
    expect(readSettings("null", null).scheme).toBe("system");
  });

  it("write an instant in the chosen zone", () => {
    const tokyo = timeFormats("en-GB", "Asia/Tokyo");
    expect(tokyo.instant("2026-01-31T23:30:05Z")).toBe("1 Feb 2026, 08:30:05");
    expect(timeFormats("en-GB", "America/New_York").clock("2026-01-31T23:30:05Z")).toBe("18:30");
    expect(tokyo.day("no date")).toBe("–");
  });

  it("fall back to the browser's zone where a zone is unknown", () => {
    expect(knownZone("Mars/Olympus")).toBe(knownZone(null));
  });
});
