// Downloads of what is shown: as CSV for tables, as JSON for the whole.

/** A table to be downloaded: names of columns, and rows of values as the graph gives them. */
export interface Table {
  columns: string[];
  rows: (string | number | boolean | null | undefined)[][];
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  let text = String(value);
  // A spreadsheet would take such a text for a formula; numbers stay as they are.
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text))) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV, with a byte order mark so that spreadsheets see that it is UTF-8. */
export function csv({ columns, rows }: Table): string {
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Hands a file to the reader. */
export function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
