import { useApolloClient, useQuery } from "@apollo/client/react";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ToggleButton from "@mui/material/ToggleButton";
import { useMemo, useState } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useTime } from "../../../shared/settings/time";
import { Grid, type GridColumn } from "../../../shared/ui/Grid";
import { Panel } from "../../../shared/ui/Panel";
import { Answer, Empty } from "../../../shared/ui/States";
import { EndSession, SettingsPeople, SettingsSessions, type SettingsSessionsData } from "../settings.generated";
import { useChange } from "../useChange";
import { useFresh } from "../../../shared/graphql/useFresh";
import { deviceName, methodName } from "./device";

type Session = SettingsSessionsData["sessions"]["nodes"][number];

/** Who is signed in where: the viewer's own sessions, or everybody's for who manages members. */
export function SessionsPanel() {
  const client = useApolloClient();
  const { instant } = useTime();
  const [everybody, setEverybody] = useState(false);
  const { data, error, refetch } = useQuery(SettingsSessions, { variables: { everybody }, fetchPolicy: useFresh("SettingsSessions", { everybody }) });
  // Who may not see the members may not see their sessions either: then there is no choice to show.
  const people = useQuery(SettingsPeople);
  const names = useMemo(() => new Map((people.data?.members.nodes ?? []).map((one) => [one.id, one.name])), [people.data]);
  const change = useChange();
  const end = async (session: Session) => {
    const ended = await change.run(async () => (await client.mutate({ mutation: EndSession, variables: { input: { idempotencyKey: newKey(), sessionId: session.id } } })).data?.endSession);
    if (ended !== null) void refetch();
  };
  const columns: readonly GridColumn<Session>[] = [
    ...(everybody ? [{ name: "Member", cell: (one: Session) => names.get(one.memberId) ?? "removed member" }] : []),
    { name: "Device", cell: (one) => <span title={one.device}>{deviceName(one.device)}{one.isThis && <Box component="strong" sx={{ ml: 1, color: "gain", fontWeight: 600 }}>this one</Box>}</span> },
    { name: "Proved by", cell: (one) => methodName(one.method) },
    { name: "From", cell: (one) => <code>{one.address}</code> },
    { name: "Since", cell: (one) => instant(one.createdAt) },
    { name: "Ends", cell: (one) => instant(one.expiresAt) },
    { name: "Action", cell: (one) => (one.isThis ? <Box component="span" sx={{ color: "text.secondary" }}>sign out above</Box> : <Button size="small" color="inherit" disabled={change.busy} aria-label={`End the session on ${deviceName(one.device)} since ${instant(one.createdAt)}`} onClick={() => { void end(one); }} sx={{ py: 0, minWidth: 0 }}>End</Button>) },
  ];
  const aside = people.data !== undefined && (
    <ToggleButton value="everybody" size="small" selected={everybody} onChange={() => { setEverybody(!everybody); }} sx={{ py: 0, px: 1, textTransform: "none" }}>Everybody's</ToggleButton>
  );
  return (
    <Panel title={everybody ? "Sessions of all members" : "Where you are signed in"} aside={aside} flush>
      {change.refusal !== null && <Alert severity="error" onClose={change.clear} sx={{ mx: 2, mb: 1 }}>{change.refusal}</Alert>}
      <Answer data={data?.sessions.nodes} error={error} onRetry={() => { void refetch(); }} rows={3}>
        {(sessions) => sessions.length === 0 ? <Empty>No browser is signed in: this machine vouches for you.</Empty> : <Grid<Session> label="Sessions" rows={sessions} keyOf={(one) => one.id} columns={columns} testId="session" />}
      </Answer>
    </Panel>
  );
}
