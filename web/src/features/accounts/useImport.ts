import { useTopic, useValues } from "../../shared/feed/useTopic";
import { decodeAccount, sumImports } from "./account";

/** Whether history of any account is being imported. */
export function useImport(): boolean {
  return sumImports(useValues(useTopic("accounts"), "", decodeAccount, 1000)) !== null;
}
