import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import { useTheme } from "@mui/material/styles";
import { memo, useEffect, useMemo, useState } from "react";
import { compare, toChart, type Decimal } from "../../shared/decimal/decimal";
import { closesOf } from "./closes";
import { PositionSpark } from "./positions.generated";

const [width, height, settle] = [90, 22, 250];
/** On the full hour, so that all rows ask for the same week and the cache answers the next time. */
const week = () => {
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  return { from: new Date(hour - 7 * 86_400_000).toISOString(), to: new Date(hour + 3_600_000).toISOString() };
};

/** A line through the closes in a small box; null for fewer than two. */
export function sparkPath(closes: readonly Decimal[]): string | null {
  if (closes.length < 2) return null;
  const values = closes.map(toChart);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value: number) => (high === low ? height / 2 : 2 + ((high - value) / (high - low)) * (height - 4));
  return `M${values.map((value, index) => `${((index / (values.length - 1)) * width).toFixed(1)},${y(value).toFixed(1)}`).join("L")}`;
}

/** The price of the last seven days. Asked for once the row has stayed in sight, so that scrolling asks for nothing. */
export const Spark = memo(function Spark({ asset }: { readonly asset: string }) {
  const [settled, setSettled] = useState(false);
  const [{ from, to }] = useState(week);
  const { palette } = useTheme();
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(true); }, settle);
    return () => { clearTimeout(timer); };
  }, []);
  const { data } = useQuery(PositionSpark, { variables: { asset, from, to }, skip: !settled });
  const closes = useMemo(() => closesOf(data?.referencePrices.nodes ?? []).map((one) => one.usd), [data]);
  const path = sparkPath(closes);
  const [first, last] = [closes[0], closes.at(-1)];
  if (path === null || first === undefined || last === undefined) return <Box sx={{ width, height }} />;
  const up = compare(last, first) >= 0;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`} role="img" aria-label={`seven days, ${up ? "up" : "down"}`}>
      <path d={path} fill="none" stroke={up ? palette.gain : palette.loss} strokeWidth={1.25} strokeLinejoin="round" />
    </svg>
  );
});
