import { useApolloClient } from "@apollo/client/react";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { ConfirmDialog } from "../../../shared/ui/ConfirmDialog";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { OnceDialog } from "../OnceDialog";
import { RevokeApiClient, RotateApiClient } from "../settings.generated";
import { useChange } from "../useChange";
import type { ApiClient } from "./ClientsSection";

interface ClientDialogProps {
  readonly client: ApiClient;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

const overlaps: readonly (readonly [minutes: number, text: string])[] = [[0, "Not at all: it and its tokens end at once"], [60, "For an hour"], [1440, "For a day"], [10080, "For a week"]];

/** Another secret; the one until now may count on while programs are changed. */
export function RotateDialog({ client, onChanged, onClose }: ClientDialogProps) {
  const apollo = useApolloClient();
  const change = useChange();
  const [overlap, setOverlap] = useDraft("overlap of secrets", 60);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = async () => {
    const made = await change.run(async () => (await apollo.mutate({ mutation: RotateApiClient, fetchPolicy: "no-cache", variables: { input: { idempotencyKey: newKey(), id: client.id, overlapMinutes: overlap } } })).data?.rotateApiClient);
    if (made === null) return;
    onChanged();
    setSecret(made.secret);
  };
  if (secret !== null) return <OnceDialog title={`New secret of ${client.name}`} values={[["Client id", client.clientId], ["Secret", secret]]} onClose={onClose}>Take the secret along now: what is kept of it is a hash, so it cannot be shown again.</OnceDialog>;
  return (
    <FormDialog title={`New secret for ${client.name}`} action="Make it" busy={change.busy} refusal={change.refusal} onSubmit={() => { void rotate(); }} onClose={onClose}>
      <TextField select size="small" label="The secret until now counts on" value={overlap} onChange={(event) => { setOverlap(Number(event.target.value)); }}>
        {overlaps.map(([minutes, text]) => <MenuItem key={minutes} value={minutes} dense>{text}</MenuItem>)}
      </TextField>
    </FormDialog>
  );
}

/** Ends a client for ever. */
export function RevokeDialog({ client, onChanged, onClose }: ClientDialogProps) {
  const apollo = useApolloClient();
  const change = useChange();
  const revoke = async () => {
    const done = await change.run(async () => (await apollo.mutate({ mutation: RevokeApiClient, variables: { input: { idempotencyKey: newKey(), id: client.id } } })).data?.revokeApiClient);
    if (done === null) return;
    onChanged();
    onClose();
  };
  return (
    <ConfirmDialog title={`Revoke ${client.name}?`} action="Revoke" busy={change.busy} refusal={change.refusal} onConfirm={() => { void revoke(); }} onClose={onClose}>
      Its tokens and open connections end within a second, and it never gets another one. This cannot be taken back.
    </ConfirmDialog>
  );
}
