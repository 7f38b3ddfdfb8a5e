import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { formatMoney, signedMoneyStyle } from "../../shared/decimal/format";
import { useKey, useTopic } from "../../shared/feed/useTopic";
import { decodeEquity } from "./derivatives";

function Part({ name, id, strong = false, children }: { readonly name: string; readonly id: string; readonly strong?: boolean; readonly children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" variant="caption" color="textSecondary">{name}</Typography>
      <Typography component="dd" data-testid={id} sx={{ m: 0, fontWeight: strong ? 600 : 400, fontVariantNumeric: "tabular-nums" }}>{children}</Typography>
    </Box>
  );
}

/** What is held, what is open beside it, and both together; nothing while nothing is open. */
export function EquityLine({ portfolio }: { readonly portfolio: string | null }) {
  const total = useKey(useTopic(portfolio === null ? null : "portfolio", portfolio ?? undefined), "total", decodeEquity);
  if (total?.derivatives == null) return null;
  const { value, derivatives, equity, currency } = total;
  return (
    <Box component="dl" aria-label="Equity" sx={{ display: "flex", flexWrap: "wrap", columnGap: 3, rowGap: 0.5, mt: 0.5, mb: 1 }}>
      <Part name="Balances" id="equity-balances">{value === null ? "unpriced" : formatMoney(value, currency)}</Part>
      <Part name="Open derivatives" id="equity-derivatives">{formatMoney(derivatives, currency, signedMoneyStyle)}</Part>
      <Part name="Equity" id="equity" strong>{equity === null ? "unpriced" : formatMoney(equity, currency)}</Part>
    </Box>
  );
}
