import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Drawer from "@mui/material/Drawer";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { exactStyle, formatDecimal, formatMoney, priceStyle } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { useScope } from "../../shared/portfolio/scope";
import { PageLink } from "../../shared/route/PageLink";
import { MoneyChange } from "../../shared/ui/Change";
import { CopyButton } from "../../shared/ui/CopyButton";
import { Facts } from "../../shared/ui/Facts";
import { Answer, Empty } from "../../shared/ui/States";
import { TaxEntities } from "../tax/tax.generated";
import { EntityLots } from "./EntityLots";
import { decodePosition, positionPrefix, type Position } from "./position";
import { PriceChart } from "./PriceChart";

function Figures({ position, currency }: { readonly position: Position; readonly currency: string }) {
  const change = (value: Position["cost"]) => (value === null ? null : <MoneyChange value={value} currency={currency} />);
  return (
    <Facts
      facts={[
        ["Quantity", position.quantity === null ? null : <span key="q">{formatDecimal(position.quantity, exactStyle)}<CopyButton text={position.quantity} label="the quantity" /></span>],
        ["Price", position.price === null ? "none" : <span key="p" title={position.price}>{formatMoney(position.price, currency, priceStyle(position.price))}</span>],
        ["Value", position.value === null ? "unpriced" : <span key="v">{formatMoney(position.value, currency)}<CopyButton text={position.value} label="the value" /></span>],
        ["Average cost", position.cost === null ? null : <span key="c" title={position.cost}>{formatMoney(position.cost, currency)}</span>],
        ["Unrealised", change(position.unrealised)], ["Realised", change(position.realised)], ["Today", change(position.dayChange)],
      ]}
    />
  );
}

/** Entities that own an account of the portfolio, each with its open lots. */
function Lots({ position, currency }: { readonly position: Position; readonly currency: string }) {
  const { accounts } = useScope();
  const { data, error, refetch } = useQuery(TaxEntities);
  const owners = data?.taxEntities.nodes.filter((one) => one.wallets.nodes.some((wallet) => accounts.includes(wallet.accountId)));
  return (
    <Answer data={owners} error={error} onRetry={() => { void refetch(); }} rows={5}>
      {(all) => (all.length === 0 ? <Empty>No account of this portfolio has a lot.</Empty> : all.map((entity) => <EntityLots key={entity.id} entity={entity} asset={position.asset} price={position.price} currency={currency} accounts={accounts} />))}
    </Answer>
  );
}

interface DetailProps {
  readonly store: TopicStore;
  readonly asset: string;
  readonly currency: string;
  readonly onClose: () => void;
}

/** One position: its figures at average cost, and the lots that are open for tax. The two are never under one name. */
export function PositionDetail({ store, asset, currency, onClose }: DetailProps) {
  const position = useKey(store, `${positionPrefix}${asset}`, decodePosition);
  if (position === undefined) return null;
  return (
    <Drawer anchor="right" open onClose={onClose} slotProps={{ paper: { "aria-label": `Position ${position.symbol}`, role: "dialog", sx: { width: { xs: "100%", sm: 620 }, p: 2, display: "grid", gap: 2, alignContent: "start", gridTemplateColumns: "minmax(0, 1fr)" } } }}>
      <Box sx={{ display: "flex", alignItems: "baseline", gap: 1 }}>
        <Typography component="h2" variant="h2" sx={{ flexGrow: 1, fontSize: "1.0625rem" }}>{position.symbol} <Box component="span" sx={{ color: "text.secondary", fontWeight: 400 }}>{position.name}</Box></Typography>
        <PageLink to="/transactions" parameters={{ asset }} variant="body2">Transactions</PageLink>
        <IconButton size="small" aria-label="Close" onClick={onClose} sx={{ fontSize: "1rem", width: 28, height: 28 }}>✕</IconButton>
      </Box>
      <Figures position={position} currency={currency} />
      <PriceChart asset={asset} symbol={position.symbol} />
      <Typography variant="body2" color="textSecondary">The figures above are at average cost. Below are the lots that are open for tax, as the method of each legal entity leaves them.</Typography>
      <Lots position={position} currency={currency} />
    </Drawer>
  );
}
