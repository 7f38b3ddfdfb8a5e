import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Drawer from "@mui/material/Drawer";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { exactStyle, formatDecimal } from "../../shared/decimal/format";
import { useTime } from "../../shared/settings/time";
import { CopyButton } from "../../shared/ui/CopyButton";
import { Facts } from "../../shared/ui/Facts";
import { kindNames } from "./filter";
import { Proof } from "./Proof";
import { remarks } from "./TransactionTable";
import type { TransactionLineOf } from "./types";
import type { LedgerChanges } from "./useLedgerChanges";
import type { Names } from "./useTransactions";

function Legs({ row, names }: { readonly row: TransactionLineOf; readonly names: Names }) {
  return (
    <Box component="table" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th": { textAlign: "left", fontWeight: 500, color: "text.secondary", fontSize: "0.75rem" }, "& td, & th": { py: 0.5, borderBottom: 1, borderColor: "divider" } }}>
      <thead>
        <tr><th scope="col">Asset</th><th scope="col">Code</th><th scope="col">Role</th><Box component="th" scope="col" sx={{ textAlign: "right !important" }}>Amount</Box></tr>
      </thead>
      <tbody>
        {row.legs.map((leg, index) => (
          <tr key={`${leg.code}${String(index)}`}>
            <td>{names.asset(leg.assetId)}</td>
            <td>{leg.code}</td>
            <td>{leg.role.toLowerCase()}</td>
            <Box component="td" sx={{ textAlign: "right" }} title={leg.amount}>{formatDecimal(leg.amount, { ...exactStyle, signed: true })}<CopyButton text={leg.amount} label={`the amount of ${leg.code}`} /></Box>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

interface DetailProps {
  readonly row: TransactionLineOf;
  readonly portfolio: string;
  readonly names: Names;
  readonly changes: LedgerChanges;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** One transaction: its legs, where it comes from, its record as it is known, and its place in the chain. */
export function TransactionDetail({ row, portfolio, names, changes, onEdit, onClose }: DetailProps) {
  const { instant } = useTime();
  const excluded = row.status === "FAILED";
  const exclude = () => { void changes.edit([row], () => ({ reason: excluded ? "Counts again" : "Does not count", exclude: !excluded }), excluded ? "Counts again" : "Excluded: it does not count any more"); };
  return (
    <Drawer anchor="right" open onClose={onClose} slotProps={{ paper: { "aria-label": "Transaction", role: "dialog", sx: { width: { xs: "100%", sm: 520 }, p: 2, display: "grid", gap: 2, alignContent: "start" } } }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        <Typography component="h2" variant="h2" sx={{ flexGrow: 1, fontSize: "1.0625rem" }}>{kindNames[row.kind]} · {names.account(row.accountId)}</Typography>
        <IconButton size="small" aria-label="Close" onClick={onClose} sx={{ fontSize: "1rem", width: 28, height: 28 }}>✕</IconButton>
      </Box>
      {remarks(row).length > 0 && <Typography variant="body2" sx={{ color: "warn" }}>⚠ {remarks(row).join(", ")}</Typography>}
      <Legs row={row} names={names} />
      <Facts
        facts={[
          ["Time", `${instant(row.time)}`], ["Status", row.status.toLowerCase()], ["Market", row.market], ["Order", row.reference],
          ["On chain", row.txHash === null ? null : <span key="hash">{row.network ?? ""} <code>{row.txHash}</code><CopyButton text={row.txHash} label="the transaction hash" /></span>],
          ["Source", row.source], ["Source's id", <span key="id"><code>{row.nativeId}</code><CopyButton text={row.nativeId} label="the source's id" /></span>],
          ["Known since", instant(row.recordedAt)],
        ]}
      />
      <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>
        <Button size="small" variant="outlined" onClick={onEdit}>Edit…</Button>
        <Button size="small" variant="outlined" disabled={changes.busy} onClick={exclude}>{excluded ? "Count again" : "Exclude"}</Button>
      </Box>
      <Proof row={row} portfolio={portfolio} changes={changes} />
    </Drawer>
  );
}
