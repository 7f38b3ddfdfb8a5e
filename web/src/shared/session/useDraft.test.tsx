// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetDrafts, holdDrafts, releaseDrafts, useDraft } from "./drafts";

const open = (name = "remark", initial: string | (() => string) = "") => renderHook(() => useDraft(name, initial));

describe("what is typed into a form", () => {
  beforeEach(forgetDrafts);
  afterEach(cleanup);

  it("begins as the form says", () => {
    expect(open("a", "as it was").result.current[0]).toBe("as it was");
    expect(open("b", () => "thought out").result.current[0]).toBe("thought out");
  });

  it("is forgotten by a form that is closed", () => {
    const first = open();
    act(() => { first.result.current[1]("long thought of"); });
    expect(first.result.current[0]).toBe("long thought of");
    first.unmount();
    expect(open().result.current[0]).toBe("");
  });

  it("is there again after the session has ended and its person has signed in again", () => {
    const first = open();
    act(() => { first.result.current[1]("long thought of"); });
    holdDrafts();
    first.unmount();
    const second = open();
    releaseDrafts();
    expect(second.result.current[0]).toBe("long thought of");
    second.unmount();
    expect(open().result.current[0]).toBe("");
  });

  it("waits for a form that is opened later, and does not get into another one", () => {
    const first = open();
    act(() => { first.result.current[1]("long thought of"); });
    holdDrafts();
    first.unmount();
    releaseDrafts();
    expect(open("another").result.current[0]).toBe("");
    expect(open().result.current[0]).toBe("long thought of");
  });

  it("is not shown to somebody else", () => {
    const first = open();
    act(() => { first.result.current[1]("long thought of"); });
    holdDrafts();
    first.unmount();
    forgetDrafts();
    expect(open().result.current[0]).toBe("");
  });

  it("outlives an empty value: what was cleared stays cleared", () => {
    const first = open("name", "Alpha");
    act(() => { first.result.current[1](""); });
    holdDrafts();
    first.unmount();
    expect(open("name", "Alpha").result.current[0]).toBe("");
  });
});
