// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export interface ValueAndFlowsVariables {
  readonly portfolio: string;
  readonly from: string;
  readonly beside: string;
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
      readonly benchmark: {
        readonly assetId: string;
        readonly rise: number | null;
        readonly points: {
          readonly nodes: readonly ({
            readonly at: string;
            readonly sameMoney: Decimal | null;
          })[];
        };
      };
    } | null;
  } | null;
}

export const ValueAndFlows: TypedDocumentNode<ValueAndFlowsData, ValueAndFlowsVariables> = parse("query ValueAndFlows($portfolio:ID!$from:DateTime!$beside:ID!){portfolio(id:$portfolio){id currency performance(from:$from){from to begin end netFlows gain timeWeighted unpriced points(first:2000){nodes{at value flow timeWeighted}}benchmark(asset:$beside){assetId rise points(first:2000){nodes{at sameMoney}}}}}}", { noLocation: true });
