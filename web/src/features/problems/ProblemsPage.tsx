import { useQuery } from "@apollo/client/react";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Portal from "@mui/material/Portal";
import Snackbar from "@mui/material/Snackbar";
import Typography from "@mui/material/Typography";
import { useCallback, useMemo } from "react";
import { decodeAccount } from "../accounts/account";
import { decodePosition, positionPrefix } from "../positions/position";
import { decodeIssue } from "../reconciliation/issue";
import { useLedgerChanges, type LedgerChanges } from "../transactions/useLedgerChanges";
import { formatDuration, formatMoney } from "../../shared/decimal/format";
import { useTopic, useTopicState, useValues } from "../../shared/feed/useTopic";
import { useScope } from "../../shared/portfolio/scope";
import { PageLink } from "../../shared/route/PageLink";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { useNow } from "../../shared/ui/useNow";
import { useFresh } from "../../shared/graphql/useFresh";
import { ProblemList } from "./problems.generated";
import { tasks, type Task, type Weight } from "./task";

const marks: Readonly<Record<Weight, { readonly mark: string; readonly colour: string; readonly word: string }>> = {
  account: { mark: "✕", colour: "loss", word: "An account does not work" },
  difference: { mark: "≠", colour: "loss", word: "Ledger and venue differ" },
  price: { mark: "?", colour: "warn", word: "No price" },
  transfer: { mark: "⇄", colour: "warn", word: "Undecided transfer" },
  record: { mark: "!", colour: "warn", word: "Record set aside" },
};

function Line({ task, currency, now, changes }: { readonly task: Task; readonly currency: string; readonly now: number; readonly changes: LedgerChanges }) {
  const { mark, colour, word } = marks[task.weight];
  const { transfer } = task;
  const pair = transfer === null ? null : { leftAccountId: transfer.leftAccountId, leftTransactionId: transfer.leftTransactionId, arrivedAccountId: transfer.arrivedAccountId, arrivedTransactionId: transfer.arrivedTransactionId };
  return (
    <Box component="li" data-testid="task" data-weight={task.weight} sx={{ listStyle: "none", display: "grid", gridTemplateColumns: { xs: "1.5em minmax(0,1fr)", md: "1.5em minmax(0,1fr) auto" }, gap: 1, px: 2, py: 1.25, borderTop: 1, borderColor: "divider" }}>
      <Box component="span" role="img" aria-label={word} sx={{ color: colour, fontWeight: 700 }}>{mark}</Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>
          {task.title}
          {task.cost !== null && <Box component="span" sx={{ fontWeight: 400, color: "text.secondary" }}> · about {formatMoney(task.cost, currency)}</Box>}
          {task.since !== null && <Box component="span" sx={{ fontWeight: 400, color: "text.secondary" }}> · for {formatDuration((now - task.since) / 1000)}</Box>}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: "anywhere" }}>{task.detail}</Typography>
        <Typography variant="body2">{task.fix}</Typography>
      </Box>
      <Box sx={{ display: "flex", gap: 1, alignItems: "center", flexWrap: "wrap", gridColumn: { xs: "2", md: "auto" } }}>
        {pair !== null && (
          <>
            <Button size="small" variant="outlined" disabled={changes.busy} onClick={() => { void changes.decide(pair, "LINK"); }}>Link</Button>
            <Button size="small" disabled={changes.busy} onClick={() => { void changes.decide(pair, "DISMISS"); }}>Keep apart</Button>
          </>
        )}
        {task.to !== null && <PageLink to={task.to.path} parameters={task.to.parameters} sx={{ fontSize: "0.8125rem", whiteSpace: "nowrap" }}>{task.to.label}</PageLink>}
      </Box>
    </Box>
  );
}

/** Everything that needs a person, the most costly first, each with its fix. */
export function ProblemsPage() {
  const { id, currency } = useScope();
  const portfolio = useTopic(id === null ? null : "portfolio", id ?? undefined);
  const topic = useTopic("accounts");
  const { loaded } = useTopicState(topic);
  const accounts = useValues(topic, "", decodeAccount);
  const issues = useValues(useTopic("reconciliation"), "", decodeIssue);
  const positions = useValues(portfolio, positionPrefix, decodePosition, 5000);
  const { data, error, refetch } = useQuery(ProblemList, { fetchPolicy: useFresh("ProblemList", {}), pollInterval: 30_000 });
  const again = useCallback(() => { void refetch(); }, [refetch]);
  const changes = useLedgerChanges(again);
  const all = useMemo(() => tasks({ accounts, issues, positions, list: data }), [accounts, issues, positions, data]);
  const now = useNow(10_000);
  return (
    <Panel title="Problems" aside={<Typography variant="body2" color="textSecondary" data-testid="task-count">{data === undefined ? "" : `${String(all.length)} open`}</Typography>} flush>
      <Answer data={loaded ? data : undefined} error={error} onRetry={again}>
        {() => all.length === 0
          ? <Empty>✓ Nothing needs you: all accounts work, ledger and venues agree, everything held has a price.</Empty>
          : <Box component="ol" sx={{ m: 0, p: 0 }}>{all.map((task) => <Line key={task.key} task={task} currency={currency} now={now} changes={changes} />)}</Box>}
      </Answer>
      {/* Beside what is open over the page, not behind it: it is read out and clicked there, too. */}
      <Portal>
        <Snackbar open={changes.notice !== null} autoHideDuration={12_000} onClose={(_, why) => { if (why !== "clickaway") changes.clear(); }}>
          <Alert severity={changes.notice?.bad === true ? "error" : "success"} variant="filled" action={changes.notice?.undo == null ? undefined : <Button color="inherit" size="small" onClick={() => { void changes.notice?.undo?.(); }}>Undo</Button>}>{changes.notice?.text}</Alert>
        </Snackbar>
      </Portal>
    </Panel>
  );
}
