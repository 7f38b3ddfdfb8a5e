import { useQuery } from "@apollo/client/react";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useMemo } from "react";
import { toDecimal } from "../../shared/decimal/decimal";
import { formatDecimal, moneyStyle } from "../../shared/decimal/format";
import { changeSettings, useSettings, type SchemeChoice } from "../../shared/settings/settings";
import { knownZone, useTime } from "../../shared/settings/time";
import { Facts } from "../../shared/ui/Facts";
import { Panel } from "../../shared/ui/Panel";
import { Answer } from "../../shared/ui/States";
import { useNow } from "../../shared/ui/useNow";
import { OwnName } from "./OwnName";
import { SettingsViewer } from "./settings.generated";

const schemes: readonly (readonly [SchemeChoice, string])[] = [["system", "As the system"], ["light", "Light"], ["dark", "Dark"]];
const locales = ["en-US", "en-GB", "de-DE", "de-CH", "fr-FR", "fr-CH", "it-IT", "es-ES", "pt-BR", "nl-NL", "sv-SE", "ja-JP"];
const sample = toDecimal("-1234567.891");

function Appearance() {
  const settings = useSettings();
  const time = useTime();
  const now = useNow(1000);
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  const names = useMemo(() => new Intl.DisplayNames("en", { type: "language" }), []);
  return (
    <Panel title="How things are shown">
      <Box sx={{ display: "grid", gap: 2, pt: 1, maxWidth: 420 }}>
        <TextField select size="small" label="Theme" value={settings.scheme} onChange={(event) => { changeSettings({ scheme: event.target.value as SchemeChoice }); }}>
          {schemes.map(([id, name]) => <MenuItem key={id} value={id} dense>{name}</MenuItem>)}
        </TextField>
        <Autocomplete size="small" options={zones} value={settings.zone} onChange={(_, zone) => { changeSettings({ zone }); }} renderInput={(input) => <TextField {...input} label="Time zone" placeholder={`${knownZone(null)} (browser)`} helperText={`Now ${time.instant(now)}`} />} />
        <TextField select size="small" label="Numbers and dates" value={settings.locale ?? ""} onChange={(event) => { changeSettings({ locale: event.target.value === "" ? null : event.target.value }); }} helperText={sample === null ? "" : formatDecimal(sample, moneyStyle)} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
          <MenuItem value="" dense>As the browser</MenuItem>
          {locales.map((locale) => <MenuItem key={locale} value={locale} dense>{names.of(locale)}</MenuItem>)}
        </TextField>
        <Typography variant="body2" color="textSecondary">Kept in this browser. Each portfolio has a currency of its own; a portfolio's day begins at midnight of its own zone.</Typography>
      </Box>
    </Panel>
  );
}

function Organisation() {
  const { data, error, refetch } = useQuery(SettingsViewer);
  return (
    <Panel title="You and your organisation">
      <Answer data={data} error={error} onRetry={() => { void refetch(); }} rows={4}>
        {({ viewer, portfolios }) => (
          <Box sx={{ pt: 1, display: "grid", gap: 2 }}>
            <Facts facts={[["Changes are recorded as", <OwnName key="name" name={viewer.name} mayChange={viewer.memberId !== null} onChanged={() => { void refetch(); }} />], ["May also", viewer.roles.join(", ")], ["Organisation", viewer.tenant?.name], ["Legal entities", viewer.tenant?.legalEntities.nodes.map((one) => `${one.name} (${one.jurisdiction})`).join(", ")]]} />
            <Box component="table" sx={{ borderCollapse: "collapse", fontSize: "0.8125rem", width: "100%", "& th, & td": { textAlign: "left", py: 0.5, borderBottom: 1, borderColor: "divider", fontWeight: "inherit" }, "& thead": { color: "text.secondary", fontSize: "0.75rem" } }}>
              <thead><tr><th scope="col">Portfolio</th><th scope="col">Currency</th><th scope="col">Day begins in</th><th scope="col">Accounts</th></tr></thead>
              <tbody>
                {portfolios.nodes.map((one) => (
                  <tr key={one.id}><th scope="row">{one.name}</th><td>{(one.currency.split(":").at(-1) ?? one.currency).toUpperCase()}</td><td>{one.timeZone}</td><td>{one.accountIds.length}</td></tr>
                ))}
              </tbody>
            </Box>
          </Box>
        )}
      </Answer>
    </Panel>
  );
}

/** What the viewer may choose, and who the viewer is. */
export function GeneralSection() {
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 1.2fr)" } }}>
      <Appearance />
      <Organisation />
    </Box>
  );
}
