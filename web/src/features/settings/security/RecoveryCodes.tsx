import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { download } from "../../../shared/ui/csv";
import { useCopy, type Copied } from "../../../shared/ui/useCopy";

const copyWords: Record<Copied, string> = { no: "Copy", done: "Copied ✓", refused: "The browser does not allow copying" };

/** Shown this once. */
export function RecoveryCodes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const [copied, copy] = useCopy();
  const text = codes.join("\n");
  return (
    <Dialog open maxWidth="xs" fullWidth aria-labelledby="recovery-title">
      <DialogTitle id="recovery-title" sx={{ fontSize: "1rem", fontWeight: 600 }}>Your recovery codes</DialogTitle>
      <DialogContent sx={{ fontSize: "0.875rem" }}>
        The app is on. Keep these where only you find them: each signs in once when the app is lost. They are shown this once.
        <Box component="ol" data-testid="recovery-codes" sx={{ fontFamily: "monospace", my: 2, pl: 3.5, columnGap: 3 }}>{codes.map((code) => <li key={code}>{code}</li>)}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => { copy(text); }}>{copyWords[copied]}</Button>
        <Button onClick={() => { download("recovery-codes.txt", new Blob([text], { type: "text/plain" })); }}>Save as a file</Button>
        <Button variant="contained" disableElevation onClick={onClose}>I have kept them</Button>
      </DialogActions>
    </Dialog>
  );
}
