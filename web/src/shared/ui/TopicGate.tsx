import Alert from "@mui/material/Alert";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import type { TopicStore } from "../feed/TopicStore";
import { useKeys, useTopicState } from "../feed/useTopic";
import { NoPermission } from "./NoPermission";
import { HeaderNote } from "./Panel";

interface TopicGateProps {
  readonly store: TopicStore;
  /** Keys that count as content; without any the empty text is shown. */
  readonly prefix?: string;
  readonly empty: ReactNode;
  /** A topic of the whole organisation is always there: who does not find it may not see it. */
  readonly whole?: boolean;
  readonly rows?: number;
  readonly children: ReactNode;
}

/** The states every view of a topic has: loading, failed, empty, there. */
export function TopicGate({ store, prefix = "", empty, whole = false, rows = 4, children }: TopicGateProps) {
  const { loaded, problem } = useTopicState(store);
  const keys = useKeys(store, prefix);
  if (keys.length > 0) return <>{children}{problem !== null && <HeaderNote>Not followed now; it is asked for again by itself</HeaderNote>}</>;
  if (problem?.code === "NOT_FOUND" && (whole || problem.taken === true)) return <NoPermission />;
  if (problem !== null && problem.code !== "NOT_FOUND") {
    return (
      <Alert severity="warning" sx={{ m: 1 }}>
        {problem.message} It is asked for again by itself.
      </Alert>
    );
  }
  if (!loaded && problem === null) {
    return (
      <div role="status" aria-label="Loading">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} variant="rounded" height={22} sx={{ my: 1, mx: 1 }} />
        ))}
      </div>
    );
  }
  return (
    <Typography component="div" color="textSecondary" sx={{ py: 2, px: 1 }}>
      {empty}
    </Typography>
  );
}
