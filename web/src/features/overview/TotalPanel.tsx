import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { Decimal } from "../../shared/decimal/decimal";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey, useTopic, useTopicState, useValues } from "../../shared/feed/useTopic";
import { Live } from "../../shared/ui/Live";
import { Cost, MoneyChange, PercentChange } from "../../shared/ui/Change";
import { PageLink } from "../../shared/route/PageLink";
import { NoPermission } from "../../shared/ui/NoPermission";
import { Panel } from "../../shared/ui/Panel";
import { useFrozenVenues } from "./useFrozenVenues";
import { decodeAccountName, oldBalancesText } from "../../shared/portfolio/oldBalances";
import { decodeTotal, totalText, type Total } from "../../shared/portfolio/total";

const DayLine = lazy(async () => ({ default: (await import("./DayLine")).DayLine }));
const FreezeBar = lazy(() => import("./FreezeBar"));
const FreezeLens = lazy(() => import("./FreezeLens"));

interface FigureProps {
  readonly label: string;
  readonly hint: string;
  readonly value: Decimal | null;
  readonly currency: string;
  /** What was paid: less of it is not a loss, more of it no gain. */
  readonly cost?: boolean;
}

function Figure({ label, hint, value, currency, cost = false }: FigureProps) {
  const amount = value === null ? "–" : cost ? <Cost value={value} currency={currency} /> : <MoneyChange value={value} currency={currency} arrow={false} />;
  return (
    <Box title={hint} sx={{ minWidth: 96 }}>
      <Typography component="dt" variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, fontWeight: 500 }}>
        {amount}
      </Typography>
    </Box>
  );
}

function warnings(total: Total, oldBalances: string | null): readonly string[] {
  const plural = (count: number) => (count === 1 ? "1 position" : `${String(count)} positions`);
  return [
    ...(total.unpriced > 0 ? [`${plural(total.unpriced)} without a price, not in the total`] : []),
    ...(total.stale > 0 ? [`${plural(total.stale)} at an old price`] : []),
    ...(oldBalances === null ? [] : [oldBalances]),
    ...(total.complete ? [] : ["history is still being imported: profit and loss follow when it is complete"]),
  ];
}

function Figures({ total }: { readonly total: Total }) {
  return (
    <Box component="dl" sx={{ display: "flex", flexWrap: "wrap", columnGap: 4, rowGap: 1, m: 0, mt: 2 }}>
      <Figure label="Unrealised" hint="At average cost, of what is held" value={total.unrealised} currency={total.currency} />
      <Figure label="Realised" hint="At average cost, of what was sold" value={total.realised} currency={total.currency} />
      <Figure label="Income" hint="Staking, interest, rebates" value={total.income} currency={total.currency} />
      <Figure label="Fees" hint="Paid to venues and networks" cost value={total.fees} currency={total.currency} />
    </Box>
  );
}

/** The number everything is about; when venues are frozen it is what would be left. */
function Worth({ total, left }: { readonly total: Total; readonly left: Decimal | null }) {
  const shown = left === null ? total : { ...total, value: left };
  return (
    <Typography component="p" variant="h1" data-testid="total" title={shown.value === null ? "not known yet" : `${shown.value} ${total.currency}${left === null ? "" : ", if withdrawals froze now"}`} sx={left === null ? {} : { color: "warn" }}>
      <Live text={totalText(shown)} />
    </Typography>
  );
}

/** What it is all worth, how that changed today, and what the number does not contain. */
export function TotalPanel({ store, name, periods }: { readonly store: TopicStore; readonly name: string; readonly periods?: ReactNode }) {
  const total = useKey(store, "total", decodeTotal);
  const { problem } = useTopicState(store);
  const venues = useFrozenVenues();
  const [left, setLeft] = useState<Decimal | null>(null);
  const oldBalances = oldBalancesText(total, useValues(useTopic("accounts"), "", decodeAccountName));
  return (
    <Panel title={name} area="total">
      {total === undefined && problem?.taken === true ? <NoPermission /> : total === undefined ? (
        <Box role="status" aria-label="Loading">
          <Skeleton variant="rounded" height={44} width={280} sx={{ my: 1 }} />
          <Skeleton variant="rounded" height={20} width={180} />
        </Box>
      ) : (
        <Box sx={{ display: "grid", gridTemplateColumns: { xs: "1fr", sm: "minmax(0, auto) minmax(180px, 1fr)" }, columnGap: 4, rowGap: 1, alignItems: "start" }}>
          <Box>
            <Worth total={total} left={venues.length > 0 ? left : null} />
            <Typography component="p" sx={{ mt: 0.5, minHeight: "1.5em" }} data-testid="day-change">
              {total.dayChange !== null && <MoneyChange value={total.dayChange} currency={total.currency} />}
              {total.dayChangePercent !== null && <> · <PercentChange value={total.dayChangePercent} arrow={false} /></>}
              <Box component="span" sx={{ color: "text.secondary" }}>{total.dayChange === null ? "change of the day not known yet" : <> <PageLink to="/why" parameters={{ period: "day" }} color="inherit" title="Why did it move?">today</PageLink></>}</Box>
            </Typography>
          </Box>
          <Suspense fallback={<Box sx={{ height: 88 }} />}><DayLine store={store} currency={total.currency} /></Suspense>
          <Box sx={{ gridColumn: "1 / -1" }}>
            <Figures total={total} />
            {periods}
            <Suspense><FreezeBar /></Suspense>
            {venues.length > 0 && <Suspense><FreezeLens store={store} total={total} venues={venues} onLeft={setLeft} /></Suspense>}
            {warnings(total, oldBalances).map((warning) => (
              <Typography key={warning} variant="body2" sx={{ color: "warn", mt: 1 }}>
                ⚠ {warning}
              </Typography>
            ))}
          </Box>
        </Box>
      )}
    </Panel>
  );
}
