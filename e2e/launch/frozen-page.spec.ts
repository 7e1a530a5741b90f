import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { launchWorkstation } from './launch-workstation.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const PAUSED_MS = 60_000;
const MOST_GROWTH_MIB = 32;
/** Until the history that was just read is let go, and what was recorded is put away for the first time. */
const SETTLING_MS = 25_000;

const residentMib = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

test('R-IPC-08: a page that hangs for a minute costs the engine no memory, and is up to date when it is back', async () => {
  test.setTimeout(180_000);
  const desk = await launchWorkstation();
  await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  await desk.page
    .getByText(/live \d+ ms/)
    .first()
    .waitFor({ timeout: 60_000 });
  await desk.page.waitForTimeout(SETTLING_MS);
  const pids = await desk.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ name, pid, type }) => ({ pid, kind: name === 'engine' ? 'engine' : type })),
  );
  const pidOf = (kind: string) => pids.find((process) => process.kind === kind)?.pid ?? 0;
  const [engine, page] = [pidOf('engine'), pidOf('Tab')];
  const before = residentMib(engine);
  process.kill(page, 'SIGSTOP');
  await new Promise((passed) => setTimeout(passed, PAUSED_MS));
  const grown = residentMib(engine) - before;
  process.kill(page, 'SIGCONT');
  measured('R-IPC-08', `page frozen for ${PAUSED_MS / 1000} s: the engine grows by ${grown.toFixed(1)} MiB`);
  expect(grown).toBeLessThanOrEqual(MOST_GROWTH_MIB);
  await desk.page
    .getByText(/live \d+ ms/)
    .first()
    .waitFor({ timeout: 15_000 });
  await desk.quit();
});
