const own: Readonly<Record<string, string>> = { huobi: "HTX" };

/** How a venue writes itself: one name wherever it is shown. */
export function venueName(venue: string): string {
  return own[venue] ?? venue.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
}
