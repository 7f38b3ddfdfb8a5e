import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import type { SchemeChoice, SchemeState } from "./useScheme";

const labels: Record<SchemeChoice, string> = { light: "Light", system: "Auto", dark: "Dark" };

export function SchemeToggle({ scheme }: { readonly scheme: SchemeState }) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label="Colour scheme"
      value={scheme.choice}
      onChange={(_, next: SchemeChoice | null) => next !== null && scheme.choose(next)}
    >
      {(Object.keys(labels) as SchemeChoice[]).map((choice) => (
        <ToggleButton key={choice} value={choice} sx={{ py: 0.25, px: 1.25, textTransform: "none" }}>
          {labels[choice]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
