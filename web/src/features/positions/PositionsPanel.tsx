import Box from "@mui/material/Box";
import InputBase from "@mui/material/InputBase";
import ToggleButton from "@mui/material/ToggleButton";
import Typography from "@mui/material/Typography";
import { useMemo, useRef, useState, type ReactNode } from "react";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useValues } from "../../shared/feed/useTopic";
import { useParameter } from "../../shared/route/route";
import { Panel } from "../../shared/ui/Panel";
import { useSlash } from "../../shared/ui/keys";
import { TopicGate } from "../../shared/ui/TopicGate";
import { columns, type Column } from "./columns";
import { decodePosition, isClosed, matching, ordered, positionPrefix, type Sort } from "./position";
import { PositionsTable } from "./PositionsTable";

const standard = columns.filter((column) => column.id !== "spark");

interface PositionsPanelProps {
  readonly store: TopicStore;
  readonly currency: string;
  readonly columns?: readonly Column[];
  /** What stands beside the filter: made from the rows as they are shown. */
  readonly tools?: (keys: readonly string[]) => ReactNode;
  readonly tall?: boolean;
}

/** Every asset the portfolio holds. Cells are live; the order follows once a second, so that rows do not jump under the eye. */
export function PositionsPanel({ store, currency, columns: shown = standard, tools, tall = false }: PositionsPanelProps) {
  const [sort, setSort] = useState<Sort>({ column: "value", descending: true });
  const [wanted] = useParameter("q");
  const [filter, setFilter] = useState(wanted ?? "");
  const input = useRef<HTMLInputElement>(null);
  const [withClosed, setWithClosed] = useState(false);
  const every = useValues(store, positionPrefix, decodePosition);
  const positions = useMemo(() => (withClosed ? every : every.filter((position) => !isClosed(position))), [every, withClosed]);
  const closed = useMemo(() => every.filter(isClosed).length, [every]);
  const all = positions.length;
  const keys = useMemo(() => ordered(matching(positions, filter), sort).map((position) => position.key), [positions, filter, sort]);
  const [focus] = useState(() => () => { input.current?.focus(); });
  useSlash(focus);
  const aside = (
    <>
      <Typography variant="body2" color="textSecondary" data-testid="position-count" aria-live="polite">
        {keys.length === all ? all : `${String(keys.length)} of ${String(all)}`}
      </Typography>
      {closed > 0 && (
        <ToggleButton value="closed" size="small" selected={withClosed} onChange={() => { setWithClosed(!withClosed); }} sx={{ py: 0, px: 1, textTransform: "none" }}>
          {closed} closed
        </ToggleButton>
      )}
      <InputBase
        inputRef={input}
        value={filter}
        onChange={(event) => { setFilter(event.target.value); }}
        onKeyDown={(event) => { if (event.key === "Escape") setFilter(""); }}
        placeholder="Filter  /"
        inputProps={{ "aria-label": "Filter positions", type: "search" }}
        sx={{ border: 1, borderColor: "divider", borderRadius: 1, px: 1, width: 160, fontSize: "0.8125rem", "& ::placeholder": { color: "text.secondary", opacity: 1 } }}
      />
      {tools?.(keys)}
    </>
  );
  return (
    <Panel title="Positions" area="positions" aside={aside} flush>
      <TopicGate store={store} prefix={positionPrefix} empty="Nothing is held here. Positions appear as soon as an account reports a balance." rows={8}>
        {keys.length === 0 && filter !== "" ? (
          <Box sx={{ p: 2, color: "text.secondary" }}>No position matches “{filter}”.</Box>
        ) : (
          <PositionsTable store={store} keys={keys} currency={currency} sort={sort} onSort={setSort} columns={shown} tall={tall} />
        )}
      </TopicGate>
    </Panel>
  );
}
