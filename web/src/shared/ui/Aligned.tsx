import Box from "@mui/material/Box";
import type { Decimal } from "../decimal/decimal";
import { formatParts, type NumberStyle } from "../decimal/format";

/** A number whose decimal point stands under those above and below it, as long as it has no more places than there is room for. The exact value is in the title and in copies of it. */
export function Aligned({ value, style, places }: { readonly value: Decimal; readonly style: NumberStyle; readonly places: number }) {
  const { whole, fraction } = formatParts(value, style);
  return (
    <span title={value} style={{ whiteSpace: "nowrap" }}>
      {whole}
      <Box component="span" sx={{ display: "inline-block", textAlign: "left", minWidth: { xs: "auto", md: `${String(places + 0.5)}ch` }, color: "text.secondary" }}>
        {fraction}
      </Box>
    </span>
  );
}
