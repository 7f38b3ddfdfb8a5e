import Box from "@mui/material/Box";
import type { ComponentType } from "react";
import { useParameter } from "../../shared/route/route";
import { PageLink } from "../../shared/route/PageLink";
import { ClientsSection } from "./clients/ClientsSection";
import { GeneralSection } from "./GeneralSection";
import { MembersSection } from "./members/MembersSection";
import { SecuritySection } from "./security/SecuritySection";
import { TreeSection } from "./tree/TreeSection";

const sections: readonly (readonly [id: string | null, name: string, view: ComponentType])[] = [
  [null, "General", GeneralSection], ["security", "Security", SecuritySection], ["portfolios", "Portfolios", TreeSection], ["members", "Members", MembersSection], ["clients", "API clients", ClientsSection],
];

/** Everything the viewer and the organisation decide; the section stands in the address. */
export function SettingsPage() {
  const [wanted] = useParameter("section");
  const [chosen, , View] = sections.find(([id]) => id === wanted) ?? ([null, "General", GeneralSection] as const);
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Box component="nav" aria-label="Settings" sx={{ display: "flex", flexWrap: "wrap", gap: 0.25 }}>
        {sections.map(([id, name]) => (
          <PageLink
            key={name} to="/settings" parameters={{ section: id }} underline="none" aria-current={id === chosen ? "page" : undefined}
            sx={{ px: 1.25, py: 0.5, borderRadius: 1, fontSize: "0.8125rem", fontWeight: id === chosen ? 600 : 500, color: id === chosen ? "text.primary" : "text.secondary", bgcolor: id === chosen ? "action.selected" : "transparent", "&:hover": { bgcolor: "action.hover", color: "text.primary" } }}
          >
            {name}
          </PageLink>
        ))}
      </Box>
      <View />
    </Box>
  );
}
