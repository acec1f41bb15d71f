import type { MinuteLine } from '#protocol';
import type { Named } from './hearing-rows.js';

const COLUMNS = ['number', 'at', 'kind', 'what', 'role', 'name', 'by_role', 'by_name', 'text', 'corrects'] as const;

const quoted = (value: string | number | undefined): string => `"${String(value ?? '').replaceAll('"', '""')}"`;

/** The minute for the court's own system: RFC 4180, UTF-8, one header line; people by name and court word. */
export function minuteCsv(lines: readonly MinuteLine[], people: readonly Named[]): string {
  const rows = lines.map(({ number, at, kind, what, seat, by, text, corrects }) => {
    const [about, author] = [seat, by].map((one) => (one === undefined ? undefined : people[one]));
    return [number, at, kind, what, about?.role, about?.name, author?.role, author?.name, text, corrects];
  });
  return [COLUMNS, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}
