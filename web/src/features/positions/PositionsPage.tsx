import { useTopic } from "../../shared/feed/useTopic";
import { useScope } from "../../shared/portfolio/scope";
import { PositionsPanel } from "./PositionsPanel";

/** Everything the portfolio holds, as a table of its own. */
export function PositionsPage() {
  const { id, currency } = useScope();
  const store = useTopic(id === null ? null : "portfolio", id ?? undefined);
  return <PositionsPanel store={store} currency={currency} />;
}
