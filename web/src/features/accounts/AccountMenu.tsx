import IconButton from "@mui/material/IconButton";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog";
import type { Account } from "./account";
import { accountsApi, type Outcome } from "./api";

interface AccountMenuProps {
  readonly account: Account;
  readonly onReplaceKey: () => void;
  readonly onRefused: (message: string) => void;
}

/** What can be done with an account. Removing stops and hides it; what was recorded stays in the ledger. */
export default function AccountMenu({ account, onReplaceKey, onRefused }: AccountMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => { setAnchor(null); };
  const act = (work: () => Promise<Outcome<null>>) => {
    close();
    void work().then((outcome) => {
      if (!outcome.ok) onRefused(outcome.message);
    });
  };
  const [removing, setRemoving] = useState(false);
  const remove = () => {
    setRemoving(false);
    act(() => accountsApi.remove(account.key));
  };
  return (
    <>
      <IconButton size="small" aria-label={`Actions for ${account.name}`} aria-haspopup="menu" onClick={(event) => { setAnchor(event.currentTarget); }} sx={{ fontSize: "1rem", width: 24, height: 24 }}>
        ⋯
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {account.state === "disabled" && <MenuItem dense onClick={() => { act(() => accountsApi.enable(account.key)); }}>Enable key</MenuItem>}
        {account.state === "paused" ? (
          <MenuItem dense onClick={() => { act(() => accountsApi.resume(account.key)); }}>Resume</MenuItem>
        ) : (
          <MenuItem dense onClick={() => { act(() => accountsApi.pause(account.key)); }}>Pause</MenuItem>
        )}
        <MenuItem dense onClick={() => { close(); onReplaceKey(); }}>Replace key…</MenuItem>
        <MenuItem dense onClick={() => { close(); setRemoving(true); }}>Remove…</MenuItem>
      </Menu>
      {removing && (
        <ConfirmDialog title={`Remove ${account.name}?`} action="Remove" onConfirm={remove} onClose={() => { setRemoving(false); }}>
          It is read no more and leaves the totals, and its key is forgotten here. Its history stays in the ledger, where taxes and the past still find it; end the key at the venue yourself.
        </ConfirmDialog>
      )}
    </>
  );
}
