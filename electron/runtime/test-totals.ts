/** How many tests of a run passed and failed. */
export type TestTotals = { readonly passed: number; readonly failed: number };

/** What of vitest's JSON report is read here. */
type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

/** What of Playwright's JSON report is read here. */
type PlaywrightReport = {
  readonly stats: { readonly expected: number; readonly flaky: number; readonly unexpected: number };
  readonly errors?: readonly unknown[];
};

/** Counts a vitest report. A file that broke before its first test counts as one failure. */
export function vitestTotals(report: string): TestTotals {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report) as VitestReport;
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

/** Counts a Playwright report. An error outside of any test counts as one failure. */
export function playwrightTotals(report: string): TestTotals {
  const { stats, errors = [] } = JSON.parse(report) as PlaywrightReport;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** Adds runs up. */
export function sumOf(totals: readonly TestTotals[]): TestTotals {
  const passed = totals.reduce((sum, run) => sum + run.passed, 0);
  const failed = totals.reduce((sum, run) => sum + run.failed, 0);
  return { passed, failed };
}

/**
 * The totals of a run that ended with `exitCode`. A run that went wrong without naming a failed test, or
 * left no report, still counts as one failure: nothing that broke may read as passed.
 */
export function totalsOfRun(exitCode: number | undefined, totals: TestTotals | undefined): TestTotals {
  const counted = totals ?? { passed: 0, failed: 0 };
  const isClean = exitCode === 0 && totals !== undefined;
  return isClean || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}
