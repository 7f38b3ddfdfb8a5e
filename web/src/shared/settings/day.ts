/** The first instant of a day in a zone, as UTC. */
export function startOfDay(date: string, zone: string): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const shown = (at: number) => Object.fromEntries(new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(at).map((part) => [part.type, part.value]));
  const offset = (at: number) => {
    const parts = shown(at);
    return Date.parse(`${parts["year"] ?? ""}-${parts["month"] ?? ""}-${parts["day"] ?? ""}T${parts["hour"] ?? ""}:${parts["minute"] ?? ""}:${parts["second"] ?? ""}Z`) - at;
  };
  const midnight = noon - 12 * 3_600_000;
  const guess = midnight - offset(midnight);
  return new Date(midnight - offset(guess)).toISOString();
}
