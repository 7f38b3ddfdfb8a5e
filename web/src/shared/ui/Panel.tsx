import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { createContext, useContext, useId, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";

const Head = createContext<HTMLElement | null>(null);
const line = { display: "flex", alignItems: "center", gap: 0.75, minWidth: 0, color: "text.secondary", fontSize: "0.75rem" } as const;

interface PanelProps {
  readonly title: string;
  /** Stands at the right of the title: counts, filters. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly area?: string;
  /** Without inner margin, for tables. */
  readonly flush?: boolean;
}

/** A titled region of the page. */
export function Panel({ title, aside, children, area, flush = false }: PanelProps) {
  const id = useId();
  const [head, setHead] = useState<HTMLElement | null>(null);
  return (
    <Paper component="section" aria-labelledby={id} sx={{ gridArea: area, display: "flex", flexDirection: "column", minWidth: 0, overflow: "hidden" }}>
      <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", gap: 1, px: 2, pt: 1.5, pb: flush ? 1 : 0.5, minHeight: 44 }}>
        <Typography id={id} component="h2" variant="h2">
          {title}
        </Typography>
        {/* As wide as there is room, so that what comes to stand here moves nothing. */}
        <Box ref={setHead} role="status" sx={{ ...line, flex: "1 1 0", ml: -1, height: 24, overflow: "hidden" }} />
        {aside}
      </Box>
      <Box sx={{ px: flush ? 0 : 2, pb: flush ? 0 : 2, flexGrow: 1, minHeight: 0 }}><Head value={head}>{children}</Head></Box>
    </Paper>
  );
}

/** A short line about what a panel shows, beside its title, where it moves nothing; without a panel it stands in its place. */
export function HeaderNote({ children, action }: { readonly children: string; readonly action?: ReactNode }) {
  const head = useContext(Head);
  const note = (
    <Box data-testid="note" sx={{ ...line, pl: 1, whiteSpace: "nowrap" }}>
      <Box component="span" title={children} sx={{ overflow: "hidden", textOverflow: "ellipsis" }}>{children}</Box>
      {action}
    </Box>
  );
  return head === null ? <Box role="status" sx={{ px: 2, py: 0.5 }}>{note}</Box> : createPortal(note, head);
}
