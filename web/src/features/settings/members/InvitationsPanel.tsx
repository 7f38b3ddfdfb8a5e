import { useApolloClient } from "@apollo/client/react";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { useTime } from "../../../shared/settings/time";
import { Grid } from "../../../shared/ui/Grid";
import { Panel } from "../../../shared/ui/Panel";
import { Empty } from "../../../shared/ui/States";
import { useGrantName } from "../RoleFields";
import { WithdrawInvitation, type SettingsMembersData } from "../settings.generated";
import { useChange } from "../useChange";
import { InviteDialog } from "./InviteDialog";

type Invitation = SettingsMembersData["invitations"]["nodes"][number];

/** Who was asked to join and has not yet. */
export function InvitationsPanel({ found, onChanged }: { readonly found: SettingsMembersData; readonly onChanged: () => void }) {
  const client = useApolloClient();
  const change = useChange();
  const grantName = useGrantName();
  const { instant } = useTime();
  const [inviting, setInviting] = useDraft("somebody is invited", false);
  const withdraw = async (invitation: Invitation) => {
    const done = await change.run(async () => (await client.mutate({ mutation: WithdrawInvitation, variables: { input: { idempotencyKey: newKey(), invitationId: invitation.id } } })).data?.withdrawInvitation);
    if (done !== null) onChanged();
  };
  const invitations = found.invitations.nodes;
  return (
    <Panel title="Invitations" aside={<Button size="small" variant="contained" disableElevation onClick={() => { setInviting(true); }}>Invite…</Button>} flush>
      {change.refusal !== null && <Alert severity="error" onClose={change.clear} sx={{ mx: 2, mb: 1 }}>{change.refusal}</Alert>}
      {invitations.length === 0 ? <Empty>Nobody is invited. An invitation is a link that you hand over yourself; it lets one person in.</Empty> : (
        <Grid<Invitation>
          label="Invitations" rows={invitations} keyOf={(one) => one.id} testId="invitation"
          columns={[
            { name: "Name", cell: (one) => one.name },
            { name: "E-mail", cell: (one) => one.email },
            { name: "Role", cell: (one) => grantName(one.grant.role, one.grant.portfolioId) },
            { name: "Invited by", cell: (one) => one.invitedBy },
            { name: "Until", cell: (one) => instant(one.expiresAt) },
            { name: "Action", cell: (one) => <Button size="small" color="inherit" disabled={change.busy} aria-label={`Withdraw the invitation of ${one.name}`} onClick={() => { void withdraw(one); }} sx={{ py: 0, minWidth: 0 }}>Withdraw</Button> },
          ]}
        />
      )}
      {inviting && <InviteDialog roles={found.roles} onChanged={onChanged} onClose={() => { setInviting(false); }} />}
    </Panel>
  );
}
