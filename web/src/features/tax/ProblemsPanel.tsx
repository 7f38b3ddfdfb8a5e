import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { formatCount, formatDecimal, moneyStyle } from "../../shared/decimal/format";
import { useDraft } from "../../shared/session/drafts";
import { useTime } from "../../shared/settings/time";
import { Answer } from "../../shared/ui/States";
import { Panel } from "../../shared/ui/Panel";
import { useFresh } from "../../shared/graphql/useFresh";
import { AnswerDialog } from "./AnswerDialog";
import { Units } from "./Amount";
import { assetName, problemName, walletName } from "./format";
import { Grid } from "../../shared/ui/Grid";
import { TaxProblems, type TaxProblemsData } from "./tax.generated";
import type { Entity } from "./TaxPage";

export type TaxProblem = TaxProblemsData["taxEntities"]["nodes"][number]["problems"]["nodes"][number];

const shown = 200;

/** What somebody should answer before a report is filed. */
export function ProblemsPanel({ entity }: { readonly entity: Entity }) {
  const { data, error, refetch } = useQuery(TaxProblems, { variables: { entity: entity.id, first: shown }, fetchPolicy: useFresh("TaxProblems", { entity: entity.id, first: shown }) });
  const [asked, setAsked] = useDraft<string | null>("tax problem that is answered", null);
  const time = useTime();
  const found = data?.taxEntities.nodes.find((one) => one.id === entity.id)?.problems;
  const answered = asked === null ? undefined : found?.nodes.find((one) => one.row === asked && one.answers.length > 0);
  return (
    <Panel title="Problems to fix" flush aside={<Typography variant="body2" color="textSecondary">{found === undefined ? "" : `${formatCount(found.nodes.length)}${found.pageInfo.hasNextPage ? " and more" : ""} open`}</Typography>}>
      <Answer data={found} error={error} onRetry={() => void refetch()} rows={3}>
        {({ nodes }) => (
          <>
            {nodes.length === 0 && <Typography color="textSecondary" sx={{ px: 2, pb: 1.5 }}>Nothing is open: every unit is explained and priced.</Typography>}
            {nodes.length > 0 && (
              <Box sx={{ maxHeight: 420, overflowY: "auto" }}>
                <Grid<TaxProblem>
                  label="Problems" rows={nodes} keyOf={(one, index) => `${one.row} ${String(index)}`} testId="tax-problem"
                  columns={[
                    { name: "When", cell: (one) => (one.time === null ? "" : time.day(one.time)) },
                    { name: "What", cell: (one) => <span title={one.reason}>{problemName(one.code)}</span> },
                    { name: "Asset", cell: (one) => assetName(one.assetId) },
                    { name: "Units", number: true, cell: (one) => (one.units === null ? "" : <Units value={one.units} />) },
                    { name: "Wallet", cell: (one) => walletName(one.wallet, entity.wallets.nodes) },
                    { name: "Can turn out as gain of", number: true, cell: (one) => (one.leastEffect === null || one.mostEffect === null ? "" : `${formatDecimal(one.leastEffect, moneyStyle)} to ${formatDecimal(one.mostEffect, moneyStyle)}`) },
                    { name: "What helps", cell: (one) => one.fix },
                    { name: "Answer", cell: (one) => (one.answers.length === 0 ? null : <Button size="small" onClick={() => { setAsked(one.row); }} sx={{ py: 0, minWidth: 0 }}>Answer</Button>) },
                  ]}
                />
              </Box>
            )}
          </>
        )}
      </Answer>
      {answered !== undefined && <AnswerDialog key={answered.row} problem={answered} currency={entity.currency} onClose={() => { setAsked(null); }} />}
    </Panel>
  );
}
