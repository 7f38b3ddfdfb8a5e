import { useMutation } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useRef } from "react";
import { newKey } from "../../shared/graphql/key";
import { refusalOf } from "../../shared/graphql/problem";
import { useDraft } from "../../shared/session/drafts";
import { fromDay, kindOfScope, ruleName, rules, scopeKinds, scopeName, scopeOf, type ScopeKind } from "./scope";
import { SetTaxSettings, TaxAllocations, TaxDisposals, TaxEntities, TaxProblems, TaxYearDetails, TaxYearFigures } from "./tax.generated";
import type { Entity } from "./TaxPage";

const refetchQueries = [TaxEntities, TaxAllocations, TaxYearDetails, TaxYearFigures, TaxDisposals, TaxProblems];

/** Which units are matched with each other, and how lots came to wallets where that changes by date. */
export function ScopeDialog({ entity, onClose }: { readonly entity: Entity; readonly onClose: () => void }) {
  const form = `scope ${entity.id}`;
  const [kind, setKind] = useDraft<ScopeKind>(`${form} kind`, kindOfScope(entity.scope));
  const [day, setDay] = useDraft(`${form} day`, fromDay(entity.scope));
  const [rule, setRule] = useDraft(`${form} rule`, entity.allocationRule ?? rules[0]);
  const [decided, setDecided] = useDraft(`${form} decided`, entity.allocationDecided ?? "");
  const [by, setBy] = useDraft(`${form} by`, entity.allocationBy ?? "");
  const [lots, setLots] = useDraft(`${form} lots`, entity.allocationLots ?? "");
  const file = useRef<HTMLInputElement>(null);
  const [set, { loading, data, error }] = useMutation(SetTaxSettings, { refetchQueries });
  const problem = error?.message ?? refusalOf(data?.setTaxSettings.errors);
  const changes = kind === "statutory" || kind === "day";
  const send = async () => {
    const allocation = changes ? { allocationRule: rule, allocationDecided: decided, allocationBy: by, allocationLots: lots.trim() === "" ? null : lots } : {};
    const input = { idempotencyKey: newKey(), entityId: entity.id, jurisdiction: entity.jurisdiction, currency: entity.currency, method: entity.method, scope: scopeOf(kind, day), ...allocation };
    const done = await set({ variables: { input } }).catch(() => null);
    if (done !== null && refusalOf(done.data?.setTaxSettings.errors) === undefined) onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="tax-scope">
      <DialogTitle id="tax-scope">Which units are matched</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1.5 }}>
        <TextField select label="Scope" size="small" margin="dense" value={kind} onChange={(event) => { setKind(event.target.value as ScopeKind); }}>
          {scopeKinds(entity.jurisdiction).map((one) => <MenuItem key={one} value={one}>{one === "day" ? "by wallet from a day on" : scopeName(one)}</MenuItem>)}
        </TextField>
        {kind === "day" && <TextField label="By wallet from" type="date" size="small" value={day} onChange={(event) => { setDay(event.target.value); }} slotProps={{ inputLabel: { shrink: true } }} />}
        {changes && (
          <>
            <TextField select label="Written rule" size="small" value={rule} onChange={(event) => { setRule(event.target.value); }}>
              {rules.map((one) => <MenuItem key={one} value={one}>{ruleName(one)}</MenuItem>)}
            </TextField>
            <TextField label="Decided on" type="date" size="small" value={decided} onChange={(event) => { setDecided(event.target.value); }} slotProps={{ inputLabel: { shrink: true } }} />
            <TextField label="Decided by" size="small" value={by} onChange={(event) => { setBy(event.target.value); }} />
            <Box>
              <Button size="small" onClick={() => { file.current?.click(); }}>Lots from a file</Button>
              <input ref={file} hidden type="file" accept=".csv,text/csv" onChange={(event) => { void event.target.files?.[0]?.text().then(setLots); event.target.value = ""; }} />
            </Box>
            <TextField
              label="Lots one by one" size="small" multiline minRows={3} maxRows={10} value={lots} onChange={(event) => { setLots(event.target.value); }}
              helperText="asset,lot_id,wallet,quantity,decided,decided_by: the allocation.csv of a report can be changed and put here. Assets it does not name follow the rule."
              slotProps={{ inputLabel: { shrink: true }, htmlInput: { spellCheck: false, style: { fontFamily: "monospace" } } }}
            />
          </>
        )}
        {problem !== undefined && <Typography variant="body2" role="alert" sx={{ color: "warn" }}>{problem}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={loading || (changes && (decided === "" || by.trim() === "")) || (kind === "day" && day === "")} onClick={() => void send()}>Keep</Button>
      </DialogActions>
    </Dialog>
  );
}
