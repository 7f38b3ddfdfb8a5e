import type { TransactionPageData } from "./transactions.generated";

/** A row of the table. */
export type TransactionLineOf = NonNullable<TransactionPageData["portfolio"]>["transactions"]["edges"][number]["node"];
