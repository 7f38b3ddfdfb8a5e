import Box from "@mui/material/Box";
import { percent } from "./percent";

export interface Bar {
  readonly key: string;
  readonly name: string;
  /** A fraction; its size is drawn. */
  readonly part: number | null;
}

/** Named fractions as a table with bars. */
export function Bars({ bars, label, testId }: { readonly bars: readonly Bar[]; readonly label: string; readonly testId: string }) {
  const largest = Math.max(1e-9, ...bars.map((bar) => Math.abs(bar.part ?? 0)));
  return (
    <Box component="table" aria-label={label} sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.875rem", "& th": { fontWeight: 500, textAlign: "left" }, "& td": { textAlign: "right", whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" } }}>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key} data-testid={testId}>
            <Box component="th" scope="row" sx={{ py: 0.4, pr: 1, width: "45%", overflowWrap: "anywhere" }}>{bar.name}</Box>
            <Box component="td" aria-hidden sx={{ width: "35%" }}>
              <Box sx={{ height: 8, borderRadius: 1, bgcolor: (bar.part ?? 0) < 0 ? "gain" : "primary.main", width: `${String(Math.round((Math.abs(bar.part ?? 0) / largest) * 100))}%` }} />
            </Box>
            <td>{percent(bar.part)}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
