// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export interface PerformanceStudyVariables {
  readonly portfolio: string;
  readonly from: string;
  readonly beside: string;
}

export interface PerformanceStudyData {
  readonly portfolio: {
    readonly id: string;
    readonly performance: {
      readonly from: string;
      readonly to: string;
      readonly gain: Decimal;
      readonly netFlows: Decimal;
      readonly timeWeighted: number | null;
      readonly moneyWeighted: number | null;
      readonly modifiedDietz: number | null;
      readonly unpriced: number;
      readonly ratios: {
        readonly days: number;
        readonly volatility: number | null;
        readonly sharpe: number | null;
        readonly sortino: number | null;
        readonly calmar: number | null;
        readonly omega: number | null;
        readonly drawdown: number | null;
        readonly peakAt: string | null;
        readonly troughAt: string | null;
        readonly recoveredAt: string | null;
      };
      readonly benchmark: {
        readonly assetId: string;
        readonly days: number;
        readonly return: number | null;
        readonly beta: number | null;
        readonly alpha: number | null;
        readonly trackingError: number | null;
        readonly informationRatio: number | null;
        readonly correlation: number | null;
      };
      readonly byAsset: readonly ({
        readonly key: string;
        readonly gain: Decimal;
        readonly contribution: number | null;
      })[];
      readonly byAccount: readonly ({
        readonly key: string;
        readonly gain: Decimal;
        readonly contribution: number | null;
      })[];
      readonly byVenue: readonly ({
        readonly key: string;
        readonly gain: Decimal;
        readonly contribution: number | null;
      })[];
    } | null;
  } | null;
  readonly accounts: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
    })[];
  };
  readonly assets: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly symbol: string;
    })[];
  };
  readonly venues: readonly ({
    readonly id: string;
    readonly name: string;
  })[];
}

export const PerformanceStudy: TypedDocumentNode<PerformanceStudyData, PerformanceStudyVariables> = parse("query PerformanceStudy($portfolio:ID!$from:DateTime!$beside:ID!){portfolio(id:$portfolio){id performance(from:$from){from to gain netFlows timeWeighted moneyWeighted modifiedDietz unpriced ratios{days volatility sharpe sortino calmar omega drawdown peakAt troughAt recoveredAt}benchmark(asset:$beside){assetId days return beta alpha trackingError informationRatio correlation}byAsset:contributions(by:ASSET){key gain contribution}byAccount:contributions(by:ACCOUNT){key gain contribution}byVenue:contributions(by:VENUE){key gain contribution}}}accounts(first:500){nodes{id name}}assets(first:500){nodes{id symbol}}venues{id name}}", { noLocation: true });

export interface MonthlyReturnsVariables {
  readonly portfolio: string;
  readonly from: string;
}

export interface MonthlyReturnsData {
  readonly portfolio: {
    readonly id: string;
    readonly timeZone: string;
    readonly performance: {
      readonly from: string;
      readonly to: string;
      readonly points: {
        readonly nodes: readonly ({
          readonly at: string;
          readonly value: Decimal;
          readonly timeWeighted: number | null;
        })[];
      };
    } | null;
  } | null;
}

export const MonthlyReturns: TypedDocumentNode<MonthlyReturnsData, MonthlyReturnsVariables> = parse("query MonthlyReturns($portfolio:ID!$from:DateTime!){portfolio(id:$portfolio){id timeZone performance(from:$from){from to points{nodes{at value timeWeighted}}}}}", { noLocation: true });
