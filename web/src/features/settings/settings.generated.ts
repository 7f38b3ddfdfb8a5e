// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

export interface CreateApiClientInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly role: string;
  readonly nodeId?: string | null | undefined;
  readonly scopes?: readonly (string)[] | null | undefined;
  readonly networks?: readonly (string)[] | null | undefined;
  readonly keys?: string | null | undefined;
  readonly expiresAt?: string | null | undefined;
}

export interface EndSessionInput {
  readonly idempotencyKey: string;
  readonly sessionId: string;
}

export interface InviteMemberInput {
  readonly idempotencyKey: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly portfolioId?: string | null | undefined;
}

export interface RemoveMemberInput {
  readonly idempotencyKey: string;
  readonly memberId: string;
}

export interface RequireSecondFactorInput {
  readonly idempotencyKey: string;
  readonly required: boolean;
}

export interface RevokeApiClientInput {
  readonly idempotencyKey: string;
  readonly id: string;
}

export interface RoleInput {
  readonly idempotencyKey: string;
  readonly memberId: string;
  readonly role: string;
  readonly portfolioId?: string | null | undefined;
}

export interface RotateApiClientInput {
  readonly idempotencyKey: string;
  readonly id: string;
  readonly keys?: string | null | undefined;
  readonly overlapMinutes?: number | undefined;
}

export interface WithdrawInvitationInput {
  readonly idempotencyKey: string;
  readonly invitationId: string;
}

export type SettingsViewerVariables = Record<string, never>;

export interface SettingsViewerData {
  readonly viewer: {
    readonly name: string;
    readonly memberId: string | null;
    readonly roles: readonly string[];
    readonly tenant: {
      readonly id: string;
      readonly name: string;
      readonly legalEntities: {
        readonly nodes: readonly ({
          readonly id: string;
          readonly name: string;
          readonly jurisdiction: string;
        })[];
      };
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

export const SettingsViewer: TypedDocumentNode<SettingsViewerData, SettingsViewerVariables> = parse("query SettingsViewer{viewer{name memberId roles tenant{id name legalEntities(first:500){nodes{id name jurisdiction}}}}portfolios(first:100){nodes{id name currency timeZone accountIds}}}", { noLocation: true });

export interface SettingsSessionsVariables {
  readonly everybody?: boolean | null | undefined;
}

export interface SettingsSessionsData {
  readonly sessions: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly memberId: string;
      readonly method: string;
      readonly device: string;
      readonly address: string;
      readonly createdAt: string;
      readonly expiresAt: string;
      readonly isThis: boolean;
    })[];
  };
}

export const SettingsSessions: TypedDocumentNode<SettingsSessionsData, SettingsSessionsVariables> = parse("query SettingsSessions($everybody:Boolean){sessions(everybody:$everybody first:100){nodes{id memberId method device address createdAt expiresAt isThis}}}", { noLocation: true });

export type SettingsPeopleVariables = Record<string, never>;

export interface SettingsPeopleData {
  readonly members: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly grants: {
        readonly nodes: readonly ({
          readonly role: string;
          readonly portfolioId: string | null;
        })[];
      };
    })[];
  };
}

export const SettingsPeople: TypedDocumentNode<SettingsPeopleData, SettingsPeopleVariables> = parse("query SettingsPeople{members(first:100){nodes{id name email grants(first:20){nodes{role portfolioId}}}}}", { noLocation: true });

export type SettingsMembersVariables = Record<string, never>;

export interface SettingsMembersData {
  readonly members: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly grants: {
        readonly nodes: readonly ({
          readonly role: string;
          readonly portfolioId: string | null;
        })[];
      };
    })[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
    };
  };
  readonly invitations: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly email: string;
      readonly name: string;
      readonly grant: {
        readonly role: string;
        readonly portfolioId: string | null;
      };
      readonly invitedBy: string;
      readonly expiresAt: string;
    })[];
  };
  readonly roles: readonly ({
    readonly name: string;
    readonly permissions: readonly string[];
  })[];
  readonly signInPolicy: {
    readonly secondFactorRequired: boolean;
  };
  readonly sessions: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly memberId: string;
      readonly isThis: boolean;
    })[];
  };
}

export const SettingsMembers: TypedDocumentNode<SettingsMembersData, SettingsMembersVariables> = parse("query SettingsMembers{members(first:100){nodes{id name email grants(first:20){nodes{role portfolioId}}}pageInfo{hasNextPage}}invitations(first:100){nodes{id email name grant{role portfolioId}invitedBy expiresAt}}roles{name permissions}signInPolicy{secondFactorRequired}sessions(first:100){nodes{id memberId isThis}}}", { noLocation: true });

export type SettingsClientsVariables = Record<string, never>;

export interface SettingsClientsData {
  readonly apiClients: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly clientId: string;
      readonly name: string;
      readonly role: string;
      readonly nodeId: string | null;
      readonly scopes: readonly string[];
      readonly networks: readonly string[];
      readonly signsAssertions: boolean;
      readonly createdAt: string;
      readonly createdBy: string;
      readonly expiresAt: string | null;
      readonly revokedAt: string | null;
      readonly lastUsedAt: string | null;
    })[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
    };
  };
  readonly roles: readonly ({
    readonly name: string;
    readonly permissions: readonly string[];
  })[];
}

export const SettingsClients: TypedDocumentNode<SettingsClientsData, SettingsClientsVariables> = parse("query SettingsClients{apiClients(first:100){nodes{id clientId name role nodeId scopes networks signsAssertions createdAt createdBy expiresAt revokedAt lastUsedAt}pageInfo{hasNextPage}}roles{name permissions}}", { noLocation: true });

export interface InviteMemberVariables {
  readonly input: InviteMemberInput;
}

export interface InviteMemberData {
  readonly inviteMember: {
    readonly invitationId: string | null;
    readonly link: string | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const InviteMember: TypedDocumentNode<InviteMemberData, InviteMemberVariables> = parse("mutation InviteMember($input:InviteMemberInput!){inviteMember(input:$input){invitationId link errors{code message advice}}}", { noLocation: true });

export interface WithdrawInvitationVariables {
  readonly input: WithdrawInvitationInput;
}

export interface WithdrawInvitationData {
  readonly withdrawInvitation: {
    readonly done: boolean;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const WithdrawInvitation: TypedDocumentNode<WithdrawInvitationData, WithdrawInvitationVariables> = parse("mutation WithdrawInvitation($input:WithdrawInvitationInput!){withdrawInvitation(input:$input){done errors{code message advice}}}", { noLocation: true });

export interface GrantRoleVariables {
  readonly input: RoleInput;
}

export interface GrantRoleData {
  readonly grantRole: {
    readonly done: boolean;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const GrantRole: TypedDocumentNode<GrantRoleData, GrantRoleVariables> = parse("mutation GrantRole($input:RoleInput!){grantRole(input:$input){done errors{code message advice}}}", { noLocation: true });

export interface RevokeRoleVariables {
  readonly input: RoleInput;
}

export interface RevokeRoleData {
  readonly revokeRole: {
    readonly done: boolean;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RevokeRole: TypedDocumentNode<RevokeRoleData, RevokeRoleVariables> = parse("mutation RevokeRole($input:RoleInput!){revokeRole(input:$input){done errors{code message advice}}}", { noLocation: true });

export interface RemoveMemberVariables {
  readonly input: RemoveMemberInput;
}

export interface RemoveMemberData {
  readonly removeMember: {
    readonly done: boolean;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RemoveMember: TypedDocumentNode<RemoveMemberData, RemoveMemberVariables> = parse("mutation RemoveMember($input:RemoveMemberInput!){removeMember(input:$input){done errors{code message advice}}}", { noLocation: true });

export interface EndSessionVariables {
  readonly input: EndSessionInput;
}

export interface EndSessionData {
  readonly endSession: {
    readonly done: boolean;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const EndSession: TypedDocumentNode<EndSessionData, EndSessionVariables> = parse("mutation EndSession($input:EndSessionInput!){endSession(input:$input){done errors{code message advice}}}", { noLocation: true });

export interface RequireSecondFactorVariables {
  readonly input: RequireSecondFactorInput;
}

export interface RequireSecondFactorData {
  readonly requireSecondFactor: {
    readonly done: boolean;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RequireSecondFactor: TypedDocumentNode<RequireSecondFactorData, RequireSecondFactorVariables> = parse("mutation RequireSecondFactor($input:RequireSecondFactorInput!){requireSecondFactor(input:$input){done errors{code message advice}}}", { noLocation: true });

export interface CreateApiClientVariables {
  readonly input: CreateApiClientInput;
}

export interface CreateApiClientData {
  readonly createApiClient: {
    readonly client: {
      readonly id: string;
      readonly clientId: string;
      readonly name: string;
    } | null;
    readonly secret: string | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const CreateApiClient: TypedDocumentNode<CreateApiClientData, CreateApiClientVariables> = parse("mutation CreateApiClient($input:CreateApiClientInput!){createApiClient(input:$input){client{id clientId name}secret errors{code message advice}}}", { noLocation: true });

export interface RotateApiClientVariables {
  readonly input: RotateApiClientInput;
}

export interface RotateApiClientData {
  readonly rotateApiClient: {
    readonly client: {
      readonly id: string;
      readonly clientId: string;
      readonly name: string;
    } | null;
    readonly secret: string | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RotateApiClient: TypedDocumentNode<RotateApiClientData, RotateApiClientVariables> = parse("mutation RotateApiClient($input:RotateApiClientInput!){rotateApiClient(input:$input){client{id clientId name}secret errors{code message advice}}}", { noLocation: true });

export interface RevokeApiClientVariables {
  readonly input: RevokeApiClientInput;
}

export interface RevokeApiClientData {
  readonly revokeApiClient: {
    readonly client: {
      readonly id: string;
      readonly revokedAt: string | null;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RevokeApiClient: TypedDocumentNode<RevokeApiClientData, RevokeApiClientVariables> = parse("mutation RevokeApiClient($input:RevokeApiClientInput!){revokeApiClient(input:$input){client{id revokedAt}errors{code message advice}}}", { noLocation: true });
