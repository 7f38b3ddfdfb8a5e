// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export type GrantedPortfoliosVariables = Record<string, never>;

export interface GrantedPortfoliosData {
  readonly portfolios: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly accountIds: readonly string[];
      readonly parent: {
        readonly id: string;
      } | null;
    })[];
  };
}

export const GrantedPortfolios: TypedDocumentNode<GrantedPortfoliosData, GrantedPortfoliosVariables> = parse("query GrantedPortfolios{portfolios(first:500){nodes{id name currency timeZone accountIds parent{id}}}}", { noLocation: true });
