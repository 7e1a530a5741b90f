import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { measured } from '../../engine/test/reliability/measured.ts';
import { chromiumFlags } from './chromium-flags.ts';
import { launchWorkstation } from './launch-workstation.ts';
import { ownDisplay } from './own-display.ts';
import { pidOf } from './pid-of.ts';
import { isRunning, roleOf, treeOf } from './process-tree.ts';
import { textOnScreen } from './run-in-page.ts';

/** Fifty of each are a long run, started by hand. */
const PAGE_DEATHS = Number(process.env['EDGEWRIGHT_PAGE_DEATHS'] ?? 4);
const HOST_DEATHS = Number(process.env['EDGEWRIGHT_HOST_DEATHS'] ?? 4);
/** A page that dies three times within a minute is not loaded again. */
const BETWEEN_KILLS_MS = 31_000;
const project = resolve(import.meta.dirname, '..', '..');

const words = (all: readonly number[]): string => {
  const sorted = all.toSorted((a, b) => a - b);
  return `p50 ${sorted[Math.floor(sorted.length / 2)]?.toFixed(0)} ms, at most ${sorted.at(-1)?.toFixed(0)} ms`;
};

test(`R-LC-06: ${PAGE_DEATHS} pages that die or are loaded anew change nothing for the engine`, async () => {
  test.setTimeout(60_000 + PAGE_DEATHS * 35_000);
  const desk = await launchWorkstation();
  await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  const engine = await pidOf(desk, 'engine');
  const backMs: number[] = [];
  for (let death = 0; death < PAGE_DEATHS; death += 1) {
    if (PAGE_DEATHS > 4 && death > 0 && death % 2 === 0)
      await new Promise((passed) => setTimeout(passed, BETWEEN_KILLS_MS));
    const page = await pidOf(desk, 'page');
    const startedAt = performance.now();
    if (death % 2 === 0) process.kill(page, 'SIGKILL');
    else
      await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    // What was on the screen before must be gone first.
    if (death % 2 === 0) await expect.poll(() => pidOf(desk, 'page')).not.toBe(page);
    await expect
      .poll(() => textOnScreen(desk.app), { timeout: 30_000, intervals: [50] })
      .toContain('SANDBOX');
    backMs.push(performance.now() - startedAt);
    expect(await pidOf(desk, 'engine')).toBe(engine);
  }
  const log = readFileSync(join(desk.userDataDir, 'logs', 'host.log'), 'utf8');
  expect(log).not.toContain('engine reconnecting');
  measured(
    'R-LC-06',
    `${backMs.length} deaths and reloads of the page: back after ${words(backMs)}, the engine untouched`,
  );
  await desk.quit();
});

test(`R-LC-05: none of ${HOST_DEATHS} hosts that are killed leaves a process behind`, async () => {
  test.setTimeout(60_000 + HOST_DEATHS * 40_000);
  const executable = realpathSync(join(project, 'node_modules', 'electron', 'dist', 'electron'));
  const goneMs: number[] = [];
  let orphans = 0;
  for (let death = 0; death < HOST_DEATHS; death += 1) {
    const home = mkdtempSync(join(tmpdir(), 'edgewright-home-'));
    const env = { ...process.env, ...ownDisplay(), EDGEWRIGHT_USER_DATA: home };
    const host: ChildProcess = spawn(executable, [...chromiumFlags(), '--password-store=basic', project], {
      env,
      stdio: 'ignore',
    });
    const family = () => treeOf(host.pid ?? 0);
    const hasEngine = () => family().some((pid) => roleOf(pid) === 'engine');
    await expect.poll(hasEngine, { timeout: 30_000, intervals: [20] }).toBe(true);
    // At another moment of the engine's start and work each time.
    await new Promise((passed) => setTimeout(passed, (death * 370) % 3000));
    const left = family();
    const killedAt = performance.now();
    host.kill('SIGKILL');
    const alive = () => left.filter(isRunning).length;
    await expect
      .poll(alive, { timeout: 15_000, intervals: [20] })
      .toBe(0)
      .catch(() => (orphans += alive()));
    goneMs.push(performance.now() - killedAt);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
  measured(
    'R-LC-05',
    `${goneMs.length} hosts killed: everything of theirs gone after ${words(goneMs)}, ${orphans} left behind`,
  );
  expect(orphans).toBe(0);
  expect(goneMs.toSorted((a, b) => a - b)[Math.floor(goneMs.length / 2)]).toBeLessThanOrEqual(5000);
});
