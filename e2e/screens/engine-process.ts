import { type ElectronApplication, expect, type Page } from '@playwright/test';

/** The process id of the engine, as the host knows it; undefined while none runs. */
export async function engineProcessId(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(({ app: host }) => host.getAppMetrics().find(({ name }) => name === 'engine')?.pid);
}

/** Ends the engine from outside at once, as the system does when memory runs out. Answers its id. */
export async function killEngine(app: ElectronApplication): Promise<number> {
  const id = await engineProcessId(app);
  if (id === undefined) throw new Error('the engine must run before it is killed');
  process.kill(id, 'SIGKILL');
  return id;
}

/** Waits until the window follows another engine than the one named. */
export async function waitForNewEngine(
  { app, page }: { readonly app: ElectronApplication; readonly page: Page },
  formerId: number,
): Promise<void> {
  await expect
    .poll(async () => [undefined, formerId].includes(await engineProcessId(app)), { timeout: 30_000 })
    .toBe(false);
  await engineWord(page, 'running').waitFor({ timeout: 30_000 });
  await page.locator('[data-stale=false]').waitFor({ timeout: 30_000 });
}

/** The state of the engine in the top bar, once it is this word. */
export const engineWord = (page: Page, word: 'running' | 'reconnecting' | 'stopped') =>
  page.getByRole('group', { name: 'Engine', exact: true }).filter({ hasText: word });
