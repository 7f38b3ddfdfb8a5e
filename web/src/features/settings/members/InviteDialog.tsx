import { useApolloClient } from "@apollo/client/react";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { RoleFields, type Grant } from "../RoleFields";
import type { Role } from "../roles";
import { InviteMember } from "../settings.generated";
import { OnceDialog } from "../OnceDialog";
import { useChange } from "../useChange";

interface InviteDialogProps {
  readonly roles: readonly Role[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Asks somebody to join; the link is handed over by who invites. */
export function InviteDialog({ roles, onChanged, onClose }: InviteDialogProps) {
  const client = useApolloClient();
  const change = useChange();
  const [name, setName] = useDraft("invited name", "");
  const [email, setEmail] = useDraft("invited email", "");
  const [grant, setGrant] = useDraft<Grant>("invited role", { role: "analyst", node: null });
  const [link, setLink] = useState<string | null>(null);
  const invite = async () => {
    const made = await change.run(async () => (await client.mutate({ mutation: InviteMember, fetchPolicy: "no-cache", variables: { input: { idempotencyKey: newKey(), email, name, role: grant.role, portfolioId: grant.node } } })).data?.inviteMember);
    if (made === null) return;
    onChanged();
    setLink(`${location.origin}${made.link ?? ""}`);
  };
  if (link !== null) {
    return (
      <OnceDialog title={`${name} is invited`} values={[["Link", link]]} onClose={onClose}>
        Give this link to {name}, in a way only {name} reads. Whoever opens it first and chooses a password joins as {email}.
      </OnceDialog>
    );
  }
  return (
    <FormDialog title="Invite somebody" action="Make the link" busy={change.busy} refusal={change.refusal} ready={name.trim() !== "" && email.includes("@")} onSubmit={() => { void invite(); }} onClose={onClose}>
      <TextField label="Name" size="small" required value={name} onChange={(event) => { setName(event.target.value); }} helperText="Changes are recorded under it." />
      <TextField label="E-mail address" type="email" size="small" required value={email} onChange={(event) => { setEmail(event.target.value); }} helperText="What they sign in with." />
      <RoleFields roles={roles} grant={grant} onChange={setGrant} />
    </FormDialog>
  );
}
