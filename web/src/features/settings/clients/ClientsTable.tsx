import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useTime } from "../../../shared/settings/time";
import { CopyButton } from "../../../shared/ui/CopyButton";
import { Grid } from "../../../shared/ui/Grid";
import { useNow } from "../../../shared/ui/useNow";
import { permissionName } from "../roles";
import { useGrantName } from "../RoleFields";
import type { ApiClient } from "./ClientsSection";
import { standing } from "./standing";

const colours = { live: "gain", soon: "warn", over: "text.secondary" } as const;

function State({ client, now }: { readonly client: ApiClient; readonly now: number }) {
  const { day } = useTime();
  const { kind, text, at } = standing(client, now);
  return <Box component="span" sx={{ color: colours[kind], whiteSpace: "nowrap" }}><span aria-hidden>{kind === "live" ? "●" : kind === "soon" ? "!" : "○"}</span> {text}{at === null ? "" : ` ${day(at)}`}</Box>;
}

interface ClientsTableProps {
  readonly clients: readonly ApiClient[];
  readonly onRotate: (client: ApiClient) => void;
  readonly onRevoke: (client: ApiClient) => void;
}

/** The clients, with what each may do and when it last did. */
export function ClientsTable({ clients, onRotate, onRevoke }: ClientsTableProps) {
  const { short, instant } = useTime();
  const grantName = useGrantName();
  const now = useNow(60_000);
  return (
    <Grid<ApiClient>
      label="API clients" rows={clients} keyOf={(one) => one.id} testId="client"
      columns={[
        { name: "Name", cell: (one) => <><Box component="span" sx={{ fontWeight: 500 }}>{one.name}</Box><Box component="span" sx={{ display: "block", color: "text.secondary", whiteSpace: "nowrap" }}><code title={one.clientId}>{one.clientId.slice(0, 14)}…</code><CopyButton text={one.clientId} label={`the id of ${one.name}`} /></Box></> },
        { name: "State", cell: (one) => <State client={one} now={now} /> },
        { name: "Role", cell: (one) => grantName(one.role, one.nodeId) },
        { name: "May ask for", cell: (one) => <span title={one.scopes.map(permissionName).join(", ")}>{one.scopes.join(", ")}</span> },
        { name: "Proves by", cell: (one) => (one.signsAssertions ? "its own key" : "secret") },
        { name: "From", cell: (one) => (one.networks.length === 0 ? "anywhere" : one.networks.join(", ")) },
        { name: "Made", cell: (one) => <span title={instant(one.createdAt)}>{short(one.createdAt)} by {one.createdBy}</span> },
        { name: "Last used", cell: (one) => (one.lastUsedAt === null ? "never" : short(one.lastUsedAt)) },
        { name: "Action", cell: (one) => (one.revokedAt !== null ? null : (
          <Box sx={{ display: "flex", whiteSpace: "nowrap" }}>
            {!one.signsAssertions && <Button size="small" aria-label={`New secret of ${one.name}`} onClick={() => { onRotate(one); }} sx={{ py: 0, minWidth: 0 }}>New secret…</Button>}
            <Button size="small" color="inherit" aria-label={`Revoke ${one.name}`} onClick={() => { onRevoke(one); }} sx={{ py: 0, minWidth: 0 }}>Revoke…</Button>
          </Box>
        )) },
      ]}
    />
  );
}
