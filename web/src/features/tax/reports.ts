import type { OnTaxReportsData, TaxReportsData } from "./tax.generated";

export type Report = TaxReportsData["taxReports"]["nodes"][number];

export type Told = Pick<OnTaxReportsData["onTaxReports"][number], "id" | "entityId" | "state">;

export const isGoing = (one: Pick<Report, "state">) => one.state === "queued" || one.state === "running";

export const isDone = (one: Report) => one.state === "done";

/** Whether what is told of reports is more than how far one is: a report that is not shown yet, or one that ended and has no files here yet. */
export function isNews(told: readonly Told[], shown: readonly Pick<Report, "id" | "files">[] | undefined, entity: string): boolean {
  return told.some((one) => {
    if (one.entityId !== entity) return false;
    const known = shown?.find((other) => other.id === one.id);
    return known === undefined || (one.state === "done" && known.files.every((file) => file.isInput));
  });
}
