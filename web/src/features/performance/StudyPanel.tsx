import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { formatMeasure } from "../../shared/decimal/format";
import { useTime } from "../../shared/settings/time";
import { MoneyChange } from "../../shared/ui/Change";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { percent } from "../risk/percent";
import { Fraction } from "./Fraction";
import { benchmarks } from "./period";
import type { StudyAnswer, Study } from "./useStudy";

const ratio = (value: number | null, places = 2) => (value === null ? "–" : formatMeasure(value, places));

function Figure({ name, note, children }: { readonly name: string; readonly note: string; readonly children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box component="dt" sx={{ color: "text.secondary", fontSize: "0.75rem" }}>{name}</Box>
      <Box component="dd" sx={{ m: 0, fontSize: "1.0625rem", fontWeight: 600 }}>{children}</Box>
      <Typography component="dd" variant="caption" color="textSecondary" sx={{ m: 0, display: "block" }}>{note}</Typography>
    </Box>
  );
}

function Figures({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <Box component="dl" aria-label={label} sx={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(150px, 1fr))", columnGap: 2, rowGap: 1.5, m: 0, pt: 1 }}>{children}</Box>;
}

function Earned({ study, currency }: { readonly study: Study; readonly currency: string }) {
  const { ratios } = study;
  const { day } = useTime();
  const fall = ratios.peakAt === null || ratios.troughAt === null ? "no fall" : `${day(ratios.peakAt)} to ${day(ratios.troughAt)}, ${ratios.recoveredAt === null ? "not made up yet" : `made up ${day(ratios.recoveredAt)}`}`;
  return (
    <div data-testid="returns">
      <Figures label="Returns">
        <Figure name="Time-weighted" note="whatever was put in or taken out"><Fraction value={study.timeWeighted} /></Figure>
        <Figure name="Money-weighted (XIRR)" note="rate of a year at which all flows balance"><Fraction value={study.moneyWeighted} /></Figure>
        <Figure name="Modified Dietz" note="over the capital that was there"><Fraction value={study.modifiedDietz} /></Figure>
        <Figure name="Gain" note="end less begin less flows"><MoneyChange value={study.gain} currency={currency} /></Figure>
        <Figure name="Put in" note="less taken out"><MoneyChange value={study.netFlows} currency={currency} arrow={false} /></Figure>
        <Figure name="Volatility" note={`of a year, from ${String(ratios.days)} days`}>{percent(ratios.volatility)}</Figure>
        <Figure name="Deepest fall" note={fall}>{percent(ratios.drawdown)}</Figure>
        <Figure name="Sharpe" note="return over deviation">{ratio(ratios.sharpe)}</Figure>
        <Figure name="Sortino" note="over deviation below zero">{ratio(ratios.sortino)}</Figure>
        <Figure name="Calmar" note="over the deepest fall">{ratio(ratios.calmar)}</Figure>
        <Figure name="Omega" note="gains over losses">{ratio(ratios.omega)}</Figure>
      </Figures>
      {study.unpriced > 0 && <Typography variant="body2" sx={{ color: "warn", mt: 1 }}>⚠ {study.unpriced === 1 ? "Once" : `${String(study.unpriced)} times`} a holding or flow had no price and is left out: the figures are estimates.</Typography>}
    </div>
  );
}

function Beside({ study }: { readonly study: Study }) {
  const { benchmark } = study;
  const name = benchmarks.find(([id]) => id === benchmark.assetId)?.[1] ?? benchmark.assetId.toUpperCase();
  if (benchmark.days === 0) return <Typography variant="body2" color="textSecondary">There are too few whole days with prices to stand beside {name}.</Typography>;
  return (
    <div data-testid="beside">
      <Figures label={`Beside ${name}`}>
        <Figure name={`Holding ${name}`} note={`over ${String(benchmark.days)} whole days`}><Fraction value={benchmark.return} /></Figure>
        <Figure name="Beta" note={`moves with ${name}`}>{ratio(benchmark.beta)}</Figure>
        <Figure name="Alpha" note="of a day, beyond beta"><Fraction value={benchmark.alpha} /></Figure>
        <Figure name="Correlation" note="of daily returns">{ratio(benchmark.correlation)}</Figure>
        <Figure name="Tracking error" note="of a year">{percent(benchmark.trackingError)}</Figure>
        <Figure name="Information ratio" note="difference over tracking error">{ratio(benchmark.informationRatio)}</Figure>
      </Figures>
    </div>
  );
}

/** What was earned, at what risk, and beside holding one asset over the same days. */
export function StudyPanel({ answer, currency }: { readonly answer: StudyAnswer; readonly currency: string }) {
  return (
    <Panel title="Returns">
      <Answer data={answer.study} error={answer.error} onRetry={answer.again} rows={6}>
        {(study) => study === null ? <Empty>There is no return to tell yet: it takes a value at the begin and at the end.</Empty> : (
          <>
            <Earned study={study} currency={currency} />
            {answer.isBeside && <Beside study={study} />}
          </>
        )}
      </Answer>
    </Panel>
  );
}
