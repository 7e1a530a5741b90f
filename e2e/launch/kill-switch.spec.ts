import { expect, test } from '@playwright/test';
import { launchWorkstation } from './launch-workstation.ts';

const TRIALS = 100;
/** From the question to the engine's word that nothing new leaves, in ms: the promise of the kill switch. */
const LONGEST_MS = 100;

test('R-LV-03: of 100 freezes 99 are confirmed by the engine within 100 ms, and every one holds', async () => {
  const desk = await launchWorkstation();
  await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  // Until the market's history is read the engine is busy with it.
  await expect(desk.page.getByText(/live \d+ ms/).first()).toBeVisible({ timeout: 60_000 });
  const took = await desk.page.evaluate(async (trials) => {
    const set = (state: 'active' | 'halted') =>
      window.edgewright.ask('askEngine', { command: 'setTradingState', payload: { state } });
    const times: number[] = [];
    for (let trial = 0; trial < trials; trial += 1) {
      const startedAt = performance.now();
      const answer = await set('halted');
      if (answer.ok) times.push(performance.now() - startedAt);
      await set('active');
      await new Promise((passed) => setTimeout(passed, 20));
    }
    return times;
  }, TRIALS);
  expect(took).toHaveLength(TRIALS);
  const inOrder = took.toSorted((a, b) => a - b);
  expect(inOrder[TRIALS - 2]).toBeLessThanOrEqual(LONGEST_MS);
  await desk.quit();
});

test('R-LV-03: the hot key of the desktop is ours while the workstation runs', async () => {
  const desk = await launchWorkstation();
  await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  const isOurs = await desk.app.evaluate(({ globalShortcut }) =>
    globalShortcut.isRegistered('CommandOrControl+Alt+Shift+F'),
  );
  expect(isOurs).toBe(true);
  await desk.quit();
});
