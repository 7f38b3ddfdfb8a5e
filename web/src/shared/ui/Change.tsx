import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { negate, type Decimal } from "../decimal/decimal";
import { directionOf, formatDecimal, formatMoney, moneyStyle, percentStyle, signedMoneyStyle, type Direction } from "../decimal/format";

const arrows: Record<Direction, string> = { up: "▲", down: "▼", flat: "" };
const words: Record<Direction, string> = { up: "up", down: "down", flat: "unchanged" };
const colours: Record<Direction, string> = { up: "gain", down: "loss", flat: "text.secondary" };

/** A gain or loss: sign, arrow and colour say the same thing, so none is needed alone. */
export function Change({ value, children, arrow = true }: { readonly value: Decimal; readonly children: ReactNode; readonly arrow?: boolean }) {
  const direction = directionOf(value);
  return (
    <Box component="span" sx={{ color: colours[direction], whiteSpace: "nowrap" }} title={value}>
      {arrow && direction !== "flat" && (
        <Box component="span" role="img" aria-label={words[direction]} sx={{ fontSize: "0.7em", mr: 0.5, verticalAlign: "0.08em" }}>
          {arrows[direction]}
        </Box>
      )}
      {children}
    </Box>
  );
}

export function MoneyChange({ value, currency, arrow = true }: { readonly value: Decimal; readonly currency: string; readonly arrow?: boolean }) {
  return (
    <Change value={value} arrow={arrow}>
      {formatMoney(value, currency, signedMoneyStyle)}
    </Change>
  );
}

/** What was paid: with a minus, in no colour of gain or loss. */
export function Cost({ value, currency }: { readonly value: Decimal; readonly currency: string }) {
  return (
    <Box component="span" sx={{ color: "text.secondary", whiteSpace: "nowrap" }} title={value}>
      {formatMoney(negate(value), currency, moneyStyle)}
    </Box>
  );
}

/** A percentage that is given as such: 1.25 is 1.25 %. */
export function PercentChange({ value, arrow = true }: { readonly value: Decimal; readonly arrow?: boolean }) {
  return (
    <Change value={value} arrow={arrow}>
      {formatDecimal(value, percentStyle)}&#8239;%
    </Change>
  );
}
