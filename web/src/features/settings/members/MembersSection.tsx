import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import { Answer, Stale } from "../../../shared/ui/States";
import { Panel } from "../../../shared/ui/Panel";
import { SettingsMembers } from "../settings.generated";
import { useFresh } from "../../../shared/graphql/useFresh";
import { InvitationsPanel } from "./InvitationsPanel";
import { MembersPanel } from "./MembersPanel";
import { PolicyPanel } from "./PolicyPanel";
import { ProviderPanel } from "./ProviderPanel";

/** Who belongs to the organisation, with which roles, and what is asked of who signs in. */
export function MembersSection() {
  const { data, error, refetch } = useQuery(SettingsMembers, { fetchPolicy: useFresh("SettingsMembers", {}) });
  const again = () => { void refetch(); };
  if (data === undefined) return <Panel title="Members"><Answer data={undefined} error={error} onRetry={again}>{() => null}</Answer></Panel>;
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <MembersPanel found={data} onChanged={again} />
      <InvitationsPanel found={data} onChanged={again} />
      <PolicyPanel required={data.signInPolicy.secondFactorRequired} onChanged={again} />
      <ProviderPanel />
      <Stale error={error} onRetry={again} />
    </Box>
  );
}
