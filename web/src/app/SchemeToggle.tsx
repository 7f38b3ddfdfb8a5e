import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { changeSettings, useSettings, type SchemeChoice } from "../shared/settings/settings";

const labels: Record<SchemeChoice, string> = { light: "Light", system: "Auto", dark: "Dark" };

export function SchemeToggle() {
  const { scheme } = useSettings();
  return (
    <ToggleButtonGroup exclusive size="small" aria-label="Colour scheme" value={scheme} onChange={(_, next: SchemeChoice | null) => { if (next !== null) changeSettings({ scheme: next }); }} sx={{ display: { xs: "none", sm: "inline-flex" } }}>
      {(Object.keys(labels) as SchemeChoice[]).map((choice) => (
        <ToggleButton key={choice} value={choice} sx={{ py: 0.25, px: 1.25, textTransform: "none" }}>
          {labels[choice]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
