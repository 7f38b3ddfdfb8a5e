import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import { doubtSession } from "../session/session";
import { onceAtATime } from "./asked";

const longestPause = 10_000;

/** The normalised cache: everything with an id is kept once, lists grow page by page. */
export function makeCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          problems: relayStylePagination(["accountId"]),
          transferSuggestions: relayStylePagination(),
        },
      },
      Portfolio: { fields: { transactions: relayStylePagination(["filter", "order"]) } },
      // Without an id of their own they belong to whoever holds them.
      Holding: { keyFields: false },
      Reconciliation: { keyFields: false },
      // Several views ask for parts of one and the same: none takes away what another has heard.
      ...Object.fromEntries(["Valuation", "TaxYear", "Performance", "PerformanceBenchmark", "Movement", "MovementParts", "Derivatives", "Viewer"].map((type) => [type, { merge: true }])),
    },
  });
}

/** An answer for nobody: the session is over, which the gate of the page finds out. */
const asked: typeof fetch = async (...request) => {
  const response = await fetch(...request);
  if (response.status === 401) doubtSession();
  return response;
};

/** One socket for all that is subscribed to, as long as something is; when it is lost it comes back by itself, and every subscription begins anew with how things stand. */
function makeSocket(): GraphQLWsLink {
  const url = new URL("/graphql", window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const retryWait = (retries: number) => new Promise<void>((done) => setTimeout(done, Math.min(longestPause, 500 * 2 ** retries)));
  return new GraphQLWsLink(createClient({ url: url.href, retryAttempts: Infinity, shouldRetry: () => true, retryWait }));
}

/** The platform's API as this page asks it. Live values come over the feed; what is asked here is kept and asked once. */
export function makeClient(): ApolloClient {
  // What is asked again after a change must not be given the answer of a question that was on its way before it: the link knows of changes, Apollo's own way of sharing does not.
  const questions = new HttpLink({ uri: "/graphql", credentials: "same-origin", headers: { accept: "application/json" }, fetch: asked });
  const link = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, makeSocket(), onceAtATime().concat(questions));
  return new ApolloClient({ queryDeduplication: false, link, cache: makeCache() });
}
