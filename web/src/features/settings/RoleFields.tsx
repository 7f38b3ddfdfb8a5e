import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { usePortfolios } from "../portfolios/usePortfolios";
import { roleWords, type Role } from "./roles";

/** A role and where it holds; null is everywhere. */
export interface Grant {
  readonly role: string;
  readonly node: string | null;
}

interface RoleFieldsProps {
  readonly roles: readonly Role[];
  readonly grant: Grant;
  readonly onChange: (grant: Grant) => void;
}

/** Chooses a role and the part of the tree it holds on. */
export function RoleFields({ roles, grant, onChange }: RoleFieldsProps) {
  const { nodes } = usePortfolios();
  return (
    <>
      <TextField select size="small" label="Role" value={grant.role} onChange={(event) => { onChange({ ...grant, role: event.target.value }); }} helperText={roleWords(roles.find((one) => one.name === grant.role))}>
        {roles.map((one) => <MenuItem key={one.name} value={one.name} dense>{one.name}</MenuItem>)}
      </TextField>
      <TextField select size="small" label="Where" value={grant.node ?? ""} onChange={(event) => { onChange({ ...grant, node: event.target.value === "" ? null : event.target.value }); }} helperText={grant.node === null ? "On everything the organisation has." : "On this portfolio and all below it, and nowhere else."} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="" dense>Everywhere</MenuItem>
        {nodes.map(({ portfolio, depth }) => <MenuItem key={portfolio.id} value={portfolio.id} dense sx={{ pl: 2 + depth * 1.5 }}>{portfolio.name}</MenuItem>)}
      </TextField>
    </>
  );
}

/** `analyst on Alpha Fund`; everywhere goes without saying. */
export function useGrantName(): (role: string, node: string | null) => string {
  const { nodes } = usePortfolios();
  return (role, node) => (node === null ? role : `${role} on ${nodes.find((one) => one.portfolio.id === node)?.portfolio.name ?? "a portfolio that is gone"}`);
}
