import { useEffect } from "react";
import { decodeAccount, stateText } from "../features/accounts/account";
import { useKeys, useTopic, useValues } from "../shared/feed/useTopic";
import { askAnew } from "../shared/graphql/asked";

/** How much waits for a person, by page: what the feed tells of it. What it tells of new records ends the freshness of all answers. */
export function useBadges(): Readonly<Record<string, number>> {
  const differences = useKeys(useTopic("reconciliation")).length;
  const accounts = useValues(useTopic("accounts"), "", decodeAccount, 2000);
  const records = accounts.reduce((sum, account) => sum + account.done, 0);
  useEffect(askAnew, [records]);
  const bad = accounts.filter((account) => stateText(account.state).tone === "bad").length;
  const pages = accounts.filter((account) => account.state !== "removed" && account.problems > 0).length;
  return { "/problems": differences + bad + pages };
}
