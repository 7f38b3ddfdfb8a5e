import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import type { Decimal } from "../../shared/decimal/decimal";
import { formatAge, formatDecimal, formatDuration, formatMoney, formatParts, priceStyle, quantityStyle, shareStyle } from "../../shared/decimal/format";
import { Aligned } from "../../shared/ui/Aligned";
import { MoneyChange } from "../../shared/ui/Change";
import { Live } from "../../shared/ui/Live";
import { oldAfterSeconds } from "../../shared/portfolio/oldBalances";
import { PageLink } from "../../shared/route/PageLink";
import { priceProblem, type Position, type SortColumn } from "./position";
import { Spark } from "./Spark";

export interface Column {
  readonly id: SortColumn | "spark";
  readonly title: string;
  readonly hint?: string;
  /** In pixels; what is left over is shared. */
  readonly width: number;
  /** On a telephone. */
  readonly narrow?: number;
  /** The narrowest screen that shows it. */
  readonly from: "xs" | "sm" | "md" | "lg" | "xl";
  readonly cell: (position: Position, currency: string) => ReactNode;
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return (
    <Box component="span" sx={{ color: "text.secondary" }}>
      {children}
    </Box>
  );
}

/** Places there is room for behind a price; the more of a very small one stand out to the left. */
const pricePlaces = 6;

/** A price whose decimal point stands under those above and below it. */
function AlignedPrice({ price, currency }: { readonly price: Decimal; readonly currency: string }) {
  const style = priceStyle(price);
  const missing = Math.max(0, pricePlaces + 1 - formatParts(price, style).fraction.length);
  return <Box component="span" title={price} sx={{ pr: { md: `${String(missing)}ch` } }}><Live text={formatMoney(price, currency, style)} /></Box>;
}

function Price({ position, currency }: { readonly position: Position; readonly currency: string }) {
  const problem = priceProblem(position);
  const age = position.priceAge === null ? "" : `, ${formatDuration(position.priceAge)} old`;
  return (
    <>
      {problem !== null && (
        <Box component="span" sx={{ color: "warn", mr: 0.75, fontSize: "0.9em" }} title={`${problem}${age}`}>
          {position.price === null ? "no price" : position.priceAge === null ? "old" : `${formatDuration(position.priceAge)} old`}
        </Box>
      )}
      {position.price !== null && <AlignedPrice price={position.price} currency={currency} />}
    </>
  );
}

/** How old the amount is, when one of the venues that hold it is silent. */
function BalanceAge({ age }: { readonly age: number | null }) {
  if (age === null || age <= oldAfterSeconds) return null;
  return (
    <Box component="span" sx={{ color: "warn", fontSize: "0.9em", fontWeight: 400, whiteSpace: "nowrap" }} title={`last known balance, ${formatDuration(age)} old`}>
      {formatAge(age)} old
    </Box>
  );
}

function Value({ position, currency }: { readonly position: Position; readonly currency: string }) {
  if (position.value === null) return <Quiet>unpriced</Quiet>;
  return (
    <span title={position.value}>
      <Live text={formatMoney(position.value, currency)} />
    </span>
  );
}

const gain = (value: Position["dayChange"], currency: string) => (value === null ? <Quiet>–</Quiet> : <MoneyChange value={value} currency={currency} />);

export const columns: readonly Column[] = [
  {
    id: "symbol", title: "Asset", width: 130, narrow: 60, from: "xs",
    cell: (position) => (
      <Box component="span" sx={{ display: "flex", gap: 1, alignItems: "baseline", minWidth: 0 }} title={`${position.symbol} · ${position.name} · in ${String(position.accounts.length)} accounts`}>
        <Box component="span" sx={{ fontWeight: 600 }}><PageLink to="/positions" parameters={{ asset: position.asset }} color="inherit" underline="hover" title={`Lots and figures of ${position.symbol}`}>{position.symbol}</PageLink></Box>
        <BalanceAge age={position.balanceAge} />
        <Box component="span" sx={{ color: "text.secondary", overflow: "hidden", textOverflow: "ellipsis", display: { xs: "none", md: "inline" } }}>{position.name}</Box>
      </Box>
    ),
  },
  { id: "quantity", title: "Quantity", width: 165, from: "md", cell: ({ quantity }) => (quantity === null ? <Quiet>–</Quiet> : <Aligned value={quantity} style={quantityStyle} places={8} />) },
  { id: "price", title: "Price", width: 130, from: "sm", cell: (position, currency) => <Price position={position} currency={currency} /> },
  { id: "spark", title: "7 days", width: 100, from: "xl", cell: (position) => <Spark asset={position.asset} /> },
  { id: "value", title: "Value", width: 120, narrow: 115, from: "xs", cell: (position, currency) => <Value position={position} currency={currency} /> },
  { id: "share", title: "Share", hint: "of the total", width: 60, from: "md", cell: ({ share }) => (share === null ? <Quiet>–</Quiet> : <span title={share}>{formatDecimal(share, shareStyle)}&#8239;%</span>) },
  { id: "dayChange", title: "Today", width: 125, narrow: 115, from: "xs", cell: ({ dayChange }, currency) => gain(dayChange, currency) },
  { id: "unrealised", title: "Unrealised", hint: "at average cost", width: 130, from: "lg", cell: ({ unrealised }, currency) => gain(unrealised, currency) },
  { id: "realised", title: "Realised", hint: "at average cost", width: 130, from: "xl", cell: ({ realised }, currency) => gain(realised, currency) },
  { id: "cost", title: "Cost", hint: "average cost of what is held", width: 125, from: "xl", cell: ({ cost }, currency) => (cost === null ? <Quiet>–</Quiet> : <span title={cost}>{formatMoney(cost, currency)}</span>) },
];
