import { useQuery } from "@apollo/client/react";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useCallback, useMemo } from "react";
import { signOf, type Decimal } from "../../shared/decimal/decimal";
import { formatMoney, signedMoneyStyle } from "../../shared/decimal/format";
import { useScope } from "../../shared/portfolio/scope";
import { PageLink } from "../../shared/route/PageLink";
import { hrefOf, navigate, setParameters } from "../../shared/route/route";
import { useTime } from "../../shared/settings/time";
import { Change } from "../../shared/ui/Change";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { IntervalFields } from "./IntervalFields";
import { Movement } from "./movement.generated";
import { behind, periods, reasonNames, reasons, remainder, type MovementOf, type Period, type Reason } from "./reasons";
import { useInterval } from "./useInterval";
import { WaterfallChart } from "./WaterfallChart";

const number = { textAlign: "right !important", whiteSpace: "nowrap" };

function Amount({ value, currency }: { readonly value: Decimal; readonly currency: string }) {
  if (signOf(value) === 0) return <Box component="span" sx={{ color: "text.secondary" }}>–</Box>;
  return <Change value={value} arrow={false}>{formatMoney(value, currency, signedMoneyStyle)}</Change>;
}

interface TableProps {
  readonly movement: MovementOf;
  readonly symbols: ReadonlyMap<string, string>;
  readonly currency: string;
}

function ByAsset({ movement, symbols, currency }: TableProps) {
  const shown = reasons.filter((reason) => movement.assets.nodes.some((one) => signOf(one.parts[reason]) !== 0));
  const [from, to] = [movement.from.slice(0, 10), movement.to.slice(0, 10)];
  return (
    <Box tabIndex={0} role="region" aria-label="By asset, scrollable" sx={{ overflowX: "auto" }}>
      <Box component="table" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th, & td": { textAlign: "left", px: 1.5, py: 0.75, borderBottom: 1, borderColor: "divider" }, "& thead th": { color: "text.secondary", fontWeight: 500, fontSize: "0.75rem" } }}>
        <thead>
          <tr>
            <th scope="col">Asset</th>
            <Box component="th" scope="col" sx={number}>Start</Box>
            {shown.map((reason) => <Box component="th" scope="col" key={reason} sx={number} title={reasonNames[reason].means}>{reasonNames[reason].name}</Box>)}
            <Box component="th" scope="col" sx={number}>End</Box>
          </tr>
        </thead>
        <tbody>
          {movement.assets.nodes.map(({ assetId, parts }) => (
            <tr key={assetId} data-testid="why-asset">
              <th scope="row"><PageLink to="/transactions" parameters={{ asset: assetId, from, to }} color="inherit" underline="hover">{symbols.get(assetId) ?? assetId}</PageLink></th>
              <Box component="td" sx={number} title={parts.start}>{formatMoney(parts.start, currency)}</Box>
              {shown.map((reason) => <Box component="td" key={reason} sx={number}><Amount value={parts[reason]} currency={currency} /></Box>)}
              <Box component="td" sx={number} title={parts.end}>{formatMoney(parts.end, currency)}</Box>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

/** The way down from each bar, for those who do not click on pictures. */
function Behind({ movement, since }: { readonly movement: MovementOf; readonly since: string | null }) {
  const shown = reasons.filter((reason) => signOf(movement.total[reason]) !== 0);
  return (
    <Box component="nav" aria-label="Behind each bar" sx={{ display: "flex", flexWrap: "wrap", columnGap: 1.5, fontSize: "0.8125rem" }}>
      <Box component="span" sx={{ color: "text.secondary", py: 0.5 }}>Behind it:</Box>
      {shown.map((reason) => {
        const { path, parameters } = behind(reason, movement, since);
        return <PageLink key={reason} to={path} parameters={parameters} title={reasonNames[reason].means} sx={{ display: "inline-block", py: 0.5 }}>{reasonNames[reason].name}</PageLink>;
      })}
    </Box>
  );
}

function Whole({ movement, symbols, currency, since }: TableProps & { readonly since: string | null }) {
  const { instant } = useTime();
  const left = remainder(movement.total);
  const pick = useCallback((reason: Reason) => {
    const { path, parameters } = behind(reason, movement, since);
    navigate(hrefOf(path, parameters));
  }, [movement, since]);
  return (
    <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Typography variant="body2" color="textSecondary">From {instant(movement.from)} to {instant(movement.to)}. A bar leads to its transactions, prices to what is held.</Typography>
      <WaterfallChart parts={movement.total} currency={currency} onPick={pick} />
      <Behind movement={movement} since={since} />
      <Typography variant="body2" data-testid="why-check" color="textSecondary">
        {signOf(left) === 0 ? "✓ Start and reasons add up to the end, to the last digit." : `⚠ ${left} ${currency} are not explained.`}
      </Typography>
      {movement.unpriced.nodes.length > 0 && <Alert severity="info">Without a price, and so not in it: {movement.unpriced.nodes.map(({ assetId }) => symbols.get(assetId) ?? assetId).join(", ")}.</Alert>}
      <ByAsset movement={movement} symbols={symbols} currency={currency} />
    </Box>
  );
}

/** Why the value moved: each reason, each asset, down to the transactions, to the last digit. */
export function WhyPage() {
  const { id, name, currency } = useScope();
  const { period, days, since, from, to } = useInterval();
  const variables = useMemo(() => ({ portfolio: id ?? "", from, to, ...(since === null ? {} : { knownAt: since }) }), [id, from, to, since]);
  const { data, error, refetch } = useQuery(Movement, { variables, skip: id === null });
  const symbols = useMemo(() => new Map((data?.assets.nodes ?? []).map((one) => [one.id, one.symbol.toUpperCase()])), [data]);
  const aside = (
    <>
      <IntervalFields from={days.from} to={days.to} onChange={(first, last) => { setParameters({ from: first, to: last, since: null, period: null }, true); }} />
      <ToggleButtonGroup exclusive size="small" aria-label="Period" value={period} onChange={(_, next: Period | null) => { if (next !== null) setParameters({ period: next, from: null, to: null, since: null }); }}>
        {periods.map(([one, text]) => <ToggleButton key={one} value={one} sx={{ py: 0, px: 1, textTransform: "none" }}>{text}</ToggleButton>)}
      </ToggleButtonGroup>
    </>
  );
  return (
    <Panel title={`Why did ${name} move?`} aside={aside}>
      <Answer data={data} error={error} onRetry={() => { void refetch(); }} rows={10}>
        {({ portfolio }) => portfolio === null ? <Empty>There is no such portfolio.</Empty> : <Whole movement={portfolio.movement} symbols={symbols} currency={currency} since={since} />}
      </Answer>
    </Panel>
  );
}
