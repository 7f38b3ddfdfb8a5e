import { useApolloClient } from "@apollo/client/react";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { RoleFields, useGrantName, type Grant } from "../RoleFields";
import type { Role } from "../roles";
import { GrantRole, RevokeRole } from "../settings.generated";
import { useChange } from "../useChange";
import type { Member } from "./MembersPanel";

interface RolesDialogProps {
  readonly member: Member;
  readonly roles: readonly Role[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** The roles of a member: each is given and taken at once, and holds everywhere within a second. */
export function RolesDialog({ member, roles, onChanged, onClose }: RolesDialogProps) {
  const client = useApolloClient();
  const change = useChange();
  const grantName = useGrantName();
  const [grant, setGrant] = useDraft<Grant>("role to give", { role: "analyst", node: null });
  const inputOf = (role: string, portfolioId: string | null) => ({ input: { idempotencyKey: newKey(), memberId: member.id, role, portfolioId } });
  const give = async () => {
    if ((await change.run(async () => (await client.mutate({ mutation: GrantRole, variables: inputOf(grant.role, grant.node) })).data?.grantRole)) !== null) onChanged();
  };
  const take = async (role: string, node: string | null) => {
    if ((await change.run(async () => (await client.mutate({ mutation: RevokeRole, variables: inputOf(role, node) })).data?.revokeRole)) !== null) onChanged();
  };
  const has = member.grants.nodes.some((one) => one.role === grant.role && one.portfolioId === grant.node);
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="roles-title">
      <DialogTitle id="roles-title" sx={{ fontSize: "1rem", fontWeight: 600 }}>Roles of {member.name}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1.75, fontSize: "0.875rem" }}>
        <Box component="ul" aria-label="Roles" sx={{ m: 0, p: 0, listStyle: "none" }}>
          {member.grants.nodes.map((one) => (
            <Box component="li" key={`${one.role} ${one.portfolioId ?? ""}`} data-testid="grant" sx={{ display: "flex", alignItems: "center", borderBottom: 1, borderColor: "divider", py: 0.25 }}>
              <Box sx={{ flexGrow: 1 }}>{grantName(one.role, one.portfolioId)}</Box>
              <Button size="small" color="inherit" disabled={change.busy} aria-label={`Take ${grantName(one.role, one.portfolioId)}`} onClick={() => { void take(one.role, one.portfolioId); }}>Take</Button>
            </Box>
          ))}
          {member.grants.nodes.length === 0 && <Box component="li" sx={{ color: "warn" }}>None: {member.name} sees nothing.</Box>}
        </Box>
        <Typography component="h3" variant="body2" sx={{ fontWeight: 600 }}>Give another</Typography>
        <RoleFields roles={roles} grant={grant} onChange={setGrant} />
        {change.refusal !== null && <Alert severity="error">{change.refusal}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        <Button variant="contained" disableElevation disabled={change.busy || has} onClick={() => { void give(); }}>Give</Button>
      </DialogActions>
    </Dialog>
  );
}
