import { describe, expect, it } from 'vitest';
import type { Settings } from '../contract/host-channels.ts';
import type { DrawingKeeper } from '../settings/drawings.ts';
import type { LayoutKeeper } from '../settings/layouts.ts';
import type { SettingsKeeper } from '../settings/settings.ts';
import { createChannelHandlers, type HandlerParts } from './channel-handlers.ts';
import { textsOf } from './dialog-texts/texts-of.ts';
import { createHostDesk } from './host-desk.ts';
import { createRouter, type Sender } from './ipc-router.ts';

const sender: Sender = {
  windowId: 7,
  frame: { url: 'app://desk/index.html', origin: 'app://desk', isMainFrame: true },
};

/** The whole host behind the router, with parts that record what they were asked. */
function desk(changes: Partial<HandlerParts> = {}) {
  const done: unknown[] = [];
  const log: string[] = [];
  const settings = { current: { theme: 'dark' } as Settings, notice: null } as SettingsKeeper;
  const layouts = {
    notice: null,
    layoutOf: () => ({ grid: 1 }),
    save: (...args: unknown[]) => done.push(args),
  } as unknown as LayoutKeeper;
  const drawings = {
    notice: null,
    drawingsOf: () => [{ kind: 'note' }],
    save: (...args: unknown[]) => done.push(args),
  } as unknown as DrawingKeeper;
  const line = {
    command: (...args: unknown[]) => {
      done.push(args);
      return Promise.resolve({ ok: true, reply: {} });
    },
    question: (question: unknown) => {
      done.push(question);
      return Promise.resolve({ ok: true, files: [], sessionId: 's9' });
    },
  } as unknown as HandlerParts['line'];
  const asked = (what: string) => (id?: string) => {
    done.push([what, id]);
    return Promise.resolve({ outcome: 'done', detail: '' } as const);
  };
  const handlers = createChannelHandlers({
    line,
    settings,
    layouts,
    drawings,
    accounts: {
      list: () =>
        Promise.resolve({ accounts: [], store: { kind: 'ready', backend: 'kwallet6', unreadable: 0 } }),
      remove: asked('remove'),
      check: asked('check'),
      lock: asked('lock'),
    },
    openAccount: { open: asked('open'), leave: asked('leave') },
    arming: { arm: asked('arm') as never, review: asked('review') as never },
    deadMan: { test: asked('test') },
    largeOrders: { confirm: asked('confirm') },
    safety: {
      wish: (wish, typedWord) => asked(`wish ${wish.kind} ${typedWord}`)(),
      flatten: () => asked('flatten')(),
    },
    keyEntry: {
      open: (account) => done.push(['key entry', account?.id]) > 0,
      ask: (request) => Promise.resolve({ pasted: (done.push(request), '') }),
    },
    texts: () => textsOf('en'),
    requestFeed: (windowId) => done.push(['feed', windowId]),
    dialogs: {
      chooseFile: () => Promise.resolve(undefined),
      chooseFolder: () => Promise.resolve(undefined),
      chooseRecording: () => Promise.resolve(['/a/b.csv']),
      chooseImport: () => Promise.resolve([]),
      chooseDelays: () => Promise.resolve([]),
      chooseDataFolder: () => Promise.resolve(undefined),
    },
    exportDiagnostics: () => Promise.resolve({ outcome: 'canceled' }),
    about: () => ({
      version: '1',
      electron: '45',
      chromium: '152',
      node: '24',
      runtimeNotice: null,
      licences: [],
    }),
    copyText: (text) => done.push(['copy', text]),
    openLink: (link) => Promise.resolve(void done.push(['link', link])),
    ...changes,
  });
  const answer = createHostDesk({
    route: createRouter({ windows: new Set([7]) }),
    handlers,
    nowMs: () => 0,
    log: (text) => log.push(text),
  });
  return {
    answer: (channel: string, payload: unknown, from = sender) => answer(from, channel, payload),
    done,
    log,
  };
}

describe('the host answering a page', () => {
  it('passes a checked command on with the window it came from', async () => {
    const { answer, done } = desk();
    expect(await answer('askEngine', { command: 'cancelOrder', payload: { orderId: 'o1' } })).toEqual({
      ok: true,
      reply: { ok: true, reply: {} },
    });
    expect(done).toEqual([[7, 'cancelOrder', { orderId: 'o1' }]]);
  });

  it.each([
    ['unknown-command', { command: 'sendMoney', payload: {} }],
    ['malformed-request', { command: 'cancelOrder', payload: { orderId: 'o1', extra: 1 } }],
  ])('answers %s as the engine would, and the engine hears nothing', async (code, payload) => {
    const { answer, done } = desk();
    expect(await answer('askEngine', payload)).toMatchObject({
      ok: true,
      reply: { ok: false, failure: { code } },
    });
    expect(done).toEqual([]);
  });

  it('carries out feed, clipboard, link and layout', async () => {
    const { answer, done } = desk();
    await answer('requestFeed', {});
    await answer('copyText', { text: 'a' });
    await answer('openLink', { link: 'licence' });
    await answer('saveLayout', { workspace: 'risk', layout: { grid: [] } });
    expect(done).toEqual([
      ['feed', 7],
      ['copy', 'a'],
      ['link', 'licence'],
      ['risk', { grid: [] }],
    ]);
    expect(await answer('loadDrawings', { instrument: 'a' })).toEqual({
      ok: true,
      reply: { drawings: [{ kind: 'note' }] },
    });
    await answer('saveDrawings', { instrument: 'a', drawings: [] });
    expect(done).toContainEqual(['a', []]);
    expect(await answer('loadLayout', { workspace: 'risk' })).toEqual({
      ok: true,
      reply: { layout: { grid: 1 } },
    });
  });

  it('opens a recording by paths only the host knows', async () => {
    const { answer, done } = desk();
    expect(await answer('openRecording', {})).toEqual({
      ok: true,
      reply: { outcome: 'opened', sessionId: 's9' },
    });
    expect(done).toEqual([{ kind: 'open-recording', paths: ['/a/b.csv'] }]);
  });

  it('does nothing for a stranger', async () => {
    const { answer, done } = desk();
    const stranger = { windowId: 8, frame: sender.frame };
    expect(await answer('copyText', { text: 'a' }, stranger)).toMatchObject({
      ok: false,
      failure: { code: 'refused-sender', reference: 'H1' },
    });
    expect(done).toEqual([]);
  });

  it('tells a page neither stack nor path of what went wrong, and logs it under the reference (R-IPC-07)', async () => {
    const { answer, log } = desk({
      copyText: () => {
        throw new Error('EACCES /home/somebody/.config/secret');
      },
    });
    const answered = await answer('copyText', { text: 'a' });
    expect(answered).toEqual({
      ok: false,
      failure: { code: 'failed', detail: 'the host could not do that', reference: 'H1' },
    });
    expect(log[0]).toContain('H1 failed: copyText: Error: EACCES /home/somebody/.config/secret');
  });

  it('keeps back a reply that has not the promised shape (R-IPC-01)', async () => {
    const { answer } = desk({ about: () => ({ version: '1', home: '/home/somebody' }) as never });
    expect(await answer('about', {})).toEqual({
      ok: false,
      failure: { code: 'failed', detail: 'the host could not answer', reference: 'H1' },
    });
  });
});
