import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useState, type ReactNode } from "react";
import { download, downloadCsv } from "../ui/csv";
import { blobOf } from "./picture";

export interface ChartTable {
  readonly head: readonly string[];
  /** As text, with all digits. */
  readonly rows: readonly (readonly (string | null)[])[];
}

interface DrawingFrameProps {
  /** Also the name of its files. */
  readonly name: string;
  /** What the drawing shows, in one sentence, for whoever does not see it. */
  readonly label: string;
  /** Of the table, at most. */
  readonly height: number;
  readonly table: ChartTable;
  /** The drawing as a data address; null while there is none. */
  readonly png: () => Promise<string | null>;
  readonly children: ReactNode;
}

const small = { py: 0, minWidth: 0 };

/** What every drawing has, whatever draws it: it can be read as a table, and taken along as CSV and PNG. */
export function DrawingFrame({ name, label, height, table, png, children }: DrawingFrameProps) {
  const [asTable, setAsTable] = useState(false);
  const save = () => {
    void png().then((address) => { if (address !== null) download(`${name}.png`, blobOf(address)); });
  };
  return (
    <Box data-testid={`chart-${name}`} sx={{ minWidth: 0 }}>
      {asTable ? <DataTable table={table} label={label} height={height} /> : children}
      <Box sx={{ display: "flex", justifyContent: "flex-end", gap: 0.5 }}>
        <Button size="small" color="inherit" sx={small} aria-pressed={asTable} onClick={() => { setAsTable(!asTable); }}>{asTable ? "Chart" : "Table"}</Button>
        <Button size="small" color="inherit" sx={small} aria-label={`${name} as CSV`} onClick={() => { downloadCsv(name, table.head, table.rows); }}>CSV</Button>
        {!asTable && <Button size="small" color="inherit" sx={small} aria-label={`${name} as PNG`} onClick={save}>PNG</Button>}
      </Box>
    </Box>
  );
}

function DataTable({ table, label, height }: { readonly table: ChartTable; readonly label: string; readonly height: number }) {
  return (
    <Box tabIndex={0} role="region" aria-label={label} sx={{ maxHeight: height, overflow: "auto" }}>
      <Box component="table" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th, & td": { textAlign: "right", px: 1, py: 0.5, borderBottom: 1, borderColor: "divider" }, "& th:first-of-type": { textAlign: "left" }, "& thead th": { color: "text.secondary", fontWeight: 500, position: "sticky", top: 0, bgcolor: "background.paper" } }}>
        <thead><tr>{table.head.map((cell) => <th key={cell} scope="col">{cell}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={row[0] ?? index}>{row.map((cell, at) => (at === 0 ? <th key={at} scope="row">{cell}</th> : <td key={at}>{cell ?? "–"}</td>))}</tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
