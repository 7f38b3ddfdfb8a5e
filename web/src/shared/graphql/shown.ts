interface OfPortfolio {
  readonly portfolio: { readonly id: string } | null;
}

/** What is shown of a portfolio: its answer, and until that has come the one before, of another range or method. Never what was told of another portfolio. */
export function shownOf<T extends OfPortfolio>(portfolio: string | null, data: T | undefined, before: T | undefined): T | undefined {
  return data ?? (before?.portfolio?.id === portfolio ? before : undefined);
}
