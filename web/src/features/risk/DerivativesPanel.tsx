import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { formatDecimal } from "../../shared/decimal/format";
import { useTopic, useValues } from "../../shared/feed/useTopic";
import { Panel } from "../../shared/ui/Panel";
import { TopicGate } from "../../shared/ui/TopicGate";
import { venueName } from "../../shared/venue";
import { Bars } from "./Bars";
import { EquityLine } from "./EquityLine";
import { MarginPaths } from "./MarginPaths";
import { decodeMargin, decodePosition, decodeUnderlying, figure, type Position, type Underlying } from "./derivatives";
import { percent } from "./percent";

const often = 250;
const plain = { minPlaces: 0, maxPlaces: 8 };

function Heading({ children }: { readonly children: ReactNode }) {
  return <Typography component="h3" variant="body2" sx={{ fontWeight: 600, mt: 1.5, mb: 0.5 }}>{children}</Typography>;
}

function Held({ position }: { readonly position: Position }) {
  const { quantity, mark, profit, settle } = position;
  return (
    <Box component="li" data-testid="derivative" sx={{ py: 0.75, display: "grid", gap: 0.25, gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "repeat(2, minmax(0, 1fr))" }, fontVariantNumeric: "tabular-nums" }}>
      <Typography variant="body2" sx={{ fontWeight: 500, overflowWrap: "anywhere" }}>
        {venueName(position.venue)} {position.contract}{position.isIsolated ? " (own margin)" : ""}
      </Typography>
      <Typography variant="body2">
        {quantity === null ? "–" : formatDecimal(quantity, plain)} at {mark === null ? "–" : formatDecimal(mark, plain)}, profit {profit === null ? "–" : formatDecimal(profit, plain)} {settle}
      </Typography>
      <Typography variant="caption" color="textSecondary" sx={{ gridColumn: "1 / -1" }}>
        {position.liquidationPrice === null ? (position.isOption ? "shares the wallet’s margin" : "no price liquidates it, or the venue told no margin steps") : `liquidated at ${figure(position.liquidationPrice)}; within a day with probability ${percent(position.probability)}`}
      </Typography>
    </Box>
  );
}

function Slopes({ underlyings }: { readonly underlyings: readonly Underlying[] }) {
  return (
    <Box component="table" aria-label="Slopes by underlying" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.875rem", "& th": { fontWeight: 500, textAlign: "left", py: 0.4 }, "& td, & thead th + th": { textAlign: "right", fontVariantNumeric: "tabular-nums" } }}>
      <thead>
        <tr><th scope="col">Underlying</th><th scope="col">Delta</th><th scope="col">Gamma</th><th scope="col">Vega</th></tr>
      </thead>
      <tbody>
        {underlyings.map((each) => (
          <tr key={each.key} data-testid="underlying">
            <th scope="row">{each.symbol}</th><td>{figure(each.delta)}</td><td>{figure(each.gamma)}</td><td>{figure(each.vega)}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

/** Open positions in derivatives, how near their margins are to the end, and what they add up to. */
export function DerivativesPanel({ portfolio }: { readonly portfolio: string | null }) {
  const store = useTopic(portfolio === null ? null : "derivatives", portfolio ?? undefined);
  const positions = useValues(store, "position:", decodePosition, often);
  const margins = useValues(store, "margin:", decodeMargin, often);
  const underlyings = useValues(store, "underlying:", decodeUnderlying, often);
  const bars = margins.map((margin) => ({ key: margin.key, name: `${venueName(margin.venue)} ${margin.name}`, part: margin.ratio })).sort((a, b) => (b.part ?? 0) - (a.part ?? 0));
  return (
    <Panel title="Derivatives" aside={<Typography variant="body2" color="textSecondary">{positions.length === 0 ? "" : `${String(positions.length)} open`}</Typography>}>
      <TopicGate store={store} prefix="position:" empty="No open positions in derivatives.">
        <EquityLine portfolio={portfolio} />
        <Heading>Margin used: at 100 % the venue liquidates</Heading>
        <Bars bars={bars} label="Margin ratios" testId="margin-ratio" />
        <MarginPaths margins={margins} />
        <Heading>Positions</Heading>
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
          {positions.map((position) => <Held key={position.key} position={position} />)}
        </Box>
        <Heading>By underlying</Heading>
        <Slopes underlyings={underlyings} />
      </TopicGate>
    </Panel>
  );
}
