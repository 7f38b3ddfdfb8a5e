import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useEffect, useMemo, useState } from "react";
import { add } from "../../shared/decimal/arithmetic";
import { signOf } from "../../shared/decimal/decimal";
import { formatMoney, signedMoneyStyle } from "../../shared/decimal/format";
import { useScope } from "../../shared/portfolio/scope";
import { PageLink } from "../../shared/route/PageLink";
import { useTime } from "../../shared/settings/time";
import { Panel } from "../../shared/ui/Panel";
import { forgetVisit, noteVisit } from "./lastVisit";
import { Movement } from "./movement.generated";
import type { MovementOf } from "./reasons";

/** At most five sentences, whose amounts lead from the start to the end: prices with the asset that mattered most, what came and went, what was made and paid, what was found. */
export function awayLines(movement: MovementOf, currency: string, symbolOf: (id: string) => string): readonly string[] {
  const { total, assets } = movement;
  const money = (value: typeof total.start) => formatMoney(value, currency, signedMoneyStyle);
  const top = assets.nodes.filter((one) => signOf(one.parts.price) !== 0)[0];
  const found = add(total.newlyFound, total.corrections);
  return [
    `From ${formatMoney(total.start, currency)} to ${formatMoney(total.end, currency)}.`,
    `Prices ${money(add(total.price, total.fx))}${top === undefined ? "" : `, most of all ${symbolOf(top.assetId)} ${money(top.parts.price)}`}.`,
    ...(signOf(total.flows) === 0 ? [] : [`Deposits less withdrawals ${money(total.flows)}.`]),
    ...([total.trading, total.income, total.fees].every((one) => signOf(one) === 0) ? [] : [`Trades ${money(total.trading)}, income ${money(total.income)}, fees ${money(total.fees)}.`]),
    ...(signOf(found) === 0 ? [] : [`Corrected or newly found ${money(found)}.`]),
  ];
}

/** While you were away: what happened since the last visit, in five lines. */
export function AwayPanel({ ready }: { readonly ready: boolean }) {
  const { id, currency } = useScope();
  const { instant } = useTime();
  const [before, setBefore] = useState(() => noteVisit(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => { noteVisit(Date.now()); }, 60_000);
    return () => { clearInterval(timer); };
  }, []);
  const since = before === null ? null : new Date(before).toISOString();
  const variables = useMemo(() => ({ portfolio: id ?? "", from: since ?? "", to: null, knownAt: since }), [id, since]);
  const { data } = useQuery(Movement, { variables, skip: id === null || since === null || !ready });
  const movement = data?.portfolio?.movement;
  const symbols = useMemo(() => new Map((data?.assets.nodes ?? []).map((one) => [one.id, one.symbol.toUpperCase()])), [data]);
  if (since === null || movement === undefined) return null;
  const aside = <Button size="small" onClick={() => { forgetVisit(Date.now()); setBefore(null); }}>Seen</Button>;
  return (
    <Box data-testid="away" sx={{ mb: { xs: 1.5, md: 2 } }}>
      <Panel title={`While you were away, since ${instant(before ?? 0)}`} aside={aside}>
        <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: "0.875rem" }}>
          {awayLines(movement, currency, (one) => symbols.get(one) ?? one).map((line) => <li key={line}>{line}</li>)}
        </Box>
        <PageLink to="/why" parameters={{ since }} sx={{ fontSize: "0.8125rem" }}>Why, in detail</PageLink>
      </Panel>
    </Box>
  );
}
