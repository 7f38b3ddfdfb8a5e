import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { SchemeToggle } from "./SchemeToggle";
import type { SchemeState } from "./useScheme";

export function AppShell({ scheme }: { readonly scheme: SchemeState }) {
  return (
    <Box sx={{ maxWidth: 2200, mx: "auto", px: { xs: 1.5, md: 3 }, py: 2 }}>
      <Box component="header" sx={{ display: "flex", alignItems: "center", gap: 2, mb: 2 }}>
        <Typography component="p" variant="h2" sx={{ flexGrow: 1 }}>
          PortfolioPlatform
        </Typography>
        <SchemeToggle scheme={scheme} />
      </Box>
      <Box component="main" />
    </Box>
  );
}
