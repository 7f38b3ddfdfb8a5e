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
import { newKey } from "../../shared/graphql/key";
import { refusalOf } from "../../shared/graphql/problem";
import { useDraft } from "../../shared/session/drafts";
import { methodName } from "./format";
import { OrderRow } from "./OrderRow";
import { methodsOfOrders, readPlan, transferOrders, writePlan, type StandingOrder } from "./orders";
import { settingsOf } from "./settings";
import { SetTaxSettings, TaxDisposals, TaxEntities, TaxProblems, TaxYearDetails, TaxYearFigures } from "./tax.generated";
import type { Entity } from "./TaxPage";

const refetchQueries = [TaxEntities, TaxYearDetails, TaxYearFigures, TaxDisposals, TaxProblems];

/** The usual method, standing orders that differ from it by day, wallet or asset, and what transfers take first. */
export function OrdersDialog({ entity, onClose }: { readonly entity: Entity; readonly onClose: () => void }) {
  const [plan, setPlan] = useDraft(`orders ${entity.id}`, () => readPlan(entity.method));
  const [set, { loading, data, error }] = useMutation(SetTaxSettings, { refetchQueries });
  const problem = error?.message ?? refusalOf(data?.setTaxSettings.errors);
  const methods = methodsOfOrders(entity);
  const change = (at: number, order: StandingOrder | null) => { setPlan({ ...plan, orders: plan.orders.flatMap((one, index) => (index !== at ? [one] : order === null ? [] : [order])) }); };
  const add = () => { setPlan({ ...plan, orders: [...plan.orders, { method: methods[0] ?? "fifo", wallet: "", asset: "", from: "", until: "" }] }); };
  const send = async () => {
    const done = await set({ variables: { input: { ...settingsOf(entity), idempotencyKey: newKey(), method: writePlan(plan) } } }).catch(() => null);
    if (done !== null && refusalOf(done.data?.setTaxSettings.errors) === undefined) onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="tax-orders">
      <DialogTitle id="tax-orders">Standing orders</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1.5 }}>
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          <TextField select label="Usual method" size="small" margin="dense" value={plan.usual} onChange={(event) => { setPlan({ ...plan, usual: event.target.value }); }} sx={{ minWidth: 220 }}>
            {methods.map((one) => <MenuItem key={one} value={one}>{methodName(one)}</MenuItem>)}
          </TextField>
          <TextField select label="Transfers take" size="small" margin="dense" value={plan.transfers} onChange={(event) => { setPlan({ ...plan, transfers: event.target.value }); }} sx={{ minWidth: 220 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
            <MenuItem value="">What sales take</MenuItem>
            {transferOrders.map((one) => <MenuItem key={one} value={one}>{methodName(one)}</MenuItem>)}
          </TextField>
        </Box>
        {plan.orders.length === 0 && <Typography variant="body2" color="textSecondary">No order: the usual method holds for everything, always.</Typography>}
        {plan.orders.map((order, index) => <OrderRow key={index} number={index + 1} order={order} methods={methods} wallets={entity.wallets.nodes} onChange={(changed) => { change(index, changed); }} />)}
        <Box><Button size="small" onClick={add}>Add an order</Button></Box>
        <Typography variant="body2" color="textSecondary">The last order that applies to a lot holds. What was matched before an order begins stays as it was.</Typography>
        {problem !== undefined && <Typography variant="body2" role="alert" sx={{ color: "warn" }}>{problem}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={loading} onClick={() => void send()}>Keep</Button>
      </DialogActions>
    </Dialog>
  );
}
