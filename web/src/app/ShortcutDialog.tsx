import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { pages } from "./pages";

const others: readonly (readonly [string, string])[] = [
  ["?", "this list"],
  ["/", "search on the page, or for a page, an asset or an account"],
  ["Esc", "close, or clear the search"],
  ["↑ ↓ Enter", "move in a table and open a row"],
  ["Space", "mark a row"],
];

/** What the keyboard can do. */
export default function ShortcutDialog({ onClose }: { readonly onClose: () => void }) {
  const lines = [...others, ...pages.map((page) => [`g ${page.key}`, page.name] as const)];
  return (
    <Dialog open onClose={onClose} aria-labelledby="shortcuts-title">
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
