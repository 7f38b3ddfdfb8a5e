import { useApolloClient, useQuery } from "@apollo/client/react";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { ConfirmDialog } from "../../../shared/ui/ConfirmDialog";
import { CopyButton } from "../../../shared/ui/CopyButton";
import { Facts } from "../../../shared/ui/Facts";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { Panel } from "../../../shared/ui/Panel";
import { Answer } from "../../../shared/ui/States";
import { useChange } from "../useChange";
import { useFresh } from "../../../shared/graphql/useFresh";
import { RemoveExternalSignIn, SetExternalSignIn, SettingsProvider, type SettingsProviderData } from "./provider.generated";

type Provider = NonNullable<SettingsProviderData["externalSignIn"]>;

function ProviderDialog({ provider, onDone, onClose }: { readonly provider: Provider | null; readonly onDone: () => void; readonly onClose: () => void }) {
  const client = useApolloClient();
  const change = useChange();
  const [told, setTold] = useDraft("provider", () => ({ name: provider?.name ?? "", issuer: provider?.issuer ?? "https://", clientId: provider?.clientId ?? "" }));
  const [clientSecret, setClientSecret] = useState("");
  const draft = { ...told, clientSecret };
  const setDraft = ({ clientSecret: secret, ...rest }: typeof draft) => { setTold(rest); setClientSecret(secret); };
  const field = (name: keyof typeof draft, label: string, help: string, type = "text") => (
    <TextField size="small" label={label} type={type} autoComplete="off" value={draft[name]} helperText={help} onChange={(event) => { setDraft({ ...draft, [name]: event.target.value }); }} />
  );
  const save = async () => {
    if ((await change.run(async () => (await client.mutate({ mutation: SetExternalSignIn, variables: { input: { idempotencyKey: newKey(), ...draft } } })).data?.setExternalSignIn)) !== null) onDone();
  };
  return (
    <FormDialog title="Sign-in provider" action="Save" ready={Object.values(draft).every((one) => one.trim() !== "")} busy={change.busy} refusal={change.refusal} wide onSubmit={() => { void save(); }} onClose={onClose}>
      <div>At the provider, register <code>{location.origin}/sign-in/external/callback</code> as the address it comes back to. The provider is asked who it is before anything is kept.</div>
      {field("name", "Name", "What members call it.")}
      {field("issuer", "Issuer", "Its address, exactly as its tokens spell it.")}
      {field("clientId", "Client", "What it knows this platform as.")}
      {field("clientSecret", "Client secret", "Kept sealed, and never shown again.", "password")}
    </FormDialog>
  );
}

/** The OpenID Connect provider members may sign in through. */
export function ProviderPanel() {
  const client = useApolloClient();
  const change = useChange();
  const { data, error, refetch } = useQuery(SettingsProvider, { fetchPolicy: useFresh("SettingsProvider", {}) });
  const [open, setOpen] = useDraft<"set" | "remove" | null>("dialog of the provider", null);
  const close = () => { setOpen(null); };
  const done = () => { close(); void refetch(); };
  const remove = async () => {
    if ((await change.run(async () => (await client.mutate({ mutation: RemoveExternalSignIn, variables: { input: { idempotencyKey: newKey() } } })).data?.removeExternalSignIn)) !== null) done();
  };
  const address = (path: string, label: string) => <span><code>{location.origin}{path}</code><CopyButton text={location.origin + path} label={label} /></span>;
  return (
    <Panel title="Sign-in provider">
      <Answer data={data} error={error} onRetry={() => { void refetch(); }} rows={2}>
        {({ externalSignIn: provider }) => provider === null ? (
          <Typography variant="body2" color="textSecondary" data-testid="provider">None: members sign in here. <Button size="small" onClick={() => { setOpen("set"); }}>Connect a provider…</Button></Typography>
        ) : (
          <div data-testid="provider">
            <Facts facts={[["Name", provider.name], ["Issuer", provider.issuer], ["Client", provider.clientId], ["Members begin at", address(provider.startPath, "the address members begin at")], ["It comes back to", address(provider.callbackPath, "the address it comes back to")]]} />
            <Button size="small" onClick={() => { setOpen("set"); }}>Change…</Button>
            <Button size="small" color="inherit" onClick={() => { change.clear(); setOpen("remove"); }}>Remove…</Button>
          </div>
        )}
      </Answer>
      {open === "set" && <ProviderDialog provider={data?.externalSignIn ?? null} onDone={done} onClose={close} />}
      {open === "remove" && <ConfirmDialog title="Remove the provider?" action="Remove" busy={change.busy} refusal={change.refusal} onConfirm={() => { void remove(); }} onClose={close}>Nobody signs in through it any more. Sessions that began there go on until they end.</ConfirmDialog>}
    </Panel>
  );
}
