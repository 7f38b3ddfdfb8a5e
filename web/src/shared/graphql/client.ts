import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { from, mergeMap } from "rxjs";
import { doubtSession, onRightsTaken } from "../session/session";
import { forgetAnswers, onceAtATime } from "./asked";

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

/** What is subscribed to goes over a socket, which few pages need: it is loaded with the first of them. */
const live = new ApolloLink((operation) => from(import("./socket")).pipe(mergeMap(({ socket }) => socket.request(operation))));

/** The platform's API as this page asks it. Live values come over the feed; what is asked here is kept and asked once. */
export function makeClient(): ApolloClient {
  // What is asked again after a change must not be given the answer of a question that was on its way before it: the link knows of changes, Apollo's own way of sharing does not.
  const questions = new HttpLink({ uri: "/graphql", credentials: "same-origin", headers: { accept: "application/json" }, fetch: asked });
  const link = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, live, onceAtATime().concat(questions));
  const client = new ApolloClient({ queryDeduplication: false, link, cache: makeCache() });
  forgetTaken(client);
  return client;
}

/** Keeps nothing of what was taken from the viewer, and asks for the rest of what is shown anew; until the returned function is called. */
export function forgetTaken(client: ApolloClient): () => void {
  return onRightsTaken(() => {
    forgetAnswers();
    client.resetStore().catch(() => undefined);
  });
}
