// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export interface ChangeLegalEntityInput {
  readonly idempotencyKey: string;
  readonly legalEntityId: string;
  readonly name: string;
  readonly jurisdiction: string;
}

export interface ChangePortfolioInput {
  readonly idempotencyKey: string;
  readonly portfolioId: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly parentId?: string | null | undefined;
  readonly accountIds?: readonly (string)[] | null | undefined;
}

export interface CreateLegalEntityInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly jurisdiction: string;
}

export interface CreatePortfolioInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly parentId?: string | null | undefined;
  readonly accountIds?: readonly (string)[] | null | undefined;
}

export interface RemoveLegalEntityInput {
  readonly idempotencyKey: string;
  readonly legalEntityId: string;
}

export interface RemovePortfolioInput {
  readonly idempotencyKey: string;
  readonly portfolioId: string;
}

export type SettingsTreeVariables = Record<string, never>;

export interface SettingsTreeData {
  readonly portfolios: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly accountIds: readonly string[];
      readonly selectedIds: readonly string[];
      readonly parent: {
        readonly id: string;
      } | null;
    })[];
  };
  readonly viewer: {
    readonly name: string;
    readonly roles: readonly string[];
    readonly tenant: {
      readonly id: string;
      readonly legalEntities: {
        readonly nodes: readonly ({
          readonly id: string;
          readonly name: string;
          readonly jurisdiction: string;
        })[];
      };
    } | null;
  };
  readonly accounts: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly venueName: string;
      readonly legalEntityId: string;
    })[];
  };
  readonly assets: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly symbol: string;
      readonly name: string;
      readonly kind: string;
    })[];
  };
}

export const SettingsTree: TypedDocumentNode<SettingsTreeData, SettingsTreeVariables> = parse("query SettingsTree{portfolios(first:500){nodes{id name currency timeZone accountIds selectedIds parent{id}}}viewer{name roles tenant{id legalEntities(first:500){nodes{id name jurisdiction}}}}accounts(first:500){nodes{id name venueName legalEntityId}}assets(first:500){nodes{id symbol name kind}}}", { noLocation: true });

export interface CreatePortfolioVariables {
  readonly input: CreatePortfolioInput;
}

export interface CreatePortfolioData {
  readonly createPortfolio: {
    readonly portfolio: {
      readonly id: string;
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly accountIds: readonly string[];
      readonly selectedIds: readonly string[];
      readonly parent: {
        readonly id: string;
      } | null;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const CreatePortfolio: TypedDocumentNode<CreatePortfolioData, CreatePortfolioVariables> = parse("mutation CreatePortfolio($input:CreatePortfolioInput!){createPortfolio(input:$input){portfolio{id name currency timeZone accountIds selectedIds parent{id}}errors{code message advice}}}", { noLocation: true });

export interface ChangePortfolioVariables {
  readonly input: ChangePortfolioInput;
}

export interface ChangePortfolioData {
  readonly changePortfolio: {
    readonly portfolio: {
      readonly id: string;
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly accountIds: readonly string[];
      readonly selectedIds: readonly string[];
      readonly parent: {
        readonly id: string;
      } | null;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const ChangePortfolio: TypedDocumentNode<ChangePortfolioData, ChangePortfolioVariables> = parse("mutation ChangePortfolio($input:ChangePortfolioInput!){changePortfolio(input:$input){portfolio{id name currency timeZone accountIds selectedIds parent{id}}errors{code message advice}}}", { noLocation: true });

export interface RemovePortfolioVariables {
  readonly input: RemovePortfolioInput;
}

export interface RemovePortfolioData {
  readonly removePortfolio: {
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RemovePortfolio: TypedDocumentNode<RemovePortfolioData, RemovePortfolioVariables> = parse("mutation RemovePortfolio($input:RemovePortfolioInput!){removePortfolio(input:$input){errors{code message advice}}}", { noLocation: true });

export interface CreateLegalEntityVariables {
  readonly input: CreateLegalEntityInput;
}

export interface CreateLegalEntityData {
  readonly createLegalEntity: {
    readonly legalEntity: {
      readonly id: string;
      readonly name: string;
      readonly jurisdiction: string;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const CreateLegalEntity: TypedDocumentNode<CreateLegalEntityData, CreateLegalEntityVariables> = parse("mutation CreateLegalEntity($input:CreateLegalEntityInput!){createLegalEntity(input:$input){legalEntity{id name jurisdiction}errors{code message advice}}}", { noLocation: true });

export interface ChangeLegalEntityVariables {
  readonly input: ChangeLegalEntityInput;
}

export interface ChangeLegalEntityData {
  readonly changeLegalEntity: {
    readonly legalEntity: {
      readonly id: string;
      readonly name: string;
      readonly jurisdiction: string;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const ChangeLegalEntity: TypedDocumentNode<ChangeLegalEntityData, ChangeLegalEntityVariables> = parse("mutation ChangeLegalEntity($input:ChangeLegalEntityInput!){changeLegalEntity(input:$input){legalEntity{id name jurisdiction}errors{code message advice}}}", { noLocation: true });

export interface RemoveLegalEntityVariables {
  readonly input: RemoveLegalEntityInput;
}

export interface RemoveLegalEntityData {
  readonly removeLegalEntity: {
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RemoveLegalEntity: TypedDocumentNode<RemoveLegalEntityData, RemoveLegalEntityVariables> = parse("mutation RemoveLegalEntity($input:RemoveLegalEntityInput!){removeLegalEntity(input:$input){errors{code message advice}}}", { noLocation: true });
