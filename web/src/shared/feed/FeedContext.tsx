import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { onRightsTaken, tellRightsTaken } from "../session/session";
import { FeedClient, type Link, type Socket } from "./FeedClient";

const Context = createContext<FeedClient | null>(null);

function openSocket(): Socket {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${location.host}/feed`) as unknown as Socket;
}

/** One feed for the whole page. */
export function FeedProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() => new FeedClient(openSocket, Date.now, tellRightsTaken));
  useEffect(() => {
    const retry = () => { client.retryNow(); };
    client.connect();
    window.addEventListener("online", retry);
    document.addEventListener("visibilitychange", retry);
    const keep = onRightsTaken(() => { client.forget(); });
    return () => {
      keep();
      window.removeEventListener("online", retry);
      document.removeEventListener("visibilitychange", retry);
      client.dispose();
    };
  }, [client]);
  return <Context value={client}>{children}</Context>;
}

export function useFeed(): FeedClient {
  const client = useContext(Context);
  if (client === null) throw new Error("The feed is used outside of its provider.");
  return client;
}

export function useLink(): Link {
  const client = useFeed();
  return useSyncExternalStore((listener) => client.onStatus(listener), () => client.status);
}
