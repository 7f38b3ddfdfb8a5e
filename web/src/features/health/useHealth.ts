import { useEffect, useState } from "react";

export interface HealthPart {
  readonly name: string;
  readonly status: "Healthy" | "Degraded" | "Unhealthy";
  readonly description: string | null;
}

export interface Health {
  readonly reachable: boolean;
  readonly status: string | null;
  readonly parts: readonly HealthPart[];
}

interface HealthBody {
  readonly status?: string;
  readonly parts?: Readonly<Record<string, { readonly status?: string; readonly description?: string | null }>>;
}

const statuses = ["Healthy", "Degraded", "Unhealthy"] as const;

export function readHealth(body: HealthBody): Health {
  const parts = Object.entries(body.parts ?? {}).map(([name, part]) => ({
    name,
    status: statuses.find((status) => status === part.status) ?? "Unhealthy",
    description: part.description ?? null,
  }));
  return { reachable: true, status: body.status ?? null, parts };
}

/** What the server says of itself, asked every ten seconds. Null before the first answer. */
export function useHealth(): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    let [asked, shown] = [0, 0];
    // An answer that took longer than the one asked after it is out of date.
    const show = (which: number, next: Health) => {
      if (abort.signal.aborted || which < shown) return;
      shown = which;
      setHealth(next);
    };
    const ask = async () => {
      const which = ++asked;
      try {
        const response = await fetch("/health", { signal: abort.signal });
        show(which, readHealth((await response.json()) as HealthBody));
      } catch {
        show(which, { reachable: false, status: null, parts: [] });
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), 10_000);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, []);
  return health;
}
