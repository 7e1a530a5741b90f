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

/** Runs every check of the sources; each counts as one test. What a check says is shown when it fails. */
export async function runChecks(): Promise<TestTotals> {
  const failures: string[] = [];
  for (const check of CHECKS) {
    const startedAt = performance.now();
    const { exitCode, output } = await runCommand('npm', ['run', '--silent', check], {
      cwd: projectFolder,
      output: 'kept',
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${exitCode === 0 ? 'passed' : 'FAILED'}  ${check}, ${seconds} s`);
    if (exitCode === 0) continue;
    failures.push(`npm run ${check}: ended with ${exitCode ?? 'no exit code'}`);
    console.log(output);
  }
  return { passed: CHECKS.length - failures.length, failed: failures.length, failures };
}
