import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { signOf } from "../../shared/decimal/decimal";
import { formatDecimal, moneyStyle, quantityStyle } from "../../shared/decimal/format";
import { Grid } from "../../shared/ui/Grid";
import { Amount, Units } from "./Amount";
import { assetName, methodName, walletName } from "./format";
import type { TaxPreviewData } from "./tax.generated";
import type { Entity } from "./TaxPage";

type Preview = NonNullable<TaxPreviewData["taxPreview"]>;
type Method = Preview["methods"][number];
type Lot = Preview["losses"][number];
type Turning = Preview["turningLongTerm"][number];

/** The sale by every method, what is left of the allowance, and the lots to think of before selling. */
export function PreviewAnswer({ preview, entity }: { readonly preview: Preview; readonly entity: Entity }) {
  const { allowance } = preview;
  return (
    <Box sx={{ display: "grid", gap: 1.5, pb: 1.5, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Grid
        label="The sale by method" rows={preview.methods} keyOf={(one) => one.method} testId="preview-method"
        columns={[
          { name: "Method", cell: (one) => methodName(one.method) },
          { name: "Gain of the year changes by", number: true, cell: (one) => <Amount value={one.gain} gain /> },
          { name: "Short-term", number: true, cell: (one) => <Amount value={one.shortTerm} gain /> },
          { name: "Long-term", number: true, cell: (one) => <Amount value={one.longTerm} gain /> },
          ...(preview.methods.some((one) => signOf(one.denied) !== 0) ? [{ name: "Loss denied", number: true as const, cell: (one: Method) => <Amount value={one.denied} /> }] : []),
        ]}
      />
      <Typography sx={{ px: 2 }} data-testid="preview-allowance">
        {allowance === null ? "The law has no yearly allowance." : `${formatDecimal(allowance.left, moneyStyle)} of ${formatDecimal(allowance.limit, moneyStyle)} ${entity.currency} is left of the ${allowance.what}.`}
      </Typography>
      {preview.repurchase !== null && <BoughtBack repurchase={preview.repurchase} />}
      <Titled title="Losses that could be taken" isEmpty={preview.losses.length === 0} none="No open lot has a loss at the prices known.">
        <Grid<Lot>
          label="Losses that could be taken" rows={preview.losses} keyOf={(one, index) => `${one.row} ${String(index)}`} testId="preview-loss"
          columns={[...lotColumns<Lot>(entity), { name: "Term", cell: (one) => one.term }, { name: "Unrealised", number: true, cell: (one) => (one.unrealised === null ? "" : <Amount value={one.unrealised} gain />) }, ...(preview.losses.some((one) => signOf(one.boughtRecently) !== 0) ? [{ name: "Bought in the days that count", number: true as const, cell: (one: Lot) => <Units value={one.boughtRecently} /> }] : [])]}
        />
      </Titled>
      <Titled title="Lots about to turn long-term" isEmpty={preview.turningLongTerm.length === 0} none="No lot turns long-term in these days.">
        <Grid<Turning>
          label="Lots about to turn long-term" rows={preview.turningLongTerm} keyOf={(one, index) => `${one.row} ${String(index)}`} testId="preview-turning"
          columns={[...lotColumns<Turning>(entity), { name: "Long-term from", cell: (one) => one.longFrom ?? "" }, { name: "Unrealised", number: true, cell: (one) => (one.unrealised === null ? "no price" : <Amount value={one.unrealised} gain />) }]}
        />
      </Titled>
    </Box>
  );
}

/** What the law makes of buying back what is sold. */
function BoughtBack({ repurchase }: { readonly repurchase: NonNullable<Preview["repurchase"]> }) {
  return (
    <Typography sx={{ px: 2 }} data-testid="preview-repurchase">
      {repurchase.rule}
      {repurchase.from !== null && repurchase.until !== null && ` For this sale that is from ${repurchase.from} to ${repurchase.until}; bought so far: ${formatDecimal(repurchase.bought, quantityStyle)}.`}
    </Typography>
  );
}

function lotColumns<T extends Pick<Lot, "assetId" | "units" | "acquired" | "wallet">>(entity: Entity) {
  return [
    { name: "Asset", cell: (one: T) => assetName(one.assetId) },
    { name: "Units", number: true, cell: (one: T) => <Units value={one.units} /> },
    { name: "Acquired", cell: (one: T) => one.acquired ?? "pool" },
    { name: "Wallet", cell: (one: T) => walletName(one.wallet, entity.wallets.nodes) },
  ];
}

function Titled({ title, isEmpty, none, children }: { readonly title: string; readonly isEmpty: boolean; readonly none: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Typography component="h3" variant="body2" sx={{ px: 2, fontWeight: 600 }}>{title}</Typography>
      {isEmpty ? <Typography variant="body2" color="textSecondary" sx={{ px: 2 }}>{none}</Typography> : <Box sx={{ maxHeight: 300, overflowY: "auto" }}>{children}</Box>}
    </Box>
  );
}
