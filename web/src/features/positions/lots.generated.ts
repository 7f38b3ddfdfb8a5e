// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export interface PositionLotsVariables {
  readonly entity: string;
  readonly year: number;
  readonly asset: string;
  readonly monies: readonly (string)[];
  readonly after?: string | null | undefined;
}

export interface PositionLotsData {
  readonly prices: {
    readonly nodes: readonly ({
      readonly assetId: string;
      readonly usd: Decimal | null;
    })[];
  };
  readonly taxYear: {
    readonly currency: string;
    readonly method: string;
    readonly scope: string;
    readonly lots: {
      readonly nodes: readonly ({
        readonly row: string;
        readonly transactionId: string | null;
        readonly wallet: string;
        readonly acquired: string | null;
        readonly units: Decimal;
        readonly cost: Decimal;
        readonly basisKnown: boolean;
      })[];
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
    };
  } | null;
}

export const PositionLots: TypedDocumentNode<PositionLotsData, PositionLotsVariables> = parse("query PositionLots($entity:ID!$year:Int!$asset:String!$monies:[ID!]!$after:String){prices(assets:$monies){nodes{assetId usd}}taxYear(entityId:$entity year:$year){currency method scope lots(assetId:$asset first:500 after:$after){nodes{row transactionId wallet acquired units cost basisKnown}pageInfo{hasNextPage endCursor}}}}", { noLocation: true });
