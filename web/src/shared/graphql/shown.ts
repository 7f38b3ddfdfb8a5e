interface OfPortfolio {
  readonly portfolio: { readonly id: string } | null;
}

interface Told<T> {
  readonly data: T | undefined;
  readonly previousData?: T | undefined;
  readonly error?: unknown;
}

/** What is shown of a portfolio: its answer, and until that has come the one before, of another range or method. Never what was told of another portfolio, nor one before in the place of one that failed. */
export function shownOf<T extends OfPortfolio>(portfolio: string | null, { data, previousData, error }: Told<T>): T | undefined {
  return data ?? (error === undefined && previousData?.portfolio?.id === portfolio ? previousData : undefined);
}
