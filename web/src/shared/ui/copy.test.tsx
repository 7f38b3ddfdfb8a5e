// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CopyButton } from "./CopyButton";

const give = (on: object, name: string, value: unknown) => { Object.defineProperty(on, name, { value, configurable: true }); };
const button = () => screen.getByRole("button", { name: "Copy the total" });

/** A browser's own copying of what is selected, which is kept. */
function selecting(isAllowed: boolean): string[] {
  const kept: string[] = [];
  give(document, "execCommand", () => {
    if (isAllowed && document.activeElement instanceof HTMLTextAreaElement) kept.push(document.activeElement.value);
    return isAllowed;
  });
  return kept;
}

describe("copying", () => {
  afterEach(() => {
    cleanup();
    Reflect.deleteProperty(navigator, "clipboard");
    Reflect.deleteProperty(document, "execCommand");
  });

  it("goes to the clipboard where pages have one", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    give(navigator, "clipboard", { writeText });
    const kept = selecting(true);
    render(<CopyButton text="0.100000000000000001" label="the total" />);
    fireEvent.click(button());
    expect((await screen.findByTitle("copied")).textContent).toBe("✓");
    expect(writeText).toHaveBeenCalledExactlyOnceWith("0.100000000000000001");
    expect(kept).toEqual([]);
  });

  it("selects the text over plain http, leaves nothing behind and gives the focus back", async () => {
    const kept = selecting(true);
    render(<CopyButton text={"a\nb"} label="the total" />);
    button().focus();
    fireEvent.click(button());
    await screen.findByTitle("copied");
    expect(kept).toEqual(["a\nb"]);
    expect(document.querySelector("textarea")).toBeNull();
    expect(document.activeElement).toBe(button());
  });

  it("says so when the browser allows neither", async () => {
    give(navigator, "clipboard", { writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) });
    selecting(false);
    render(<CopyButton text="1" label="the total" />);
    fireEvent.click(button());
    expect((await screen.findByTitle("The browser does not allow copying.")).textContent).toBe("✗");
  });
});
