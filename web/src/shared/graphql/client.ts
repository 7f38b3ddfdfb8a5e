import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { doubtSession } from "../session/session";

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
      Valuation: { merge: true },
    },
  });
}

/** An answer for nobody: the session is over, which the gate of the page finds out. */
const asked: typeof fetch = async (...request) => {
  const response = await fetch(...request);
  if (response.status === 401) doubtSession();
  return response;
};

/** The platform's API as this page asks it. Live values come over the feed; what is asked here is kept and asked once. */
export function makeClient(): ApolloClient {
  // What is asked again after a change must not be given the answer of a question that was on its way before it: the page would show the old value until the next one.
  return new ApolloClient({ queryDeduplication: false, link: new HttpLink({ uri: "/graphql", credentials: "same-origin", headers: { accept: "application/json" }, fetch: asked }), cache: makeCache() });
}
