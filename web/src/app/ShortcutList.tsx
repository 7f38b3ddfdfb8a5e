import { lazy, Suspense, useEffect, useState } from "react";
import { hrefOf, navigate } from "../shared/route/route";
import { isTyping } from "../shared/ui/keys";
import { pages } from "./pages";

const ShortcutDialog = lazy(() => import("./ShortcutDialog"));

/** `?` shows what the keyboard can do; `g` and a letter open a page. */
export function ShortcutList() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let gone = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const page = Date.now() - gone < 1500 ? pages.find((one) => one.key === event.key) : undefined;
      gone = event.key === "g" ? Date.now() : 0;
      if (page !== undefined) navigate(hrefOf(page.path));
      else if (event.key === "?") setOpen(true);
      else if (event.key === "/" && !event.defaultPrevented) {
        // A page without a search of its own leads to the one of positions.
        event.preventDefault();
        navigate(hrefOf("/positions", { find: "1" }));
      }
    };
    window.addEventListener("keydown", onKey);
    return () => { window.removeEventListener("keydown", onKey); };
  }, []);
  return <Suspense>{open && <ShortcutDialog onClose={() => { setOpen(false); }} />}</Suspense>;
}
