import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { useState } from "react";
import { useTopic } from "../../shared/feed/useTopic";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useScope } from "../../shared/portfolio/scope";
import { useParameter } from "../../shared/route/route";
import { toCsv } from "../../shared/ui/csv";
import { useCopy, type Copied } from "../../shared/ui/useCopy";
import { ByAccount } from "./ByAccount";
import { useColumns, type ColumnId } from "./chosenColumns";
import { columns } from "./columns";
import { decodePosition } from "./position";
import { PositionDetail } from "./PositionDetail";
import { PositionsPanel } from "./PositionsPanel";

function ColumnChooser({ chosen, onToggle }: { readonly chosen: readonly ColumnId[]; readonly onToggle: (id: ColumnId) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button size="small" aria-haspopup="menu" onClick={(event) => { setAnchor(event.currentTarget); }} sx={{ textTransform: "none" }}>Columns</Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => { setAnchor(null); }}>
        {columns.filter((column) => column.id !== "symbol").map((column) => (
          <MenuItem key={column.id} dense role="menuitemcheckbox" aria-checked={chosen.includes(column.id)} onClick={() => { onToggle(column.id); }}>
            <Checkbox size="small" checked={chosen.includes(column.id)} tabIndex={-1} disableRipple sx={{ p: 0, mr: 1 }} slotProps={{ input: { "aria-hidden": true } }} />
            {column.title}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

const csvHead = ["asset", "symbol", "name", "quantity", "price", "price state", "value", "share %", "today", "unrealised", "realised", "cost"];

/** The rows as CSV, exact to the last digit. */
function csvOf(store: TopicStore, keys: readonly string[], currency: string): string {
  const rows = keys.flatMap((key) => store.get(key) ?? []).map(decodePosition);
  return toCsv([...csvHead, "currency"], rows.map((p) => [p.asset, p.symbol, p.name, p.quantity, p.price, p.priceState, p.value, p.share, p.dayChange, p.unrealised, p.realised, p.cost, currency]));
}

const copyWords: Record<Copied, string> = { no: "Copy CSV", done: "Copied ✓", refused: "The browser does not allow copying" };

function CopyCsv({ text }: { readonly text: () => string }) {
  const [copied, copy] = useCopy();
  return <Button size="small" onClick={() => { copy(text()); }} sx={{ textTransform: "none" }}>{copyWords[copied]}</Button>;
}

/** Everything the portfolio holds, by asset or by account. */
export function PositionsPage() {
  const { id, currency } = useScope();
  const store = useTopic(id === null ? null : "portfolio", id ?? undefined);
  const { shown, chosen, toggle } = useColumns();
  const [by, group] = useParameter("by");
  const [asset, open] = useParameter("asset");
  const grouping = (
    <ToggleButtonGroup exclusive size="small" aria-label="Group by" value={by === "account" ? "account" : "asset"} onChange={(_, next: string | null) => { if (next !== null) group(next === "account" ? next : null); }}>
      {["asset", "account"].map((one) => <ToggleButton key={one} value={one} sx={{ py: 0, px: 1, textTransform: "none" }}>By {one}</ToggleButton>)}
    </ToggleButtonGroup>
  );
  if (by === "account") return <ByAccount portfolio={id} store={store} currency={currency} aside={grouping} />;
  const tools = (keys: readonly string[]) => (
    <>
      {grouping}
      <ColumnChooser chosen={chosen} onToggle={toggle} />
      <CopyCsv text={() => csvOf(store, keys, currency)} />
    </>
  );
  return (
    <>
      <PositionsPanel store={store} currency={currency} columns={shown} tools={tools} tall />
      {asset !== null && <PositionDetail store={store} asset={asset} currency={currency} onClose={() => { open(null); }} />}
    </>
  );
}
