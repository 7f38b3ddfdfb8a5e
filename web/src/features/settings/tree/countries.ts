/** ISO 3166 alpha-2 codes the browser has a name for; ZZ is no country. */
export const countries: readonly string[] = (() => {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const outside = new Set(["EU", "EZ", "UN", "XA", "XB", "XK", "QO", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "SU", "BU", "AN", "CS", "DD", "FX", "NT", "TP", "YD", "YU", "ZR", "FQ", "HV", "JT", "MI", "NH", "NQ", "PC", "PU", "PZ", "RH", "VD", "WK", "DY", "CT", "UK"]);
  const found = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => !outside.has(code) && names.of(code) !== undefined);
  return ["ZZ", ...found.sort((a, b) => (names.of(a) ?? a).localeCompare(names.of(b) ?? b))];
})();

const regions = new Intl.DisplayNames("en", { type: "region" });

export function countryName(code: string): string {
  return code === "ZZ" ? "No country" : `${regions.of(code) ?? code} (${code})`;
}
