import Box from "@mui/material/Box";
import { Fragment, type ReactNode } from "react";

export interface GridColumn<T> {
  readonly name: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand at the right. */
  readonly number?: boolean;
}

interface GridProps<T> {
  readonly label: string;
  readonly columns: readonly GridColumn<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T, index: number) => string;
  /** What is shown below a row, over the whole width; null for nothing. */
  readonly below?: (row: T, index: number) => ReactNode;
  readonly testId?: string;
}

/** A dense table of plain rows; wider than the screen it scrolls by itself. */
export function Grid<T>({ label, columns, rows, keyOf, below, testId }: GridProps<T>) {
  return (
    <Box sx={{ overflowX: "auto" }} role="region" aria-label={label} tabIndex={0}>
      <Box component="table" aria-label={label} sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th, & td": { px: 1, py: 0.5, borderTop: 1, borderColor: "divider", verticalAlign: "top" }, "& thead th": { borderTop: 0, color: "text.secondary", fontWeight: 500, whiteSpace: "nowrap" }, "& th:first-of-type, & td:first-of-type": { pl: 2 }, "& th:last-of-type, & td:last-of-type": { pr: 2 } }}>
        <thead>
          <tr>{columns.map((column) => <Box component="th" key={column.name} scope="col" sx={{ textAlign: column.number === true ? "right" : "left" }}>{column.name}</Box>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const more = below?.(row, index) ?? null;
            return (
              <Fragment key={keyOf(row, index)}>
                <tr data-testid={testId}>
                  {columns.map((column) => <Box component="td" key={column.name} sx={{ textAlign: column.number === true ? "right" : "left", whiteSpace: column.number === true ? "nowrap" : undefined, fontVariantNumeric: "tabular-nums" }}>{column.cell(row)}</Box>)}
                </tr>
                {more !== null && <tr><Box component="td" colSpan={columns.length} sx={{ bgcolor: "action.hover", borderTop: "0 !important" }}>{more}</Box></tr>}
              </Fragment>
            );
          })}
        </tbody>
      </Box>
    </Box>
  );
}
