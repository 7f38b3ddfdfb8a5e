// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export type ProblemListVariables = Record<string, never>;

export interface ProblemListData {
  readonly problems: {
    readonly nodes: readonly ({
      readonly accountId: string;
      readonly code: string;
      readonly nativeId: string | null;
      readonly detail: string;
      readonly foundAt: string;
    })[];
  };
  readonly transferSuggestions: {
    readonly nodes: readonly ({
      readonly leftAccountId: string;
      readonly leftTransactionId: string;
      readonly arrivedAccountId: string;
      readonly arrivedTransactionId: string;
      readonly reason: string;
    })[];
  };
  readonly accounts: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly venueName: string;
    })[];
  };
}

export const ProblemList: TypedDocumentNode<ProblemListData, ProblemListVariables> = parse("query ProblemList{problems(first:500){nodes{accountId code nativeId detail foundAt}}transferSuggestions(first:200){nodes{leftAccountId leftTransactionId arrivedAccountId arrivedTransactionId reason}}accounts(first:500){nodes{id name venueName}}}", { noLocation: true });
