import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";

const longestPause = 10_000;

/** One socket for all that is subscribed to, as long as something is; when it is lost it comes back by itself, and every subscription begins anew with how things stand. */
function makeSocket(): GraphQLWsLink {
  const url = new URL("/graphql", window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const retryWait = (retries: number) => new Promise<void>((done) => setTimeout(done, Math.min(longestPause, 500 * 2 ** retries)));
  return new GraphQLWsLink(createClient({ url: url.href, retryAttempts: Infinity, shouldRetry: () => true, retryWait }));
}

export const socket = makeSocket();
