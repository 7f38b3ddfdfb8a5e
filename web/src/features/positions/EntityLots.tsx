import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useMemo, useState } from "react";
import type { Decimal } from "../../shared/decimal/decimal";
import { formatDecimal, formatMoney, priceStyle, quantityStyle } from "../../shared/decimal/format";
import { PageLink } from "../../shared/route/PageLink";
import { useTime } from "../../shared/settings/time";
import { Aligned } from "../../shared/ui/Aligned";
import { MoneyChange } from "../../shared/ui/Change";
import { Grid } from "../../shared/ui/Grid";
import { Answer, Empty } from "../../shared/ui/States";
import { methodName, walletName } from "../tax/format";
import { scopeName } from "../tax/scope";
import type { Entity } from "../tax/TaxPage";
import { useFresh } from "../../shared/graphql/useFresh";
import { acquiredAt, inMoney, lotsOf, moneyId, sumOf, type Lot } from "./lots";
import { PositionLots } from "./lots.generated";

interface EntityLotsProps {
  readonly entity: Entity;
  readonly asset: string;
  /** Of one unit, in the portfolio's currency. */
  readonly price: Decimal | null;
  readonly currency: string;
  /** Accounts the portfolio counts: lots of other wallets are left out. */
  readonly accounts: readonly string[];
}

const unknown = <Box component="span" sx={{ color: "text.secondary" }}>unknown</Box>;

function LotTable({ lots, entity, asset, currency }: { readonly lots: readonly Lot[]; readonly entity: Entity; readonly asset: string; readonly currency: string }) {
  const { day, instant } = useTime();
  const total = sumOf(lots);
  const acquired = (lot: Lot) => {
    const to = acquiredAt(lot, asset);
    const text = lot.acquired === null ? "a pool" : day(lot.acquired);
    return to === null ? text : <PageLink to="/transactions" parameters={to} title={lot.acquired === null ? "Its transaction" : instant(lot.acquired)}>{text}</PageLink>;
  };
  return (
    <>
      <Grid<Lot>
        label={`Open lots of ${entity.name}`} rows={lots} keyOf={(lot, index) => `${lot.row} ${String(index)}`} testId="lot"
        columns={[
          { name: "Acquired", cell: acquired },
          { name: "Where", cell: (lot) => walletName(lot.wallet, entity.wallets.nodes) },
          { name: "Units", number: true, cell: (lot) => <Aligned value={lot.units} style={quantityStyle} places={8} /> },
          { name: "Cost of one", number: true, cell: (lot) => (lot.unitCost === null ? unknown : <span title={lot.unitCost}>{formatMoney(lot.unitCost, currency, priceStyle(lot.unitCost))}</span>) },
          { name: "Cost", number: true, cell: (lot) => (lot.basisKnown ? <span title={lot.cost}>{formatMoney(lot.cost, currency)}</span> : unknown) },
          { name: "Gain if sold now", number: true, cell: (lot) => (lot.gain === null ? "–" : <MoneyChange value={lot.gain} currency={currency} />) },
        ]}
      />
      <Typography variant="body2" data-testid="lot-sum" sx={{ px: 2, py: 1 }}>
        {lots.length === 1 ? "1 lot" : `${String(lots.length)} lots`}: <Aligned value={total.units} style={quantityStyle} places={0} />, cost {formatMoney(total.cost, currency)}
        {total.gain !== null && <>, gain if sold now <MoneyChange value={total.gain} currency={currency} /></>}
        {total.unknown > 0 && <Box component="span" sx={{ color: "warn" }}>; the cost of {total.unknown} is unknown</Box>}
      </Typography>
    </>
  );
}

/** What one legal entity still holds of an asset, lot by lot, as its tax method leaves them. */
export function EntityLots({ entity, asset, price, currency, accounts }: EntityLotsProps) {
  // What was held at the end of a year that has not ended is what is held.
  const [year] = useState(() => Math.max(new Date().getUTCFullYear(), ...entity.years));
  const variables = { entity: entity.id, year, asset, monies: [currency, entity.currency].map(moneyId) };
  const { data, error, refetch } = useQuery(PositionLots, { variables, fetchPolicy: useFresh("PositionLots", variables) });
  const found = data?.taxYear;
  const told = useMemo(() => {
    if (found === undefined || found === null) return undefined;
    const counted = new Set(["", ...entity.wallets.nodes.filter((one) => accounts.includes(one.accountId)).map((one) => one.wallet)]);
    const here = lotsOf(found.lots.nodes.filter((lot) => counted.has(lot.wallet)), inMoney(price, currency, found.currency, data?.prices.nodes ?? []));
    const left = lotsOf(found.lots.nodes.filter((lot) => lot.wallet === "unresolved"), null);
    return { here, left };
  }, [found, entity, accounts, price, currency, data]);
  return (
    <Box component="section" aria-label={entity.name} data-testid="entity-lots">
      <Typography component="h3" variant="h2">{entity.name}</Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 0.5 }}>{methodName(found?.method ?? entity.method)}, {scopeName(found?.scope ?? entity.scope)}, in {found?.currency ?? entity.currency}</Typography>
      <Box sx={{ mx: -2 }}>
        <Answer data={told} error={error} onRetry={() => { void refetch(); }} rows={4}>
          {({ here, left }) => (
            <>
              {here.length === 0 ? <Empty>No lot is open here.</Empty> : <LotTable lots={here} entity={entity} asset={asset} currency={found?.currency ?? currency} />}
              {left.length > 0 && <Typography variant="body2" data-testid="lots-away" sx={{ px: 2, pb: 1, color: "warn" }}>⚠ {left.length === 1 ? "1 more lot" : `${String(left.length)} more lots`} ({formatDecimal(sumOf(left).units, quantityStyle)}) went with withdrawals that nobody explained yet: <PageLink to="/tax" parameters={{ entity: entity.id }} color="inherit">explain them</PageLink>.</Typography>}
            </>
          )}
        </Answer>
        {found?.lots.pageInfo.hasNextPage === true && <Typography variant="body2" sx={{ px: 2, color: "warn" }}>Only the oldest 500 are shown; the tax report has all.</Typography>}
      </Box>
    </Box>
  );
}
