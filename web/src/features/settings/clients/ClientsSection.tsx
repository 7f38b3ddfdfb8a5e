import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ToggleButton from "@mui/material/ToggleButton";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useDraft } from "../../../shared/session/drafts";
import { Panel } from "../../../shared/ui/Panel";
import { Answer, Empty } from "../../../shared/ui/States";
import { SettingsClients, type SettingsClientsData } from "../settings.generated";
import { useFresh } from "../../../shared/graphql/useFresh";
import { ClientsTable } from "./ClientsTable";
import { NewClientDialog } from "./NewClientDialog";
import { RevokeDialog, RotateDialog } from "./ClientDialogs";

export type ApiClient = SettingsClientsData["apiClients"]["nodes"][number];

type Open = { readonly kind: "new" } | { readonly kind: "rotate" | "revoke"; readonly client: ApiClient } | null;

/** Programs that sign in by themselves. */
export function ClientsSection() {
  const { data, error, refetch } = useQuery(SettingsClients, { fetchPolicy: useFresh("SettingsClients", {}) });
  const [open, setOpen] = useDraft<Open>("dialog of clients", null);
  const [withRevoked, setWithRevoked] = useState(false);
  const changed = () => { void refetch(); };
  const close = () => { setOpen(null); };
  const clients = data?.apiClients.nodes;
  const revoked = (clients ?? []).filter((one) => one.revokedAt !== null).length;
  const aside = clients !== undefined && (
    <>
      {revoked > 0 && <ToggleButton value="revoked" size="small" selected={withRevoked} onChange={() => { setWithRevoked(!withRevoked); }} sx={{ py: 0, px: 1, textTransform: "none" }}>{revoked} revoked</ToggleButton>}
      <Button size="small" variant="contained" disableElevation onClick={() => { setOpen({ kind: "new" }); }}>New client…</Button>
    </>
  );
  return (
    <Panel title="API clients" aside={aside} flush>
      <Answer data={clients} error={error} onRetry={changed} rows={4}>
        {(all) => {
          const shown = all.filter((one) => withRevoked || one.revokedAt === null);
          return shown.length === 0 ? <Empty>No program signs in for your organisation. A client has a name, a role and a secret of its own, and can be ended by itself.</Empty> : <ClientsTable clients={shown} onRotate={(client) => { setOpen({ kind: "rotate", client }); }} onRevoke={(client) => { setOpen({ kind: "revoke", client }); }} />;
        }}
      </Answer>
      {clients !== undefined && (
        <Typography component="p" variant="caption" color="textSecondary" sx={{ px: 2, py: 1.25 }}>
          A program gets a token at <Box component="code">{location.origin}/connect/token</Box> with its id and secret (OAuth 2, client credentials) and calls <Box component="code">/graphql</Box> and <Box component="code">/feed</Box> with it.
        </Typography>
      )}
      {open?.kind === "new" && <NewClientDialog roles={data?.roles ?? []} onChanged={changed} onClose={close} />}
      {open?.kind === "rotate" && <RotateDialog client={open.client} onChanged={changed} onClose={close} />}
      {open?.kind === "revoke" && <RevokeDialog client={open.client} onChanged={changed} onClose={close} />}
    </Panel>
  );
}
