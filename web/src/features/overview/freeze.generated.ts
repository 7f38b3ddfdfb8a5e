// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export interface RiskAfterFreezeVariables {
  readonly portfolio: string;
  readonly venues?: readonly (string)[] | null | undefined;
  readonly recovery?: number | null | undefined;
}

export interface RiskAfterFreezeData {
  readonly portfolio: {
    readonly id: string;
    readonly before: {
      readonly loss: number | null;
      readonly state: string;
      readonly reason: string | null;
      readonly methods: readonly ({
        readonly method: string;
        readonly levels: readonly ({
          readonly level: number;
          readonly valueAtRisk: number | null;
          readonly expectedShortfall: number | null;
        })[];
      })[];
      readonly coverage: {
        readonly share: number | null;
        readonly observations: number;
      };
    } | null;
    readonly after: {
      readonly loss: number | null;
      readonly state: string;
      readonly reason: string | null;
      readonly methods: readonly ({
        readonly method: string;
        readonly levels: readonly ({
          readonly level: number;
          readonly valueAtRisk: number | null;
          readonly expectedShortfall: number | null;
        })[];
      })[];
      readonly coverage: {
        readonly share: number | null;
        readonly observations: number;
      };
    } | null;
    readonly derivatives: {
      readonly margins: {
        readonly nodes: readonly ({
          readonly accountId: string;
          readonly venue: string;
          readonly name: string;
          readonly settle: string;
          readonly equity: number | null;
          readonly ratio: number | null;
          readonly positions: number;
        })[];
      };
    };
  } | null;
}

export const RiskAfterFreeze: TypedDocumentNode<RiskAfterFreezeData, RiskAfterFreezeVariables> = parse("query RiskAfterFreeze($portfolio:ID!$venues:[String!]$recovery:Float){portfolio(id:$portfolio){id before:riskAfter(scenario:{name:\"as it is\"}){...Left}after:riskAfter(scenario:{name:\"frozen\" failedVenues:$venues recovery:$recovery}){...Left}derivatives{margins(first:50){nodes{accountId venue name settle equity ratio positions}}}}}fragment Left on RiskAfter{loss state reason methods{method levels{level valueAtRisk expectedShortfall}}coverage{share observations}}", { noLocation: true });
