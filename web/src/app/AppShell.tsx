import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { useLink } from "../shared/feed/FeedContext";
import { usePath, useSearch } from "../shared/route/route";
import { ScopeProvider } from "../shared/portfolio/scope";
import { NoPermission } from "../shared/ui/NoPermission";
import { Loading } from "../shared/ui/States";
import { LinkBadge } from "./LinkBadge";
import { Navigation } from "./Navigation";
import { NotFound } from "./NotFound";
import { PageBoundary } from "./PageBoundary";
import { SchemeToggle } from "./SchemeToggle";
import { ShortcutList } from "./ShortcutList";
import { pageOf } from "./pages";
import { useBadges } from "./useBadges";
import { SignOutButton } from "../features/signin/SignOutButton";
import { usePortfolios } from "../features/portfolios/usePortfolios";

// Not on the first page: its menu is not in the first bundle.
const PortfolioPicker = lazy(() => import("./PortfolioPicker"));

/** Pages that show the tree of portfolios themselves, or are about none. */
const withoutPicker = new Set(["/", "/risk", "/settings", "/accounts"]);

/** Header and page. While the feed is lost the page stays readable, greyed, until it is current again. */
export function AppShell() {
  const stale = useLink().state === "lost";
  const [path, search] = [usePath(), useSearch()];
  const page = useMemo(() => pageOf(path, search), [path, search]);
  const { scope, nodes, select, isDenied } = usePortfolios();
  const badges = useBadges();
  useEffect(() => { document.title = page === null || page.path === "/" ? "PortfolioPlatform" : `${page.name} · PortfolioPlatform`; }, [page]);
  const View = page?.view ?? NotFound;
  return (
    <ScopeProvider value={scope}>
      <Box component="a" href="#page" sx={{ position: "absolute", left: -9999, "&:focus": { left: 8, top: 8, zIndex: 10, bgcolor: "background.paper", p: 1 } }}>Skip to the page</Box>
      <Box sx={{ maxWidth: 2400, mx: "auto", px: { xs: 1.5, md: 3 }, py: { xs: 1, md: 1.5 } }}>
        <Box component="header" sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: 2, rowGap: 0.5, mb: { xs: 1.5, md: 2 }, minWidth: 0 }}>
          <Typography component="h1" variant="h2" sx={{ letterSpacing: "-0.01em", flexGrow: { xs: 1, lg: 0 } }}>
            PortfolioPlatform
          </Typography>
          <Navigation current={page} badges={badges} />
          {!withoutPicker.has(page?.path ?? "/") && <Suspense><PortfolioPicker nodes={nodes} selected={scope.id} onSelect={select} /></Suspense>}
          <LinkBadge />
          <SchemeToggle />
          <SignOutButton />
        </Box>
        <Box component="main" id="page" tabIndex={-1} data-stale={stale} sx={{ outline: "none", ...(stale ? { filter: "grayscale(1)" } : {}) }}>
          <PageBoundary key={page?.path ?? path}>
            <Suspense fallback={<Loading rows={10} />}>
              {isDenied && page?.path !== "/settings" ? <NoPermission /> : <View />}
            </Suspense>
          </PageBoundary>
        </Box>
      </Box>
      <ShortcutList />
    </ScopeProvider>
  );
}
