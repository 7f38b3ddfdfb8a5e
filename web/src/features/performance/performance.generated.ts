// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export type ProfitBy = "ASSET" | "ACCOUNT" | "VENUE" | "CHAIN";

export interface ValueHistoryVariables {
  readonly portfolio: string;
  readonly from: string;
}

export interface ValueHistoryData {
  readonly portfolio: {
    readonly id: string;
    readonly history: {
      readonly nodes: readonly ({
        readonly at: string;
        readonly value: Decimal;
      })[];
    };
  } | null;
}

export const ValueHistory: TypedDocumentNode<ValueHistoryData, ValueHistoryVariables> = parse("query ValueHistory($portfolio:ID!$from:DateTime!){portfolio(id:$portfolio){id history(from:$from first:2000){nodes{at value}}}}", { noLocation: true });

export interface ProfitTableVariables {
  readonly portfolio: string;
  readonly by: ProfitBy;
}

export interface ProfitTableData {
  readonly portfolio: {
    readonly id: string;
    readonly profitAndLoss: {
      readonly nodes: readonly ({
        readonly key: string;
        readonly cost: Decimal;
        readonly realised: Decimal;
        readonly income: Decimal;
        readonly fees: Decimal;
        readonly value: Decimal | null;
        readonly unrealised: Decimal | null;
      })[];
    };
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

export const ProfitTable: TypedDocumentNode<ProfitTableData, ProfitTableVariables> = parse("query ProfitTable($portfolio:ID!$by:ProfitBy!){portfolio(id:$portfolio){id profitAndLoss(by:$by first:2000){nodes{key cost realised income fees value unrealised}}}accounts(first:500){nodes{id name}}assets(first:500){nodes{id symbol}}venues{id name}}", { noLocation: true });
