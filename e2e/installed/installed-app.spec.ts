import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { install, isInstalled, makePackage, outputFolder, remove } from './debian-package.ts';
import { createOrdinaryUser, isAdministrator, type OrdinaryUser } from './ordinary-user.ts';
import { startByHand, steer } from './steered-app.ts';

test.describe.configure({ mode: 'serial' });
test.skip(!isAdministrator, 'installing a package needs root');
test.skip(isInstalled(), 'a copy somebody uses is installed here');
test.setTimeout(240_000);

/** The fuse wire holds one character per fuse. */
const [off, on] = ['0', '1'].map((state) => state.charCodeAt(0));

let user: OrdinaryUser;
test.beforeAll(() => {
  user = createOrdinaryUser();
});
test.afterAll(() => {
  if (isInstalled()) remove();
  user.leave();
});

test('R-SH-09: the release has every switch off that a finished app must not have', async () => {
  makePackage('release');
  const fuses = await getCurrentFuseWire(join(outputFolder('release'), 'linux-unpacked', 'edgewright'));
  expect(fuses[FuseV1Options.RunAsNode]).toBe(off);
  expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(on);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off);
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(on);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
  expect(fuses[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe(off);
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off);
});

test('R-SC-05: the release carries the built app, its licence and its list of components, and no sources', () => {
  const app = join(outputFolder('release'), 'linux-unpacked');
  const files = listPackage(join(app, 'resources', 'app.asar'), { isPack: false });
  expect(files).toContain('/out/main/index.js');
  expect(files).toContain('/out/main/engine.js');
  expect(files).toContain('/out/main/archiver.js');
  // The system loads it, and cannot look into the app's archive.
  const unpacked = join(app, 'resources', 'app.asar.unpacked', 'node_modules', '@duckdb');
  expect(existsSync(join(unpacked, 'node-bindings-linux-x64', 'libduckdb.so'))).toBe(true);
  const topmost = new Set(files.map((file) => file.split('/')[1]));
  expect(topmost).toEqual(new Set(['node_modules', 'out', 'package.json']));
  expect(existsSync(join(app, 'LICENSE'))).toBe(true);
  expect(existsSync(join(app, 'sbom.cdx.json'))).toBe(true);
  expect(existsSync(join(app, 'resources', 'default_app.asar'))).toBe(false);
});

test('R-SH-12: the installed release opens for an ordinary user and refuses to be weakened', async () => {
  const program = install('release');
  const plain = await startByHand(program, user, [], 6000);
  expect(plain.exitCode, plain.output).toBeUndefined();
  for (const weakening of [
    '--inspect=0',
    '--no-sandbox',
    '--remote-debugging-port=0',
    '--js-flags=--expose-gc',
  ]) {
    const { exitCode, output } = await startByHand(program, user, [weakening], 15_000);
    expect(exitCode, `${weakening}: ${output}`).toBe(2);
    expect(output).not.toContain('Debugger listening');
  }
});

test('the installed app trades on paper, is removed again, and the journal stays', async () => {
  makePackage('drivable');
  const program = install('drivable');
  const app = await steer(program, user);
  const page = await app.firstWindow();
  await page.getByRole('button', { name: 'Start Buy and hold' }).click();
  await page.getByRole('tab', { name: 'Fills' }).click();
  const fills = page.getByRole('table', { name: 'Fills' }).getByRole('row');
  await fills.nth(1).waitFor({ timeout: 120_000 });
  await page.screenshot({ path: 'test-results/screens/installed-first-fill.png' });
  expect(await app.evaluate(({ app: host }) => host.isPackaged)).toBe(true);
  const archived = join(user.home, '.config', 'Edgewright', 'archive', 'archived.json');
  await expect.poll(() => existsSync(archived), { timeout: 90_000 }).toBe(true);
  await app.evaluate(({ app: host }) => host.exit(0)).catch(() => undefined);
  await app.close();

  remove();
  expect(isInstalled()).toBe(false);
  const journal = new Database(join(user.home, '.config', 'Edgewright', 'journal.sqlite'), {
    readonly: true,
  });
  const { count } = journal.prepare('select count(*) as count from fill').get() as { count: number };
  journal.close();
  expect(count).toBeGreaterThan(0);
});
