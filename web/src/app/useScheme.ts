import useMediaQuery from "@mui/material/useMediaQuery";
import { useCallback, useState } from "react";
import type { Scheme } from "./theme";

export type SchemeChoice = Scheme | "system";

export interface SchemeState {
  readonly choice: SchemeChoice;
  readonly effective: Scheme;
  readonly choose: (choice: SchemeChoice) => void;
}

const storageKey = "scheme";

function stored(): SchemeChoice {
  const value = localStorage.getItem(storageKey);
  return value === "light" || value === "dark" ? value : "system";
}

/** The viewer's choice, kept in this browser; without one, what the system says. */
export function useScheme(): SchemeState {
  const [choice, setChoice] = useState<SchemeChoice>(stored);
  const prefersDark = useMediaQuery("(prefers-color-scheme: dark)", { noSsr: true });
  const choose = useCallback((next: SchemeChoice) => {
    localStorage.setItem(storageKey, next);
    setChoice(next);
  }, []);
  const system: Scheme = prefersDark ? "dark" : "light";
  return { choice, effective: choice === "system" ? system : choice, choose };
}
