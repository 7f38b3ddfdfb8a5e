import { useMutation } from "@apollo/client/react";
import { newKey } from "../../shared/graphql/key";
import { refusalOf } from "../../shared/graphql/problem";
import { CloseTaxYear, ReopenTaxYear, TaxDisposals, TaxEntities, TaxProblems, TaxYearDetails, TaxYearFigures } from "./tax.generated";

const refetchQueries = [TaxEntities, TaxYearDetails, TaxYearFigures, TaxDisposals, TaxProblems];

/** Closes a year with the report that was filed, and opens it again; both tell what is wrong, or nothing when it is done. */
export function useClosing() {
  const [close] = useMutation(CloseTaxYear, { refetchQueries });
  const [reopen] = useMutation(ReopenTaxYear, { refetchQueries });
  return {
    close: async (reportId: string, reason: string) => {
      const done = await close({ variables: { input: { idempotencyKey: newKey(), reportId, reason } } });
      return refusalOf(done.data?.closeTaxYear.errors);
    },
    reopen: async (entityId: string, year: number, reason: string) => {
      const done = await reopen({ variables: { input: { idempotencyKey: newKey(), entityId, year, reason } } });
      return refusalOf(done.data?.reopenTaxYear.errors);
    },
  };
}
