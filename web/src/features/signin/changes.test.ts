import { describe, expect, it } from "vitest";
import { eventName, unread, type DoorEvent } from "./changes";

const event = (at: string, action: string, outcome = "done"): DoorEvent => ({ at, action, outcome, detail: null, isChange: action.includes("changed") });

describe("events at the door", () => {
  it("says what happened in words, and why somebody was refused", () => {
    expect(eventName(event("2026-11-21T10:00:00Z", "password.changed"))).toBe("Password changed");
    expect(eventName(event("2026-11-21T10:00:00Z", "login.refused", "WRONG_CODE"))).toBe("Refused: wrong code");
    expect(eventName(event("2026-11-21T10:00:00Z", "login.refused", "NEW"))).toBe("Refused: NEW");
    expect(eventName(event("2026-11-21T10:00:00Z", "something.new"))).toBe("something.new");
  });

  it("tells changes until they were read, and nothing that is no change", () => {
    const [old, fresh, login] = [event("2026-11-20T10:00:00.123456Z", "password.changed"), event("2026-11-21T10:00:00Z", "password.changed"), event("2026-11-22T10:00:00Z", "login")];
    expect(unread([login, fresh, old], null)).toEqual([fresh, old]);
    expect(unread([login, fresh, old], old.at)).toEqual([fresh]);
    expect(unread([login, fresh, old], fresh.at)).toEqual([]);
    expect(unread([fresh], "not a time")).toEqual([fresh]);
  });
});
