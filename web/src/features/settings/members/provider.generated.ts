// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export interface RemoveExternalSignInInput {
  readonly idempotencyKey: string;
}

export interface SetExternalSignInInput {
  readonly idempotencyKey: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
}

export type SettingsProviderVariables = Record<string, never>;

export interface SettingsProviderData {
  readonly externalSignIn: {
    readonly issuer: string;
    readonly clientId: string;
    readonly name: string;
    readonly startPath: string;
    readonly callbackPath: string;
  } | null;
}

export const SettingsProvider: TypedDocumentNode<SettingsProviderData, SettingsProviderVariables> = parse("query SettingsProvider{externalSignIn{issuer clientId name startPath callbackPath}}", { noLocation: true });

export interface SetExternalSignInVariables {
  readonly input: SetExternalSignInInput;
}

export interface SetExternalSignInData {
  readonly setExternalSignIn: {
    readonly provider: {
      readonly issuer: string;
      readonly clientId: string;
      readonly name: string;
      readonly startPath: string;
      readonly callbackPath: string;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const SetExternalSignIn: TypedDocumentNode<SetExternalSignInData, SetExternalSignInVariables> = parse("mutation SetExternalSignIn($input:SetExternalSignInInput!){setExternalSignIn(input:$input){provider{issuer clientId name startPath callbackPath}errors{code message advice}}}", { noLocation: true });

export interface RemoveExternalSignInVariables {
  readonly input: RemoveExternalSignInInput;
}

export interface RemoveExternalSignInData {
  readonly removeExternalSignIn: {
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RemoveExternalSignIn: TypedDocumentNode<RemoveExternalSignInData, RemoveExternalSignInVariables> = parse("mutation RemoveExternalSignIn($input:RemoveExternalSignInInput!){removeExternalSignIn(input:$input){errors{code message advice}}}", { noLocation: true });
