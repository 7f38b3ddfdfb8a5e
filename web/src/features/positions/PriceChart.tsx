import { useQuery } from "@apollo/client/react";
import type { IChartApi } from "lightweight-charts";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { DrawingFrame } from "../../shared/chart/DrawingFrame";
import { useTime } from "../../shared/settings/time";
import { Answer, Empty, LoadingDrawing } from "../../shared/ui/States";
import { closesOf } from "./closes";
import { PositionPrices } from "./positions.generated";

const PriceLine = lazy(() => import("../../shared/chart/PriceLine"));

const [days, height] = [180, 200];
const dayMs = 86_400_000;
const compact = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });
const write = (value: number) => compact.format(value);

/** The closing price of an asset day by day, in dollars. */
export function PriceChart({ asset, symbol }: { readonly asset: string; readonly symbol: string }) {
  // On the full day, so that opening it again asks the cache.
  const [{ from, to }] = useState(() => {
    const today = Math.floor(Date.now() / dayMs);
    return { from: new Date((today - days) * dayMs).toISOString(), to: new Date((today + 1) * dayMs).toISOString() };
  });
  const { data, error, refetch } = useQuery(PositionPrices, { variables: { asset, from, to } });
  const [chart, setChart] = useState<IChartApi | null>(null);
  const { day } = useTime();
  const closes = useMemo(() => (data === undefined ? undefined : closesOf(data.referencePrices.nodes)), [data]);
  const table = useMemo(() => ({ head: ["Close (UTC)", "Price, USD"], rows: (closes ?? []).map((one) => [new Date(one.at).toISOString(), one.usd]) }), [closes]);
  const png = () => Promise.resolve(chart?.takeScreenshot().toDataURL("image/png") ?? null);
  const take = useCallback((ready: IChartApi | null) => { setChart(ready); }, []);
  const label = `Price of ${symbol} in dollars over ${String(days)} days`;
  return (
    <Answer data={closes} error={error} onRetry={() => { void refetch(); }} rows={5}>
      {(all) => all.length < 2 ? <Empty>No venue tells a history of its price.</Empty> : (
        <DrawingFrame name="price" label={label} height={height} table={table} png={png}>
          <Suspense fallback={<LoadingDrawing height={height} />}>
            <PriceLine points={all} height={height} label={label} price={write} time={day} onReady={take} />
          </Suspense>
        </DrawingFrame>
      )}
    </Answer>
  );
}
