import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useEffect, useMemo, useState } from "react";
import { formatCount } from "../../shared/decimal/format";
import { useTime } from "../../shared/settings/time";
import { CopyButton } from "../../shared/ui/CopyButton";
import { download } from "../../shared/ui/csv";
import { Facts } from "../../shared/ui/Facts";
import { Loading } from "../../shared/ui/States";
import { openRawPage, recordIn, type Opened } from "./rawPage";

const shownAtMost = 200_000;

interface RawPageDialogProps {
  readonly account: string;
  readonly page: string;
  /** What the chain says the bytes hash to. */
  readonly pageHash: string;
  readonly nativeId: string;
  readonly onClose: () => void;
}

function Text({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <Box component="pre" tabIndex={0} role="region" aria-label={name} sx={{ m: 0, p: 1.5, maxHeight: 320, overflow: "auto", fontSize: "0.75rem", bgcolor: "action.hover", borderRadius: 1, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{children}</Box>
  );
}

function Verdict({ hash, pageHash }: { readonly hash: string | null; readonly pageHash: string }) {
  if (hash === null) return <span>This browser computes no hashes at an address without https.</span>;
  if (hash === pageHash) return <Box component="span" data-testid="raw-verdict" sx={{ color: "gain" }}>✓ computed here from these bytes; it is the one in the chain</Box>;
  return <Box component="span" data-testid="raw-verdict" sx={{ color: "loss" }}>✕ these bytes hash to {hash}: they are not what the chain was made of</Box>;
}

function Page({ opened, pageHash, nativeId }: { readonly opened: Extract<Opened, { readonly state: "there" }>; readonly pageHash: string; readonly nativeId: string }) {
  const { instant } = useTime();
  const { raw, bytes, hash } = opened;
  const text = useMemo(() => new TextDecoder().decode(bytes), [bytes]);
  const record = useMemo(() => recordIn(text, nativeId), [text, nativeId]);
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Facts
        facts={[
          ["Asked", <code key="request">{raw.request}</code>], ["Answered", instant(raw.fetchedAt)], ["Endpoint", raw.endpoint], ["Beside it", raw.metadata], ["Size", `${formatCount(bytes.length)} bytes`],
          ["SHA-256", <Verdict key="verdict" hash={hash} pageHash={pageHash} />],
        ]}
      />
      {record !== null && (
        <div>
          <Typography component="h3" variant="h2" sx={{ mb: 1 }}>The record<CopyButton text={record} label="the record" /></Typography>
          <Text name="The record">{record}</Text>
        </div>
      )}
      <div>
        <Typography component="h3" variant="h2" sx={{ mb: 1 }}>The whole page, as it was sent</Typography>
        <Text name="The whole page">{text.length > shownAtMost ? `${text.slice(0, shownAtMost)}…` : text}</Text>
      </div>
    </Box>
  );
}

/** What the venue sent, byte for byte, from the sealed archive, and whether it is what the chain was made of. Opening it is on record. */
export function RawPageDialog({ account, page, pageHash, nativeId, onClose }: RawPageDialogProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    let gone = false;
    void openRawPage(account, page).then((next) => { if (!gone) setOpened(next); });
    return () => { gone = true; };
  }, [account, page]);
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="raw-title">
      <DialogTitle id="raw-title" sx={{ fontSize: "1rem", fontWeight: 600 }}>Raw page</DialogTitle>
      <DialogContent>
        {opened === null && <Loading rows={6} />}
        {opened?.state === "refused" && <Alert severity="warning" data-testid="raw-refused">{opened.message}</Alert>}
        {opened?.state === "there" && <Page opened={opened} pageHash={pageHash} nativeId={nativeId} />}
      </DialogContent>
      <DialogActions>
        <Typography variant="caption" color="textSecondary" sx={{ flexGrow: 1, pl: 2 }}>Each opening is an entry of the audit log.</Typography>
        {opened?.state === "there" && <Button onClick={() => { download(`${page}.raw`, new Blob([opened.bytes])); }}>Save the bytes</Button>}
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
