import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useState, type SyntheticEvent } from "react";
import type { Step } from "./api";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password";
  readonly autoComplete: string;
  readonly hint?: string;
  readonly numeric?: boolean;
}

interface Props {
  readonly fields: readonly Field[];
  readonly action: string;
  readonly submit: (values: Readonly<Record<string, string>>) => Promise<Step>;
  readonly onStep: (step: Step) => void;
}

/** One step: fields, one button, and one calm sentence when it did not work. */
export function SignInForm({ fields, action, submit, onStep }: Props) {
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const values = Object.fromEntries(fields.map((field) => [field.name, text(data.get(field.name))]));
    setBusy(true);
    const step = await submit(values);
    setBusy(false);
    setMessage(step.state === "refused" ? step.message : null);
    if (step.state !== "refused") onStep(step);
  };
  return (
    <Stack component="form" spacing={2} onSubmit={(event: SyntheticEvent<HTMLFormElement>) => { void send(event); }}>
      {fields.map((field) => (
        <TextField
          key={field.name} name={field.name} label={field.label} type={field.type ?? "text"} autoComplete={field.autoComplete} required fullWidth
          {...(field.hint === undefined ? {} : { helperText: field.hint })} {...(field.numeric === true ? { slotProps: { htmlInput: { inputMode: "numeric" } } } : {})}
        />
      ))}
      {message !== null && <Alert severity="info" role="alert">{message}</Alert>}
      <Button type="submit" variant="contained" size="large" disabled={busy} disableElevation>{action}</Button>
    </Stack>
  );
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
