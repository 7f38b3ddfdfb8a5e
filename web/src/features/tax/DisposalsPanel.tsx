import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useDraft } from "../../shared/session/drafts";
import { useTime } from "../../shared/settings/time";
import { Answer } from "../../shared/ui/States";
import { Panel } from "../../shared/ui/Panel";
import { useFresh } from "../../shared/graphql/useFresh";
import { Amount, Units } from "./Amount";
import { assetName, walletName } from "./format";
import { Grid } from "../../shared/ui/Grid";
import { LotTrace } from "./LotTrace";
import { TaxDisposals, type TaxDisposalsData } from "./tax.generated";
import type { Entity } from "./TaxPage";

const pageSize = 50;

export type Disposal = NonNullable<TaxDisposalsData["taxYear"]>["disposals"]["nodes"][number];

/** Every matched row of the year, page by page, each with the lot it was matched with. */
export function DisposalsPanel({ entity, year, method }: { readonly entity: Entity; readonly year: number; readonly method: string | null }) {
  const [asset, setAsset] = useDraft("disposals of", "");
  const [only, setOnly] = useDraft("disposals that are", "");
  const [before, setBefore] = useState<readonly (string | null)[]>([null]);
  const [open, setOpen] = useState<number | null>(null);
  const time = useTime();
  const filter = { assetId: asset.trim() === "" ? null : asset.trim().toLowerCase(), term: only === "short" || only === "long" ? only : null, unknownBasis: only === "unknown" };
  const variables = { entity: entity.id, year, method, filter, first: pageSize, after: before.at(-1) ?? null };
  const { data, error, refetch } = useQuery(TaxDisposals, { variables, fetchPolicy: useFresh("TaxDisposals", variables) });
  const page = data?.taxYear?.disposals;
  const turn = (pages: readonly (string | null)[]) => { setBefore(pages); setOpen(null); };
  return (
    <Panel
      title="Disposals" flush
      aside={
        <Box sx={{ display: "flex", gap: 1 }}>
          <TextField size="small" label="Asset" value={asset} onChange={(event) => { setAsset(event.target.value); turn([null]); }} sx={{ width: 110 }} />
          <TextField select size="small" label="Rows" value={only} onChange={(event) => { setOnly(event.target.value); turn([null]); }} sx={{ width: 150 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
            <MenuItem value="">All</MenuItem>
            <MenuItem value="short">Short-term</MenuItem>
            <MenuItem value="long">Long-term</MenuItem>
            <MenuItem value="unknown">Unknown basis</MenuItem>
          </TextField>
        </Box>
      }
    >
      <Answer data={page} error={error} onRetry={() => void refetch()}>
        {({ nodes, pageInfo }) => (
          <>
            {nodes.length === 0 && <Typography color="textSecondary" sx={{ px: 2, py: 1 }}>No such row.</Typography>}
            {nodes.length > 0 && (
              <Grid<Disposal>
                label="Disposals" rows={nodes} keyOf={(one, index) => `${one.row} ${one.lotRow} ${String(index)}`} testId="disposal"
                below={(one, index) => (open === index ? <LotTrace disposal={one} wallets={entity.wallets.nodes} /> : null)}
                columns={[
                  { name: "Sold", cell: (one) => time.day(one.disposed) },
                  { name: "Asset", cell: (one) => assetName(one.assetId) },
                  { name: "Units", number: true, cell: (one) => <Units value={one.units} /> },
                  { name: "Acquired", cell: (one) => (one.acquired === null ? "pool" : time.day(one.acquired)) },
                  { name: "Proceeds", number: true, cell: (one) => <Amount value={one.proceeds} /> },
                  { name: "Basis", number: true, cell: (one) => <>{one.basisKnown ? null : <Box component="span" sx={{ color: "warn", fontWeight: 600 }}>unknown </Box>}<Amount value={one.basis} /></> },
                  { name: "Fees", number: true, cell: (one) => <Amount value={one.fees} /> },
                  { name: "Gain", number: true, cell: (one) => <Amount value={one.gain} gain /> },
                  { name: "Term", cell: (one) => one.term },
                  { name: "Wallet", cell: (one) => walletName(one.wallet, entity.wallets.nodes) },
                  { name: "Trace", cell: (one) => { const at = nodes.indexOf(one); return <Button size="small" aria-expanded={open === at} onClick={() => { setOpen(open === at ? null : at); }} sx={{ py: 0, minWidth: 0 }}>{open === at ? "Hide" : "Show"}</Button>; } },
                ]}
              />
            )}
            <Box sx={{ display: "flex", justifyContent: "flex-end", gap: 1, px: 2, py: 1 }}>
              <Button size="small" disabled={before.length === 1} onClick={() => { turn(before.slice(0, -1)); }}>Earlier</Button>
              <Button size="small" disabled={!pageInfo.hasNextPage} onClick={() => { turn([...before, pageInfo.endCursor]); }}>Later</Button>
            </Box>
          </>
        )}
      </Answer>
    </Panel>
  );
}
