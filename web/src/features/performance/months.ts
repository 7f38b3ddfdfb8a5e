export interface GrowthPoint {
  readonly at: string;
  /** Since the first point, as a fraction; null cannot be told. */
  readonly timeWeighted: number | null;
}

export interface YearRow {
  readonly year: number;
  /** January first; null where nothing is known. */
  readonly months: readonly (number | null)[];
  readonly whole: number | null;
  /** The first month that is told of is not a whole one. */
  readonly partial: number | null;
}

/** Year and month (from zero) of the instant right before, in a zone: a midnight ends its day. */
export function monthOf(at: number, zone: string): readonly [year: number, month: number] {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "numeric" }).formatToParts(at - 1);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? "0");
  return [of("year"), of("month") - 1];
}

/** Time-weighted returns of calendar months, newest year first: growth to a month's last point over growth to the last point before it. */
export function monthlyReturns(points: readonly GrowthPoint[], zone: string): readonly YearRow[] {
  const ends = new Map<number, number | null>();
  for (const point of points) {
    const [year, month] = monthOf(Date.parse(point.at), zone);
    ends.set(year * 12 + month, point.timeWeighted);
  }
  const keys = [...ends.keys()].sort((a, b) => a - b);
  const first = keys[0];
  // The very first point stands at the end of the moment before it: its month has begun before.
  const before = points[0]?.timeWeighted ?? null;
  const over = (last: number | null, start: number | null) => (last === null || start === null || start <= -1 ? null : (1 + last) / (1 + start) - 1);
  const startOf = (key: number): number | null => { const at = keys.indexOf(key); return at <= 0 ? before : (ends.get(keys[at - 1] ?? key) ?? null); };
  const years = [...new Set(keys.map((key) => Math.floor(key / 12)))].sort((a, b) => b - a);
  return years.map((year) => {
    const inYear = keys.filter((key) => Math.floor(key / 12) === year);
    const [begin, end] = [inYear[0], inYear.at(-1)];
    return {
      year,
      months: Array.from({ length: 12 }, (_, month) => { const key = year * 12 + month; return ends.has(key) ? over(ends.get(key) ?? null, startOf(key)) : null; }),
      whole: begin === undefined || end === undefined ? null : over(ends.get(end) ?? null, startOf(begin)),
      partial: first !== undefined && Math.floor(first / 12) === year ? first % 12 : null,
    };
  });
}
