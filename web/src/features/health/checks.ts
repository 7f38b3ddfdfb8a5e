import type { Link } from "../../shared/feed/FeedClient";
import type { Health } from "./useHealth";

export type Mood = "good" | "careful" | "bad";

export interface Check {
  readonly name: string;
  readonly mood: Mood;
  readonly state: string;
  /** What to do; null when nothing is. */
  readonly advice: string | null;
}

export interface PriceSum {
  readonly unpriced: number;
  readonly stale: number;
}

/** Parts of the server whose technical name says nothing to the reader. */
const names: Record<string, string> = { "masstransit-bus": "Messages", database: "Database", redis: "Live values" };

const serverAdvice: Record<string, string> = {
  database: "Look at the server's log; its disk may be full or the database stopped.",
  "masstransit-bus": "Messages wait and nothing is lost; look at the message broker.",
  redis: "Live values stand still until it is back; facts go on.",
};

function ofLink(link: Link): Check {
  if (link.state === "live") return { name: "Live feed", mood: "good", state: "connected", advice: null };
  if (link.state === "connecting") return { name: "Live feed", mood: "careful", state: "connecting", advice: null };
  return { name: "Live feed", mood: "bad", state: "lost, trying again", advice: "What you see is the last that was known. It goes on by itself; if not, see whether the server runs." };
}

function ofPrices({ unpriced, stale }: PriceSum): Check {
  const state = [unpriced > 0 ? `${String(unpriced)} without price` : null, stale > 0 ? `${String(stale)} old` : null].filter((part) => part !== null).join(", ");
  const advice = unpriced > 0 ? "An unpriced position is not in the total. Sort positions by price to see which." : stale > 0 ? "A venue may be silent; prices follow as soon as one speaks." : null;
  return { name: "Prices", mood: state === "" ? "good" : "careful", state: state === "" ? "current" : state, advice };
}

/** Everything the page knows about how well things run, in the order a person should read it. */
export function checks(link: Link, health: Health | null, prices: PriceSum): readonly Check[] {
  const server: readonly Check[] =
    health === null
      ? []
      : !health.reachable
        ? [{ name: "Server", mood: "bad", state: "does not answer", advice: "Start it again with the same data folder: nothing is lost." }]
        : health.parts.map((part) => ({
            name: names[part.name] ?? part.name.charAt(0).toUpperCase() + part.name.slice(1),
            mood: part.status === "Healthy" ? "good" : part.status === "Degraded" ? "careful" : "bad",
            state: (part.description ?? part.status).toLowerCase(),
            advice: part.status === "Healthy" ? null : (serverAdvice[part.name] ?? "Look at the server's log."),
          }));
  return [ofLink(link), ...server, ofPrices(prices)];
}
