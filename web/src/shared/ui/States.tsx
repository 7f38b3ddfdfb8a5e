import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { problemOf } from "../graphql/problem";
import { NoPermission } from "./NoPermission";

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
  if (problem.kind === "no-permission") return <NoPermission />;
  return (
    <Alert severity="error" sx={{ m: 1 }} data-testid="failed" action={<Button color="inherit" size="small" onClick={onRetry}>Try again</Button>}>
      {problem.message}
    </Alert>
  );
}

interface AnswerProps<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** The states of a request: coming, failed, there. What the cache holds is shown while it is asked for again. */
export function Answer<T>({ data, error, onRetry, rows = 6, children }: AnswerProps<T>) {
  if (data !== undefined) return children(data);
  if (error !== undefined && error !== null) return <Failed error={error} onRetry={onRetry} />;
  return <Loading rows={rows} />;
}
