import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";

interface IntervalFieldsProps {
  /** Days, `2026-01-31`; the last one counts whole. */
  readonly from: string | null;
  readonly to: string | null;
  readonly onChange: (from: string | null, to: string | null) => void;
}

/** Any interval, from day to day. */
export function IntervalFields({ from, to, onChange }: IntervalFieldsProps) {
  const field = (label: string, value: string | null, set: (next: string | null) => void) => (
    <TextField type="date" size="small" label={label} value={value ?? ""} onChange={(event) => { set(event.target.value === "" ? null : event.target.value); }} slotProps={{ inputLabel: { shrink: true }, htmlInput: { sx: { py: 0.5, fontSize: "0.8125rem" } } }} sx={{ width: 142 }} />
  );
  return (
    <Box role="group" aria-label="Interval" sx={{ display: "flex", gap: 1 }}>
      {field("From", from, (next) => { onChange(next, to); })}
      {field("To", to, (next) => { onChange(from, next); })}
    </Box>
  );
}
