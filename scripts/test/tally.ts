/** How many passed, failed and were skipped, and the names of those that need a word. */
export interface Tally {
  passed: number;
  failed: string[];
  skipped: string[];
}

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Counts a report. A file that failed outside of its tests (it did not load) is one failure. */
export function tallyReport(report: VitestReport): Tally {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const named = (status: (value: string) => boolean): string[] =>
    tests.filter((test) => status(test.status)).map((test) => test.fullName.trim());
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: named((status) => status === 'passed').length,
    failed: [...named((status) => status === 'failed'), ...broken.map((file) => file.name)],
    skipped: named((status) => status !== 'passed' && status !== 'failed'),
  };
}

export function addUp(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/** The last line of `npm test`, which machines read. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
}
