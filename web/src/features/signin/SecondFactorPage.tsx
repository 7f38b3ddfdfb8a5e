import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { useEffect, useState } from "react";
import { QrCode } from "../../shared/ui/QrCode";
import { SignInForm, type Field } from "./SignInForm";
import { signInApi, type Step } from "./api";

const code: Field = { name: "code", label: "Code", autoComplete: "one-time-code", hint: "Six digits that the app shows now.", numeric: true };

/** Who signed in with a password alone, where more is asked for, sets up an authenticator app. */
export function SecondFactorPage({ onDone }: { readonly onDone: () => void }) {
  const [begun, setBegun] = useState<{ readonly secret: string; readonly uri: string } | { readonly message: string } | null>(null);
  const [recovery, setRecovery] = useState<readonly string[] | null>(null);
  const confirm = async (typed: string): Promise<Step> => {
    const made = await signInApi.confirmCodes(typed);
    if ("message" in made) return { state: "refused", message: made.message };
    setRecovery(made.recoveryCodes);
    return { state: "signed-in" };
  };
  useEffect(() => { void signInApi.beginCodes().then(setBegun); }, []);
  const leave = () => { void signInApi.signOut().then(onDone); };
  return (
    <Box component="main" sx={{ minHeight: "100vh", display: "grid", placeItems: "center", p: 2 }}>
      <Paper sx={{ width: "100%", maxWidth: 400, p: { xs: 3, sm: 4 } }}>
        <Typography component="h1" sx={{ fontSize: "1.375rem", fontWeight: 600, mb: 2 }}>Set up a second factor</Typography>
        <Typography variant="body2" sx={{ mb: 2 }}>Your institution asks for more than a password. Take a picture of this with an authenticator app, or add the key to it by hand, and type the code it shows; from now on you are asked for one when you sign in.</Typography>
        {begun !== null && "message" in begun && <Alert severity="info" role="alert" sx={{ mb: 2 }}>{begun.message}</Alert>}
        {recovery !== null && (
          <>
            <Typography variant="body2">Keep these recovery codes where only you find them. Each signs in once when the app is lost; they are shown this once.</Typography>
            <Typography component="p" data-testid="recovery-codes" sx={{ fontFamily: "monospace", whiteSpace: "pre-line", my: 2 }}>{recovery.join("\n")}</Typography>
            <Button variant="contained" disableElevation onClick={onDone}>Continue</Button>
          </>
        )}
        {recovery === null && begun !== null && "secret" in begun && (
          <>
            <QrCode text={begun.uri} label="QR picture of the key for an authenticator app" />
            <Typography component="p" data-testid="totp-secret" sx={{ fontFamily: "monospace", wordBreak: "break-all", my: 2 }}>{begun.secret}</Typography>
            <SignInForm fields={[code]} action="Continue" submit={(values) => confirm(values["code"] ?? "")} onStep={() => undefined} />
          </>
        )}
        <Button size="small" sx={{ textTransform: "none", mt: 2 }} onClick={leave}>Sign out</Button>
      </Paper>
    </Box>
  );
}
