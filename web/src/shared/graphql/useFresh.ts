import { useMemo } from "react";
import { policyFor } from "./asked";

const policyNow = (question: string, asked: string) => policyFor(question, JSON.parse(asked), Date.now());

/** How a view asks what changes by itself: what the cache has heard a moment ago is not asked again, what is older is shown and asked again behind it. */
export function useFresh(question: string, variables: object): "cache-first" | "cache-and-network" {
  const asked = JSON.stringify(variables);
  return useMemo(() => policyNow(question, asked), [question, asked]);
}
