import { useState } from "react";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog";
import { accountsApi } from "./api";

/** The button for the worst day: every key of the organisation stops within two seconds. */
export default function DisableAllDialog({ onClose }: { readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const disable = async () => {
    setBusy(true);
    const outcome = await accountsApi.disableAll();
    setBusy(false);
    if (outcome.ok) onClose();
    else setRefusal(outcome.message);
  };
  return (
    <ConfirmDialog title="Disable all keys?" action="Disable all keys" busy={busy} refusal={refusal} onConfirm={() => { void disable(); }} onClose={onClose}>
      Nothing is read from any venue any more, within two seconds, until each key is enabled again by itself. What was imported stays. It does not end the keys at the venues: delete those you do not trust there.
    </ConfirmDialog>
  );
}
