import Box from "@mui/material/Box";
import { PageLink } from "../shared/route/PageLink";
import { pages, type PageEntry } from "./pages";

/** The pages there are. On a telephone they scroll sideways in one line. */
export function Navigation({ current, badges }: { readonly current: PageEntry | null; readonly badges: Readonly<Record<string, number>> }) {
  return (
    <Box component="nav" aria-label="Pages" sx={{ display: "flex", gap: 0.25, overflowX: "auto", minWidth: 0, flexBasis: { xs: "100%", lg: "auto" }, flexGrow: 1, order: { xs: 3, lg: 0 }, scrollbarWidth: "none", mx: { xs: -0.5, lg: 0 } }}>
      {pages.map((page) => {
        const chosen = page === current;
        const count = badges[page.path] ?? 0;
        return (
          <PageLink
            key={page.path}
            to={page.path}
            aria-current={chosen ? "page" : undefined}
            underline="none"
            sx={{
              px: 1.25, py: 0.75, borderRadius: 1, whiteSpace: "nowrap", fontSize: "0.8125rem", fontWeight: chosen ? 600 : 500,
              color: chosen ? "text.primary" : "text.secondary", bgcolor: chosen ? "action.selected" : "transparent", "&:hover": { bgcolor: "action.hover", color: "text.primary" },
              outlineOffset: -2,
            }}
          >
            {page.name}
            {count > 0 && (
              <Box component="span" sx={{ ml: 0.75, color: "warn", fontWeight: 600 }} aria-label={`, ${String(count)} open`}>
                {count > 99 ? "99+" : count}
              </Box>
            )}
          </PageLink>
        );
      })}
    </Box>
  );
}
