import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { methodName } from "./format";
import type { StandingOrder } from "./orders";

interface OrderRowProps {
  readonly number: number;
  readonly order: StandingOrder;
  readonly methods: readonly string[];
  readonly wallets: readonly { readonly wallet: string; readonly name: string }[];
  /** With the changed order, or null when it is taken away. */
  readonly onChange: (order: StandingOrder | null) => void;
}

/** One standing order: which method, for which lots, from when to when. */
export function OrderRow({ number, order, methods, wallets, onChange }: OrderRowProps) {
  return (
    <Box role="group" aria-label={`Order ${String(number)}`} sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <TextField select label="Method" size="small" value={order.method} onChange={(event) => { onChange({ ...order, method: event.target.value }); }} sx={{ minWidth: 190 }}>
        {methods.map((one) => <MenuItem key={one} value={one}>{methodName(one)}</MenuItem>)}
      </TextField>
      <TextField select label="Wallet" size="small" value={order.wallet} onChange={(event) => { onChange({ ...order, wallet: event.target.value }); }} sx={{ minWidth: 140 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">Every wallet</MenuItem>
        {wallets.map((one) => <MenuItem key={one.wallet} value={one.wallet}>{one.name}</MenuItem>)}
      </TextField>
      <TextField label="Asset" size="small" placeholder="every" value={order.asset} onChange={(event) => { onChange({ ...order, asset: event.target.value.trim().toLowerCase() }); }} sx={{ width: 100 }} slotProps={{ inputLabel: { shrink: true } }} />
      <TextField label="From" type="date" size="small" value={order.from} onChange={(event) => { onChange({ ...order, from: event.target.value }); }} slotProps={{ inputLabel: { shrink: true } }} />
      <TextField label="Until" type="date" size="small" value={order.until} disabled={order.from === ""} onChange={(event) => { onChange({ ...order, until: event.target.value }); }} slotProps={{ inputLabel: { shrink: true } }} />
      <Button size="small" aria-label={`Remove order ${String(number)}`} onClick={() => { onChange(null); }}>Remove</Button>
    </Box>
  );
}
