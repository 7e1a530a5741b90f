import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { launchWorkstation, type Workstation } from '../launch/launch-workstation.ts';
import { runInPage, textOnScreen } from '../launch/run-in-page.ts';
import { injections, tryEverything } from './hostile-attempts.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

/**
 * Hostile content in the real window of the real app. Script runs in the page as it would after an
 * injection; effects are counted outside of the page: connections at a server, windows and calls in
 * the host.
 */
test.describe('hostile page content gets nothing', () => {
  let desk: Workstation;
  let web: Server;
  let connections = 0;

  test.beforeAll(async () => {
    web = createServer((_request, response) => response.end('hostile'));
    web.on('connection', () => (connections += 1));
    await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
    desk = await launchWorkstation();
    await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  });
  test.afterAll(async () => {
    await desk.quit();
    web.close();
  });
  const addresses = () => {
    const { port } = web.address() as AddressInfo;
    return { webUrl: `http://127.0.0.1:${port}/`, socketUrl: `ws://127.0.0.1:${port}/` };
  };

  /** Puts the attempts into the page as a function of the page. */
  const install = () => desk.page.evaluate(`window.hostile = ${tryEverything.toString()}`);

  test('every attempt of a page to run text, reach out or look around is refused (R-SH-04, R-SH-07, R-SH-08)', async () => {
    await install();
    // Outside of the debugger's own call, which the policy does not bind.
    const attempts = await desk.page.evaluate(
      (target) =>
        new Promise<Record<string, string>>((done) => {
          const { hostile } = window as unknown as {
            hostile: (t: object) => Promise<Record<string, string>>;
          };
          setTimeout(() => done(hostile(target)), 0);
        }),
      addresses(),
    );
    const done = Object.entries(attempts).filter(([, result]) => !result.startsWith('refused'));
    const tried = `${Object.keys(attempts).length} attempts of a page, ${done.length} not refused`;
    measured('R-SH-04', tried);
    measured('R-SH-07', tried);
    measured('R-SH-08', `${tried}, ${connections} connections`);
    expect(done).toEqual([]);
    expect(Object.keys(attempts).length).toBeGreaterThan(30);
    expect(connections).toBe(0);
  });

  test('40 injections of markup run nothing (R-SH-04)', async () => {
    const outcome = await desk.page.evaluate(async (texts) => {
      const sinks: readonly ((text: string) => void)[] = [
        (text) => (document.createElement('div').innerHTML = text),
        (text) => document.body.insertAdjacentHTML('beforeend', text),
        (text) => document.body.append(document.createRange().createContextualFragment(text)),
        (text) => document.body.append(...new DOMParser().parseFromString(text, 'text/html').body.childNodes),
      ];
      let thrown = 0;
      for (const sink of sinks) {
        for (const text of texts) {
          try {
            sink(text);
          } catch {
            thrown += 1;
          }
          document.getElementById('hostile')?.click();
        }
      }
      await new Promise((done) => setTimeout(done, 500));
      return { thrown, injected: (window as unknown as { injected?: string }).injected ?? 'nothing' };
    }, injections);
    measured('R-SH-04', `${outcome.thrown} injections of markup refused, run: ${outcome.injected}`);
    expect(outcome).toEqual({ thrown: 40, injected: 'nothing' });
  });

  for (const url of [
    'web',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://desk/other.html',
    'about:blank',
  ]) {
    test(`the page cannot be led to ${url} (R-SH-05)`, async () => {
      const goal = JSON.stringify(url === 'web' ? addresses().webUrl : url);
      const goByLink = `Object.assign(document.body.appendChild(document.createElement('a')), { href: ${goal}, target: '_top' }).click()`;
      await runInPage(
        desk.app,
        `setTimeout(() => (location.href = ${goal}), 0), setTimeout(() => ${goByLink}, 50)`,
      );
      await new Promise((passed) => setTimeout(passed, 300));
      await expect.poll(() => runInPage(desk.app, 'location.href')).toBe('app://desk/index.html');
      await expect.poll(() => textOnScreen(desk.app)).toContain('SANDBOX');
      expect(await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
      expect(connections).toBe(0);
    });
  }

  test('every window that is open has the strict settings (R-SH-01)', async () => {
    const live = await desk.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const found = (
          contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
        ).getLastWebPreferences();
        const wanted = [
          'contextIsolation',
          'sandbox',
          'nodeIntegration',
          'nodeIntegrationInWorker',
          'nodeIntegrationInSubFrames',
          'webSecurity',
          'allowRunningInsecureContent',
          'experimentalFeatures',
          'webviewTag',
          'navigateOnDragDrop',
          'enableBlinkFeatures',
        ];
        return Object.fromEntries(
          wanted.map((name) => [name, found[name] ?? (name === 'enableBlinkFeatures' ? '' : false)]),
        );
      }),
    );
    measured(
      'R-SH-01',
      `${live.length} window open, ${Object.keys(live[0] ?? {}).length} settings read back`,
    );
    expect(live).toEqual([
      {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        enableBlinkFeatures: '',
      },
    ]);
  });

  test('a blank frame inside the page has no bridge (R-IPC-02)', async () => {
    const bridge = await desk.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return typeof (frame.contentWindow as unknown as { edgewright?: unknown } | null)?.edgewright;
    });
    expect(bridge).toBe('undefined');
  });

  test('the bridge is frozen, made of functions, and hands out plain data (R-IPC-05)', async () => {
    const walked = await desk.page.evaluate(() => {
      const { edgewright } = window;
      const types = Object.fromEntries(
        Object.entries(edgewright).map(([name, value]) => [name, typeof value]),
      );
      let isReplaceable = true;
      try {
        Object.assign(window, { edgewright: {} });
        isReplaceable = window.edgewright !== edgewright;
      } catch {
        isReplaceable = false;
      }
      const global = window as unknown as Record<string, unknown>;
      return {
        types,
        isFrozen: Object.isFrozen(edgewright),
        isReplaceable,
        leaks: ['ipcRenderer', 'electron', 'require', 'process', 'Buffer'].filter((name) => name in global),
      };
    });
    measured(
      'R-IPC-05',
      `${Object.keys(walked.types).length} functions, ${walked.leaks.length} other ways into the host`,
    );
    expect(walked).toEqual({
      types: {
        ask: 'function',
        onEngineStatus: 'function',
        onAlert: 'function',
        onMenuCommand: 'function',
        onAccountsChanged: 'function',
      },
      isFrozen: true,
      isReplaceable: false,
      leaks: [],
    });
  });

  test('bad questions through the bridge are refused with a code and nothing else (R-IPC-03, R-IPC-04, R-IPC-07)', async () => {
    const codes = await desk.page.evaluate(async () => {
      const bridge = window.edgewright as unknown as {
        ask: (channel: unknown, request: unknown) => Promise<{ ok: boolean; failure?: { code: string } }>;
      };
      const deep = Array.from({ length: 200 }).reduce<unknown>((inner) => ({ inner }), 1);
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const questions: readonly (readonly [unknown, unknown])[] = [
        ['about', { extra: 1 }],
        ['__proto__', {}],
        ['sendMoney', {}],
        ['copyText', { text: 'x'.repeat(300_000) }],
        ['saveLayout', { workspace: 'sandbox', layout: deep }],
        ['loadLayout', { workspace: '../../etc/passwd' }],
        ['writeSettings', circle],
        ['copyText', new Map([['text', 'x']])],
        ['openLink', { link: 'https://evil.example' }],
        ['askEngine', { command: 'placeOrder', payload: { sizeBase: Number.NaN } }],
      ];
      const answers: string[] = [];
      for (const [channel, request] of questions) {
        const answer = await bridge.ask(channel, request).catch(() => ({
          ok: false,
          failure: { code: 'not sent' },
        }));
        answers.push(answer.ok ? 'answered' : (answer.failure?.code ?? 'no code'));
      }
      return answers;
    });
    const answered = codes.filter((code) => code === 'answered').length;
    measured('R-IPC-07', `${codes.length} bad questions, ${answered} answered, each refusal with a code`);
    expect(codes).not.toContain('answered');
    expect(codes).not.toContain('no code');
  });

  test('10,000 messages written to the feed change nothing; the feed is closed and the person told (R-IPC-06)', async () => {
    const account = () =>
      desk.page.evaluate(() =>
        window.edgewright.ask('askEngine', { command: 'history', payload: { list: 'orders', count: 10 } }),
      );
    const before = await account();
    const written = await desk.page.evaluate(async () => {
      const port = await new Promise<MessagePort>((arrived) => {
        window.addEventListener('message', (event) => event.ports[0] && arrived(event.ports[0]), {
          once: true,
        });
        void window.edgewright.ask('requestFeed', {});
      });
      const order = {
        type: 'ask',
        command: 'placeOrder',
        payload: { instrument: 'sandbox:BTC/USDT:USDT', side: 'buy', sizeBase: '1', type: 'market' },
      };
      let sent = 0;
      for (; sent < 10_000; sent += 1) port.postMessage(order);
      return sent;
    });
    await expect(desk.page.getByText(/wrote to its feed/).first()).toBeVisible();
    expect(await account()).toEqual(before);
    measured('R-IPC-06', `${written} messages written to the feed, the account as before`);
    await desk.page.evaluate(() => window.edgewright.ask('requestFeed', {}));
    await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  });
});

test('the whole start of the workstation breaks no rule of its own policy (R-SH-04)', async () => {
  const desk = await launchWorkstation();
  await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  await desk.page.waitForTimeout(2000);
  expect(
    desk.output().filter((line) => /Content Security Policy|TrustedHTML|TrustedScript|Refused to/.test(line)),
  ).toEqual([]);
  await desk.quit();
});
