import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { formatDecimal, formatDuration, formatMoney, priceStyle, quantityStyle, shareStyle } from "../../shared/decimal/format";
import { Aligned } from "../../shared/ui/Aligned";
import { MoneyChange } from "../../shared/ui/Change";
import { Live } from "../../shared/ui/Live";
import { priceProblem, type Position, type SortColumn } from "./position";

export interface Column {
  readonly id: SortColumn;
  readonly title: string;
  readonly hint?: string;
  /** Share of the width. */
  readonly width: number;
  /** The narrowest screen that shows it. */
  readonly from: "xs" | "sm" | "md" | "lg";
  readonly cell: (position: Position, currency: string) => ReactNode;
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return (
    <Box component="span" sx={{ color: "text.secondary" }}>
      {children}
    </Box>
  );
}

function Price({ position, currency }: { readonly position: Position; readonly currency: string }) {
  const problem = priceProblem(position);
  const age = position.priceAge === null ? "" : `, ${formatDuration(position.priceAge)} old`;
  return (
    <>
      {problem !== null && (
        <Box component="span" sx={{ color: "warn", mr: 0.75, fontSize: "0.9em" }} title={`${problem}${age}`}>
          {position.price === null ? problem : `⏱${position.priceAge === null ? "" : ` ${formatDuration(position.priceAge)}`}`}
        </Box>
      )}
      {position.price !== null && (
        <span title={position.price}>
          <Live text={formatMoney(position.price, currency, priceStyle(position.price))} />
        </span>
      )}
    </>
  );
}

function Value({ position, currency }: { readonly position: Position; readonly currency: string }) {
  if (position.value === null) return <Quiet>unpriced</Quiet>;
  return (
    <span title={position.value}>
      <Live text={formatMoney(position.value, currency)} />
      <Box component="span" sx={{ display: { xs: "none", sm: "inline-block" }, width: "3.6em", color: "text.secondary", fontSize: "0.9em" }}>
        {position.share === null ? "" : `${formatDecimal(position.share, shareStyle)}\u202f%`}
      </Box>
    </span>
  );
}

const gain = (value: Position["dayChange"], currency: string) => (value === null ? <Quiet>–</Quiet> : <MoneyChange value={value} currency={currency} />);

export const columns: readonly Column[] = [
  {
    id: "symbol", title: "Asset", width: 1.7, from: "xs",
    cell: (position) => (
      <Box component="span" sx={{ display: "flex", gap: 1, alignItems: "baseline", minWidth: 0 }} title={`${position.symbol} · ${position.name} · in ${String(position.accounts.length)} accounts`}>
        <Box component="span" sx={{ fontWeight: 600 }}>{position.symbol}</Box>
        <Box component="span" sx={{ color: "text.secondary", overflow: "hidden", textOverflow: "ellipsis", display: { xs: "none", md: "inline" } }}>{position.name}</Box>
      </Box>
    ),
  },
  { id: "quantity", title: "Quantity", width: 1.6, from: "md", cell: ({ quantity }) => (quantity === null ? <Quiet>–</Quiet> : <Aligned value={quantity} style={quantityStyle} places={8} />) },
  { id: "price", title: "Price", width: 1.3, from: "sm", cell: (position, currency) => <Price position={position} currency={currency} /> },
  { id: "value", title: "Value", hint: "and share of the total", width: 1.7, from: "xs", cell: (position, currency) => <Value position={position} currency={currency} /> },
  { id: "dayChange", title: "Today", width: 1.3, from: "xs", cell: ({ dayChange }, currency) => gain(dayChange, currency) },
  { id: "unrealised", title: "Unrealised", hint: "at average cost", width: 1.3, from: "md", cell: ({ unrealised }, currency) => gain(unrealised, currency) },
  { id: "realised", title: "Realised", hint: "at average cost", width: 1.3, from: "lg", cell: ({ realised }, currency) => gain(realised, currency) },
  { id: "cost", title: "Cost", hint: "average cost of what is held", width: 1.3, from: "lg", cell: ({ cost }, currency) => (cost === null ? <Quiet>–</Quiet> : <span title={cost}>{formatMoney(cost, currency)}</span>) },
];
