import IconButton from "@mui/material/IconButton";
import type { ReactNode } from "react";
import { useCopy, type Copied } from "./useCopy";

/** Drawn, for few fonts have such a sign. */
function TwoSheets() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.2" aria-hidden>
      <rect x="4" y="1" width="7" height="7" rx="1.5" />
      <path d="M8 8v1.5A1.5 1.5 0 0 1 6.500 11h-4A1.500 1.500 0 0 1 1 9.500v-4A1.500 1.500 0 0 1 2.500 4H4" />
    </svg>
  );
}

const titles: Record<Copied, (label: string) => string> = { no: (label) => `Copy ${label}`, done: () => "copied", refused: () => "The browser does not allow copying." };
const signs: Record<Copied, ReactNode> = { no: <TwoSheets />, done: "✓", refused: "✗" };

/** Copies exactly what is given, with all its digits. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, copy] = useCopy();
  return (
    <IconButton size="small" aria-label={`Copy ${label}`} title={titles[copied](label)} onClick={() => { copy(text); }} sx={{ fontSize: "0.75rem", width: 22, height: 22, color: copied === "done" ? "gain" : "text.secondary" }}>
      {signs[copied]}
    </IconButton>
  );
}
