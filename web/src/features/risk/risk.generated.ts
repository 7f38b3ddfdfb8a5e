// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export type BacktestMethod = "HISTORICAL" | "NORMAL" | "EWMA";

export interface RiskStudiesVariables {
  readonly portfolio: string;
  readonly method: BacktestMethod;
  readonly level: number;
}

export interface RiskStudiesData {
  readonly portfolio: {
    readonly id: string;
    readonly lossDistribution: {
      readonly observations: number;
      readonly mean: number;
      readonly standardDeviation: number;
      readonly skewness: number | null;
      readonly excessKurtosis: number | null;
      readonly bins: readonly ({
        readonly from: number;
        readonly to: number;
        readonly count: number;
      })[];
    } | null;
    readonly drawdowns: {
      readonly points: readonly ({
        readonly at: string;
        readonly depth: number;
      })[];
    } | null;
    readonly backtest: {
      readonly state: string;
      readonly reason: string | null;
      readonly observations: number;
      readonly exceptions: number;
      readonly expected: number;
      readonly zone: string | null;
      readonly kupiec: {
        readonly statistic: number;
        readonly pValue: number;
      } | null;
      readonly christoffersen: {
        readonly statistic: number;
        readonly pValue: number;
      } | null;
      readonly conditional: {
        readonly statistic: number;
        readonly pValue: number;
      } | null;
      readonly days: readonly ({
        readonly at: string;
        readonly forecast: number;
        readonly loss: number;
        readonly isException: boolean;
      })[];
    } | null;
  } | null;
}

export const RiskStudies: TypedDocumentNode<RiskStudiesData, RiskStudiesVariables> = parse("query RiskStudies($portfolio:ID!$method:BacktestMethod!$level:Float!){portfolio(id:$portfolio){id lossDistribution(bins:40){observations mean standardDeviation skewness excessKurtosis bins{from to count}}drawdowns{points{at depth}}backtest(method:$method level:$level){state reason observations exceptions expected zone kupiec{statistic pValue}christoffersen{statistic pValue}conditional{statistic pValue}days{at forecast loss isException}}}}", { noLocation: true });

export interface RiskCorrelationsVariables {
  readonly portfolio: string;
  readonly window: number;
  readonly points: number;
}

export interface RiskCorrelationsData {
  readonly portfolio: {
    readonly id: string;
    readonly correlationHistory: {
      readonly state: string;
      readonly reason: string | null;
      readonly window: number;
      readonly symbols: readonly string[];
      readonly points: readonly ({
        readonly at: string;
        readonly rows: readonly (readonly (number | null)[])[];
      })[];
    } | null;
  } | null;
}

export const RiskCorrelations: TypedDocumentNode<RiskCorrelationsData, RiskCorrelationsVariables> = parse("query RiskCorrelations($portfolio:ID!$window:Int!$points:Int!){portfolio(id:$portfolio){id correlationHistory(window:$window points:$points){state reason window symbols points{at rows}}}}", { noLocation: true });
