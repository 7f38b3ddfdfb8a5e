import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import TextField from "@mui/material/TextField";
import { useMemo } from "react";
import { decodeAccount } from "../features/accounts/account";
import { decodePosition, positionPrefix } from "../features/positions/position";
import { useTopic, useValues } from "../shared/feed/useTopic";
import { useScope } from "../shared/portfolio/scope";
import { hrefOf, navigate } from "../shared/route/route";
import { find, placesOf, type Place } from "./places";

const focus = (field: HTMLInputElement | null) => { field?.focus(); };

/** Finds pages, what is held and accounts by name: for pages without a search of their own. */
export default function GoToDialog({ onClose }: { readonly onClose: () => void }) {
  const { id } = useScope();
  const positions = useValues(useTopic(id === null ? null : "portfolio", id ?? undefined), positionPrefix, decodePosition, 5000);
  const accounts = useValues(useTopic("accounts"), "", decodeAccount, 5000);
  const places = useMemo(() => placesOf(positions, accounts), [positions, accounts]);
  const go = (to: Place | null) => {
    if (to === null) return;
    onClose();
    navigate(hrefOf(to.path, to.parameters));
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" slotProps={{ paper: { "aria-label": "Go to" } }} sx={{ "& .MuiDialog-container": { alignItems: "flex-start" } }}>
      <Autocomplete<Place>
        openOnFocus autoHighlight options={places} filterOptions={(all, { inputValue }) => [...find(all, inputValue)]} getOptionLabel={(one) => one.name} getOptionKey={(one) => `${one.path}?${JSON.stringify(one.parameters)}`} noOptionsText="No page, asset or account is called so."
        onChange={(_, to) => { go(to); }}
        renderOption={({ key, ...line }, one) => <li key={key} {...line}>{one.name}<Box component="span" sx={{ ml: 1, color: "text.secondary" }}>{one.detail}</Box><Box component="span" sx={{ ml: "auto", pl: 2, color: "text.secondary", fontSize: "0.75rem" }}>{one.kind}</Box></li>}
        renderInput={(input) => <TextField {...input} inputRef={focus} label="Go to" placeholder="a page, an asset, an account" sx={{ m: 2, width: "calc(100% - 32px)" }} />}
      />
    </Dialog>
  );
}
