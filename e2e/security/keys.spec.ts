import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs, launchWorkstation, type Workstation } from '../launch/launch-workstation.ts';
import { sandboxedCopy } from '../launch/sandboxed-copy.ts';
import { filesIn, leaksIn } from '../screens/canaries.ts';
import {
  accountsOf,
  askAbout,
  openKeyEntry,
  type TypedKey,
  typeKey,
  windowsOf,
} from '../screens/key-entry.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const KEEP = 'Keep it, no live orders';
const key: TypedKey = {
  venue: 'okx',
  label: 'Main',
  apiKey: 'AbCd-canary-api-key-5f3759df',
  apiSecret: 'canary/Secret+with=every kind~of.sign 0x5f3759df',
  passphrase: 'canary pass phrase 5f3759df',
};
const secrets = [key.apiSecret, key.passphrase ?? '', key.apiKey];
const desktop = (desk: Workstation) => desk.page.getByRole('status', { name: 'Mode: SANDBOX' });
const keyFiles = (home: string) => Object.entries(filesIn(home)).filter(([name]) => name.startsWith('keys/'));

const filesOfProcess = (pid: number, what: string): Buffer => readFileSync(`/proc/${pid}/${what}`);

test('R-SEC-03: a key is kept by a real keyring, survives a restart, is replaced and removed', async () => {
  const copy = sandboxedCopy({ keyring: true });
  try {
    const launch = () => launchWorkstation({ ...copy.options, keyStore: 'real' });
    const first = await launch();
    await expect(desktop(first)).toBeVisible();
    await answerDialogs(first.app, KEEP);
    expect((await accountsOf(first)).store).toMatchObject({ kind: 'ready', backend: 'gnome_libsecret' });
    await typeKey(await openKeyEntry(first), key);
    await expect.poll(async () => (await accountsOf(first)).accounts.length).toBe(1);
    const [file] = keyFiles(first.userDataDir);
    expect(statSync(join(first.userDataDir, file?.[0] ?? '')).mode & 0o777).toBe(0o600);
    const record = JSON.parse(String(file?.[1])) as { sealed: string };
    expect(Buffer.from(record.sealed, 'base64').subarray(0, 3).toString()).toBe('v11');
    await first.quit();

    const second = await launch();
    await expect(desktop(second)).toBeVisible();
    const { accounts } = await accountsOf(second);
    expect(accounts).toMatchObject([{ label: 'Main', fingerprint: 'AbCd', condition: { kind: 'usable' } }]);
    const id = accounts[0]?.id ?? '';
    // The key opens: it goes to the engine, which asks its venue and cannot reach it from here.
    expect((await askAbout(second, 'checkKey', id)).outcome).toBe('failed');
    await answerDialogs(second.app, KEEP);
    await typeKey(await openKeyEntry(second, id), { ...key, apiKey: 'ZyXw-canary-rotated' });
    await expect.poll(async () => (await accountsOf(second)).accounts[0]?.fingerprint).toBe('ZyXw');
    await answerDialogs(second.app, 'Remove the key');
    expect(await askAbout(second, 'removeKey', id)).toEqual({ outcome: 'done', detail: '' });
    const left = keyFiles(second.userDataDir).length;
    measured(
      'R-SEC-03',
      `in a real keyring: ${accounts.length} key after a restart, ${left} after it was removed`,
    );
    expect([keyFiles(second.userDataDir), (await accountsOf(second)).accounts]).toEqual([[], []]);
    await second.quit();
  } finally {
    copy.remove();
  }
});

test('R-SEC-02: without a key store nothing is written, and the key is gone when the app quits', async () => {
  const desk = await launchWorkstation();
  await expect(desktop(desk)).toBeVisible();
  await answerDialogs(desk.app, KEEP);
  expect((await accountsOf(desk)).store).toMatchObject({ kind: 'unsafe', backend: 'basic_text' });
  await typeKey(await openKeyEntry(desk), key);
  await expect
    .poll(async () => (await accountsOf(desk)).accounts.map(({ condition }) => condition.kind))
    .toEqual(['session-only']);
  expect(keyFiles(desk.userDataDir)).toEqual([]);
  await desk.quit();
  const again = await launchWorkstation({ userDataDir: desk.userDataDir });
  await expect(desktop(again)).toBeVisible();
  expect((await accountsOf(again)).accounts).toEqual([]);
  await again.quit();
});

test('R-SEC-01: what was typed is in no file, no page, no title, no argument and no environment', async () => {
  const desk = await launchWorkstation({ keyStore: 'real' });
  await expect(desktop(desk)).toBeVisible();
  await answerDialogs(desk.app, KEEP);
  const said: string[] = [];
  desk.page.on('console', (message) => said.push(message.text()));
  await typeKey(await openKeyEntry(desk), key);
  await expect.poll(async () => (await accountsOf(desk)).accounts.length).toBe(1);
  const inPage = await desk.page.evaluate(async () => {
    const asked = await Promise.all([
      window.edgewright.ask('accounts', {}),
      window.edgewright.ask('readSettings', {}),
      window.edgewright.ask('askEngine', { command: 'snapshot', payload: {} }),
    ]);
    return [document.documentElement.outerHTML, document.title, JSON.stringify(asked)].join('\n');
  });
  const processes = await desk.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  const ofProcesses = processes.flatMap((pid) =>
    ['cmdline', 'environ'].map((what) => [`${pid}/${what}`, filesOfProcess(pid, what)] as const),
  );
  const titles = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
  await desk.quit();
  const places = {
    ...filesIn(desk.userDataDir),
    ...Object.fromEntries(ofProcesses),
    page: inPage,
    titles: titles.join(),
    console: said.join('\n'),
    output: desk.output().join('\n'),
  };
  expect(Object.keys(places).length).toBeGreaterThan(15);
  expect(leaksIn(places, secrets)).toEqual([]);
  expect(leaksIn({ here: key.apiSecret }, secrets)).toHaveLength(1);
});

test('R-SH-01: the key-entry window stands alone: its own session, one function, no network, nobody may steer it', async () => {
  const desk = await launchWorkstation();
  await expect(desktop(desk)).toBeVisible();
  const entry = await openKeyEntry(desk);
  const found = await entry.evaluate(async () => {
    const global = window as unknown as Record<string, unknown>;
    const { keyEntry } = global as { keyEntry: (request: unknown) => Promise<{ ok: boolean }> };
    const refused = async (attempt: () => unknown) => {
      try {
        await attempt();
        return 'worked';
      } catch {
        return 'refused';
      }
    };
    return {
      own: ['keyEntry', 'edgewright', 'require', 'process', 'ipcRenderer'].filter((name) => name in global),
      opener: window.opener === null,
      fetch: await refused(() => fetch('app://key-entry/style.css')),
      markup: await refused(() => (document.body.innerHTML = '<b>x</b>')),
      unknown: (await keyEntry({ kind: 'readSettings' })).ok,
      extra: (await keyEntry({ kind: 'typing', extra: 1 })).ok,
      right: (await keyEntry({ kind: 'typing' })).ok,
    };
  });
  expect(found).toEqual({
    own: ['keyEntry'],
    opener: true,
    fetch: 'refused',
    markup: 'refused',
    unknown: false,
    extra: false,
    right: true,
  });
  const settings = await desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const found = (
        contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
      ).getLastWebPreferences();
      const { contextIsolation, nodeIntegration = false, sandbox, webSecurity, webviewTag = false } = found;
      return { contextIsolation, nodeIntegration, sandbox, webSecurity, webviewTag };
    }),
  );
  const strict = {
    contextIsolation: true,
    nodeIntegration: false,
    sandbox: true,
    webSecurity: true,
    webviewTag: false,
  };
  expect(settings).toEqual([strict, strict]);
  const sessions = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.session.isPersistent()),
  );
  expect([sessions.length, sessions.filter((isPersistent) => !isPersistent).length]).toEqual([2, 1]);
  // The workstation's page cannot submit a key, nor open a second window, nor reach this one.
  const fromDesk = await desk.page.evaluate(async () => {
    const bridge = window.edgewright as unknown as {
      ask: (channel: string, request: unknown) => Promise<{ ok: boolean; reply?: { outcome?: string } }>;
    };
    const submitted = await bridge.ask('keyEntry', { kind: 'paste' });
    const second = await bridge.ask('addKey', {});
    return [submitted.ok, second.reply?.outcome];
  });
  expect(fromDesk).toEqual([false, 'refused']);
  expect(await windowsOf(desk.app)).toBe(2);
  // The window is gone before the key is up again.
  await entry.keyboard.press('Escape').catch(() => undefined);
  await expect.poll(() => windowsOf(desk.app)).toBe(1);
  await desk.quit();
});

test('R-IPC-09: a page that asks for keys a thousand times gets one window and no key', async () => {
  const desk = await launchWorkstation();
  await expect(desktop(desk)).toBeVisible();
  const asked: number = await desk.page.evaluate(async () => {
    let answered = 0;
    for (let turn = 0; turn < 1000; turn += 1) {
      const answer = await window.edgewright.ask('addKey', {});
      if (answer.ok && answer.reply.outcome === 'done') answered += 1;
    }
    return answered;
  });
  expect(asked).toBe(1);
  expect(await windowsOf(desk.app)).toBe(2);
  expect((await accountsOf(desk)).accounts).toEqual([]);
  await desk.quit();
});
