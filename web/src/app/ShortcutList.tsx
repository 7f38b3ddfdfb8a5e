import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useEffect, useState } from "react";
import { hrefOf, navigate } from "../shared/route/route";
import { isTyping } from "../shared/ui/keys";
import { pages } from "./pages";

const others: readonly (readonly [string, string])[] = [
  ["?", "this list"],
  ["/", "search on the page"],
  ["Esc", "close, or clear the search"],
  ["↑ ↓ Enter", "move in a table and open a row"],
  ["Space", "mark a row"],
];

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
    };
    window.addEventListener("keydown", onKey);
    return () => { window.removeEventListener("keydown", onKey); };
  }, []);
  const lines = [...others, ...pages.map((page) => [`g ${page.key}`, page.name] as const)];
  return (
    <Dialog open={open} onClose={() => { setOpen(false); }} aria-labelledby="shortcuts-title">
      <DialogTitle id="shortcuts-title" sx={{ fontSize: "1rem", fontWeight: 600 }}>Keyboard</DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ display: "grid", gridTemplateColumns: "auto 1fr", columnGap: 3, rowGap: 0.75, m: 0, fontSize: "0.8125rem" }}>
          {lines.map(([key, text]) => (
            <Box key={key} sx={{ display: "contents" }}>
              <Box component="dt" sx={{ fontWeight: 600, fontFamily: "monospace" }}>{key}</Box>
              <Box component="dd" sx={{ m: 0 }}>{text}</Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
    </Dialog>
  );
}
