import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useState, type ReactNode } from "react";
import { isAskedAgain, lastAnswer } from "../graphql/asked";
import { problemOf } from "../graphql/problem";
import { useTime } from "../settings/time";
import { NoPermission } from "./NoPermission";
import { HeaderNote } from "./Panel";
import { useNow } from "./useNow";

/** What is coming, in the shape of rows. */
export function Loading({ rows = 6, height = 22 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <Box role="status" aria-label="Loading" sx={{ px: 2, py: 1 }}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} variant="rounded" height={height} sx={{ my: 1 }} />
      ))}
    </Box>
  );
}

/** A drawing that is coming, in its height. */
export function LoadingDrawing({ height }: { readonly height: number }) {
  return <Box role="status" aria-label="Loading"><Skeleton variant="rounded" height={height} /></Box>;
}

/** Nothing is there, and what to do about it. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <Box data-testid="empty" sx={{ px: 2, py: 4, textAlign: "center", color: "text.secondary" }}>
      <Typography component="div" sx={{ maxWidth: 560, mx: "auto" }}>{children}</Typography>
      {action !== undefined && <Box sx={{ mt: 2 }}>{action}</Box>}
    </Box>
  );
}

/** A request that failed, with a way to try again; or what the viewer may not see. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const problem = problemOf(error);
  if (problem.kind === "no-permission" || problem.kind === "signed-out") return <NoPermission />;
  return (
    <Alert severity="error" sx={{ m: 1 }} data-testid="failed" action={<Button color="inherit" size="small" onClick={onRetry}>Try again</Button>}>
      {problem.message}
    </Alert>
  );
}

/** What did not come, beside what is there, with a way to try again. */
export function Unfinished({ children, onRetry }: { readonly children: string; readonly onRetry: () => void }) {
  const again = <Button color="inherit" size="small" onClick={onRetry} sx={{ py: 0, px: 0.75, minWidth: 0, flexShrink: 0, fontSize: "inherit", textTransform: "none", textDecoration: "underline" }}>Try again</Button>;
  return <HeaderNote action={again}>{children}</HeaderNote>;
}

interface AskedAgain {
  /** Why it could not be answered anew; nothing when it was. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

function NotRefreshed({ since, onRetry }: { readonly since: number | null; readonly onRetry: () => void }) {
  const { clock, day, short } = useTime();
  const now = useNow(60_000);
  return <Unfinished onRetry={onRetry}>{since === null ? "Not refreshed" : `Not refreshed since ${day(since) === day(now) ? clock(since) : short(since)}`}</Unfinished>;
}

/** Says that what is shown is not of now, since when, and lets it be asked for again; until the answer is there. */
export function Stale({ error, onRetry }: AskedAgain) {
  const [last, setLast] = useState(error);
  if (error !== undefined && error !== null && error !== last) setLast(error);
  const failed = error ?? (isAskedAgain(last) ? last : null);
  return failed === null ? null : <NotRefreshed since={lastAnswer(failed)} onRetry={onRetry} />;
}

interface AnswerProps<T> extends AskedAgain {
  readonly data: T | undefined;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** The states of a request: coming, failed, there. What the cache holds is shown while it is asked for again, and said to be old when that fails; never to whom it is forbidden now. */
export function Answer<T>({ data, error, onRetry, rows = 6, children }: AnswerProps<T>) {
  const isKnown = data !== undefined && (error === undefined || error === null || problemOf(error).kind !== "no-permission");
  if (isKnown) return <>{children(data)}<Stale error={error} onRetry={onRetry} /></>;
  if (error !== undefined && error !== null) return <Failed error={error} onRetry={onRetry} />;
  return <Loading rows={rows} />;
}
