import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { percentOf } from "../../shared/decimal/arithmetic";
import type { Decimal } from "../../shared/decimal/decimal";
import { formatDecimal, formatMoney, shareStyle } from "../../shared/decimal/format";
import { shownOf } from "../../shared/graphql/shown";
import { Stale } from "../../shared/ui/States";
import { venueName } from "../../shared/venue";
import { percent } from "../risk/percent";
import { useFresh } from "../../shared/graphql/useFresh";
import { partOf, type Frozen } from "./freeze";
import { RiskAfterFreeze, type RiskAfterFreezeData } from "./freeze.generated";

type Left = NonNullable<NonNullable<RiskAfterFreezeData["portfolio"]>["after"]>;

interface FreezeResultProps {
  readonly portfolio: string | null;
  readonly currency: string;
  readonly venues: readonly string[];
  /** Share that comes back, 0 to 1. */
  readonly recovery: Decimal;
  readonly onRecovery: (recovery: string) => void;
  readonly total: Decimal | null;
  readonly left: Decimal | null;
  readonly frozen: Frozen | null;
  readonly failed: boolean;
}

const comeBack: readonly (readonly [string, string])[] = [["0", "nothing"], ["0.25", "25\u202f%"], ["0.5", "50\u202f%"]];
const followEvery = 15_000;
const shown: readonly (readonly [method: string, name: string])[] = [["historical", "Historical"], ["normal", "Normal"]];

function RiskLine({ name, method, before, after, total, left, currency }: { readonly name: string; readonly method: string; readonly before: Left; readonly after: Left; readonly total: Decimal | null; readonly left: Decimal | null; readonly currency: string }) {
  const of = (risk: Left) => risk.methods.find((one) => one.method === method)?.levels.find((one) => one.level === 0.95)?.valueAtRisk ?? null;
  const money = (risk: Left, whole: Decimal | null) => {
    const amount = partOf(of(risk), whole);
    return amount === null ? percent(of(risk)) : `${formatMoney(amount, currency)} (${percent(of(risk))})`;
  };
  return <tr data-testid="freeze-var"><th scope="row">{name} value at risk, a day, 95&#8239;%</th><td>{money(before, total)}</td><td>{money(after, left)}</td></tr>;
}

type Margin = NonNullable<RiskAfterFreezeData["portfolio"]>["derivatives"]["margins"]["nodes"][number];

/** A margin at a venue that freezes cannot be taken out; one elsewhere cannot be topped up from there. */
function MarginLine({ margin, isFrozen }: { readonly margin: Margin; readonly isFrozen: boolean }) {
  const needed = margin.ratio === null ? "not known" : `${percent(margin.ratio, 1)} needed`;
  return (
    <tr data-testid="freeze-margin">
      <th scope="row">Margin at {venueName(margin.venue)}, {margin.name}: {margin.positions === 1 ? "1 position" : `${String(margin.positions)} positions`}</th>
      <td>{needed}</td>
      <td>{isFrozen ? <Box component="span" sx={{ color: "warn" }}>{needed}, out of reach</Box> : `${needed}, nothing to add from there`}</td>
    </tr>
  );
}

/** What is out of reach, what is left, and what the rest risks. */
export function FreezeResult({ portfolio, currency, venues, recovery, onRecovery, total, left, frozen, failed }: FreezeResultProps) {
  const variables = { portfolio: portfolio ?? "", venues, recovery: Number(recovery) };
  const { data, previousData, error, refetch } = useQuery(RiskAfterFreeze, { variables, skip: portfolio === null, pollInterval: followEvery, fetchPolicy: useFresh("RiskAfterFreeze", variables) });
  const risk = shownOf(portfolio, { data, previousData, error })?.portfolio;
  const share = frozen === null || total === null ? null : percentOf(frozen.amount, total, 1);
  const names = venues.map(venueName).join(", ");
  if (failed) return <Typography variant="body2" role="alert" sx={{ color: "warn", mt: 1 }}>What lies at {names} could not be read: the total above is the whole one.</Typography>;
  return (
    <Box role="status" data-testid="frozen" sx={{ border: 1, borderColor: "divider", borderRadius: 1, px: 1.5, py: 1, mt: 1, fontSize: "0.8125rem" }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 2, rowGap: 0.5 }}>
        <Box sx={{ flexGrow: 1 }}>
          <Box component="span" aria-hidden>❄ </Box>
          <strong>{frozen === null ? "…" : formatMoney(frozen.amount, currency)}</strong> out of reach at {names}{share === null ? "" : `, ${formatDecimal(share, shareStyle)}\u202f% of the total`}
          {frozen !== null && frozen.unpriced > 0 && <Box component="span" sx={{ color: "warn" }}>; {frozen.unpriced} holdings there have no price</Box>}
        </Box>
        <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
          <Box component="span" sx={{ color: "text.secondary" }}>comes back</Box>
          <ToggleButtonGroup exclusive size="small" aria-label="Share that comes back" value={recovery} onChange={(_, next: string | null) => { if (next !== null) onRecovery(next); }}>
            {comeBack.map(([value, text]) => <ToggleButton key={value} value={value} sx={{ py: 0, px: 1, textTransform: "none" }}>{text}</ToggleButton>)}
          </ToggleButtonGroup>
        </Box>
      </Box>
      {risk?.before != null && risk.after !== null && (
        <Box component="table" aria-label="Risk before and after" sx={{ width: "100%", borderCollapse: "collapse", mt: 0.75, "& th": { textAlign: "left", fontWeight: 400, color: "text.secondary" }, "& td, & thead th": { textAlign: "right", pl: 1 }, "& thead th:first-of-type": { textAlign: "left", pl: 0 } }}>
          <thead><tr><th scope="col">Risk</th><th scope="col">as it is</th><th scope="col">of what is left</th></tr></thead>
          <tbody>
            {risk.derivatives.margins.nodes.map((margin) => <MarginLine key={`${margin.accountId} ${margin.name} ${margin.settle}`} margin={margin} isFrozen={venues.includes(margin.venue)} />)}
            {risk.after.state === "ok"
              ? shown.map(([method, name]) => <RiskLine key={method} name={name} method={method} before={risk.before as Left} after={risk.after as Left} total={total} left={left} currency={currency} />)
              : <tr><td colSpan={3}>{risk.after.loss === 1 ? "Nothing is left to be at risk." : risk.after.reason}</td></tr>}
          </tbody>
        </Box>
      )}
      <Stale error={error} onRetry={() => { void refetch(); }} />
    </Box>
  );
}
