import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { createClient } from "graphql-ws";
import { createRoot } from "react-dom/client";

const firstQuery = `# The API by hand. Ctrl-Enter runs what the cursor is in.
{
  viewer { name tenant { name } }
  portfolios(first: 10) { nodes { id name currency valuation { value asOf complete } } }
}
`;

/** Queries go over HTTP, subscriptions over one WebSocket, both to where the page came from. */
function start(): void {
  const place = document.getElementById("root");
  if (!place) return;
  const url = new URL("/graphql", window.location.href);
  const socket = new URL(url);
  socket.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const fetcher = createGraphiQLFetcher({ url: url.href, wsClient: createClient({ url: socket.href }) });
  createRoot(place).render(<GraphiQL fetcher={fetcher} defaultQuery={firstQuery} defaultEditorToolsVisibility="variables" />);
}

start();
