/** How many tests of a run passed and failed, and which failed. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  /** Where and what, a line each. */
  readonly failures: readonly string[];
}

/** What of vitest's JSON report is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

interface PlaywrightError {
  readonly message?: string;
}

interface PlaywrightSuite {
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly PlaywrightError[] }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

/** What of Playwright's JSON report is read here. */
interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly flaky: number; readonly unexpected: number };
  readonly suites: readonly PlaywrightSuite[];
  readonly errors?: readonly PlaywrightError[];
}

/** Counts a vitest report. A file that broke before its first test counts as one failure. */
export function vitestTotals(report: string): TestTotals {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report) as VitestReport;
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failedTests = testResults.flatMap(({ assertionResults, name }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ failureMessages, fullName }) => failure(name, fullName, failureMessages[0])),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + brokenFiles.length,
    failures: [
      ...failedTests,
      ...brokenFiles.map(({ message, name }) => failure(name, 'broke before its first test', message)),
    ],
  };
}

/** Counts a Playwright report. An error outside of any test counts as one failure. */
export function playwrightTotals(report: string): TestTotals {
  const { stats, suites, errors = [] } = JSON.parse(report) as PlaywrightReport;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    failures: [
      ...suites.flatMap(failuresOf),
      ...errors.map(({ message }) => failure('journeys', 'outside of any test', message)),
    ],
  };
}

function failuresOf({ specs, suites = [] }: PlaywrightSuite): readonly string[] {
  const own = specs.flatMap(({ file, tests, title }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ results }) => failure(file, title, results.at(-1)?.errors[0]?.message)),
  );
  return [...own, ...suites.flatMap(failuresOf)];
}

const failure = (file: string, test: string, message = 'no message'): string =>
  `${file} > ${test}: ${message.split('\n', 1)[0]}`;

/** Adds runs up. */
export function sumOf(totals: readonly TestTotals[]): TestTotals {
  return {
    passed: totals.reduce((sum, run) => sum + run.passed, 0),
    failed: totals.reduce((sum, run) => sum + run.failed, 0),
    failures: totals.flatMap(({ failures }) => failures),
  };
}

/**
 * The totals of a run that ended with `exitCode`. A run that went wrong without naming a failed test, or
 * left no report, still counts as one failure: nothing that broke may read as passed.
 */
export function totalsOfRun(exitCode: number | undefined, totals: TestTotals | undefined): TestTotals {
  const counted = totals ?? { passed: 0, failed: 0, failures: [] };
  const isClean = exitCode === 0 && totals !== undefined;
  if (isClean || counted.failed > 0) return counted;
  const failures = [`a run that named no failed test ended with ${exitCode ?? 'no exit code'}`];
  return { ...counted, failed: 1, failures };
}
