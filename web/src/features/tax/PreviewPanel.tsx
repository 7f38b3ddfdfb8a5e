import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { howToType, readTyped } from "../../shared/decimal/typed";
import { useDraft } from "../../shared/session/drafts";
import { Answer } from "../../shared/ui/States";
import { Panel } from "../../shared/ui/Panel";
import { PreviewAnswer } from "./PreviewAnswer";
import { TaxPreview, type TaxSaleInput } from "./tax.generated";
import type { Entity } from "./TaxPage";

/** What a sale that has not happened would realise, before it is made. */
export function PreviewPanel({ entity }: { readonly entity: Entity }) {
  const [asset, setAsset] = useDraft("sale asset", "");
  const [quantity, setQuantity] = useDraft("sale quantity", "");
  const [price, setPrice] = useDraft("sale price", "");
  const [fee, setFee] = useDraft("sale fee", "");
  const [wallet, setWallet] = useDraft("sale wallet", "");
  const [within, setWithin] = useDraft("sale within", "30");
  const [washSales, setWashSales] = useDraft("sale wash sales", false);
  const [sale, setSale] = useState<TaxSaleInput | null>(null);
  const asked = { assetId: asset.trim().toLowerCase(), quantity: readTyped(quantity), price: readTyped(price), fee: fee === "" ? null : readTyped(fee), days: /^\d{1,3}$/.test(within) ? Number(within) : null };
  const show = () => {
    if (asked.quantity === null || asked.price === null || asked.days === null) return;
    setSale({ assetId: asked.assetId, quantity: asked.quantity, price: asked.price, fee: asked.fee, wallet: wallet === "" ? null : wallet, within: asked.days, washSales: entity.jurisdiction === "us" && washSales });
  };
  const isSale = asked.assetId !== "" && asked.quantity !== null && asked.price !== null && asked.days !== null && (fee === "" || asked.fee !== null);
  return (
    <Panel title="Before a sale" flush aside={<Typography variant="body2" color="textSecondary">by every method, as of now; nothing is kept</Typography>}>
      <Box component="form" sx={{ display: "flex", flexWrap: "wrap", gap: 1, px: 2, pt: 0.5, pb: 1.5 }} onSubmit={(event) => { event.preventDefault(); show(); }}>
        <TextField size="small" label="Asset to sell" value={asset} onChange={(event) => { setAsset(event.target.value); }} sx={{ width: 120 }} />
        <Figure label="Units" value={quantity} onChange={setQuantity} />
        <Figure label={`Price of one, ${entity.currency}`} value={price} onChange={setPrice} />
        <Figure label={`Fee, ${entity.currency}`} value={fee} onChange={setFee} />
        <TextField select size="small" label="From wallet" value={wallet} onChange={(event) => { setWallet(event.target.value); }} sx={{ minWidth: 190 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
          <MenuItem value="">Where it was seen last</MenuItem>
          {entity.wallets.nodes.map((one) => <MenuItem key={one.wallet} value={one.wallet}>{one.name}</MenuItem>)}
        </TextField>
        <Figure label="Days to look ahead" value={within} onChange={setWithin} />
        {entity.jurisdiction === "us" && <FormControlLabel control={<Checkbox size="small" checked={washSales} onChange={(event) => { setWashSales(event.target.checked); }} />} label="Deny wash sales as for securities" />}
        <Button type="submit" variant="contained" size="small" disabled={!isSale}>Show</Button>
      </Box>
      {sale !== null && <Shown entity={entity} sale={sale} />}
    </Panel>
  );
}

function Shown({ entity, sale }: { readonly entity: Entity; readonly sale: TaxSaleInput }) {
  const { data, error, refetch } = useQuery(TaxPreview, { variables: { entity: entity.id, sale }, fetchPolicy: "network-only" });
  return <Answer data={data?.taxPreview ?? undefined} error={error} onRetry={() => void refetch()} rows={4}>{(preview) => <PreviewAnswer preview={preview} entity={entity} />}</Answer>;
}

function Figure({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const isWrong = value !== "" && readTyped(value) === null;
  return <TextField size="small" label={label} value={value} error={isWrong} helperText={isWrong ? howToType : undefined} onChange={(event) => { onChange(event.target.value); }} sx={{ width: 150 }} slotProps={{ htmlInput: { inputMode: "decimal" } }} />;
}
