import { add, subtract, sum, zero } from "../../shared/decimal/arithmetic";
import { compare, signOf, type Decimal } from "../../shared/decimal/decimal";
import type { ProfitTableData } from "./performance.generated";

export type ProfitRow = NonNullable<ProfitTableData["portfolio"]>["profitAndLoss"]["nodes"][number];

export interface Profit {
  readonly key: string;
  readonly name: string;
  readonly value: Decimal | null;
  readonly cost: Decimal;
  readonly realised: Decimal;
  readonly unrealised: Decimal | null;
  readonly income: Decimal;
  readonly fees: Decimal;
  /** Realised, unrealised as far as it is known, and income. Fees are part of cost and proceeds already. */
  readonly result: Decimal;
}

/** The rows with their names and results, the largest result first; what never held, made or lost anything is left out. */
export function profits(rows: readonly ProfitRow[], nameOf: (key: string) => string): readonly Profit[] {
  return rows
    .filter((row) => [row.cost, row.realised, row.income, row.fees, row.value ?? zero].some((amount) => signOf(amount) !== 0))
    .map((row) => ({ ...row, name: nameOf(row.key), result: add(add(row.realised, row.unrealised ?? zero), row.income) }))
    .sort((a, b) => compare(b.result, a.result) || a.name.localeCompare(b.name));
}

/** All rows together; of values what is known. */
export function totalOf(rows: readonly Profit[]): Omit<Profit, "key" | "name"> {
  const of = (pick: (row: Profit) => Decimal | null) => sum(rows.flatMap((row) => pick(row) ?? []));
  return { value: of((row) => row.value), cost: of((row) => row.cost), realised: of((row) => row.realised), unrealised: of((row) => row.unrealised), income: of((row) => row.income), fees: of((row) => row.fees), result: of((row) => row.result) };
}

/** The change from the first to the last of a series; null of fewer than two. */
export function changeOver(values: readonly Decimal[]): Decimal | null {
  const [first, last] = [values[0], values.at(-1)];
  return values.length < 2 || first === undefined || last === undefined ? null : subtract(last, first);
}
