import { useApolloClient } from "@apollo/client/react";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useMemo } from "react";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { useChange } from "../useChange";
import { countries, countryName } from "./countries";
import { ChangeLegalEntity, CreateLegalEntity, type SettingsTreeData } from "./tree.generated";

export type Entity = NonNullable<SettingsTreeData["viewer"]["tenant"]>["legalEntities"]["nodes"][number];

interface EntityDialogProps {
  /** Null for a new one. */
  readonly entity: Entity | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A legal person that owns accounts, and where it is taxed. */
export function EntityDialog({ entity, onDone, onClose }: EntityDialogProps) {
  const client = useApolloClient();
  const change = useChange();
  const [name, setName] = useDraft("entity name", entity?.name ?? "");
  const [jurisdiction, setJurisdiction] = useDraft("entity jurisdiction", entity?.jurisdiction ?? "ZZ");
  const options = useMemo(() => (countries.includes(jurisdiction) ? countries : [...countries, jurisdiction]), [jurisdiction]);
  const save = async () => {
    const input = { idempotencyKey: newKey(), name, jurisdiction };
    const done = entity === null
      ? await change.run(async () => (await client.mutate({ mutation: CreateLegalEntity, variables: { input } })).data?.createLegalEntity)
      : await change.run(async () => (await client.mutate({ mutation: ChangeLegalEntity, variables: { input: { ...input, legalEntityId: entity.id } } })).data?.changeLegalEntity);
    if (done !== null) onDone();
  };
  return (
    <FormDialog title={entity === null ? "New legal entity" : "Change the legal entity"} action={entity === null ? "Make" : "Save"} ready={name.trim() !== ""} busy={change.busy} refusal={change.refusal} onSubmit={() => { void save(); }} onClose={onClose}>
      <TextField size="small" label="Name" value={name} onChange={(event) => { setName(event.target.value); }} slotProps={{ htmlInput: { maxLength: 100 } }} />
      <Autocomplete size="small" disableClearable options={options} value={jurisdiction} getOptionLabel={countryName} onChange={(_, next) => { setJurisdiction(next); }} renderInput={(input) => <TextField {...input} label="Jurisdiction" helperText="Where it is taxed. How, is chosen on the page of taxes." />} />
    </FormDialog>
  );
}
