// Indicators as CSV (RFC 4180), for tools that look them up. Values are as they
// are, not defanged.

/** Kind and value of each row that is shown, as it is written there: so that nothing opens. */
export function shownIndicators(): string {
  const rows = document.querySelectorAll<HTMLTableRowElement>('[data-view="result"] tr[data-indicator]:not([hidden])');
  return [...rows].map((row) => [...row.cells].slice(0, 2).map((cell) => cell.textContent.trim()).join("\t") + "\n").join("");
}

interface Indicator {
  kind: string;
  value: string;
  host?: string;
  class?: string;
  count: number;
  evidence: { path: string; line?: number }[];
}

/** json is a report. A value that a spreadsheet would compute gets an apostrophe. */
export function indicators(json: Uint8Array): Uint8Array {
  const { indicators } = JSON.parse(new TextDecoder().decode(json)) as { indicators: Indicator[] };
  const rows = indicators.map((i) => {
    const [first] = i.evidence;
    return [i.kind, i.value, i.host ?? "", i.class ?? "", String(i.count), first ? `${first.path}${first.line ? `:${first.line}` : ""}` : ""];
  });
  const cell = (text: string): string => `"${(/^[=+@\t\r-]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  return new TextEncoder().encode([["kind", "value", "host", "class", "count", "first place"], ...rows].map((row) => row.map(cell).join()).join("\r\n") + "\r\n");
}
