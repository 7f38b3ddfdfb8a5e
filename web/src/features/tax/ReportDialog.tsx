import { useMutation } from "@apollo/client/react";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { newKey } from "../../shared/graphql/key";
import { refusalOf } from "../../shared/graphql/problem";
import { useDraft } from "../../shared/session/drafts";
import { RequestTaxReport, TaxReports } from "./tax.generated";
import type { Entity } from "./TaxPage";

/** A report with more than the form: what institutions file, and what brokers told. */
export function ReportDialog({ entity, year, label, onClose }: { readonly entity: Entity; readonly year: number; readonly label: string; readonly onClose: () => void }) {
  const [rollForward, setRollForward] = useDraft("report roll-forward", false);
  const [exchangeTotals, setExchangeTotals] = useDraft("report totals", false);
  const [washSales, setWashSales] = useDraft("report wash sales", false);
  const [significant, setSignificant] = useDraft("report significant", "");
  const [restricted, setRestricted] = useDraft("report restricted", "");
  const [brokerForms, setBrokerForms] = useDraft("report broker forms", "");
  const [request, { loading, data, error }] = useMutation(RequestTaxReport, { refetchQueries: [TaxReports] });
  const problem = error?.message ?? refusalOf(data?.requestTaxReport.errors);
  const american = entity.jurisdiction === "us";
  const given = (text: string) => (text.trim() === "" ? null : text);
  const ask = async () => {
    const institutional = rollForward ? { significant: given(significant), restricted: given(restricted) } : {};
    const input = { idempotencyKey: newKey(), entityId: entity.id, year, rollForward, exchangeTotals, washSales: american && washSales, brokerForms: american ? given(brokerForms) : null, ...institutional };
    const done = await request({ variables: { input } }).catch(() => null);
    if (done !== null && refusalOf(done.data?.requestTaxReport.errors) === undefined) onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="tax-report">
      <DialogTitle id="tax-report">Report of {label}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1 }}>
        <Switch label="Roll-forward at fair value (ASC 350-60)" value={rollForward} onChange={setRollForward} />
        {rollForward && <TextField label="Assets that stand alone; all if empty" placeholder="btc,eth" size="small" value={significant} onChange={(event) => { setSignificant(event.target.value); }} />}
        {rollForward && <Rows label="Units that may not be sold" columns="asset,wallet,units,nature,until,lapse" value={restricted} onChange={setRestricted} />}
        <Switch label="Totals by kind of transaction (CARF, DAC8)" value={exchangeTotals} onChange={setExchangeTotals} />
        {american && <Switch label="Losses denied as wash sales" value={washSales} onChange={setWashSales} />}
        {american && <Rows label="Forms 1099-DA" columns="checkboxOnForm8949,digitalAssetName,units,dateOfSale,proceeds,costBasis" value={brokerForms} onChange={setBrokerForms} />}
        {problem !== undefined && <Typography variant="body2" role="alert" sx={{ color: "warn" }}>{problem}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={loading} onClick={() => void ask()}>Make</Button>
      </DialogActions>
    </Dialog>
  );
}

function Switch({ label, value, onChange }: { readonly label: string; readonly value: boolean; readonly onChange: (value: boolean) => void }) {
  return <FormControlLabel label={label} control={<Checkbox size="small" checked={value} onChange={(event) => { onChange(event.target.checked); }} />} />;
}

function Rows({ label, columns, value, onChange }: { readonly label: string; readonly columns: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <TextField
      label={label} size="small" multiline minRows={2} maxRows={8} value={value} placeholder={columns} helperText={`CSV with the columns ${columns}`} onChange={(event) => { onChange(event.target.value); }}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { spellCheck: false, style: { fontFamily: "monospace" } } }}
    />
  );
}
