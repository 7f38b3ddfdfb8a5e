// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export type SettingsViewerVariables = Record<string, never>;

export interface SettingsViewerData {
  readonly viewer: {
    readonly name: string;
    readonly roles: readonly string[];
    readonly tenant: {
      readonly id: string;
      readonly name: string;
      readonly legalEntities: readonly ({
        readonly id: string;
        readonly name: string;
        readonly jurisdiction: string;
      })[];
    } | null;
  };
  readonly portfolios: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly accountIds: readonly string[];
    })[];
  };
}

export const SettingsViewer: TypedDocumentNode<SettingsViewerData, SettingsViewerVariables> = parse("query SettingsViewer{viewer{name roles tenant{id name legalEntities{id name jurisdiction}}}portfolios(first:100){nodes{id name currency timeZone accountIds}}}", { noLocation: true });
