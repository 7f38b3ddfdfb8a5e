import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useLink } from "../shared/feed/FeedContext";
import { LinkBadge } from "./LinkBadge";
import { Overview } from "./Overview";
import { RiskPage } from "./RiskPage";
import { SchemeToggle } from "./SchemeToggle";
import type { SchemeState } from "./useScheme";
import { useView } from "./useView";
import { ViewSwitch } from "./ViewSwitch";

/** Header and page. While the feed is lost the page stays readable, greyed, until it is current again. */
export function AppShell({ scheme }: { readonly scheme: SchemeState }) {
  const stale = useLink().state === "lost";
  const [view, show] = useView();
  return (
    <Box sx={{ maxWidth: 2400, mx: "auto", px: { xs: 1.5, md: 3 }, py: { xs: 1.5, md: 2 } }}>
      <Box component="header" sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: 2, rowGap: 1, mb: 2 }}>
        <Typography component="h1" variant="h2" sx={{ flexGrow: 1, letterSpacing: "-0.01em" }}>
          PortfolioPlatform
        </Typography>
        <ViewSwitch view={view} onShow={show} />
        <LinkBadge />
        <SchemeToggle scheme={scheme} />
      </Box>
      <Box component="main" data-stale={stale} sx={stale ? { filter: "grayscale(1)" } : {}}>
        {view === "risk" ? <RiskPage /> : <Overview />}
      </Box>
    </Box>
  );
}
