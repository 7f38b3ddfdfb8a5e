import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { lazy, Suspense, useMemo, useState } from "react";
import { formatCount, formatDuration } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey, useTopicState, useValues } from "../../shared/feed/useTopic";
import { useDraft } from "../../shared/session/drafts";
import { venueName } from "../../shared/venue";
import { PageLink } from "../../shared/route/PageLink";
import { Panel } from "../../shared/ui/Panel";
import { TopicGate } from "../../shared/ui/TopicGate";
import { useNow } from "../../shared/ui/useNow";
import { decodeAccount, inOrder, keyText, oldBalanceAge, progressOf, stateText, type Account, type Tone } from "./account";

const ConnectDialog = lazy(() => import("./ConnectDialog"));
const DisableAllDialog = lazy(() => import("./DisableAllDialog"));
const FirstAccount = lazy(() => import("./FirstAccount"));
const AccountMenu = lazy(() => import("./AccountMenu"));

interface Replacement {
  readonly id: string;
  readonly venue: string;
  readonly name: string;
}

const tones: Record<Tone, string> = { busy: "primary.main", good: "gain", idle: "text.secondary", bad: "loss" };

function Progress({ account }: { readonly account: Account }) {
  const percent = progressOf(account);
  const counts = account.expected === null ? `${formatCount(account.done)} records` : `${formatCount(account.done)} of ${formatCount(account.expected)}`;
  const left = account.secondsLeft === null ? "" : ` · ${formatDuration(account.secondsLeft)} left`;
  return (
    <Box sx={{ mt: 0.5 }}>
      <LinearProgress aria-label={`Import of ${account.name}`} variant={percent === null ? "indeterminate" : "determinate"} value={percent ?? 0} sx={{ height: 6, borderRadius: 3 }} />
      <Typography variant="caption" color="textSecondary" data-testid="import-progress">
        {counts}
        {left}
      </Typography>
    </Box>
  );
}

function Detail({ account, now }: { readonly account: Account; readonly now: number }) {
  const parts = [
    `${formatCount(account.done)} records`,
    account.lastSync === null ? null : `checked ${formatDuration((now - account.lastSync) / 1000)} ago`,
    account.streamAlive ? "private stream connected" : null,
  ];
  return (
    <Typography variant="caption" color="textSecondary" component="p">
      {parts.filter((part) => part !== null).join(" · ")}
    </Typography>
  );
}

function KeyLine({ account, now }: { readonly account: Account; readonly now: number }) {
  const key = keyText(account, now);
  if (key === null) return null;
  return (
    <Typography variant="caption" component="p" data-testid="account-key" sx={{ color: key.soon ? "warn" : "text.secondary" }}>
      {key.soon ? `⚠ ${key.text}: make a new one at the venue and replace it here` : key.text}
      {account.lastSync === null ? "" : ` · last used ${formatDuration((now - account.lastSync) / 1000)} ago`}
    </Typography>
  );
}

interface LineProps {
  readonly store: TopicStore;
  readonly id: string;
  readonly now: number;
  readonly onReplaceKey: (account: Replacement) => void;
}

function Line({ store, id, now, onReplaceKey }: LineProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const account = useKey(store, id, decodeAccount);
  if (account === undefined || account.state === "removed") return null;
  const state = stateText(account.state);
  const advice = account.advice ?? state.advice;
  const oldAge = oldBalanceAge(account, now);
  return (
    <Box component="li" data-testid="account" data-state={account.state} sx={{ listStyle: "none", py: 1, borderBottom: 1, borderColor: "divider", "&:last-of-type": { borderBottom: 0 } }}>
      <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto 24px", alignItems: "center", columnGap: 1 }}>
        <Typography component="span" noWrap sx={{ fontWeight: 600 }} title={account.name}>
          {account.name}
          <Box component="span" sx={{ color: "text.secondary", fontWeight: 400, fontSize: "0.75rem", ml: 1 }}>
            {account.name.toLowerCase().includes(venueName(account.venue).toLowerCase()) ? "" : venueName(account.venue)}
          </Box>
        </Typography>
        <Typography component="span" variant="body2" sx={{ color: tones[state.tone], fontWeight: 500 }}>
          <span aria-hidden>{state.mark}</span> {state.label}
        </Typography>
        <Suspense fallback={<Box sx={{ width: 24 }} />}>
          <AccountMenu account={account} onReplaceKey={() => { onReplaceKey({ id, venue: account.venue, name: account.name }); }} onRefused={setRefusal} />
        </Suspense>
      </Box>
      {account.state === "importing" || account.state === "connecting" ? <Progress account={account} /> : <Detail account={account} now={now} />}
      <KeyLine account={account} now={now} />
      {oldAge !== null && (
        <Typography variant="body2" sx={{ mt: 0.5, color: "warn" }} data-testid="old-balance">
          ⚠ Balance {formatDuration(oldAge)} old: it stays in the totals until the venue tells a newer one.
        </Typography>
      )}
      {refusal !== null && <Alert severity="error" onClose={() => { setRefusal(null); }}>{refusal}</Alert>}
      {advice !== null && (
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          {advice}
        </Typography>
      )}
      {account.olderNeedsFile && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }} data-testid="older-needs-file">
          The venue's interface does not serve the oldest history: export a file there and import it to have everything.
        </Typography>
      )}
      {account.problems > 0 && (
        <Typography variant="body2" sx={{ mt: 0.5, color: "warn" }}>
          ⚠ {account.problems === 1 ? "1 record needs" : `${String(account.problems)} records need`} a look: everything else was imported. <PageLink to="/problems">What to do</PageLink>
        </Typography>
      )}
    </Box>
  );
}

/** Every connected account: how far its import is, whether it is live, and what to do when it is not. */
export function AccountsPanel({ store }: { readonly store: TopicStore }) {
  const accounts = useValues(store, "", decodeAccount);
  const keys = useMemo(() => inOrder(accounts), [accounts]);
  const refused = useTopicState(store).problem?.code === "NOT_FOUND";
  const now = useNow(5000);
  const [dialog, setDialog] = useDraft<{ readonly replace?: Replacement } | null>("dialog of accounts", null);
  const [disabling, setDisabling] = useState(false);
  const connect = (
    <>
      {keys.length > 0 && <Button size="small" color="error" onClick={() => { setDisabling(true); }} sx={{ textTransform: "none" }}>Disable all keys…</Button>}
      {!refused && (
        <Button size="small" onClick={() => { setDialog({}); }} sx={{ textTransform: "none" }}>
          Connect…
        </Button>
      )}
    </>
  );
  return (
    <Panel title="Accounts" area="accounts" aside={connect}>
      <TopicGate store={store} whole empty={<Suspense><FirstAccount onConnect={() => { setDialog({}); }} /></Suspense>}>
        <Box component="ul" sx={{ m: 0, p: 0 }}>
          {keys.map((key) => (
            <Line key={key} store={store} id={key} now={now} onReplaceKey={(replace) => { setDialog({ replace }); }} />
          ))}
        </Box>
      </TopicGate>
      <Suspense>{disabling && <DisableAllDialog onClose={() => { setDisabling(false); }} />}</Suspense>
      <Suspense>{dialog !== null && <ConnectDialog replace={dialog.replace} onClose={() => { setDialog(null); }} />}</Suspense>
    </Panel>
  );
}
