import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { useId, type ReactNode } from "react";

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
  return (
    <Paper component="section" aria-labelledby={id} sx={{ gridArea: area, display: "flex", flexDirection: "column", minWidth: 0, overflow: "hidden" }}>
      <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", gap: 1, px: 2, pt: 1.5, pb: flush ? 1 : 0.5, minHeight: 44 }}>
        <Typography id={id} component="h2" variant="h2" sx={{ flexGrow: 1 }}>
          {title}
        </Typography>
        {aside}
      </Box>
      <Box sx={{ px: flush ? 0 : 2, pb: flush ? 0 : 2, flexGrow: 1, minHeight: 0 }}>{children}</Box>
    </Paper>
  );
}
