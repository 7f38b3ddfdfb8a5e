// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export interface ValueAndFlowsVariables {
  readonly portfolio: string;
  readonly from: string;
}

export interface ValueAndFlowsData {
  readonly portfolio: {
    readonly id: string;
    readonly currency: string;
    readonly performance: {
      readonly from: string;
      readonly to: string;
      readonly begin: Decimal;
      readonly end: Decimal;
      readonly netFlows: Decimal;
      readonly gain: Decimal;
      readonly timeWeighted: number | null;
      readonly unpriced: number;
      readonly points: {
        readonly nodes: readonly ({
          readonly at: string;
          readonly value: Decimal;
          readonly flow: Decimal;
          readonly timeWeighted: number | null;
        })[];
      };
    } | null;
  } | null;
}

export const ValueAndFlows: TypedDocumentNode<ValueAndFlowsData, ValueAndFlowsVariables> = parse("query ValueAndFlows($portfolio:ID!$from:DateTime!){portfolio(id:$portfolio){id currency performance(from:$from){from to begin end netFlows gain timeWeighted unpriced points(first:2000){nodes{at value flow timeWeighted}}}}}", { noLocation: true });

export interface BenchmarkClosesVariables {
  readonly asset: string;
  readonly from: string;
  readonly to: string;
}

export interface BenchmarkClosesData {
  readonly referencePrices: {
    readonly nodes: readonly ({
      readonly at: string;
      readonly usd: Decimal;
      readonly source: string;
      readonly version: number;
    })[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
    };
  };
  readonly prices: {
    readonly nodes: readonly ({
      readonly assetId: string;
      readonly usd: Decimal | null;
      readonly at: string;
    })[];
  };
}

export const BenchmarkCloses: TypedDocumentNode<BenchmarkClosesData, BenchmarkClosesVariables> = parse("query BenchmarkCloses($asset:ID!$from:DateTime!$to:DateTime!){referencePrices(asset:$asset from:$from to:$to daily:true first:2000){nodes{at usd source version}pageInfo{hasNextPage}}prices(assets:[$asset]){nodes{assetId usd at}}}", { noLocation: true });
