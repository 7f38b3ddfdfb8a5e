import { useApolloClient } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useState } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { ConfirmDialog } from "../../../shared/ui/ConfirmDialog";
import { Grid } from "../../../shared/ui/Grid";
import { Panel } from "../../../shared/ui/Panel";
import { useGrantName } from "../RoleFields";
import { RemoveMember, type SettingsMembersData } from "../settings.generated";
import { useChange } from "../useChange";
import { RolesDialog } from "./RolesDialog";

export type Member = SettingsMembersData["members"]["nodes"][number];

interface MembersPanelProps {
  readonly found: SettingsMembersData;
  readonly onChanged: () => void;
}

function RemoveDialog({ member, onDone, onClose }: { readonly member: Member; readonly onDone: () => void; readonly onClose: () => void }) {
  const client = useApolloClient();
  const change = useChange();
  const remove = async () => {
    const removed = await change.run(async () => (await client.mutate({ mutation: RemoveMember, variables: { input: { idempotencyKey: newKey(), memberId: member.id } } })).data?.removeMember);
    if (removed !== null) onDone();
  };
  return (
    <ConfirmDialog title={`Remove ${member.name}?`} action="Remove" busy={change.busy} refusal={change.refusal} onConfirm={() => { void remove(); }} onClose={onClose}>
      {member.name} loses all roles here and is signed out everywhere within a second. What {member.name} recorded stays, with the name on it.
    </ConfirmDialog>
  );
}

/** The members with their roles. */
export function MembersPanel({ found, onChanged }: MembersPanelProps) {
  const grantName = useGrantName();
  const [changing, setChanging] = useDraft<string | null>("member whose roles are changed", null);
  const [removing, setRemoving] = useState<Member | null>(null);
  const own = found.sessions.nodes.find((one) => one.isThis)?.memberId;
  const members = [...found.members.nodes].sort((a, b) => a.name.localeCompare(b.name));
  const shown = members.find((one) => one.id === changing);
  return (
    <Panel title="Members" aside={<Box sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>{members.length}{found.members.pageInfo.hasNextPage ? ", and more" : ""}</Box>} flush>
      <Grid<Member>
        label="Members" rows={members} keyOf={(one) => one.id} testId="member"
        columns={[
          { name: "Name", cell: (one) => <>{one.name}{one.id === own && <Box component="span" sx={{ color: "text.secondary" }}> · you</Box>}</> },
          { name: "E-mail", cell: (one) => one.email },
          { name: "Roles", cell: (one) => (one.grants.nodes.length === 0 ? <Box component="span" sx={{ color: "warn" }}>none: sees nothing</Box> : one.grants.nodes.map((grant) => grantName(grant.role, grant.portfolioId)).join(", ")) },
          { name: "Action", cell: (one) => (
            <Box sx={{ display: "flex", whiteSpace: "nowrap" }}>
              <Button size="small" aria-label={`Roles of ${one.name}`} onClick={() => { setChanging(one.id); }} sx={{ py: 0, minWidth: 0 }}>Roles…</Button>
              <Button size="small" color="inherit" aria-label={`Remove ${one.name}`} onClick={() => { setRemoving(one); }} sx={{ py: 0, minWidth: 0 }}>Remove…</Button>
            </Box>
          ) },
        ]}
      />
      {shown !== undefined && <RolesDialog member={shown} roles={found.roles} onChanged={onChanged} onClose={() => { setChanging(null); }} />}
      {removing !== null && <RemoveDialog member={removing} onDone={() => { setRemoving(null); onChanged(); }} onClose={() => { setRemoving(null); }} />}
    </Panel>
  );
}
