import Box from "@mui/material/Box";
import { useTime } from "../../../shared/settings/time";
import { Grid, type GridColumn } from "../../../shared/ui/Grid";
import { Panel } from "../../../shared/ui/Panel";
import { Empty } from "../../../shared/ui/States";
import { eventName, type DoorEvent } from "../../signin/changes";

/** Who came, who was refused, and how the way in was changed: what a person must see to know that it was them. */
export function EventsPanel({ events }: { readonly events: readonly DoorEvent[] }) {
  const { instant } = useTime();
  const columns: readonly GridColumn<DoorEvent>[] = [
    { name: "When", cell: (one) => instant(one.at) },
    { name: "What", cell: (one) => <Box component="span" sx={one.isChange || one.outcome !== "done" ? { fontWeight: 600 } : {}}>{eventName(one)}</Box> },
    { name: "How", cell: (one) => one.detail ?? "" },
  ];
  return (
    <Panel title="Recent security events" flush>
      {events.length === 0 ? <Empty>Nothing has happened yet.</Empty> : <Grid<DoorEvent> label="Recent security events" rows={events} keyOf={(one, index) => `${one.at} ${String(index)}`} columns={columns} testId="door-event" />}
    </Panel>
  );
}
