import { projectFolder } from './project-paths.ts';
import { runCommand } from './run-command.ts';
import type { TestTotals } from './test-totals.ts';

/** Commands of package.json that look at the sources without running them. */
const CHECKS = [
  'types',
  'lint',
  'format',
  'layers',
  'unused',
  'registry:check',
  'formulas:docs:check',
  'reliability:check',
];

/** How many checks run at once: most of them keep one core busy. */
const HANDS = 2;

/** Runs every check of the sources; each counts as one test. What a check says is shown when it fails. */
export async function runChecks(): Promise<TestTotals> {
  const failures: string[] = [];
  const left = [...CHECKS];
  const work = async (): Promise<void> => {
    for (let check = left.shift(); check !== undefined; check = left.shift()) {
      const failure = await runCheck(check);
      if (failure !== undefined) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: HANDS }, work));
  return { passed: CHECKS.length - failures.length, failed: failures.length, failures };
}

/** Answers how it failed. */
async function runCheck(check: string): Promise<string | undefined> {
  const startedAt = performance.now();
  const { exitCode, output } = await runCommand('npm', ['run', '--silent', check], {
    cwd: projectFolder,
    output: 'kept',
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? 'passed' : 'FAILED'}  ${check}, ${seconds} s`);
  if (exitCode === 0) return undefined;
  console.log(output);
  return `npm run ${check}: ended with ${exitCode ?? 'no exit code'}`;
}
