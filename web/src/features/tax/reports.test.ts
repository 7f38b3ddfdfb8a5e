import { describe, expect, it } from "vitest";
import { isNews } from "./reports";

const file = (isInput: boolean) => ({ __typename: "TaxReportFile" as const, name: "a.csv", size: 1, isInput, link: "/a" });
const shown = [{ id: "1", files: [file(true)] }, { id: "2", files: [file(true), file(false)] }];

describe("what is told of reports", () => {
  it("is no news while a shown report only moves on", () => {
    expect(isNews([{ id: "1", entityId: "e", state: "running" }], shown, "e")).toBe(false);
  });

  it("is news when a report ended and its files are not shown", () => {
    expect(isNews([{ id: "1", entityId: "e", state: "done" }], shown, "e")).toBe(true);
    expect(isNews([{ id: "2", entityId: "e", state: "done" }], shown, "e")).toBe(false);
  });

  it("is news when a report of the entity is not shown, and no other entity's", () => {
    expect(isNews([{ id: "3", entityId: "e", state: "queued" }], shown, "e")).toBe(true);
    expect(isNews([{ id: "3", entityId: "other", state: "queued" }], shown, "e")).toBe(false);
  });
});
