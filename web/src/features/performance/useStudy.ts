import { useQuery } from "@apollo/client/react";
import { useMemo } from "react";
import { shownOf } from "../../shared/graphql/shown";
import { useScope } from "../../shared/portfolio/scope";
import { usePeriod } from "./period";
import { PerformanceStudy, type PerformanceStudyData } from "./study.generated";

export type Study = NonNullable<NonNullable<PerformanceStudyData["portfolio"]>["performance"]>;
export type Contribution = Study["byAsset"][number];

export interface StudyAnswer {
  /** Undefined until it has come; null where there is nothing to tell. */
  readonly study: Study | null | undefined;
  /** Whether the viewer wants to see it beside an asset. */
  readonly isBeside: boolean;
  readonly nameOf: (key: string) => string;
  readonly error: unknown;
  readonly again: () => void;
}

/** Returns, ratios and contributions of the chosen period, asked once. */
export function useStudy(): StudyAnswer {
  const { id } = useScope();
  const { from, benchmark, beside } = usePeriod();
  const isBeside = benchmark !== "none";
  const { data, previousData, error, refetch } = useQuery(PerformanceStudy, { variables: { portfolio: id ?? "", from, beside }, skip: id === null });
  const shown = shownOf(id, { data, previousData, error });
  const names = useMemo(() => new Map([
    ...(shown?.accounts.nodes ?? []).map((one) => [one.id, one.name] as const), ...(shown?.assets.nodes ?? []).map((one) => [one.id, one.symbol.toUpperCase()] as const), ...(shown?.venues ?? []).map((one) => [one.id, one.name] as const),
  ]), [shown]);
  return { study: shown === undefined ? undefined : (shown.portfolio?.performance ?? null), isBeside, nameOf: (key) => names.get(key) ?? key, error, again: () => { void refetch(); } };
}
