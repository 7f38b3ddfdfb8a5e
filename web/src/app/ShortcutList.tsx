import { lazy, Suspense, useEffect, useState } from "react";
import { hrefOf, navigate } from "../shared/route/route";
import { isTyping } from "../shared/ui/keys";
import { pages } from "./pages";

const GoToDialog = lazy(() => import("./GoToDialog"));
const ShortcutDialog = lazy(() => import("./ShortcutDialog"));

/** `?` shows what the keyboard can do; `g` and a letter open a page; `/` finds one by name where the page has no search of its own. */
export function ShortcutList() {
  const [open, setOpen] = useState<"nothing" | "list" | "way">("nothing");
  useEffect(() => {
    let gone = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const page = Date.now() - gone < 1500 ? pages.find((one) => one.key === event.key) : undefined;
      gone = event.key === "g" ? Date.now() : 0;
      if (page !== undefined) navigate(hrefOf(page.path));
      else if (event.key === "?") setOpen("list");
      else if (event.key === "/" && !event.defaultPrevented) {
        event.preventDefault();
        setOpen("way");
      }
    };
    window.addEventListener("keydown", onKey);
    return () => { window.removeEventListener("keydown", onKey); };
  }, []);
  const close = () => { setOpen("nothing"); };
  return <Suspense>{open === "list" ? <ShortcutDialog onClose={close} /> : open === "way" ? <GoToDialog onClose={close} /> : null}</Suspense>;
}
