import type { TaxReportsData } from "./tax.generated";

export type Report = TaxReportsData["taxReports"]["nodes"][number];

export const isGoing = (one: Report) => one.state === "queued" || one.state === "running";

export const isDone = (one: Report) => one.state === "done";
