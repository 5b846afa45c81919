import { styleText } from 'node:util';

/** One line of the closing block: what it is, and the value to copy. */
export type SummaryRow = [label: string, value: string] | 'gap';

/** The block that `npm start` ends with, ready to print. */
export function summary(
  title: string,
  rows: readonly SummaryRow[],
  notes: readonly string[],
): string {
  const width = Math.max(...rows.map((row) => (row === 'gap' ? 0 : row[0].length)));
  const lines = rows.map((row) =>
    row === 'gap' ? '' : `  ${styleText('dim', row[0].padEnd(width))}   ${row[1]}`,
  );
  const ending = notes.length === 0 ? [] : ['', ...notes.map((note) => `  ${note}`)];
  return ['', `  ${styleText('bold', title)}`, '', ...lines, ...ending, ''].join('\n');
}
