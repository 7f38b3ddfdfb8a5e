import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

interface WayRowProps {
  readonly name: string;
  readonly state: ReactNode;
  readonly actions: ReactNode;
  readonly children?: ReactNode;
  readonly testId: string;
}

/** One way to sign in: what it is, how it stands, what can be done. */
export function WayRow({ name, state, actions, children, testId }: WayRowProps) {
  return (
    <Box component="li" data-testid={testId} sx={{ listStyle: "none", py: 1.25 }}>
      <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: 1.5, rowGap: 0.5 }}>
        <Box sx={{ flexGrow: 1, minWidth: 180 }}>
          <Typography component="h3" variant="body2" sx={{ fontWeight: 600 }}>{name}</Typography>
          <Typography component="div" variant="body2" color="textSecondary">{state}</Typography>
        </Box>
        {actions}
      </Box>
      {children}
    </Box>
  );
}
