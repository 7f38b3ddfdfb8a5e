import Box from "@mui/material/Box";
import { signOf, type Decimal } from "../../shared/decimal/decimal";
import { formatDecimal, moneyStyle, quantityStyle } from "../../shared/decimal/format";
import { Aligned } from "../../shared/ui/Aligned";

/** Money to the cent, the exact value in its title; gains and losses differ by sign and colour. */
export function Amount({ value, gain = false }: { readonly value: Decimal; readonly gain?: boolean }) {
  const sign = gain ? signOf(value) : 0;
  return (
    <Box component="span" title={value} sx={{ color: sign > 0 ? "gain" : sign < 0 ? "loss" : undefined }}>
      {formatDecimal(value, gain ? { ...moneyStyle, signed: true } : moneyStyle)}
    </Box>
  );
}

export function Units({ value }: { readonly value: Decimal }) {
  return <Aligned value={value} style={quantityStyle} places={8} />;
}
