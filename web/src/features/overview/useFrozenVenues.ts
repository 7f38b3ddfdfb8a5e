import { useMemo } from "react";
import { useParameter } from "../../shared/route/route";
import { readVenues } from "./freeze";

/** What the address says is frozen. */
export function useFrozenVenues(): readonly string[] {
  const [wanted] = useParameter("freeze");
  return useMemo(() => readVenues(wanted), [wanted]);
}
