import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { openKeyringSession } from './keyring-session.ts';
import { prepare } from './prepare.ts';
import { inProject, projectFolder } from './project-paths.ts';
import { runChecks } from './run-checks.ts';
import { runCommand } from './run-command.ts';
import { playwrightTotals, sumOf, type TestTotals, totalsOfRun, vitestTotals } from './test-totals.ts';
import { openVirtualDisplay, type TestService } from './virtual-display.ts';

const vitestReport = inProject('test-results', 'vitest.json');
const playwrightReport = inProject('test-results', 'playwright.json');
/** What tests counted and timed in this run, for `npm run reliability`. */
const measuredFolder = inProject('test-results', 'measured');

const measuringEnv: NodeJS.ProcessEnv = { ...process.env, EDGEWRIGHT_MEASURED: measuredFolder };

/** How many workstations are driven at once, each on a display of its own. */
const DISPLAYS = 2;

/** Runs every check and every test there is and prints the sum as the last line. Answers the exit code. */
export async function runAllTests(args: readonly string[]): Promise<number> {
  await prepare(['window', 'test', 'package']);
  rmSync(measuredFolder, { recursive: true, force: true });
  console.log('\n[1/4] checks of the sources');
  const checks = await runChecks();
  console.log('\n[2/4] unit, property and scenario tests');
  const unit = await runUnitTests(args);
  console.log('\n[3/4] building the app');
  const build = await tryBuild();
  if (build.failed > 0) return conclude([checks, unit, build]);
  console.log('\n[4/4] journeys through the built app');
  return conclude([checks, unit, await runJourneys(args)]);
}

/** Runs the journeys through the built app only. Answers the exit code. */
export async function runJourneysOnly(args: readonly string[]): Promise<number> {
  await prepare(['window', 'test', 'package']);
  const build = await tryBuild();
  return conclude(build.failed > 0 ? [build] : [await runJourneys(args)]);
}

/** A build that fails counts as one failed test: the journeys behind it cannot run. */
async function tryBuild(): Promise<TestTotals> {
  try {
    await buildApp();
    return { passed: 0, failed: 0, failures: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { passed: 0, failed: 1, failures: [`the app could not be built: ${message}`] };
  }
}

function conclude(runs: readonly TestTotals[]): number {
  const { passed, failed, failures } = sumOf(runs);
  // What failed may stand thousands of lines above.
  for (const each of failures) console.log(`FAILED  ${each}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runUnitTests(args: readonly string[]): Promise<TestTotals> {
  rmSync(vitestReport, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  const { exitCode } = await runCommand('vitest', ['run', ...reporters, ...args], {
    cwd: projectFolder,
    env: measuringEnv,
  });
  return totalsOfRun(exitCode, readTotals(vitestReport, vitestTotals));
}

async function runJourneys(args: readonly string[]): Promise<TestTotals> {
  rmSync(playwrightReport, { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-keyring-'));
  const services: TestService[] = [];
  try {
    for (let display = 0; display < DISPLAYS; display += 1) services.push(await openVirtualDisplay());
    const displays = services.map((service) => service.env['DISPLAY']).join(' ');
    services.push(await openKeyringSession(folder));
    const env = Object.assign(
      { EDGEWRIGHT_DISPLAYS: displays },
      measuringEnv,
      ...services.map((service) => service.env),
    ) as NodeJS.ProcessEnv;
    const { exitCode } = await runCommand('playwright', ['test', ...args], { cwd: projectFolder, env });
    return totalsOfRun(exitCode, readTotals(playwrightReport, playwrightTotals));
  } finally {
    for (const service of services) service.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTotals(file: string, count: (report: string) => TestTotals): TestTotals | undefined {
  return existsSync(file) ? count(readFileSync(file, 'utf8')) : undefined;
}
