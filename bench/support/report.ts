import { cpus } from 'node:os';
import { median } from './stats.ts';

/** What a ratio must reach: at least or at most so much of the baseline. */
export interface Goal {
  atLeast?: number;
  atMost?: number;
}

export interface Figure {
  what: string;
  unit: string;
  /** One value per round, of the same round in both lists. */
  baseline: number[];
  lectern: number[];
  goal?: Goal;
}

/** The ratio of a figure: the median of its rounds' ratios, so that a busy moment counts in both. */
export function ratioOf(figure: Figure): { middle: number; least: number; most: number } {
  const ratios = figure.lectern.map(
    (value, round) => value / (figure.baseline[round] ?? Number.NaN),
  );
  return { middle: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** Prints the table of a benchmark: both medians, their ratio with its spread, and the goal. */
export function report(title: string, baselineName: string, figures: Figure[]): void {
  const header = ['', baselineName, 'Lectern', 'unit', 'ratio', 'of rounds', 'goal', ''];
  const rows = figures.map((figure) => {
    const { middle, least, most } = ratioOf(figure);
    return [
      figure.what,
      number(median(figure.baseline)),
      number(median(figure.lectern)),
      figure.unit,
      middle.toFixed(2),
      `${least.toFixed(2)} to ${most.toFixed(2)}`,
      goalText(figure.goal),
      verdict(middle, figure.goal),
    ];
  });
  console.log(`\n${title}\n${machine()}\n`);
  console.log(table([header, ...rows]));
}

/** The class of machine, without which figures mean little. */
export function machine(): string {
  return `Measured on ${cpus().length} cores of ${process.arch}, Node ${process.version}, load generator and all else on the same machine.`;
}

/** Columns under each other: the first to the left, the others to the right. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

/** Three significant digits, thousands as they are. */
export function number(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}

function goalText(goal: Goal | undefined): string {
  if (goal?.atLeast !== undefined) return `≥ ${goal.atLeast}`;
  if (goal?.atMost !== undefined) return `≤ ${goal.atMost}`;
  return '';
}

function verdict(ratio: number, goal: Goal | undefined): string {
  if (goal === undefined) return '';
  return ratio >= (goal.atLeast ?? -Infinity) && ratio <= (goal.atMost ?? Infinity)
    ? 'met'
    : 'missed';
}
