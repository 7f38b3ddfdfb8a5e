import { useMutation, useQuery } from "@apollo/client/react";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { howToType, readTyped } from "../../shared/decimal/typed";
import { newKey } from "../../shared/graphql/key";
import { refusalOf } from "../../shared/graphql/problem";
import { useDraft } from "../../shared/session/drafts";
import { DecideTransfer, TransferSuggestions } from "../transactions/transactions.generated";
import { answerName, assetName, problemName } from "./format";
import type { TaxProblem } from "./ProblemsPanel";
import { DecideTaxMovement, TaxDisposals, TaxProblems, TaxYearDetails, TaxYearFigures, type MovementMeaning } from "./tax.generated";

const refetchQueries = [TaxProblems, TaxYearDetails, TaxYearFigures, TaxDisposals];

/** Says what a withdrawal or deposit was, or joins it with its other side. */
export function AnswerDialog({ problem, currency, onClose }: { readonly problem: TaxProblem; readonly currency: string; readonly onClose: () => void }) {
  const form = `answer ${problem.transactionId ?? problem.row}`;
  const [answer, setAnswer] = useDraft<MovementMeaning | "LINK">(`${form} meaning`, problem.answers[0] ?? "OWN");
  const [reason, setReason] = useDraft(`${form} reason`, "");
  const [basis, setBasis] = useDraft(`${form} basis`, "");
  const [acquired, setAcquired] = useDraft(`${form} acquired`, "");
  const [message, setMessage] = useState<string | null>(null);
  const { data } = useQuery(TransferSuggestions);
  const pair = data?.transferSuggestions.nodes.find((one) => one.leftTransactionId === problem.transactionId || one.arrivedTransactionId === problem.transactionId);
  const [decide, deciding] = useMutation(DecideTaxMovement, { refetchQueries });
  const [link, linking] = useMutation(DecideTransfer, { refetchQueries });
  const hasCost = answer === "BOUGHT" || (answer === "GIFT" && problem.code === "unmatched-deposit");
  const send = async () => {
    const idempotencyKey = newKey();
    try {
      if (answer === "LINK" && pair !== undefined) {
        const { leftAccountId, leftTransactionId, arrivedAccountId, arrivedTransactionId } = pair;
        const done = await link({ variables: { input: { idempotencyKey, leftAccountId, leftTransactionId, arrivedAccountId, arrivedTransactionId, decision: "LINK", reason } } });
        finish(refusalOf(done.data?.decideTransfer.errors));
      } else if (answer !== "LINK" && problem.accountId !== null && problem.transactionId !== null) {
        const cost = hasCost ? { basis: readTyped(basis), acquired: acquired === "" ? null : `${acquired}T00:00:00Z` } : {};
        const done = await decide({ variables: { input: { idempotencyKey, accountId: problem.accountId, transactionId: problem.transactionId, meaning: answer, reason, ...cost } } });
        finish(refusalOf(done.data?.decideTaxMovement.errors));
      }
    } catch (error) {
      setMessage(error instanceof Error ? error.message : "The server does not answer.");
    }
  };
  const finish = (wrong: string | undefined) => {
    if (wrong === undefined) onClose();
    else setMessage(wrong);
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="tax-answer">
      <DialogTitle id="tax-answer">{problemName(problem.code)}: {problem.units} {assetName(problem.assetId)}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1.5 }}>
        <Typography variant="body2">{problem.reason}</Typography>
        <TextField select label="It was" size="small" margin="dense" value={answer} onChange={(event) => { setAnswer(event.target.value as MovementMeaning | "LINK"); }}>
          {pair !== undefined && <MenuItem value="LINK">A transfer between own accounts: {pair.reason}</MenuItem>}
          {problem.answers.map((one) => <MenuItem key={one} value={one}>{answerName(one)}</MenuItem>)}
        </TextField>
        {hasCost && <TextField label={`Cost of one unit, ${currency}`} size="small" value={basis} onChange={(event) => { setBasis(event.target.value); }} error={basis !== "" && readTyped(basis) === null} helperText={basis !== "" && readTyped(basis) === null ? howToType : undefined} slotProps={{ htmlInput: { inputMode: "decimal" } }} />}
        {hasCost && <TextField label="Acquired on" type="date" size="small" value={acquired} onChange={(event) => { setAcquired(event.target.value); }} slotProps={{ inputLabel: { shrink: true } }} />}
        <TextField label="Why, for whoever reads it later" size="small" value={reason} onChange={(event) => { setReason(event.target.value); }} />
        {message !== null && <Typography variant="body2" role="alert" sx={{ color: "warn" }}>{message}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={reason.trim() === "" || (hasCost && basis !== "" && readTyped(basis) === null) || deciding.loading || linking.loading} onClick={() => void send()}>Keep</Button>
      </DialogActions>
    </Dialog>
  );
}
