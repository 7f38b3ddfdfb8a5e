import { useQuery } from "@apollo/client/react";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { SettingsViewer } from "../settings/settings.generated";

interface EntityFieldProps {
  readonly value: string;
  readonly onChange: (entity: string) => void;
}

/** Whose account it is, where there are several to choose from. */
export function EntityField({ value, onChange }: EntityFieldProps) {
  const { data } = useQuery(SettingsViewer);
  const entities = data?.viewer.tenant?.legalEntities.nodes ?? [];
  if (entities.length < 2) return null;
  const chosen = entities.some((one) => one.id === value) ? value : "";
  return (
    <TextField
      select required size="small" fullWidth margin="dense" label="Legal entity" value={chosen} onChange={(event) => { onChange(event.target.value); }}
      helperText="For good: what happens in an account is taxed with the entity it was connected for. Assets that change hands later move by a transfer."
    >
      {entities.map((one) => <MenuItem key={one.id} value={one.id}>{one.name}</MenuItem>)}
    </TextField>
  );
}
