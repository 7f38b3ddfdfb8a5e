import IconButton from "@mui/material/IconButton";
import { useState } from "react";

/** Copies exactly what is given, with all its digits. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [done, setDone] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setDone(true);
      setTimeout(() => { setDone(false); }, 1200);
    });
  };
  return (
    <IconButton size="small" aria-label={`Copy ${label}`} title={done ? "copied" : `Copy ${label}`} onClick={copy} sx={{ fontSize: "0.75rem", width: 22, height: 22, color: done ? "gain" : "text.secondary" }}>
      {done ? "✓" : "⧉"}
    </IconButton>
  );
}
