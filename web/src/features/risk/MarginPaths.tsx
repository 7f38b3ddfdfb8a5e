import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { venueName } from "../../shared/venue";
import { figure, type Margin, type MarginPath } from "./derivatives";
import { percent } from "./percent";

/** Where the wallet ends, in words. */
export function endOf({ underlying, below, above, probability }: MarginPath): string {
  const ends = [below === null ? [] : [`falls to ${figure(below)}`], above === null ? [] : [`rises to ${figure(above)}`]].flat();
  if (ends.length === 0) return `no price of ${underlying} liquidates it`;
  return `liquidated if ${underlying} ${ends.join(" or ")}${probability === null ? "" : `; within a day with probability of at most ${percent(probability)}`}`;
}

const change = (part: number) => (part === 0 ? "now" : `${part > 0 ? "+" : "\u2212"}${String(Math.round(Math.abs(part) * 100))}\u202f%`);

function Path({ margin, path }: { readonly margin: Margin; readonly path: MarginPath }) {
  const name = `${venueName(margin.venue)} ${margin.name}`;
  return (
    <Box data-testid="margin-path" sx={{ py: 0.5 }}>
      <Typography variant="body2">{name}: {endOf(path)}</Typography>
      <Box tabIndex={0} role="region" aria-label={`Margin used by ${name} as ${path.underlying} moves`} sx={{ overflowX: "auto" }}>
        <Box component="table" sx={{ borderCollapse: "collapse", fontSize: "0.8125rem", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap", "& th, & td": { px: 1, py: 0.25, textAlign: "right", fontWeight: 400 }, "& th:first-of-type": { pl: 0, textAlign: "left", color: "text.secondary" } }}>
          <thead><tr><th scope="col">{path.underlying}</th>{path.points.map((point) => <Box component="th" scope="col" key={point.change} sx={{ color: "text.secondary" }}>{change(point.change)}</Box>)}</tr></thead>
          <tbody><tr><th scope="row">Margin used</th>{path.points.map((point) => <Box component="td" key={point.change} sx={{ color: point.ratio >= 1 ? "loss" : undefined }}>{point.ratio >= 1 ? "liquidated" : percent(point.ratio, 0)}</Box>)}</tr></tbody>
        </Box>
      </Box>
    </Box>
  );
}

/** Wallets of options: at which price of the coin they end, and how far they are from it on the way. */
export function MarginPaths({ margins }: { readonly margins: readonly Margin[] }) {
  return <>{margins.flatMap((margin) => margin.paths.map((path) => <Path key={`${margin.key} ${path.underlying}`} margin={margin} path={path} />))}</>;
}
