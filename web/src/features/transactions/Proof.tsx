import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useEffect, useMemo, useState } from "react";
import { formatCount } from "../../shared/decimal/format";
import { useTime } from "../../shared/settings/time";
import { CopyButton } from "../../shared/ui/CopyButton";
import { Facts } from "../../shared/ui/Facts";
import { Answer } from "../../shared/ui/States";
import { useFresh } from "../../shared/graphql/useFresh";
import { TransactionRecords, type EntryRecord, type TransactionRecordsData } from "./transactions.generated";
import { ChainVerdict } from "./ChainVerdict";
import { RawPageDialog } from "./RawPageDialog";
import type { TransactionLineOf } from "./types";
import type { LedgerChanges, Pair } from "./useLedgerChanges";

type LedgerRecord = NonNullable<TransactionRecordsData["portfolio"]>["transactions"]["nodes"][number]["records"]["nodes"][number];

const names: Readonly<Record<EntryRecord, string>> = { TRANSACTION: "As the source told it", EDIT: "Edited by a person", ANNOTATION: "Remark", LINK: "Linked as a transfer", UNLINK: "Transfer separated", RETRACTION: "Remark taken back" };
const short = (hash: string) => `${hash.slice(0, 10)}…${hash.slice(-6)}`;

/** The link that holds, if the last word about it is a link. */
export function linkOf(records: readonly LedgerRecord[]): Pair | null {
  const last = records.filter((one) => one.record === "LINK" || one.record === "UNLINK").at(-1);
  if (last?.record !== "LINK" || last.linkedAccountId === null || last.linkedTransactionId === null) return null;
  return { leftAccountId: last.accountId, leftTransactionId: last.transactionId, arrivedAccountId: last.linkedAccountId, arrivedTransactionId: last.linkedTransactionId };
}

function Hash({ name, hash }: { readonly name: string; readonly hash: string }) {
  return <span><code title={hash}>{short(hash)}</code><CopyButton text={hash} label={name} /></span>;
}

/** Remarks that were taken back, by their place in the chain. */
const takenBack = (records: readonly LedgerRecord[]) => new Set(records.flatMap((one) => (one.takesBack === null ? [] : [String(one.takesBack)])));

interface OneProps {
  readonly record: LedgerRecord;
  readonly nativeId: string;
  readonly isTakenBack: boolean;
  readonly changes: LedgerChanges;
}

function One({ record, nativeId, isTakenBack, changes }: OneProps) {
  const { instant } = useTime();
  const [opened, setOpened] = useState(false);
  return (
    <Box component="li" data-testid="ledger-record" sx={{ listStyle: "none", borderLeft: 2, borderColor: "divider", pl: 1.5, py: 0.5, mb: 1 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>{names[record.record]}{record.record === "TRANSACTION" && record.version > 1 ? `, version ${String(record.version)}` : ""}</Typography>
      {record.words !== null && <Typography variant="body2"><Box component={isTakenBack ? "s" : "span"}>“{record.words}”</Box>{isTakenBack && " taken back"}</Typography>}
      <Facts
        facts={[
          ["Recorded", `${instant(record.recordedAt)}${record.actor === null ? "" : ` by ${record.actor}`}`],
          ["In the chain", `number ${formatCount(record.number)}`],
          ["Hash", <Hash key="hash" name="the hash" hash={record.hash} />],
          ["Proof", <ChainVerdict key="proof" entry={record} />],
          ["Hash before", record.previousHash === null ? "none: it is the first" : <Hash key="before" name="the hash before" hash={record.previousHash} />],
          ["Raw page", record.pageId === null ? null : <span key="page"><code>{record.pageId}</code>, read by mapper {record.mapperVersion}</span>],
          ["Its hash", record.pageId === null ? null : <Hash key="raw" name="the hash of the raw page" hash={record.pageHash} />],
        ]}
      />
      {record.record === "ANNOTATION" && !isTakenBack && <Button size="small" disabled={changes.busy} onClick={() => { void changes.retract([{ accountId: record.accountId, transactionId: record.transactionId, number: record.number }]); }}>Take back</Button>}
      {record.pageId !== null && <Button size="small" onClick={() => { setOpened(true); }}>Open the raw page…</Button>}
      {opened && record.pageId !== null && <RawPageDialog account={record.accountId} page={record.pageId} pageHash={record.pageHash} nativeId={nativeId} onClose={() => { setOpened(false); }} />}
    </Box>
  );
}

/** Everything the ledger has of a transaction: what the source told, what people added, and the hashes that prove nothing was changed. */
export function Proof({ row, portfolio, changes }: { readonly row: TransactionLineOf; readonly portfolio: string; readonly changes: LedgerChanges }) {
  // An instant has microseconds: the next one ends the interval.
  const filter = useMemo(() => ({ accountIds: [row.accountId], from: row.time, to: new Date(Date.parse(row.time) + 1).toISOString() }), [row]);
  const variables = useMemo(() => ({ portfolio, filter }), [portfolio, filter]);
  const { data, error, refetch } = useQuery(TransactionRecords, { variables, fetchPolicy: useFresh("TransactionRecords", variables) });
  const { notice } = changes;
  // What people do to it stands in the ledger, too.
  useEffect(() => { if (notice !== null) void refetch(); }, [notice, refetch]);
  const records = data?.portfolio?.transactions.nodes.find((one) => one.id === row.id)?.records.nodes;
  const pair = records === undefined ? null : linkOf(records);
  const taken = useMemo(() => takenBack(records?.filter((one) => one.accountId === row.accountId) ?? []), [records, row]);
  return (
    <section aria-label="Ledger">
      <Typography component="h3" variant="h2" sx={{ mb: 1 }}>In the ledger</Typography>
      <Answer data={records} error={error} onRetry={() => { void refetch(); }} rows={3}>
        {(all) => (
          <>
            {pair !== null && <Button size="small" variant="outlined" disabled={changes.busy} sx={{ mb: 1 }} onClick={() => { void changes.decide(pair, "UNLINK").then(() => refetch()); }}>Separate the transfer</Button>}
            <Box component="ol" sx={{ m: 0, p: 0 }}>{all.map((record) => <One key={`${record.accountId}${String(record.number)}`} record={record} nativeId={row.nativeId} isTakenBack={taken.has(String(record.number))} changes={changes} />)}</Box>
          </>
        )}
      </Answer>
    </section>
  );
}
