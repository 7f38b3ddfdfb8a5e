import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { formatMoney, quantityStyle } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useValues } from "../../shared/feed/useTopic";
import { PageLink } from "../../shared/route/PageLink";
import { Aligned } from "../../shared/ui/Aligned";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { byAccount, type AccountGroup } from "./byAccount";
import { decodePosition, positionPrefix } from "./position";
import { PositionsByAccount } from "./positions.generated";

const right = { textAlign: "right !important" };

function Group({ group, name, currency }: { readonly group: AccountGroup; readonly name: string; readonly currency: string }) {
  return (
    <tbody data-testid="account-group">
      <Box component="tr" sx={{ "& > *": { bgcolor: "action.hover", fontWeight: 600 } }}>
        <Box component="th" scope="rowgroup" colSpan={2}>{name}</Box>
        <Box component="td" sx={right} title={group.value}>{formatMoney(group.value, currency)}{group.unpriced > 0 && <Box component="span" sx={{ color: "warn", fontWeight: 400 }}> + {group.unpriced} unpriced</Box>}</Box>
      </Box>
      {group.holdings.map((one) => (
        <tr key={one.asset}>
          <Box component="th" scope="row" sx={{ pl: "28px !important", fontWeight: 500 }}><PageLink to="/transactions" parameters={{ asset: one.asset, account: group.account }} color="inherit" underline="hover">{one.symbol}</PageLink></Box>
          <Box component="td" sx={right}><Aligned value={one.quantity} style={quantityStyle} places={8} /></Box>
          <Box component="td" sx={right} title={one.value ?? ""}>{one.value === null ? <Box component="span" sx={{ color: "text.secondary" }}>unpriced</Box> : formatMoney(one.value, currency)}</Box>
        </tr>
      ))}
    </tbody>
  );
}

/** What each account holds by the ledger, at the prices of now. */
export function ByAccount({ portfolio, store, currency, aside }: { readonly portfolio: string | null; readonly store: TopicStore; readonly currency: string; readonly aside: ReactNode }) {
  const [asOf] = useState(() => new Date(Date.now() + 86_400_000).toISOString());
  const { data, error, refetch } = useQuery(PositionsByAccount, { variables: { portfolio: portfolio ?? "", asOf }, skip: portfolio === null });
  const positions = useValues(store, positionPrefix, decodePosition);
  const groups = useMemo(() => (data === undefined ? undefined : byAccount(data.portfolio?.positionsAsOf.nodes ?? [], positions)), [data, positions]);
  const names = useMemo(() => new Map((data?.accounts.nodes ?? []).map((one) => [one.id, one.name])), [data]);
  return (
    <Panel title="Positions" aside={aside} flush>
      <Answer data={groups} error={error} onRetry={() => { void refetch(); }} rows={10}>
        {(all) => all.length === 0 ? <Empty>Nothing is held here.</Empty> : (
          <Box component="table" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th, & td": { textAlign: "left", px: 2, py: 0.75, borderBottom: 1, borderColor: "divider" }, "& thead th": { color: "text.secondary", fontWeight: 500, fontSize: "0.75rem" } }}>
            <thead><tr><th scope="col">Asset</th><Box component="th" scope="col" sx={right}>Quantity</Box><Box component="th" scope="col" sx={right}>Value</Box></tr></thead>
            {all.map((group) => <Group key={group.account} group={group} name={names.get(group.account) ?? "Account"} currency={currency} />)}
          </Box>
        )}
      </Answer>
    </Panel>
  );
}
