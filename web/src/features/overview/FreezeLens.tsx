import { useQuery } from "@apollo/client/react";
import { useEffect, useMemo, useState } from "react";
import { subtract } from "../../shared/decimal/arithmetic";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import type { FeedValue } from "../../shared/feed/protocol";
import { text } from "../../shared/feed/read";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useTopic, useValues } from "../../shared/feed/useTopic";
import type { Total } from "../../shared/portfolio/total";
import { useScope } from "../../shared/portfolio/scope";
import { useParameter } from "../../shared/route/route";
import { decodePosition, positionPrefix } from "../positions/position";
import { PositionsByAccount } from "../positions/positions.generated";
import { frozenAt } from "./freeze";
import { FreezeResult } from "./FreezeResult";

const decode = (value: FeedValue) => ({ account: value.key, venue: text(value, "venue") ?? "" });

interface FreezeLensProps {
  readonly store: TopicStore;
  readonly total: Total;
  readonly venues: readonly string[];
  /** Told what is left of the total; null while it is not known, and at the end. */
  readonly onLeft: (left: Decimal | null) => void;
}

/** The total and its risk as they would be if venues gave nothing out: priced anew with every tick. */
export default function FreezeLens({ store, total, venues, onLeft }: FreezeLensProps) {
  const { id, currency } = useScope();
  const [back, setBack] = useParameter("back");
  const recovery = toDecimal(back) ?? ("0" as Decimal);
  const [asOf] = useState(() => new Date(Date.now() + 86_400_000).toISOString());
  const { data, error } = useQuery(PositionsByAccount, { variables: { portfolio: id ?? "", asOf }, skip: id === null });
  const positions = useValues(store, positionPrefix, decodePosition);
  const accounts = useValues(useTopic("accounts"), "", decode, 2000);
  const frozen = useMemo(() => {
    if (data === undefined) return null;
    const prices = new Map(positions.map((one) => [one.asset, one.price]));
    const venueOf = new Map(accounts.map((one) => [one.account, one.venue]));
    return frozenAt(data.portfolio?.positionsAsOf.nodes ?? [], (asset) => prices.get(asset) ?? null, (account) => venueOf.get(account) ?? null, venues, recovery);
  }, [data, positions, accounts, venues, recovery]);
  const left = frozen === null || total.value === null ? null : subtract(total.value, frozen.amount);
  useEffect(() => { onLeft(left); }, [left, onLeft]);
  useEffect(() => () => { onLeft(null); }, [onLeft]);
  return <FreezeResult portfolio={id} currency={currency} venues={venues} recovery={recovery} onRecovery={(next) => { setBack(next === "0" ? null : next, true); }} total={total.value} left={left} frozen={frozen} failed={error !== undefined} />;
}
