import Box from "@mui/material/Box";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useRef } from "react";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import type { Column } from "./columns";
import { decodePosition, type Sort, type SortColumn } from "./position";

const rowHeight = 34;
const shown = (column: Column) => (column.from === "xs" ? "flex" : { xs: "none", [column.from]: "flex" });
const cell = (column: Column) => ({
  display: shown(column),
  flexGrow: column.width,
  flexShrink: 1,
  flexBasis: { xs: column.narrow ?? column.width, sm: column.width },
  minWidth: 0,
  px: { xs: 0.5, sm: 1 },
  alignItems: "center",
  justifyContent: column.id === "symbol" ? "flex-start" : "flex-end",
  whiteSpace: "nowrap",
  overflow: column.id === "symbol" ? "hidden" : "visible",
});

interface TableProps {
  readonly store: TopicStore;
  readonly keys: readonly string[];
  readonly currency: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly columns: readonly Column[];
  /** As high as the page instead of a part of it. */
  readonly tall?: boolean;
}

function Header({ sort, onSort, columns }: Pick<TableProps, "sort" | "onSort" | "columns">) {
  const choose = (column: SortColumn) => {
    onSort({ column, descending: sort.column === column ? !sort.descending : column !== "symbol" });
  };
  return (
    <Box role="row" sx={{ display: "flex", px: 1, height: rowHeight, borderBottom: 1, borderColor: "divider", position: "sticky", top: 0, bgcolor: "background.paper", zIndex: 1 }}>
      {columns.map((column) => (
        <Box key={column.id} role="columnheader" aria-sort={sort.column === column.id ? (sort.descending ? "descending" : "ascending") : "none"} sx={cell(column)}>
          <Box
            component="button"
            type="button"
            title={column.hint}
            disabled={column.id === "spark"}
            onClick={() => { if (column.id !== "spark") choose(column.id); }}
            sx={{ all: "unset", cursor: column.id === "spark" ? "default" : "pointer", color: "text.secondary", fontWeight: 500, fontSize: "0.75rem", "&:hover": { color: "text.primary" }, "&:focus-visible": { outline: "2px solid", outlineColor: "primary.main" } }}
          >
            {column.id === "symbol" && column.title}
            <Box component="span" aria-hidden sx={{ display: "inline-block", width: "1.2em", textAlign: "center" }}>
              {sort.column === column.id ? (sort.descending ? "↓" : "↑") : ""}
            </Box>
            {column.id !== "symbol" && column.title}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const Row = memo(function Row({ store, id, currency, top, index, columns }: { readonly store: TopicStore; readonly id: string; readonly currency: string; readonly top: number; readonly index: number; readonly columns: readonly Column[] }) {
  const position = useKey(store, id, decodePosition);
  if (position === undefined) return null;
  return (
    <Box
      role="row"
      aria-rowindex={index + 2}
      data-testid="position"
      sx={{ display: "flex", px: 1, height: rowHeight, position: "absolute", left: 0, right: 0, transform: `translateY(${String(top)}px)`, fontSize: "0.8125rem", "&:hover": { bgcolor: "action.hover" } }}
    >
      {columns.map((column) => (
        <Box key={column.id} role="cell" data-column={column.id} sx={cell(column)}>
          {column.cell(position, currency)}
        </Box>
      ))}
    </Box>
  );
});

/** Only the rows in sight are in the document, however many there are. */
export function PositionsTable({ store, keys, currency, sort, onSort, columns, tall = false }: TableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: keys.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12, getItemKey: (index) => keys[index] ?? index });
  return (
    // A region that scrolls must be reachable by keyboard.
    <Box ref={scroller} tabIndex={0} role="region" aria-label="Positions, scrollable" sx={{ overflowY: "auto", maxHeight: tall ? { xs: "70vh", md: "calc(100vh - 150px)" } : { xs: 420, md: "min(60vh, 900px)" }, outlineOffset: -2 }}>
      <Box role="table" aria-label="Positions" aria-rowcount={keys.length + 1}>
        <Box role="rowgroup" sx={{ position: "sticky", top: 0, zIndex: 1 }}>
          <Header sort={sort} onSort={onSort} columns={columns} />
        </Box>
        <Box role="rowgroup" sx={{ position: "relative", height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => (
            <Row key={item.key} store={store} id={keys[item.index] ?? ""} currency={currency} top={item.start} index={item.index} columns={columns} />
          ))}
        </Box>
      </Box>
    </Box>
  );
}
