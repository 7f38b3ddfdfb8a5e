import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Paper from "@mui/material/Paper";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { setParameters } from "../../shared/route/route";
import { useDraft } from "../../shared/session/drafts";
import { methodName } from "./format";
import { LawField } from "./LawField";
import { keepsLots } from "./orders";
import { OrdersDialog } from "./OrdersDialog";
import { scopeName } from "./scope";
import { ScopeDialog } from "./ScopeDialog";
import type { Entity } from "./TaxPage";

interface YearBarProps {
  readonly entities: readonly Entity[];
  readonly entity: Entity;
  readonly year: number | undefined;
  readonly method: string | null;
}

/** Whose taxes, of which year, and by which method they are looked at. */
export function YearBar({ entities, entity, year, method }: YearBarProps) {
  const [changing, setChanging] = useDraft("scope is changed", false);
  const [ordering, setOrdering] = useDraft("orders are changed", false);
  return (
    <Paper sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1.5, px: 2, py: 1.5 }}>
      <TextField select size="small" label="Legal entity" value={entity.id} onChange={(event) => { setParameters({ entity: event.target.value, year: null, method: null }); }} sx={{ minWidth: 200 }}>
        {entities.map((one) => <MenuItem key={one.id} value={one.id}>{one.name}</MenuItem>)}
      </TextField>
      <LawField entity={entity} />
      <TextField select size="small" label="Tax year" value={year ?? ""} onChange={(event) => { setParameters({ year: event.target.value }); }} sx={{ minWidth: 110 }}>
        {entity.years.map((one) => <MenuItem key={one} value={one}>{one}</MenuItem>)}
      </TextField>
      <TextField select size="small" label="Method" value={method ?? ""} onChange={(event) => { setParameters({ method: event.target.value }); }} sx={{ minWidth: 240 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">As set: {methodName(entity.method)}</MenuItem>
        {entity.methods.filter((one) => one !== "specific").map((one) => <MenuItem key={one} value={one}>{methodName(one)}</MenuItem>)}
      </TextField>
      <Box sx={{ flexGrow: 1 }} />
      <Typography variant="body2" color="textSecondary" data-testid="law">
        {entity.currency} · {scopeName(entity.scope)}
      </Typography>
      <Button size="small" onClick={() => { setChanging(true); }}>Change</Button>
      {keepsLots(entity) && <Button size="small" onClick={() => { setOrdering(true); }}>Standing orders</Button>}
      {changing && <ScopeDialog entity={entity} onClose={() => { setChanging(false); }} />}
      {ordering && <OrdersDialog entity={entity} onClose={() => { setOrdering(false); }} />}
    </Paper>
  );
}
