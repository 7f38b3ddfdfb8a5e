/** One line of a CSV file; what begins like a formula is quoted so that no spreadsheet runs it. */
function line(cells: readonly (string | null)[]): string {
  return cells
    .map((cell) => {
      const text = cell ?? "";
      const safe = /^[=+@\t\r]/.test(text) || /^-[^\d.]/.test(text) ? `'${text}` : text;
      return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(",");
}

/** A table as CSV: amounts with all their digits, a point as decimal mark. */
export function toCsv(head: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return [head, ...rows].map(line).join("\r\n");
}

/** Hands a file to the viewer. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 1000);
}

export function downloadCsv(name: string, head: readonly string[], rows: readonly (readonly (string | null)[])[]): void {
  download(`${name}.csv`, new Blob([toCsv(head, rows)], { type: "text/csv;charset=utf-8" }));
}
