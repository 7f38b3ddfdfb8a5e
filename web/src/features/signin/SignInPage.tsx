import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { SignInForm, type Field } from "./SignInForm";
import { canUsePasskeys, signInApi, type Step } from "./api";

const email: Field = { name: "email", label: "E-mail address", type: "email", autoComplete: "username" };
const password: Field = { name: "password", label: "Password", type: "password", autoComplete: "current-password" };
const newPassword: Field = { name: "password", label: "Password", type: "password", autoComplete: "new-password", hint: "At least 12 characters. A sentence is a good one." };
const code: Field = { name: "code", label: "Code", autoComplete: "one-time-code", hint: "Six digits from your authenticator app, or one of your recovery codes." };
const names: readonly Field[] = [{ name: "tenant", label: "Institution", autoComplete: "organization" }, { name: "name", label: "Your name", autoComplete: "name" }];

type Mode = "password" | "code" | "sign-up" | "invitation";
const titles: Record<Mode, string> = { password: "Sign in", code: "One more step", "sign-up": "Start with your institution", invitation: "You are invited" };

/** The way in: password and code, passkey, sign-up, invitation. */
export function SignInPage({ onDone, ended = false }: { readonly onDone: () => void; readonly ended?: boolean }) {
  const invitation = new URLSearchParams(location.search).get("invitation");
  const [mode, setMode] = useState<Mode>(invitation === null ? "password" : "invitation");
  const [challenge, setChallenge] = useState("");
  const onStep = (step: Step) => {
    if (step.state === "signed-in") onDone();
    if (step.state !== "code") return;
    setChallenge(step.challenge);
    setMode("code");
  };
  return (
    <Box component="main" sx={{ minHeight: "100vh", display: "grid", placeItems: "center", p: 2 }}>
      <Paper sx={{ width: "100%", maxWidth: 400, p: { xs: 3, sm: 4 } }}>
        <Typography component="p" variant="body2" sx={{ color: "text.secondary", mb: 0.5 }}>PortfolioPlatform</Typography>
        <Typography component="h1" sx={{ fontSize: "1.375rem", fontWeight: 600, mb: 3 }}>{titles[mode]}</Typography>
        {ended && <Alert severity="info" role="status" data-testid="session-ended" sx={{ mb: 3 }}>Your session has ended. Sign in to go on where you were.</Alert>}
        {mode === "password" && <SignInForm key="password" fields={[email, password]} action="Sign in" submit={(v) => signInApi.withPassword(v["email"] ?? "", v["password"] ?? "")} onStep={onStep} />}
        {mode === "code" && <SignInForm key="code" fields={[code]} action="Continue" submit={(v) => signInApi.withCode(challenge, v["code"] ?? "")} onStep={onStep} />}
        {mode === "sign-up" && <SignInForm key="sign-up" fields={[...names, email, newPassword]} action="Create" submit={(v) => signInApi.signUp(v["tenant"] ?? "", v["name"] ?? "", v["email"] ?? "", v["password"] ?? "")} onStep={onStep} />}
        {mode === "invitation" && (
          <SignInForm key="invitation" fields={[{ ...newPassword, hint: "Choose one, at least 12 characters. If you have signed in here before: the one you have." }]} action="Join" submit={(v) => signInApi.accept(invitation ?? "", v["password"] ?? "")} onStep={onStep} />
        )}
        <Stack spacing={1} sx={{ mt: 2 }}>
          {mode === "password" && canUsePasskeys() && <PasskeyButton onStep={onStep} />}
          {mode === "password" && <Button size="small" sx={{ textTransform: "none" }} onClick={() => { setMode("sign-up"); }}>New here? Start with your institution</Button>}
          {mode !== "password" && <Button size="small" sx={{ textTransform: "none" }} onClick={() => { setMode("password"); }}>Back to sign in</Button>}
        </Stack>
        {mode === "password" && (
          <Typography variant="caption" component="p" sx={{ color: "text.secondary", mt: 2 }}>
            Running the demo? The host printed a link that signs you in, in the terminal where it runs. For another one, run there:{" "}
            <code>dotnet run --project services/Host -c Release -- login-link</code>
          </Typography>
        )}
      </Paper>
    </Box>
  );
}

function PasskeyButton({ onStep }: { readonly onStep: (step: Step) => void }) {
  const [message, setMessage] = useState<string | null>(null);
  const go = async () => {
    const step = await signInApi.withPasskey();
    setMessage(step.state === "refused" ? step.message : null);
    onStep(step);
  };
  return (
    <>
      <Button variant="outlined" size="large" onClick={() => { void go(); }}>Sign in with a passkey</Button>
      {message !== null && <Alert severity="info" role="alert">{message}</Alert>}
    </>
  );
}
