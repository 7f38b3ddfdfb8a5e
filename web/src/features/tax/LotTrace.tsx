import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { useTime } from "../../shared/settings/time";
import { Amount } from "./Amount";
import type { Disposal } from "./DisposalsPanel";
import { priceWords, walletName } from "./format";

/** Where every number of a row comes from: its transaction, its lot, and the prices they rest on. */
export function LotTrace({ disposal, wallets }: { readonly disposal: Disposal; readonly wallets: readonly { readonly wallet: string; readonly name: string }[] }) {
  const time = useTime();
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["Sold with", disposal.transactionId ?? "all sales of the day"],
    ["At", `${time.instant(disposal.disposed)}, ${walletName(disposal.wallet, wallets)}`],
    ["Proceeds", disposal.proceedsPrice === null ? "money that changed hands" : priceWords(disposal.proceedsPrice)],
    ["Lot", disposal.lotTransactionId ?? (disposal.lotRow === "pool" ? "a pool" : "no acquisition is known")],
    ["Acquired", disposal.acquired === null ? "not one day" : time.instant(disposal.acquired)],
    ["Cost", !disposal.basisKnown ? "nobody knows; counted as nothing" : disposal.basisPrice === null ? "money that changed hands" : priceWords(disposal.basisPrice)],
    ["Rule", disposal.rule],
    ["On the form", <Amount key="form" value={disposal.formGain} gain />],
    ["Exact gain", disposal.gain],
  ];
  return (
    <Box component="dl" data-testid="lot-trace" sx={{ m: 0, py: 0.5, display: "grid", gridTemplateColumns: { xs: "minmax(90px, auto) minmax(0, 1fr)", md: "repeat(2, minmax(90px, auto) minmax(0, 1fr))" }, columnGap: 1.5, rowGap: 0.25, "& dt": { color: "text.secondary" }, "& dd": { m: 0, overflowWrap: "anywhere" } }}>
      {facts.map(([name, value]) => [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </Box>
  );
}
