/** What browsers without a clipboard for pages leave: the selection of a field nobody sees. */
function copySelected(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.setAttribute("aria-hidden", "true");
  field.style.cssText = "position:fixed;top:0;left:-100vw";
  const before = document.activeElement;
  // A dialog keeps the focus, so the field has to stand within it.
  const dialog = before?.closest("[role=dialog]") ?? document.body;
  dialog.append(field);
  try {
    field.focus();
    field.select();
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

/** Copies a text; false when the browser does not allow it. Over plain http pages have no clipboard, except those of this computer. */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = (navigator as { readonly clipboard?: Clipboard }).clipboard;
  try {
    if (clipboard === undefined) return copySelected(text);
    await clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}
