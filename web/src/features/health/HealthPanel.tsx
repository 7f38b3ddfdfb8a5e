import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useLink } from "../../shared/feed/FeedContext";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { decodeTotal } from "../../shared/portfolio/total";
import { Panel } from "../../shared/ui/Panel";
import { checks, type Mood } from "./checks";
import { useHealth } from "./useHealth";

const moods: Record<Mood, { readonly mark: string; readonly colour: string; readonly word: string }> = {
  good: { mark: "✓", colour: "gain", word: "well" },
  careful: { mark: "!", colour: "warn", word: "attention" },
  bad: { mark: "✕", colour: "loss", word: "failing" },
};

/** Whether what the page shows can be trusted right now, and what to do where it cannot. */
export function HealthPanel({ store }: { readonly store: TopicStore }) {
  const link = useLink();
  const health = useHealth();
  const total = useKey(store, "total", decodeTotal);
  const all = checks(link, health, { unpriced: total?.unpriced ?? 0, stale: total?.stale ?? 0 });
  return (
    <Panel title="Health" area="health">
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {all.map((check) => (
          <Box component="li" key={check.name} sx={{ display: "grid", gridTemplateColumns: "1.4em 1fr", py: 0.5 }}>
            <Box component="span" role="img" aria-label={moods[check.mood].word} sx={{ color: moods[check.mood].colour, fontWeight: 700 }}>
              {moods[check.mood].mark}
            </Box>
            <Typography component="div" variant="body2">
              <Box component="span" sx={{ fontWeight: 500 }}>{check.name}</Box>
              <Box component="span" sx={{ color: "text.secondary" }}> · {check.state}</Box>
              {check.advice !== null && <Box sx={{ mt: 0.25 }}>{check.advice}</Box>}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
