// @vitest-environment jsdom
import { cleanup, fireEvent, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useSlash } from "./keys";

const field = (kind: "input" | "textarea") => document.body.appendChild(document.createElement(kind));

describe("the key that searches", () => {
  afterEach(() => {
    cleanup();
    document.body.replaceChildren();
  });

  it("goes to the search, and does not end up in it", () => {
    const focus = vi.fn();
    renderHook(() => { useSlash(focus); });
    expect(fireEvent.keyDown(document.body, { key: "/" })).toBe(false);
    expect(focus).toHaveBeenCalledOnce();
  });

  it("is a letter where something is typed, and nothing of ours with another key held", () => {
    const focus = vi.fn();
    renderHook(() => { useSlash(focus); });
    for (const one of [field("input"), field("textarea")]) expect(fireEvent.keyDown(one, { key: "/" })).toBe(true);
    for (const held of ["ctrlKey", "metaKey", "altKey"]) expect(fireEvent.keyDown(document.body, { key: "/", [held]: true })).toBe(true);
    fireEvent.keyDown(document.body, { key: "?" });
    expect(focus).not.toHaveBeenCalled();
  });

  it("is heard before the window, whose search is for pages without one", () => {
    const heard: string[] = [];
    const onWindow = (event: KeyboardEvent) => heard.push(event.defaultPrevented ? "window, done" : "window");
    window.addEventListener("keydown", onWindow);
    const { unmount } = renderHook(() => { useSlash(() => heard.push("page")); });
    fireEvent.keyDown(document.body, { key: "/" });
    unmount();
    fireEvent.keyDown(document.body, { key: "/" });
    window.removeEventListener("keydown", onWindow);
    expect(heard).toEqual(["page", "window, done", "window"]);
  });
});
