import { useQuery } from "@apollo/client/react";
import { useMemo, type ReactNode } from "react";
import { useScope } from "../../shared/portfolio/scope";
import { Answer, Empty } from "../../shared/ui/States";
import { ProfitTable, type ProfitBy } from "../performance/performance.generated";
import { slices, type Slice } from "./slices";

interface OtherAllocationProps {
  readonly by: ProfitBy;
  readonly most: number;
  readonly children: (ring: readonly Slice[]) => ReactNode;
}

/** What the total is made of by account, venue or chain: asked for, not followed. */
export default function OtherAllocation({ by, most, children }: OtherAllocationProps) {
  const { id } = useScope();
  const { data, error, refetch } = useQuery(ProfitTable, { variables: { portfolio: id ?? "", by }, skip: id === null });
  const ring = useMemo(() => {
    if (data === undefined) return undefined;
    const names = new Map([...data.accounts.nodes, ...data.venues].map((one) => [one.id, one.name]));
    return slices((data.portfolio?.profitAndLoss.nodes ?? []).map((one) => ({ symbol: names.get(one.key) ?? one.key, value: one.value })), most);
  }, [data, most]);
  return <Answer data={ring} error={error} onRetry={() => { void refetch(); }} rows={5}>{(all) => (all.length === 0 ? <Empty>Nothing with a price is held here.</Empty> : children(all))}</Answer>;
}
