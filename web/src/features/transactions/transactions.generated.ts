// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export type EntryRecord = "TRANSACTION" | "EDIT" | "ANNOTATION" | "LINK" | "UNLINK" | "RETRACTION";

export type LegRole = "PRINCIPAL" | "FEE" | "REBATE";

export type TransactionKind = "UNKNOWN" | "TRADE" | "CONVERSION" | "DUST_CONVERSION" | "DEPOSIT" | "WITHDRAWAL" | "INTERNAL_TRANSFER" | "STAKING_REWARD" | "INTEREST" | "AIRDROP" | "FORK" | "REBATE" | "FEE" | "INTEREST_PAID" | "FUNDING" | "MARGIN_RESULT" | "MIGRATION" | "ADJUSTMENT" | "ROUNDING";

export type TransactionOrder = "NEWEST_FIRST" | "OLDEST_FIRST";

export type TransactionStatus = "COMPLETED" | "PENDING" | "FAILED" | "REVERSED";

export type TransferDecision = "LINK" | "UNLINK" | "DISMISS";

export interface AnnotateTransactionInput {
  readonly idempotencyKey: string;
  readonly accountId: string;
  readonly transactionId: string;
  readonly text: string;
}

export interface DecideTransferInput {
  readonly idempotencyKey: string;
  readonly leftAccountId: string;
  readonly leftTransactionId: string;
  readonly arrivedAccountId: string;
  readonly arrivedTransactionId: string;
  readonly decision: TransferDecision;
  readonly reason: string;
}

export interface EditLegInput {
  readonly symbol: string;
  readonly amount?: Decimal | null | undefined;
  readonly role?: LegRole | undefined;
}

export interface EditTransactionInput {
  readonly idempotencyKey: string;
  readonly accountId: string;
  readonly transactionId: string;
  readonly reason: string;
  readonly time?: string | null | undefined;
  readonly kind?: TransactionKind | null | undefined;
  readonly legs?: readonly (EditLegInput)[] | null | undefined;
  readonly exclude?: boolean | undefined;
}

export interface RetractAnnotationInput {
  readonly idempotencyKey: string;
  readonly accountId: string;
  readonly transactionId: string;
  readonly number?: number | null | undefined;
}

export interface TransactionFilterInput {
  readonly accountIds?: readonly (string)[] | null | undefined;
  readonly assetId?: string | null | undefined;
  readonly kinds?: readonly (TransactionKind)[] | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly recordedAfter?: string | null | undefined;
}

export interface TransactionPageVariables {
  readonly portfolio: string;
  readonly filter?: TransactionFilterInput | null | undefined;
  readonly order?: TransactionOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface TransactionPageData {
  readonly portfolio: {
    readonly id: string;
    readonly transactions: {
      readonly edges: readonly ({
        readonly cursor: string;
        readonly node: {
          readonly id: string;
          readonly accountId: string;
          readonly time: string;
          readonly kind: TransactionKind;
          readonly status: TransactionStatus;
          readonly source: string;
          readonly nativeId: string;
          readonly version: number;
          readonly edited: boolean;
          readonly counts: boolean;
          readonly legs: readonly ({
            readonly code: string;
            readonly assetId: string;
            readonly amount: Decimal;
            readonly role: LegRole;
          })[];
          readonly reference: string | null;
          readonly market: string | null;
          readonly txHash: string | null;
          readonly network: string | null;
          readonly flags: readonly string[];
          readonly recordedAt: string;
        };
      })[];
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly hasPreviousPage: boolean;
        readonly startCursor: string | null;
        readonly endCursor: string | null;
      };
    };
  } | null;
}

export const TransactionPage: TypedDocumentNode<TransactionPageData, TransactionPageVariables> = parse("query TransactionPage($portfolio:ID!$filter:TransactionFilterInput$order:TransactionOrder!=NEWEST_FIRST$first:Int$after:String){portfolio(id:$portfolio){id transactions(filter:$filter order:$order first:$first after:$after){edges{cursor node{...TransactionLine}}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}fragment TransactionLine on Transaction{id accountId time kind status source nativeId version edited counts legs{code assetId amount role}reference market txHash network flags recordedAt}", { noLocation: true });

export type TransactionNamesVariables = Record<string, never>;

export interface TransactionNamesData {
  readonly accounts: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly venue: string;
      readonly venueName: string;
    })[];
  };
  readonly assets: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly symbol: string;
      readonly name: string;
    })[];
  };
}

export const TransactionNames: TypedDocumentNode<TransactionNamesData, TransactionNamesVariables> = parse("query TransactionNames{accounts(first:500){nodes{id name venue venueName}}assets(first:500){nodes{id symbol name}}}", { noLocation: true });

export type TransferSuggestionsVariables = Record<string, never>;

export interface TransferSuggestionsData {
  readonly transferSuggestions: {
    readonly nodes: readonly ({
      readonly leftAccountId: string;
      readonly leftTransactionId: string;
      readonly arrivedAccountId: string;
      readonly arrivedTransactionId: string;
      readonly reason: string;
    })[];
  };
}

export const TransferSuggestions: TypedDocumentNode<TransferSuggestionsData, TransferSuggestionsVariables> = parse("query TransferSuggestions{transferSuggestions(first:200){nodes{leftAccountId leftTransactionId arrivedAccountId arrivedTransactionId reason}}}", { noLocation: true });

export interface EditTransactionVariables {
  readonly input: EditTransactionInput;
}

export interface EditTransactionData {
  readonly editTransaction: {
    readonly added: number;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const EditTransaction: TypedDocumentNode<EditTransactionData, EditTransactionVariables> = parse("mutation EditTransaction($input:EditTransactionInput!){editTransaction(input:$input){added errors{code message advice}}}", { noLocation: true });

export interface AnnotateTransactionVariables {
  readonly input: AnnotateTransactionInput;
}

export interface AnnotateTransactionData {
  readonly annotateTransaction: {
    readonly added: number;
    readonly number: number | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const AnnotateTransaction: TypedDocumentNode<AnnotateTransactionData, AnnotateTransactionVariables> = parse("mutation AnnotateTransaction($input:AnnotateTransactionInput!){annotateTransaction(input:$input){added number errors{code message advice}}}", { noLocation: true });

export interface RetractAnnotationVariables {
  readonly input: RetractAnnotationInput;
}

export interface RetractAnnotationData {
  readonly retractAnnotation: {
    readonly added: number;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RetractAnnotation: TypedDocumentNode<RetractAnnotationData, RetractAnnotationVariables> = parse("mutation RetractAnnotation($input:RetractAnnotationInput!){retractAnnotation(input:$input){added errors{code message advice}}}", { noLocation: true });

export interface DecideTransferVariables {
  readonly input: DecideTransferInput;
}

export interface DecideTransferData {
  readonly decideTransfer: {
    readonly added: number;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const DecideTransfer: TypedDocumentNode<DecideTransferData, DecideTransferVariables> = parse("mutation DecideTransfer($input:DecideTransferInput!){decideTransfer(input:$input){added errors{code message advice}}}", { noLocation: true });

export interface TransactionRecordsVariables {
  readonly portfolio: string;
  readonly filter: TransactionFilterInput;
}

export interface TransactionRecordsData {
  readonly portfolio: {
    readonly id: string;
    readonly transactions: {
      readonly nodes: readonly ({
        readonly id: string;
        readonly records: {
          readonly nodes: readonly ({
            readonly accountId: string;
            readonly number: number;
            readonly record: EntryRecord;
            readonly version: number;
            readonly hash: string;
            readonly previousHash: string | null;
            readonly pageHash: string;
            readonly pageId: string | null;
            readonly mapperVersion: number;
            readonly actor: string | null;
            readonly words: string | null;
            readonly recordedAt: string;
            readonly linkedAccountId: string | null;
            readonly linkedTransactionId: string | null;
            readonly transactionId: string;
            readonly takesBack: number | null;
            readonly covered: string;
          })[];
        };
      })[];
    };
  } | null;
}

export const TransactionRecords: TypedDocumentNode<TransactionRecordsData, TransactionRecordsVariables> = parse("query TransactionRecords($portfolio:ID!$filter:TransactionFilterInput!){portfolio(id:$portfolio){id transactions(filter:$filter first:50){nodes{id records(first:20){nodes{accountId number record version hash previousHash pageHash pageId mapperVersion actor words recordedAt linkedAccountId linkedTransactionId transactionId takesBack covered}}}}}}", { noLocation: true });
