import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useMemo, useState } from "react";
import { useScope } from "../../shared/portfolio/scope";
import { PageLink } from "../../shared/route/PageLink";
import { MoneyChange, PercentChange } from "../../shared/ui/Change";
import { PeriodChanges } from "./movement.generated";
import { beginOf, gainOf, type Period, type PeriodChange } from "./reasons";

interface TileProps {
  readonly period: Period;
  readonly title: string;
  readonly change: PeriodChange | null;
  readonly currency: string;
}

function Tile({ period, title, change, currency }: TileProps) {
  return (
    <Box data-testid={`period-${period}`} sx={{ minWidth: 96 }}>
      <Typography component="dt" variant="caption" color="textSecondary">
        <PageLink to="/why" parameters={{ period }} color="inherit" title="Why did it move?">{title}</PageLink>
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, fontWeight: 500 }}>
        {change === null ? "–" : <><MoneyChange value={change.gain} currency={currency} arrow={false} />{change.percent !== null && <Box component="span" sx={{ ml: 0.75, fontWeight: 400 }}><PercentChange value={change.percent} arrow={false} /></Box>}</>}
      </Typography>
    </Box>
  );
}

/** What the last week, month and year made, without deposits and withdrawals; each leads to its reasons. */
export function PeriodStrip({ complete }: { readonly complete: boolean }) {
  const { id, currency } = useScope();
  const [now] = useState(Date.now);
  const variables = useMemo(() => ({ portfolio: id ?? "", week: beginOf("week", now), month: beginOf("month", now), year: beginOf("year", now) }), [id, now]);
  const { data } = useQuery(PeriodChanges, { variables, skip: id === null || !complete });
  const found = data?.portfolio;
  const of = (one: { readonly total: Parameters<typeof gainOf>[0] } | undefined) => (one === undefined ? null : gainOf(one.total));
  return (
    <Box component="dl" aria-label="Changes" sx={{ display: "flex", flexWrap: "wrap", columnGap: 4, rowGap: 1, m: 0, mt: 1.5 }}>
      <Tile period="week" title="7 days" change={of(found?.week)} currency={currency} />
      <Tile period="month" title="30 days" change={of(found?.month)} currency={currency} />
      <Tile period="year" title="1 year" change={of(found?.year)} currency={currency} />
    </Box>
  );
}
