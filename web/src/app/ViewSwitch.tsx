import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import type { View } from "./useView";

const names: Record<View, string> = { overview: "Overview", risk: "Risk" };

/** The pages there are. */
export function ViewSwitch({ view, onShow }: { readonly view: View; readonly onShow: (view: View) => void }) {
  return (
    <Box component="nav" aria-label="Pages" sx={{ display: "flex", gap: 0.5 }}>
      {(Object.keys(names) as View[]).map((each) => (
        <Button key={each} size="small" color="inherit" aria-current={each === view ? "page" : undefined} onClick={() => { onShow(each); }} sx={{ textTransform: "none", fontWeight: each === view ? 700 : 400 }}>
          {names[each]}
        </Button>
      ))}
    </Box>
  );
}
