// Generated from the operations beside it and services/Api/schema.graphql by `npm run codegen`.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";
import type { Decimal } from "../../shared/decimal/decimal";

export type MovementMeaning = "OPEN" | "OWN" | "PAYMENT" | "GIFT" | "DONATION" | "LOST" | "STOLEN" | "BOUGHT" | "INCOME" | "AIRDROP" | "STAKING";

export interface CancelTaxReportInput {
  readonly idempotencyKey: string;
  readonly reportId: string;
}

export interface CloseTaxYearInput {
  readonly idempotencyKey: string;
  readonly reportId: string;
  readonly reason: string;
}

export interface DecideTaxMovementInput {
  readonly idempotencyKey: string;
  readonly accountId: string;
  readonly transactionId: string;
  readonly meaning: MovementMeaning;
  readonly reason: string;
  readonly basis?: Decimal | null | undefined;
  readonly acquired?: string | null | undefined;
}

export interface ReopenTaxYearInput {
  readonly idempotencyKey: string;
  readonly entityId: string;
  readonly year: number;
  readonly reason: string;
}

export interface RequestTaxReportInput {
  readonly idempotencyKey: string;
  readonly entityId: string;
  readonly year: number;
  readonly formats?: string | null | undefined;
  readonly rollForward?: boolean | undefined;
  readonly exchangeTotals?: boolean | undefined;
  readonly washSales?: boolean | undefined;
  readonly brokerForms?: string | null | undefined;
  readonly significant?: string | null | undefined;
  readonly restricted?: string | null | undefined;
}

export interface SetTaxSettingsInput {
  readonly idempotencyKey: string;
  readonly entityId: string;
  readonly jurisdiction: string;
  readonly currency: string;
  readonly method: string;
  readonly scope: string;
  readonly allocationRule?: string | null | undefined;
  readonly allocationDecided?: string | null | undefined;
  readonly allocationBy?: string | null | undefined;
  readonly allocationLots?: string | null | undefined;
}

export interface TaxDisposalFilterInput {
  readonly assetId?: string | null | undefined;
  readonly wallet?: string | null | undefined;
  readonly term?: string | null | undefined;
  readonly unknownBasis?: boolean | undefined;
}

export interface TaxSaleInput {
  readonly assetId: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly fee?: Decimal | null | undefined;
  readonly wallet?: string | null | undefined;
  readonly at?: string | null | undefined;
  readonly within?: number | undefined;
  readonly washSales?: boolean | undefined;
}

export type TaxEntitiesVariables = Record<string, never>;

export interface TaxEntitiesData {
  readonly taxEntities: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly name: string;
      readonly country: string;
      readonly jurisdiction: string;
      readonly currency: string;
      readonly method: string;
      readonly scope: string;
      readonly methods: readonly string[];
      readonly allocationRule: string | null;
      readonly allocationDecided: string | null;
      readonly allocationBy: string | null;
      readonly allocationLots: string | null;
      readonly settingsVersion: number;
      readonly years: readonly number[];
      readonly wallets: {
        readonly nodes: readonly ({
          readonly wallet: string;
          readonly accountId: string;
          readonly name: string;
        })[];
      };
      readonly closedYears: readonly ({
        readonly year: number;
        readonly reportId: string;
        readonly fingerprint: string;
        readonly reason: string;
        readonly closedBy: string;
        readonly closedAt: string;
      })[];
    })[];
  };
}

export const TaxEntities: TypedDocumentNode<TaxEntitiesData, TaxEntitiesVariables> = parse("query TaxEntities{taxEntities(first:100){nodes{id name country jurisdiction currency method scope methods allocationRule allocationDecided allocationBy allocationLots settingsVersion years wallets(first:200){nodes{wallet accountId name}}closedYears{year reportId fingerprint reason closedBy closedAt}}}}", { noLocation: true });

export interface TaxAllocationsVariables {
  readonly entity: string;
}

export interface TaxAllocationsData {
  readonly taxEntities: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly allocations: {
        readonly nodes: readonly ({
          readonly assetId: string;
          readonly from: string;
          readonly rule: string;
          readonly decidedAt: string;
          readonly decidedBy: string;
          readonly units: Decimal;
        })[];
      };
    })[];
  };
}

export const TaxAllocations: TypedDocumentNode<TaxAllocationsData, TaxAllocationsVariables> = parse("query TaxAllocations($entity:ID!){taxEntities(entityId:$entity first:1){nodes{id allocations(first:1000){nodes{assetId from rule decidedAt decidedBy units}}}}}", { noLocation: true });

export type TaxJurisdictionsVariables = Record<string, never>;

export interface TaxJurisdictionsData {
  readonly taxJurisdictions: readonly ({
    readonly name: string;
    readonly currency: string;
    readonly method: string;
    readonly scope: string;
  })[];
}

export const TaxJurisdictions: TypedDocumentNode<TaxJurisdictionsData, TaxJurisdictionsVariables> = parse("query TaxJurisdictions{taxJurisdictions{name currency method scope}}", { noLocation: true });

export interface TaxYearFiguresVariables {
  readonly entity: string;
  readonly year: number;
  readonly method?: string | null | undefined;
}

export interface TaxYearFiguresData {
  readonly taxYear: {
    readonly year: number;
    readonly label: string;
    readonly jurisdiction: string;
    readonly currency: string;
    readonly method: string;
    readonly scope: string;
    readonly from: string;
    readonly to: string;
    readonly closed: {
      readonly year: number;
      readonly reportId: string;
      readonly fingerprint: string;
      readonly reason: string;
      readonly closedBy: string;
      readonly closedAt: string;
    } | null;
    readonly transactions: number;
    readonly isCurrent: boolean;
    readonly totals: {
      readonly rows: number;
      readonly proceeds: Decimal;
      readonly basis: Decimal;
      readonly gain: Decimal;
      readonly shortTerm: Decimal;
      readonly longTerm: Decimal;
      readonly unknownBasis: Decimal;
      readonly income: Decimal;
      readonly positions: Decimal;
    };
    readonly lines: readonly ({
      readonly code: string;
      readonly label: string;
      readonly amount: Decimal;
    })[];
  } | null;
}

export const TaxYearFigures: TypedDocumentNode<TaxYearFiguresData, TaxYearFiguresVariables> = parse("query TaxYearFigures($entity:ID!$year:Int!$method:String){taxYear(entityId:$entity year:$year method:$method){year label jurisdiction currency method scope from to closed{year reportId fingerprint reason closedBy closedAt}transactions isCurrent totals{rows proceeds basis gain shortTerm longTerm unknownBasis income positions}lines{code label amount}}}", { noLocation: true });

export interface TaxYearDetailsVariables {
  readonly entity: string;
  readonly year: number;
  readonly method?: string | null | undefined;
}

export interface TaxYearDetailsData {
  readonly taxYear: {
    readonly currency: string;
    readonly label: string;
    readonly method: string;
    readonly methods: readonly ({
      readonly method: string;
      readonly scope: string;
      readonly totals: {
        readonly rows: number;
        readonly gain: Decimal;
        readonly shortTerm: Decimal;
        readonly longTerm: Decimal;
        readonly unknownBasis: Decimal;
        readonly income: Decimal;
      };
    })[];
    readonly bridge: readonly ({
      readonly code: string;
      readonly label: string;
      readonly amount: Decimal;
    })[];
    readonly sensitive: readonly ({
      readonly side: string;
      readonly amount: Decimal;
      readonly perPercent: Decimal;
      readonly price: {
        readonly assetId: string;
        readonly perUnit: Decimal;
        readonly source: string;
        readonly at: string;
        readonly distanceSeconds: number;
      };
      readonly disposal: {
        readonly row: string;
        readonly assetId: string;
        readonly disposed: string;
        readonly gain: Decimal;
      };
    })[];
  } | null;
}

export const TaxYearDetails: TypedDocumentNode<TaxYearDetailsData, TaxYearDetailsVariables> = parse("query TaxYearDetails($entity:ID!$year:Int!$method:String){taxYear(entityId:$entity year:$year method:$method){currency label method methods{method scope totals{rows gain shortTerm longTerm unknownBasis income}}bridge{code label amount}sensitive{side amount perPercent price{assetId perUnit source at distanceSeconds}disposal{row assetId disposed gain}}}}", { noLocation: true });

export interface TaxDisposalsVariables {
  readonly entity: string;
  readonly year: number;
  readonly method?: string | null | undefined;
  readonly filter?: TaxDisposalFilterInput | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface TaxDisposalsData {
  readonly taxYear: {
    readonly currency: string;
    readonly disposals: {
      readonly nodes: readonly ({
        readonly row: string;
        readonly transactionId: string | null;
        readonly assetId: string;
        readonly wallet: string;
        readonly disposed: string;
        readonly lotRow: string;
        readonly lotTransactionId: string | null;
        readonly acquired: string | null;
        readonly units: Decimal;
        readonly proceeds: Decimal;
        readonly basis: Decimal;
        readonly fees: Decimal;
        readonly adjustment: Decimal;
        readonly gain: Decimal;
        readonly formGain: Decimal;
        readonly term: string;
        readonly rule: string;
        readonly basisKnown: boolean;
        readonly proceedsPrice: {
          readonly assetId: string;
          readonly perUnit: Decimal;
          readonly source: string;
          readonly at: string;
          readonly distanceSeconds: number;
        } | null;
        readonly basisPrice: {
          readonly assetId: string;
          readonly perUnit: Decimal;
          readonly source: string;
          readonly at: string;
          readonly distanceSeconds: number;
        } | null;
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

export const TaxDisposals: TypedDocumentNode<TaxDisposalsData, TaxDisposalsVariables> = parse("query TaxDisposals($entity:ID!$year:Int!$method:String$filter:TaxDisposalFilterInput$first:Int$after:String){taxYear(entityId:$entity year:$year method:$method){currency disposals(filter:$filter first:$first after:$after){nodes{row transactionId assetId wallet disposed lotRow lotTransactionId acquired units proceeds basis fees adjustment gain formGain term rule basisKnown proceedsPrice{assetId perUnit source at distanceSeconds}basisPrice{assetId perUnit source at distanceSeconds}}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", { noLocation: true });

export interface TaxProblemsVariables {
  readonly entity: string;
  readonly first?: number | null | undefined;
}

export interface TaxProblemsData {
  readonly taxEntities: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly problems: {
        readonly nodes: readonly ({
          readonly code: string;
          readonly row: string;
          readonly accountId: string | null;
          readonly transactionId: string | null;
          readonly time: string | null;
          readonly wallet: string;
          readonly assetId: string;
          readonly units: Decimal | null;
          readonly reason: string;
          readonly fix: string;
          readonly answers: readonly MovementMeaning[];
          readonly leastEffect: Decimal | null;
          readonly mostEffect: Decimal | null;
        })[];
        readonly pageInfo: {
          readonly hasNextPage: boolean;
        };
      };
    })[];
  };
}

export const TaxProblems: TypedDocumentNode<TaxProblemsData, TaxProblemsVariables> = parse("query TaxProblems($entity:ID!$first:Int){taxEntities(entityId:$entity first:1){nodes{id problems(first:$first){nodes{code row accountId transactionId time wallet assetId units reason fix answers leastEffect mostEffect}pageInfo{hasNextPage}}}}}", { noLocation: true });

export interface TaxReportsVariables {
  readonly entity?: string | null | undefined;
}

export interface TaxReportsData {
  readonly taxReports: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly entityId: string;
      readonly year: number;
      readonly state: string;
      readonly stage: string;
      readonly progress: number;
      readonly settings: string;
      readonly fingerprint: string | null;
      readonly error: string | null;
      readonly requestedBy: string;
      readonly requestedAt: string;
      readonly finishedAt: string | null;
      readonly files: readonly ({
        readonly name: string;
        readonly size: number;
        readonly isInput: boolean;
        readonly link: string;
      })[];
    })[];
  };
}

export const TaxReports: TypedDocumentNode<TaxReportsData, TaxReportsVariables> = parse("query TaxReports($entity:ID){taxReports(entityId:$entity first:20){nodes{id entityId year state stage progress settings fingerprint error requestedBy requestedAt finishedAt files{name size isInput link}}}}", { noLocation: true });

export type OnTaxReportsVariables = Record<string, never>;

export interface OnTaxReportsData {
  readonly onTaxReports: readonly ({
    readonly id: string;
    readonly entityId: string;
    readonly state: string;
    readonly stage: string;
    readonly progress: number;
    readonly fingerprint: string | null;
    readonly error: string | null;
    readonly finishedAt: string | null;
  })[];
}

export const OnTaxReports: TypedDocumentNode<OnTaxReportsData, OnTaxReportsVariables> = parse("subscription OnTaxReports{onTaxReports{id entityId state stage progress fingerprint error finishedAt}}", { noLocation: true });

export interface RequestTaxReportVariables {
  readonly input: RequestTaxReportInput;
}

export interface RequestTaxReportData {
  readonly requestTaxReport: {
    readonly report: {
      readonly id: string;
      readonly state: string;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const RequestTaxReport: TypedDocumentNode<RequestTaxReportData, RequestTaxReportVariables> = parse("mutation RequestTaxReport($input:RequestTaxReportInput!){requestTaxReport(input:$input){report{id state}errors{code message advice}}}", { noLocation: true });

export interface CancelTaxReportVariables {
  readonly input: CancelTaxReportInput;
}

export interface CancelTaxReportData {
  readonly cancelTaxReport: {
    readonly report: {
      readonly id: string;
      readonly state: string;
      readonly stage: string;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const CancelTaxReport: TypedDocumentNode<CancelTaxReportData, CancelTaxReportVariables> = parse("mutation CancelTaxReport($input:CancelTaxReportInput!){cancelTaxReport(input:$input){report{id state stage}errors{code message advice}}}", { noLocation: true });

export interface DecideTaxMovementVariables {
  readonly input: DecideTaxMovementInput;
}

export interface DecideTaxMovementData {
  readonly decideTaxMovement: {
    readonly kept: boolean;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const DecideTaxMovement: TypedDocumentNode<DecideTaxMovementData, DecideTaxMovementVariables> = parse("mutation DecideTaxMovement($input:DecideTaxMovementInput!){decideTaxMovement(input:$input){kept errors{code message advice}}}", { noLocation: true });

export interface SetTaxSettingsVariables {
  readonly input: SetTaxSettingsInput;
}

export interface SetTaxSettingsData {
  readonly setTaxSettings: {
    readonly entity: {
      readonly id: string;
      readonly method: string;
      readonly scope: string;
      readonly settingsVersion: number;
    } | null;
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const SetTaxSettings: TypedDocumentNode<SetTaxSettingsData, SetTaxSettingsVariables> = parse("mutation SetTaxSettings($input:SetTaxSettingsInput!){setTaxSettings(input:$input){entity{id method scope settingsVersion}errors{code message advice}}}", { noLocation: true });

export interface TaxBridgeVariables {
  readonly entity: string;
  readonly from: string;
  readonly to: string;
}

export interface TaxBridgeData {
  readonly taxBridge: readonly ({
    readonly code: string;
    readonly label: string;
    readonly amount: Decimal;
  })[] | null;
}

export const TaxBridge: TypedDocumentNode<TaxBridgeData, TaxBridgeVariables> = parse("query TaxBridge($entity:ID!$from:String!$to:String!){taxBridge(entityId:$entity from:$from to:$to){code label amount}}", { noLocation: true });

export interface TaxPreviewVariables {
  readonly entity: string;
  readonly sale: TaxSaleInput;
}

export interface TaxPreviewData {
  readonly taxPreview: {
    readonly methods: readonly ({
      readonly method: string;
      readonly gain: Decimal;
      readonly shortTerm: Decimal;
      readonly longTerm: Decimal;
      readonly denied: Decimal;
    })[];
    readonly losses: readonly ({
      readonly row: string;
      readonly wallet: string;
      readonly assetId: string;
      readonly units: Decimal;
      readonly acquired: string | null;
      readonly term: string;
      readonly unrealised: Decimal | null;
      readonly boughtRecently: Decimal;
    })[];
    readonly turningLongTerm: readonly ({
      readonly row: string;
      readonly wallet: string;
      readonly assetId: string;
      readonly units: Decimal;
      readonly acquired: string | null;
      readonly unrealised: Decimal | null;
      readonly longFrom: string | null;
    })[];
    readonly allowance: {
      readonly what: string;
      readonly limit: Decimal;
      readonly left: Decimal;
    } | null;
    readonly repurchase: {
      readonly rule: string;
      readonly from: string | null;
      readonly until: string | null;
      readonly bought: Decimal;
    } | null;
  } | null;
}

export const TaxPreview: TypedDocumentNode<TaxPreviewData, TaxPreviewVariables> = parse("query TaxPreview($entity:ID!$sale:TaxSaleInput!){taxPreview(entityId:$entity sale:$sale){methods{method gain shortTerm longTerm denied}losses{row wallet assetId units acquired term unrealised boughtRecently}turningLongTerm{row wallet assetId units acquired unrealised longFrom}allowance{what limit left}repurchase{rule from until bought}}}", { noLocation: true });

export interface TaxReportDifferenceVariables {
  readonly report: string;
  readonly other?: string | null | undefined;
}

export interface TaxReportDifferenceData {
  readonly taxReport: {
    readonly id: string;
    readonly difference: {
      readonly isReady: boolean;
      readonly isSame: boolean;
      readonly fingerprint: string;
      readonly count: number;
      readonly changes: readonly ({
        readonly kind: string;
        readonly subject: string;
        readonly change: string;
      })[];
    };
  } | null;
}

export const TaxReportDifference: TypedDocumentNode<TaxReportDifferenceData, TaxReportDifferenceVariables> = parse("query TaxReportDifference($report:ID!$other:ID){taxReport(id:$report){id difference(reportId:$other){isReady isSame fingerprint count changes{kind subject change}}}}", { noLocation: true });

export interface CloseTaxYearVariables {
  readonly input: CloseTaxYearInput;
}

export interface CloseTaxYearData {
  readonly closeTaxYear: {
    readonly closedYears: readonly ({
      readonly year: number;
    })[];
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const CloseTaxYear: TypedDocumentNode<CloseTaxYearData, CloseTaxYearVariables> = parse("mutation CloseTaxYear($input:CloseTaxYearInput!){closeTaxYear(input:$input){closedYears{year}errors{code message advice}}}", { noLocation: true });

export interface ReopenTaxYearVariables {
  readonly input: ReopenTaxYearInput;
}

export interface ReopenTaxYearData {
  readonly reopenTaxYear: {
    readonly closedYears: readonly ({
      readonly year: number;
    })[];
    readonly errors: readonly ({
      readonly code: string;
      readonly message: string;
      readonly advice: string;
    })[];
  };
}

export const ReopenTaxYear: TypedDocumentNode<ReopenTaxYearData, ReopenTaxYearVariables> = parse("mutation ReopenTaxYear($input:ReopenTaxYearInput!){reopenTaxYear(input:$input){closedYears{year}errors{code message advice}}}", { noLocation: true });
