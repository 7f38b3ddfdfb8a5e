import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useState, type SyntheticEvent } from "react";
import { useDraft } from "../../shared/session/drafts";
import { accountsApi, type KeyCheck, type NewAccount, type Outcome, type Venue } from "./api";
import { EntityField } from "./EntityField";

/** Not kept as a draft. */
const noSecrets = { key: "", secret: "", passphrase: "" };

/** What a key must be allowed to do and must not, in the venue's own words. */
function Guide({ venue }: { readonly venue: Venue }) {
  const { needed, forbidden, note } = venue.keyGuide;
  return (
    <Typography component="div" variant="body2" color="textSecondary">
      Make a key at {venue.name} that may: <strong>{needed.join(", ")}</strong>.
      {forbidden.length > 0 && <> It must not be able to: <strong>{forbidden.join(", ")}</strong>; a key that can is refused.</>}
      {note !== null && <Box sx={{ mt: 0.5 }}>{note}</Box>}
    </Typography>
  );
}

function Step({ number, children }: { readonly number: number; readonly children: string }) {
  return (
    <Typography component="h3" variant="body2" sx={{ fontWeight: 600, mt: number === 1 ? 0 : 2 }}>
      <Box component="span" sx={{ color: "text.secondary", mr: 1 }}>{number}</Box>
      {children}
    </Typography>
  );
}

function Verdict({ outcome }: { readonly outcome: Outcome<KeyCheck> }) {
  if (!outcome.ok) return <Alert severity="error">{outcome.message}</Alert>;
  const { ok, advice, missing, canTrade } = outcome.value;
  if (ok) return <Alert severity="success">The key can read and cannot withdraw.{canTrade ? " It can also trade, which nothing here needs: a key that only reads is safer." : ""}{advice === null ? "" : ` ${advice}`}</Alert>;
  return <Alert severity="error">{advice ?? `The key does not do: ${missing.join(", ")}.`}</Alert>;
}

interface ConnectDialogProps {
  readonly onClose: () => void;
  /** The account whose key is replaced; without one a new account is connected. */
  readonly replace?: { readonly id: string; readonly venue: string; readonly name: string } | undefined;
}

/** Pick a venue, paste a key, test it, connect. The secret is sent once and never shown again. */
export default function ConnectDialog({ onClose, replace }: ConnectDialogProps) {
  const [venues, setVenues] = useState<readonly Venue[]>([]);
  const [told, setTold] = useDraft<Omit<NewAccount, keyof typeof noSecrets>>(replace === undefined ? "new account" : `key of ${replace.id}`, { venue: replace?.venue ?? "", name: replace?.name ?? "", label: "" });
  const [secrets, setSecrets] = useState(noSecrets);
  const account: NewAccount = { ...told, ...secrets };
  const [verdict, setVerdict] = useState<Outcome<KeyCheck> | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void accountsApi.venues().then((outcome) => {
      if (outcome.ok) setVenues(outcome.value);
      else setVerdict(outcome);
    });
  }, []);
  const venue = venues.find((one) => one.venue === account.venue);
  const change = (part: Partial<typeof told>) => {
    setTold({ ...told, ...part });
    setVerdict(null);
  };
  const type = (part: Partial<typeof secrets>) => {
    setSecrets({ ...secrets, ...part });
    setVerdict(null);
  };
  const run = async <T,>(work: Promise<Outcome<T>>, then: (outcome: Outcome<T>) => void) => {
    setBusy(true);
    const outcome = await work;
    setBusy(false);
    then(outcome);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const named = { ...account, name: account.name.trim() === "" ? (venue?.name ?? account.venue) : account.name };
    const work: Promise<Outcome<unknown>> = replace === undefined ? accountsApi.connect(named) : accountsApi.replaceKey(replace.id, named);
    void run(work, (outcome) => {
      if (outcome.ok) onClose();
      else setVerdict(outcome);
    });
  };
  const complete = account.venue !== "" && account.key.trim() !== "" && account.secret.trim() !== "";
  const field = { size: "small", fullWidth: true, margin: "dense", autoComplete: "off" } as const;
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="connect-title">
      <form onSubmit={submit} autoComplete="off">
        <DialogTitle id="connect-title" sx={{ fontSize: "1rem", fontWeight: 600 }}>{replace === undefined ? "Connect an account" : `New key for ${replace.name}`}</DialogTitle>
        <DialogContent>
          <Step number={1}>Pick the venue</Step>
          <TextField {...field} select required label="Venue" value={venue === undefined ? "" : account.venue} disabled={replace !== undefined} onChange={(event) => { change({ venue: event.target.value }); }}>
            {venues.map((one) => (
              <MenuItem key={one.venue} value={one.venue}>{one.name}</MenuItem>
            ))}
          </TextField>
          <Step number={2}>Make a key there that can only read, and paste it</Step>
          {venue !== undefined && <Guide venue={venue} />}
          {replace === undefined && <EntityField value={told.legalEntity ?? ""} onChange={(legalEntity) => { change({ legalEntity }); }} />}
          {replace === undefined && <TextField {...field} label="Name" placeholder={venue?.name ?? ""} value={account.name} onChange={(event) => { change({ name: event.target.value }); }} />}
          <TextField {...field} label="Name of the key" helperText="Tells keys apart: as it is called at the venue, or whose it is." value={account.label} onChange={(event) => { change({ label: event.target.value }); }} />
          <TextField {...field} required label={venue?.keyGuide.keyLabel ?? "Key"} value={account.key} onChange={(event) => { type({ key: event.target.value }); }} />
          <TextField {...field} required type="password" label={venue?.keyGuide.secretLabel ?? "Secret"} value={account.secret} onChange={(event) => { type({ secret: event.target.value }); }} helperText="Stored sealed; it is never shown again and never leaves this server except as a signature." />
          <Step number={3}>Test it: nothing is stored before it is connected</Step>
          <Box sx={{ mt: 1 }} aria-live="polite">{verdict !== null && <Verdict outcome={verdict} />}</Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={!complete || busy} onClick={() => void run(accountsApi.test(account), setVerdict)}>Test key</Button>
          <Button type="submit" variant="contained" disableElevation disabled={!complete || busy}>{replace === undefined ? "Connect" : "Replace key"}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
