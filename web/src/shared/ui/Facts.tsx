import Box from "@mui/material/Box";
import type { ReactNode } from "react";

/** Names and values, one under the other; what has no value is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Box component="dl" sx={{ display: "grid", gridTemplateColumns: "minmax(90px, auto) minmax(0, 1fr)", columnGap: 2, rowGap: 0.5, m: 0, fontSize: "0.8125rem" }}>
      {facts.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => (
        <Box key={name} sx={{ display: "contents" }}>
          <Box component="dt" sx={{ color: "text.secondary" }}>{name}</Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: "anywhere" }}>{value}</Box>
        </Box>
      ))}
    </Box>
  );
}
