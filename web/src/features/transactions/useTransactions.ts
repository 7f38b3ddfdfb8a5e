import { useQuery } from "@apollo/client/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { problemOf } from "../../shared/graphql/problem";
import { useTime } from "../../shared/settings/time";
import { useFresh } from "../../shared/graphql/useFresh";
import { toInput, type Filter } from "./filter";
import { TransactionNames, TransactionPage } from "./transactions.generated";
import type { TransactionLineOf } from "./types";

const pageSize = 100;

export interface Transactions {
  /** Undefined until the first page has come. */
  readonly rows: readonly TransactionLineOf[] | undefined;
  readonly more: boolean;
  readonly error: unknown;
  /** The rows that come after those did not come. */
  readonly isCutShort: boolean;
  readonly next: () => void;
  readonly again: () => void;
}

/** Pages of the ledger by keyset, as far as was scrolled; kept in the cache by filter. */
export function useTransactions(portfolio: string | null, filter: Filter): Transactions {
  const { zone } = useTime();
  const variables = useMemo(() => ({ portfolio: portfolio ?? "", filter: toInput(filter, zone), order: filter.order, first: pageSize }), [portfolio, filter, zone]);
  const { data, error, fetchMore, refetch } = useQuery(TransactionPage, { variables, skip: portfolio === null, fetchPolicy: useFresh("TransactionPage", variables), nextFetchPolicy: "cache-first" });
  const page = data?.portfolio?.transactions;
  // The end that was reached is asked from once; the same end of other pages, or of the same asked anew, is another one.
  const asked = useRef<typeof page>(undefined);
  const [failed, setFailed] = useState<typeof page>(undefined);
  const again = useCallback(() => { void refetch(); }, [refetch]);
  const next = useCallback(() => {
    const end = page?.pageInfo.endCursor ?? null;
    if (end === null || asked.current === page) return;
    asked.current = page;
    setFailed(undefined);
    fetchMore({ variables: { after: end } }).catch((why: unknown) => {
      asked.current = undefined;
      setFailed(page);
      // Whether those above are still for the viewer, they are asked.
      if (problemOf(why).kind === "no-permission") again();
    });
  }, [page, fetchMore, again]);
  const rows = useMemo(() => (data === undefined ? undefined : (page?.edges ?? []).map((edge) => edge.node)), [data, page]);
  return { rows, more: page?.pageInfo.hasNextPage ?? false, error, isCutShort: page !== undefined && failed === page, next, again };
}

export interface Names {
  readonly account: (id: string) => string;
  readonly asset: (id: string) => string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly assets: readonly { readonly id: string; readonly symbol: string; readonly name: string }[];
}

/** What people call accounts and assets. */
export function useNames(): Names {
  const { data } = useQuery(TransactionNames);
  return useMemo(() => {
    const accounts = [...(data?.accounts.nodes ?? [])].sort((a, b) => a.name.localeCompare(b.name));
    const assets = [...(data?.assets.nodes ?? [])].map((one) => ({ ...one, symbol: one.symbol.toUpperCase() })).sort((a, b) => a.symbol.localeCompare(b.symbol));
    const [byAccount, byAsset] = [new Map(accounts.map((one) => [one.id, one.name])), new Map(assets.map((one) => [one.id, one.symbol]))];
    return { accounts, assets, account: (id) => byAccount.get(id) ?? "removed account", asset: (id) => byAsset.get(id) ?? id };
  }, [data]);
}
