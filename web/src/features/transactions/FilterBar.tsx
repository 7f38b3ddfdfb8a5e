import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";
import TextField from "@mui/material/TextField";
import { useRef, useState } from "react";
import { setParameters } from "../../shared/route/route";
import { useTime } from "../../shared/settings/time";
import { useSlash } from "../../shared/ui/keys";
import { allKinds, isFiltered, kindNames, writeFilter, type Filter } from "./filter";
import type { TransactionKind } from "./transactions.generated";
import type { Names } from "./useTransactions";

const change = (part: Partial<Filter>) => { setParameters(writeFilter(part)); };
const small = { fontSize: "0.8125rem", "& .MuiSelect-select": { py: 0.625 } };

interface ChoiceProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (values: readonly string[]) => void;
}

function Choice({ label, values, options, onChoose }: ChoiceProps) {
  const shown = (chosen: string[]) => (chosen.length === 0 ? `${label}: all` : chosen.map((one) => options.find(([id]) => id === one)?.[1] ?? one).join(", "));
  return (
    <Select multiple displayEmpty size="small" value={[...values]} renderValue={shown} inputProps={{ "aria-label": label }} onChange={({ target }) => { onChoose(typeof target.value === "string" ? target.value.split(",") : target.value); }} sx={{ ...small, minWidth: 130, maxWidth: 220 }}>
      {options.map(([id, name]) => (
        <MenuItem key={id} value={id} dense>{name}</MenuItem>
      ))}
    </Select>
  );
}

/** What the table shows; every choice stands in the address. */
export function FilterBar({ filter, names }: { readonly filter: Filter; readonly names: Names }) {
  const time = useTime();
  const first = useRef<HTMLSelectElement>(null);
  const [focus] = useState(() => () => { first.current?.focus(); });
  useSlash(focus);
  const date = (label: string, value: string | null, set: (next: string | null) => void) => (
    <TextField type="date" size="small" label={label} value={value ?? ""} onChange={(event) => { set(event.target.value === "" ? null : event.target.value); }} slotProps={{ inputLabel: { shrink: true }, htmlInput: { sx: { py: 0.625, fontSize: "0.8125rem" } } }} sx={{ width: 150 }} />
  );
  return (
    <Box role="search" aria-label="Filter transactions" sx={{ display: "flex", flexWrap: "wrap", gap: 1, px: 2, pb: 1.5, alignItems: "center" }}>
      <Select native size="small" inputRef={first} value={filter.asset ?? ""} inputProps={{ "aria-label": "Asset" }} onChange={(event) => { change({ asset: event.target.value }); }} sx={{ fontSize: "0.8125rem", minWidth: 110, "& select": { py: 0.625 } }}>
        <option value="">Asset: all</option>
        {names.assets.map((asset) => (
          <option key={asset.id} value={asset.id}>{asset.symbol}</option>
        ))}
      </Select>
      <Choice label="Account" values={filter.accounts} options={names.accounts.map((one) => [one.id, one.name])} onChoose={(accounts) => { change({ accounts }); }} />
      <Choice label="Kind" values={filter.kinds} options={allKinds.map((kind) => [kind, kindNames[kind]])} onChoose={(kinds) => { change({ kinds: kinds as readonly TransactionKind[] }); }} />
      {date("From", filter.from, (from) => { change({ from }); })}
      {date("To", filter.to, (to) => { change({ to }); })}
      <Button size="small" onClick={() => { change({ order: filter.order === "NEWEST_FIRST" ? "OLDEST_FIRST" : "NEWEST_FIRST" }); }}>
        {filter.order === "NEWEST_FIRST" ? "Newest first ↓" : "Oldest first ↑"}
      </Button>
      {filter.found !== null && <Chip size="small" label={`Known since ${time.short(filter.found)}`} onDelete={() => { change({ found: null }); }} />}
      {isFiltered(filter) && <Button size="small" onClick={() => { change({ accounts: [], asset: null, kinds: [], from: null, to: null, found: null }); }}>Clear</Button>}
    </Box>
  );
}
