import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { chromiumFlags } from './chromium-flags.ts';
import { answerDialogs, launchWorkstation } from './launch-workstation.ts';
import { pidOf } from './pid-of.ts';
import { textOnScreen } from './run-in-page.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const mode = (page: Page) => page.getByRole('status', { name: 'Mode: SANDBOX' });
const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

/** The feed of the window moves: two readings of the engine's clock in the page differ. */
async function expectLiveFeed(page: Page): Promise<void> {
  const numbers = () =>
    page.evaluate(
      () =>
        new Promise<number>((counted) => {
          let messages = 0;
          window.addEventListener(
            'message',
            (event) => event.ports[0]?.addEventListener('message', () => (messages += 1)),
            { once: true },
          );
          void window.edgewright.ask('requestFeed', {});
          setTimeout(() => counted(messages), 1500);
        }),
    );
  await expect.poll(numbers).toBeGreaterThan(1);
}

test('a killed engine is replaced and the window gets a fresh feed without being touched (R-LC-02)', async () => {
  const desk = await launchWorkstation();
  await expect(mode(desk.page)).toBeVisible();
  const first = await pidOf(desk, 'engine');
  process.kill(first, 'SIGKILL');
  await expect.poll(() => pidOf(desk, 'engine'), { timeout: 5000 }).not.toBe(first);
  await expect.poll(() => pidOf(desk, 'engine'), { timeout: 5000 }).not.toBe(0);
  await expectLiveFeed(desk.page);
  const log = readFileSync(join(desk.userDataDir, 'logs', 'host.log'), 'utf8');
  expect(log).toContain('engine reconnecting, 1 restarts, last: exit code 9');
  await desk.quit();
});

test('an engine that hangs is killed after fifteen seconds of silence and replaced (R-LC-04)', async () => {
  const desk = await launchWorkstation();
  await expect(mode(desk.page)).toBeVisible();
  const first = await pidOf(desk, 'engine');
  process.kill(first, 'SIGSTOP');
  await expect.poll(() => isAlive(first), { timeout: 25_000 }).toBe(false);
  await expectLiveFeed(desk.page);
  const log = readFileSync(join(desk.userDataDir, 'logs', 'host.log'), 'utf8');
  expect(log).toContain('last: no answer for too long');
  await desk.quit();
});

test('three deaths within a minute leave the engine down until the person starts it again (R-LC-02)', async () => {
  const desk = await launchWorkstation();
  for (let death = 0; death < 3; death += 1) {
    await expect.poll(() => pidOf(desk, 'engine'), { timeout: 15_000 }).not.toBe(0);
    const pid = await pidOf(desk, 'engine');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
  }
  await expect(desk.page.getByText(/ended three times within a minute/).first()).toBeVisible();
  expect(await pidOf(desk, 'engine')).toBe(0);
  await desk.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('start-engine')?.click());
  await expect.poll(() => pidOf(desk, 'engine')).not.toBe(0);
  await expect(mode(desk.page)).toBeVisible();
  await desk.quit();
});

test('a page that dies is loaded again with the full state (R-LC-06)', async () => {
  const desk = await launchWorkstation();
  await expect(mode(desk.page)).toBeVisible();
  const engine = await pidOf(desk, 'engine');
  const first = await pidOf(desk, 'page');
  const killedAt = performance.now();
  process.kill(first, 'SIGKILL');
  await expect.poll(() => textOnScreen(desk.app), { timeout: 10_000 }).toContain('SANDBOX');
  const backMs = performance.now() - killedAt;
  measured('R-LC-06', `a killed page back after ${backMs.toFixed(0)} ms, the engine the same process`);
  expect(await pidOf(desk, 'engine')).toBe(engine);
  await desk.quit();
});

test('no engine outlives the app that was killed (R-LC-05)', async () => {
  const desk = await launchWorkstation();
  await expect(mode(desk.page)).toBeVisible();
  const engine = await pidOf(desk, 'engine');
  const gone = new Promise((exited) => desk.app.process().once('exit', exited));
  desk.app.process().kill('SIGKILL');
  await gone;
  const goneAt = performance.now();
  await expect.poll(() => isAlive(engine), { timeout: 5000 }).toBe(false);
  measured('R-LC-05', `the engine gone ${(performance.now() - goneAt).toFixed(0)} ms after its killed host`);
});

test('a second start brings the first window to the front and ends within two seconds (R-LC-01)', async () => {
  const desk = await launchWorkstation();
  await expect(mode(desk.page)).toBeVisible();
  const project = resolve(import.meta.dirname, '..', '..');
  const executable = realpathSync(join(project, 'node_modules', 'electron', 'dist', 'electron'));
  const env = { ...process.env, EDGEWRIGHT_USER_DATA: desk.userDataDir };
  const focused = desk.app.evaluate(
    ({ app }) => new Promise<string>((heard) => app.once('second-instance', () => heard('focused'))),
  );
  const second = spawn(executable, [...chromiumFlags(), project], { env, stdio: 'ignore' });
  const exitCode = await new Promise<number | null>((exited) => second.once('exit', exited));
  expect(exitCode).toBe(0);
  expect(await focused).toBe('focused');
  await desk.quit();
});

test('the menu freezes trading while the window hangs', async () => {
  const desk = await launchWorkstation();
  await expect(mode(desk.page)).toBeVisible();
  const page = await pidOf(desk, 'page');
  process.kill(page, 'SIGSTOP');
  await desk.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('kill-switch')?.click());
  await desk.page.waitForTimeout(500);
  process.kill(page, 'SIGCONT');
  // The engine confirms at once and freezes, at the latest, when it has read the market's history.
  await desk.page.getByRole('button', { name: 'Release' }).waitFor({ timeout: 60_000 });
  expect(existsSync(join(desk.userDataDir, 'freeze.flag'))).toBe(false);
  await desk.quit();
});

test('a settings file that cannot be read is kept aside, and the person is told (R-ST-09)', async () => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'edgewright-home-'));
  writeFileSync(join(userDataDir, 'settings.json'), '{"version":1,"value":{"theme":"pink"}}');
  const desk = await launchWorkstation({ userDataDir });
  await expect(desk.page.getByText(/Your settings could not be used/).first()).toBeVisible();
  await desk.quit();
});

test('nobody quits silently while a position is open: stay, or close everything first (R-LC-07)', async () => {
  const desk = await launchWorkstation();
  await expect(mode(desk.page)).toBeVisible();
  await answerDialogs(desk.app, 'Stay');
  const order = { instrument: 'sandbox:BTC/USDT:USDT', side: 'buy', sizeBase: '0.01', type: 'market' };
  const rowsOf = async (list: 'fills' | 'closedTrades') => {
    const answer = await desk.page.evaluate(
      (wanted) =>
        window.edgewright.ask('askEngine', { command: 'history', payload: { list: wanted, count: 10 } }),
      list,
    );
    const { reply } = answer as { reply: { reply: Record<string, readonly unknown[]> } };
    return reply.reply[list]?.length ?? 0;
  };
  // Nothing is entered without a stop, and none can be set by itself before the market has a price.
  await expect
    .poll(
      async () => {
        const answer = await desk.page.evaluate(
          (payload) => window.edgewright.ask('askEngine', { command: 'placeOrder', payload }),
          order,
        );
        return (answer as { reply: { ok: boolean } }).reply.ok;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await expect.poll(() => rowsOf('fills'), { timeout: 60_000 }).toBeGreaterThan(0);

  await expect
    .poll(async () => {
      await desk.app.evaluate(({ app }) => app.quit());
      return desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    })
    .toBe(1);
  expect(await rowsOf('closedTrades')).toBe(0);

  await desk.quit('Close all positions and quit');
  const again = await launchWorkstation({ userDataDir: desk.userDataDir });
  await expect(mode(again.page)).toBeVisible();
  const trades = await again.page.evaluate(() =>
    window.edgewright.ask('askEngine', { command: 'history', payload: { list: 'closedTrades', count: 10 } }),
  );
  const { closedTrades } = (trades as { reply: { reply: { closedTrades: unknown[] } } }).reply.reply;
  measured(
    'R-LC-07',
    `quit with 1 position open: stayed once, then left with ${closedTrades.length} trade closed`,
  );
  expect(trades).toMatchObject({ reply: { reply: { closedTrades: [{}] } } });
  await again.quit();
});
