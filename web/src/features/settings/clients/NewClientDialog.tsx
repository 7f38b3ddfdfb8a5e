import { useApolloClient } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormGroup from "@mui/material/FormGroup";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { OnceDialog } from "../OnceDialog";
import { RoleFields, type Grant } from "../RoleFields";
import { grantable, networksOf, permissionName, type Role } from "../roles";
import { CreateApiClient, type CreateApiClientInput } from "../settings.generated";
import { useChange } from "../useChange";

interface NewClientDialogProps {
  readonly roles: readonly Role[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly grant: Grant;
  /** Permissions that were unticked. */
  readonly without: ReadonlySet<string>;
  readonly networks: string;
  readonly until: string;
  readonly keys: string;
}

const blank: Draft = { name: "", grant: { role: "analyst", node: null }, without: new Set(), networks: "", until: "", keys: "" };

function Scopes({ draft, all, onChange }: { readonly draft: Draft; readonly all: readonly string[]; readonly onChange: (without: ReadonlySet<string>) => void }) {
  const toggle = (one: string) => {
    const after = new Set(draft.without);
    if (!after.delete(one)) after.add(one);
    onChange(after);
  };
  return (
    <Box component="fieldset" sx={{ border: 1, borderColor: "divider", borderRadius: 1, m: 0, px: 1.5, py: 0.5 }}>
      <Box component="legend" sx={{ fontSize: "0.75rem", color: "text.secondary", px: 0.5 }}>May ask tokens for</Box>
      <FormGroup row>
        {all.map((one) => <FormControlLabel key={one} control={<Checkbox size="small" checked={!draft.without.has(one)} onChange={() => { toggle(one); }} sx={{ py: 0.25 }} />} label={<span title={permissionName(one)}>{one}</span>} slotProps={{ typography: { variant: "body2" } }} />)}
      </FormGroup>
    </Box>
  );
}

/** Makes a client; its secret is shown once. */
export function NewClientDialog({ roles, onChanged, onClose }: NewClientDialogProps) {
  const apollo = useApolloClient();
  const change = useChange();
  const [draft, setDraft] = useDraft<Draft>("new client", blank);
  const [made, setMade] = useState<{ readonly clientId: string; readonly secret: string | null } | null>(null);
  const edit = (part: Partial<Draft>) => { setDraft({ ...draft, ...part }); };
  const all = grantable(roles.find((one) => one.name === draft.grant.role));
  const scopes = all.filter((one) => !draft.without.has(one));
  const create = async () => {
    const input: CreateApiClientInput = {
      idempotencyKey: newKey(), name: draft.name.trim(), role: draft.grant.role, nodeId: draft.grant.node, scopes, networks: networksOf(draft.networks),
      ...(draft.keys.trim() === "" ? {} : { keys: draft.keys.trim() }), ...(draft.until === "" ? {} : { expiresAt: `${draft.until}T23:59:59Z` }),
    };
    const answer = await change.run(async () => (await apollo.mutate({ mutation: CreateApiClient, fetchPolicy: "no-cache", variables: { input } })).data?.createApiClient);
    if (answer === null) return;
    onChanged();
    setMade({ clientId: answer.client?.clientId ?? "", secret: answer.secret });
  };
  if (made !== null) {
    return (
      <OnceDialog title={`${draft.name.trim()} can sign in`} values={[["Client id", made.clientId], ...(made.secret === null ? [] : [["Secret", made.secret] as const])]} onClose={onClose}>
        {made.secret === null ? "It signs with the key you gave, so there is no secret to keep." : "Take the secret along now: what is kept of it is a hash, so it cannot be shown again."}
      </OnceDialog>
    );
  }
  return (
    <FormDialog wide title="New API client" action="Make it" busy={change.busy} refusal={change.refusal} ready={draft.name.trim() !== "" && scopes.length > 0} onSubmit={() => { void create(); }} onClose={onClose}>
      <TextField label="Name" size="small" required value={draft.name} onChange={(event) => { edit({ name: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 100 } }} />
      <RoleFields roles={roles} grant={draft.grant} onChange={(grant) => { edit({ grant, without: new Set() }); }} />
      <Scopes draft={draft} all={all} onChange={(without) => { edit({ without }); }} />
      <TextField label="May call from" size="small" value={draft.networks} placeholder="203.0.113.0/24" onChange={(event) => { edit({ networks: event.target.value }); }} helperText="Addresses or networks; empty is anywhere." />
      <TextField label="Ends on" type="date" size="small" value={draft.until} onChange={(event) => { edit({ until: event.target.value }); }} helperText="At the end of this day, UTC; empty is never." slotProps={{ inputLabel: { shrink: true } }} />
      <TextField label="Public keys (JSON Web Key Set)" size="small" multiline maxRows={4} value={draft.keys} onChange={(event) => { edit({ keys: event.target.value }); }} helperText="Only for a program that signs with a key of its own; empty gives it a secret." />
    </FormDialog>
  );
}
