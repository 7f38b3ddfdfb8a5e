import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";
import type { TreeNode } from "../features/portfolios/portfolio";

interface PickerProps {
  readonly nodes: readonly TreeNode[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** Which portfolio the page is about. */
export default function PortfolioPicker({ nodes, selected, onSelect }: PickerProps) {
  if (selected === null) return null;
  return (
    <Select
      size="small"
      value={selected}
      onChange={(event) => { onSelect(event.target.value); }}
      inputProps={{ "aria-label": "Portfolio" }}
      sx={{ fontSize: "0.8125rem", maxWidth: 220, "& .MuiSelect-select": { py: 0.5 } }}
    >
      {nodes.map(({ portfolio, depth }) => (
        <MenuItem key={portfolio.id} value={portfolio.id} dense sx={{ pl: 2 + depth * 1.5 }}>
          {portfolio.name}
        </MenuItem>
      ))}
    </Select>
  );
}
