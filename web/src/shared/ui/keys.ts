import { useEffect } from "react";

/** Whether a key goes into a field, so that it is no shortcut. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || (event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.role === "combobox"));
}

/** `/` goes to the search of a page from anywhere outside of a field; before the window hears of it, which has a search for pages without one. */
export function useSlash(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      focus();
    };
    document.addEventListener("keydown", onKey);
    return () => { document.removeEventListener("keydown", onKey); };
  }, [focus]);
}
