// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export interface PositionSparkVariables {
  readonly asset: string;
  readonly from: string;
  readonly to: string;
}

export interface PositionSparkData {
  readonly referencePrices: {
    readonly nodes: readonly ({
      readonly at: string;
      readonly usd: Decimal;
      readonly source: string;
      readonly version: number;
    })[];
  };
}

export const PositionSpark: TypedDocumentNode<PositionSparkData, PositionSparkVariables> = parse("query PositionSpark($asset:ID!$from:DateTime!$to:DateTime!){referencePrices(asset:$asset from:$from to:$to first:2000){nodes{at usd source version}}}", { noLocation: true });

export interface PositionsByAccountVariables {
  readonly portfolio: string;
  readonly asOf: string;
}

export interface PositionsByAccountData {
  readonly portfolio: {
    readonly id: string;
    readonly positionsAsOf: {
      readonly nodes: readonly ({
        readonly accountId: string;
        readonly assetId: string;
        readonly quantity: Decimal;
        readonly cost: Decimal;
        readonly realised: Decimal;
      })[];
    };
  } | null;
  readonly accounts: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly venueName: string;
    })[];
  };
}

export const PositionsByAccount: TypedDocumentNode<PositionsByAccountData, PositionsByAccountVariables> = parse("query PositionsByAccount($portfolio:ID!$asOf:DateTime!){portfolio(id:$portfolio){id positionsAsOf(asOf:$asOf first:2000){nodes{accountId assetId quantity cost realised}}}accounts(first:500){nodes{id name venueName}}}", { noLocation: true });

export interface PositionPricesVariables {
  readonly asset: string;
  readonly from: string;
  readonly to: string;
}

export interface PositionPricesData {
  readonly referencePrices: {
    readonly nodes: readonly ({
      readonly at: string;
      readonly usd: Decimal;
      readonly source: string;
      readonly version: number;
    })[];
  };
}

export const PositionPrices: TypedDocumentNode<PositionPricesData, PositionPricesVariables> = parse("query PositionPrices($asset:ID!$from:DateTime!$to:DateTime!){referencePrices(asset:$asset from:$from to:$to daily:true first:2000){nodes{at usd source version}}}", { noLocation: true });
