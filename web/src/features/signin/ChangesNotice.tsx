import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useState } from "react";
import { PageLink } from "../../shared/route/PageLink";
import { useTime } from "../../shared/settings/time";
import { eventName, noteSeen, readSeen, unread, type DoorEvent } from "./changes";

/** Says at the next visit how the way to sign in was changed: who did not do it must know. */
export function ChangesNotice({ changes, who }: { readonly changes: readonly DoorEvent[]; readonly who: string }) {
  const { short } = useTime();
  const [seen, setSeen] = useState(() => readSeen(who));
  const news = unread(changes, seen);
  if (news.length === 0) return null;
  const read = () => {
    noteSeen(who, changes);
    setSeen(readSeen(who));
  };
  return (
    <Box sx={{ px: { xs: 1.5, md: 3 }, pt: { xs: 1, md: 1.5 } }}>
      <Alert severity="warning" role="status" data-testid="door-changes" action={<Button color="inherit" size="small" onClick={read}>It was me</Button>}>
        How you sign in was changed: {news.map((one) => `${eventName(one)} (${[short(one.at), one.detail].filter((part) => part !== null).join(", ")})`).join("; ")}. If it was not you, <PageLink to="/settings" parameters={{ section: "security" }}>end the other sessions and choose another password</PageLink>.
      </Alert>
    </Box>
  );
}
