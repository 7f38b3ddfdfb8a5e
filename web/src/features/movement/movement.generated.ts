// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export interface MovementVariables {
  readonly portfolio: string;
  readonly from: string;
  readonly to?: string | null | undefined;
  readonly knownAt?: string | null | undefined;
}

export interface MovementData {
  readonly portfolio: {
    readonly id: string;
    readonly movement: {
      readonly from: string;
      readonly to: string;
      readonly total: {
        readonly start: Decimal;
        readonly end: Decimal;
        readonly price: Decimal;
        readonly fx: Decimal;
        readonly flows: Decimal;
        readonly trading: Decimal;
        readonly income: Decimal;
        readonly fees: Decimal;
        readonly corrections: Decimal;
        readonly newlyFound: Decimal;
      };
      readonly assets: {
        readonly nodes: readonly ({
          readonly assetId: string;
          readonly parts: {
            readonly start: Decimal;
            readonly end: Decimal;
            readonly price: Decimal;
            readonly fx: Decimal;
            readonly flows: Decimal;
            readonly trading: Decimal;
            readonly income: Decimal;
            readonly fees: Decimal;
            readonly corrections: Decimal;
            readonly newlyFound: Decimal;
          };
        })[];
      };
      readonly unpriced: {
        readonly nodes: readonly ({
          readonly assetId: string;
        })[];
      };
    };
  } | null;
  readonly assets: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly symbol: string;
    })[];
  };
}

export const Movement: TypedDocumentNode<MovementData, MovementVariables> = parse("query Movement($portfolio:ID!$from:DateTime!$to:DateTime$knownAt:DateTime){portfolio(id:$portfolio){id movement(from:$from to:$to knownAt:$knownAt){from to total{...Parts}assets(first:2000){nodes{assetId parts{...Parts}}}unpriced(first:2000){nodes{assetId}}}}assets(first:500){nodes{id symbol}}}fragment Parts on MovementParts{start end price fx flows trading income fees corrections newlyFound}", { noLocation: true });

export interface PeriodChangesVariables {
  readonly portfolio: string;
  readonly week: string;
  readonly month: string;
  readonly year: string;
}

export interface PeriodChangesData {
  readonly portfolio: {
    readonly id: string;
    readonly week: {
      readonly total: {
        readonly start: Decimal;
        readonly end: Decimal;
        readonly flows: Decimal;
      };
    };
    readonly month: {
      readonly total: {
        readonly start: Decimal;
        readonly end: Decimal;
        readonly flows: Decimal;
      };
    };
    readonly year: {
      readonly total: {
        readonly start: Decimal;
        readonly end: Decimal;
        readonly flows: Decimal;
      };
    };
  } | null;
}

export const PeriodChanges: TypedDocumentNode<PeriodChangesData, PeriodChangesVariables> = parse("query PeriodChanges($portfolio:ID!$week:DateTime!$month:DateTime!$year:DateTime!){portfolio(id:$portfolio){id week:movement(from:$week){total{start end flows}}month:movement(from:$month){total{start end flows}}year:movement(from:$year){total{start end flows}}}}", { noLocation: true });
