import { useApolloClient } from "@apollo/client/react";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useMemo } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { useChange } from "../useChange";
import { possibleParents, type PortfolioNode } from "./nodes";
import { ChangePortfolio, CreatePortfolio, type SettingsTreeData } from "./tree.generated";

interface PortfolioDialogProps {
  readonly found: SettingsTreeData;
  /** The portfolio to change, or below which one to make a new one. */
  readonly of: { readonly node: PortfolioNode } | { readonly below: string | null };
  readonly onDone: () => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly parent: string;
  readonly currency: string;
  readonly zone: string;
  readonly accounts: ReadonlySet<string>;
}

const kinds: Readonly<Record<string, string>> = { fiat: "Currencies", stablecoin: "Stablecoins", crypto: "Assets" };
const order = Object.keys(kinds);

function begin({ found, of }: PortfolioDialogProps): Draft {
  if ("node" in of) return { name: of.node.name, parent: of.node.parent?.id ?? "", currency: of.node.currency, zone: of.node.timeZone, accounts: new Set(of.node.selectedIds) };
  const above = found.portfolios.nodes.find((one) => one.id === of.below);
  return { name: "", parent: of.below ?? "", currency: above?.currency ?? "fiat:usd", zone: above?.timeZone ?? "Etc/UTC", accounts: new Set() };
}

function Accounts({ found, draft, onChange }: { readonly found: SettingsTreeData; readonly draft: Draft; readonly onChange: (accounts: ReadonlySet<string>) => void }) {
  const toggle = (id: string) => { const next = new Set(draft.accounts); if (!next.delete(id)) next.add(id); onChange(next); };
  if (found.accounts.nodes.length === 0) return null;
  return (
    <Box component="fieldset" sx={{ border: 1, borderColor: "divider", borderRadius: 1, px: 1.5, py: 0.5, m: 0, maxHeight: 200, overflow: "auto" }}>
      <Box component="legend" sx={{ color: "text.secondary", fontSize: "0.75rem", px: 0.5 }}>Accounts it counts itself, besides those of the portfolios below it</Box>
      {found.accounts.nodes.map((one) => (
        <FormControlLabel key={one.id} sx={{ display: "flex" }} slotProps={{ typography: { variant: "body2" } }} control={<Checkbox size="small" checked={draft.accounts.has(one.id)} onChange={() => { toggle(one.id); }} />} label={one.name === one.venueName ? one.name : `${one.name} · ${one.venueName}`} />
      ))}
    </Box>
  );
}

/** Everything a portfolio is: its name, its place, its currency, its day, its accounts. */
export function PortfolioDialog(props: PortfolioDialogProps) {
  const { found, of, onDone, onClose } = props;
  const client = useApolloClient();
  const change = useChange();
  const [draft, setDraft] = useDraft<Draft>("portfolio", () => begin(props));
  const own = "node" in of ? of.node.id : null;
  const zones = useMemo(() => ["Etc/UTC", ...Intl.supportedValuesOf("timeZone")], []);
  const assets = useMemo(() => [...found.assets.nodes].filter((one) => one.kind in kinds).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.symbol.localeCompare(b.symbol)), [found]);
  const save = async () => {
    const input = { idempotencyKey: newKey(), name: draft.name, parentId: draft.parent === "" ? null : draft.parent, currency: draft.currency, timeZone: draft.zone, accountIds: [...draft.accounts] };
    const done = own === null
      ? await change.run(async () => (await client.mutate({ mutation: CreatePortfolio, variables: { input } })).data?.createPortfolio)
      : await change.run(async () => (await client.mutate({ mutation: ChangePortfolio, variables: { input: { ...input, portfolioId: own } } })).data?.changePortfolio);
    if (done !== null) onDone();
  };
  return (
    <FormDialog title={own === null ? "New portfolio" : "Change the portfolio"} action={own === null ? "Make" : "Save"} ready={draft.name.trim() !== ""} busy={change.busy} refusal={change.refusal} wide onSubmit={() => { void save(); }} onClose={onClose}>
      <TextField size="small" label="Name" value={draft.name} onChange={(event) => { setDraft({ ...draft, name: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 100 } }} />
      <TextField select size="small" label="Below" value={draft.parent} onChange={(event) => { setDraft({ ...draft, parent: event.target.value }); }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="" dense>Nothing: at the top</MenuItem>
        {possibleParents(found.portfolios.nodes, own).map(({ node, depth }) => <MenuItem key={node.id} value={node.id} dense sx={{ pl: 2 + depth * 1.5 }}>{node.name}</MenuItem>)}
      </TextField>
      <Autocomplete
        size="small" disableClearable options={assets} value={assets.find((one) => one.id === draft.currency) ?? { id: draft.currency, symbol: draft.currency, name: "", kind: "fiat" }} groupBy={(one) => kinds[one.kind] ?? ""}
        getOptionLabel={(one) => (one.name === "" ? one.symbol.toUpperCase() : `${one.symbol.toUpperCase()} · ${one.name}`)} isOptionEqualToValue={(one, other) => one.id === other.id} onChange={(_, one) => { setDraft({ ...draft, currency: one.id }); }}
        renderInput={(input) => <TextField {...input} label="Currency" helperText="Another one recomputes every figure from the facts." />}
      />
      <Autocomplete size="small" disableClearable options={zones} value={draft.zone} onChange={(_, zone) => { setDraft({ ...draft, zone }); }} renderInput={(input) => <TextField {...input} label="Time zone" helperText="Its midnight begins the portfolio's day." />} />
      <Accounts found={found} draft={draft} onChange={(accounts) => { setDraft({ ...draft, accounts }); }} />
    </FormDialog>
  );
}
