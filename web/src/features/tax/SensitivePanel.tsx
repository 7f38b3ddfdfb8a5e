import Typography from "@mui/material/Typography";
import { useTime } from "../../shared/settings/time";
import { Panel } from "../../shared/ui/Panel";
import { Amount } from "./Amount";
import { assetName, priceWords } from "./format";
import { Grid } from "../../shared/ui/Grid";
import type { Details } from "./TotalsPanel";

/** Gains that rest on a reference price, the most first. */
export function SensitivePanel({ details }: { readonly details: Details }) {
  const time = useTime();
  return (
    <Panel title="Gains that hang most on one price" flush aside={<Typography variant="body2" color="textSecondary">at most twenty · {details.currency}</Typography>}>
      {details.sensitive.length === 0 && <Typography color="textSecondary" sx={{ px: 2, pb: 1.5 }}>No gain of the year rests on a reference price: money changed hands everywhere.</Typography>}
      {details.sensitive.length > 0 && (
        <Grid
          label="Gains by price" rows={details.sensitive} keyOf={(one, index) => `${one.disposal.row} ${String(index)}`} testId="sensitive"
          columns={[
            { name: "Sold", cell: (one) => `${assetName(one.disposal.assetId)}, ${time.day(one.disposal.disposed)}` },
            { name: "Price", cell: (one) => `${assetName(one.price.assetId)} at ${priceWords(one.price)}` },
            { name: "Side", cell: (one) => one.side },
            { name: "Rests on it", number: true, cell: (one) => <Amount value={one.amount} /> },
            { name: "1 % more changes the gain by", number: true, cell: (one) => <Amount value={one.perPercent} gain /> },
            { name: "Gain", number: true, cell: (one) => <Amount value={one.disposal.gain} gain /> },
          ]}
        />
      )}
    </Panel>
  );
}
