import Box from "@mui/material/Box";
import { keyframes } from "@mui/material/styles";
import { useState, type ReactNode } from "react";

const flash = keyframes`from { background-color: var(--flash); } to { background-color: transparent; }`;

/** Shows briefly that its text has changed; still for those who want no motion (see the theme). */
export function Live({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  const [seen, setSeen] = useState({ text, changes: 0 });
  if (seen.text !== text) setSeen({ text, changes: seen.changes + 1 });
  return (
    <Box
      component="span"
      key={seen.changes}
      sx={(theme) => ({ "--flash": theme.palette.flash, borderRadius: "4px", animation: seen.changes === 0 ? "none" : `${flash} 900ms ease-out` })}
    >
      {children ?? text}
    </Box>
  );
}
