/** A part of `npm test` that can be run alone. `check` is format, lint and types; the others are vitest projects. */
export const SUITES = ['check', 'unit', 'server', 'stage', 'e2e', 'faults'] as const;

export type Suite = (typeof SUITES)[number];
export type Project = Exclude<Suite, 'check'>;

export interface TestRun {
  suites: readonly Suite[];
  /** Handed on to vitest: file names, `-t …`. */
  rest: readonly string[];
}

/** `npm test -- unit server`: the suites that are named, all when none is; the rest is for vitest. */
export function parseRun(args: readonly string[]): TestRun {
  const named = SUITES.filter((suite) => args.includes(suite));
  const rest = args.filter((arg) => !SUITES.some((suite) => suite === arg));
  return { suites: named.length === 0 ? SUITES : named, rest };
}
