import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkShape } from '../../engine/contract/check-shape.ts';
import { type HostChannel, hostChannels, KEY_ENTRY_CHANNELS } from '../contract/host-channels.ts';
import { createRouter, limitsOf, parseReply, type Sender } from './ipc-router.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const channels = Object.keys(hostChannels) as HostChannel[];
const windows = new Set([7]);
const keyEntry = { windows: new Set([9]), origin: 'app://key-entry' };
const rules = { windows, keyEntry };
const isForEntry = (channel: HostChannel) => (KEY_ENTRY_CHANNELS as readonly string[]).includes(channel);
const page = { url: 'app://desk/index.html', origin: 'app://desk', isMainFrame: true };
const trusted: Sender = { windowId: 7, frame: page };
const entryPage: Sender = {
  windowId: 9,
  frame: { url: 'app://key-entry/', origin: 'app://key-entry', isMainFrame: true },
};
/** The page a channel is for. */
const rightful = (channel: HostChannel): Sender => (isForEntry(channel) ? entryPage : trusted);

/** A request each channel accepts. */
const valid: { readonly [Channel in HostChannel]: unknown } = {
  askEngine: { command: 'snapshot', payload: {} },
  requestFeed: {},
  loadLayout: { workspace: 'sandbox' },
  saveLayout: { workspace: 'sandbox', layout: { grid: { root: [] } } },
  resetLayout: { workspace: 'risk' },
  loadDrawings: { instrument: 'sandbox:BTC/USDT' },
  saveDrawings: { instrument: 'sandbox:BTC/USDT', drawings: [{ kind: 'horizontal', price: 64_000 }] },
  readSettings: {},
  writeSettings: { theme: 'light' },
  exportReport: { formats: ['csv'], jobId: 'job-1' },
  openRecording: {},
  chooseImport: {},
  chooseDelays: {},
  exportDays: {
    days: [{ instrument: 'sandbox:BTC/USDT', day: '2024-08-09' }],
    format: 'csv',
    isPacked: true,
    jobId: 'job-2',
  },
  exportDiagnostics: {},
  accounts: {},
  addKey: {},
  replaceKey: { id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b' },
  removeKey: { id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b' },
  checkKey: { id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b' },
  lockKeys: {},
  openAccount: { id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b' },
  leaveAccount: {},
  reviewAccount: { id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b' },
  armAccount: {
    id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b',
    typedName: 'Main',
    hours: 4,
    overridesRecord: false,
  },
  disarmAccount: {},
  testDeadMan: { id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b' },
  confirmOrder: { key: 'wish-1' },
  safetyWish: { wish: { kind: 'set-limit', limit: 'leverage', value: 3 } },
  keyEntry: { kind: 'typing' },
  about: {},
  copyText: { text: 'order 17' },
  openLink: { link: 'licence' },
};

const strangers: readonly (readonly [string, Sender])[] = [
  ['without a frame', { windowId: 7, frame: undefined }],
  ['from a frame inside the page', { windowId: 7, frame: { ...page, isMainFrame: false } }],
  ['from a window nobody registered', { windowId: 8, frame: page }],
  ['with an empty URL', { windowId: 7, frame: { ...page, url: '' } }],
  ['from about:blank with our origin', { windowId: 7, frame: { ...page, url: 'about:blank' } }],
  ['from a file', { windowId: 7, frame: { ...page, url: 'file:///app/index.html', origin: 'file://' } }],
  [
    'from the web',
    { windowId: 7, frame: { ...page, url: 'https://desk/index.html', origin: 'https://desk' } },
  ],
  [
    'from another host of the scheme',
    { windowId: 7, frame: { ...page, url: 'app://desk.evil/', origin: 'app://desk.evil' } },
  ],
  [
    'from the host in capitals',
    { windowId: 7, frame: { ...page, url: 'app://DESK/', origin: 'app://DESK' } },
  ],
  [
    'from our host with a port',
    { windowId: 7, frame: { ...page, url: 'app://desk:81/', origin: 'app://desk:81' } },
  ],
  ['with a user in the URL', { windowId: 7, frame: { ...page, url: 'app://me@desk/' } }],
  ['from an opaque origin', { windowId: 7, frame: { ...page, origin: 'null' } }],
];

describe('the router between pages and the host', () => {
  it('has one closed table of at most 40 channels (R-IPC-01)', () => {
    const route = createRouter(rules);
    measured('R-IPC-01', `${channels.length} channels in the table`);
    expect(channels.length).toBeLessThanOrEqual(40);
    for (const name of ['__proto__', 'toString', 'constructor', '', 'askengine', 7, null, undefined, {}]) {
      expect(route(trusted, name, {}, 0)).toMatchObject({ kind: 'refusal', code: 'malformed' });
    }
  });

  it.each(channels)('lets the trusted page ask %s', (channel) => {
    expect(createRouter(rules)(rightful(channel), channel, valid[channel], 0)).toMatchObject({
      kind: 'effect',
      channel,
      windowId: rightful(channel).windowId,
    });
  });

  it.each(strangers)('refuses a sender %s on every channel (R-IPC-02)', (_name, sender) => {
    const route = createRouter(rules);
    for (const channel of channels) {
      expect(route(sender, channel, valid[channel], 0)).toMatchObject({
        kind: 'refusal',
        code: 'refused-sender',
      });
    }
    measured(
      'R-IPC-02',
      `${strangers.length} kinds of strangers on ${channels.length} channels, all refused`,
    );
  });

  it('keeps the windows of keys and of the desk apart: none may use a channel of the other (R-IPC-02)', () => {
    const route = createRouter(rules);
    const wrong = (channel: HostChannel) => (isForEntry(channel) ? trusted : entryPage);
    for (const channel of channels) {
      for (const sender of [wrong(channel), { ...rightful(channel), windowId: wrong(channel).windowId }]) {
        expect(route(sender, channel, valid[channel], 0)).toMatchObject({ code: 'refused-sender' });
      }
    }
    expect(createRouter({ windows })(entryPage, 'keyEntry', valid.keyEntry, 0).kind).toBe('refusal');
  });

  it.each(channels)('refuses an unknown field on %s (R-IPC-01)', (channel) => {
    const request = { ...(valid[channel] as object), extra: 1 };
    expect(createRouter(rules)(rightful(channel), channel, request, 0)).toMatchObject({
      kind: 'refusal',
      code: 'malformed',
    });
  });

  it.each(channels)('refuses too many bytes, levels and items on %s before parsing (R-IPC-04)', (channel) => {
    const route = createRouter(rules);
    const { bytes, depth, items } = limitsOf(channel);
    const deep = Array.from({ length: depth + 1 }).reduce<unknown>((inner) => [inner], 1);
    const tooMuch = ['x'.repeat(bytes + 1), deep, Array.from({ length: items + 1 }, () => 1)];
    for (const payload of tooMuch) {
      expect(route(rightful(channel), channel, payload, 0)).toMatchObject({
        kind: 'refusal',
        code: 'too-large',
      });
    }
    measured('R-IPC-04', `${tooMuch.length} ways to be too much on ${channels.length} channels, all refused`);
  });

  it('lets a channel be asked 100 times at once and then 50 times a second (R-IPC-04)', () => {
    const route = createRouter(rules);
    const allowed = (count: number, nowMs: number) =>
      Array.from({ length: count }, () => route(trusted, 'about', {}, nowMs)).filter(
        ({ kind }) => kind === 'effect',
      ).length;
    expect(allowed(120, 0)).toBe(100);
    expect(route(trusted, 'about', {}, 0)).toMatchObject({ kind: 'refusal', code: 'too-often' });
    expect(allowed(120, 1000)).toBe(50);
  });

  it('counts each engine command by itself, and unknown ones together', () => {
    const route = createRouter(rules);
    const ask = (command: string) => route(trusted, 'askEngine', { command, payload: {} }, 0);
    for (let call = 0; call < 100; call += 1) ask('seen');
    expect(ask('seen').kind).toBe('refusal');
    expect(ask('bars').kind).toBe('effect');
    for (let call = 0; call < 100; call += 1) ask(`invented-${call}`);
    expect(ask('invented-100')).toMatchObject({ kind: 'refusal', code: 'too-often' });
  });

  it('lets a trader stop however often a page has asked, but not without the schema (R-IPC-04)', () => {
    const route = createRouter(rules);
    const stop = (extra: object) =>
      route(trusted, 'askEngine', { command: 'setTradingState', payload: { state: 'halted' }, ...extra }, 0);
    for (let call = 0; call < 1000; call += 1) expect(stop({}).kind).toBe('effect');
    expect(stop({ extra: 1 })).toMatchObject({ kind: 'refusal', code: 'malformed' });
  });

  it('names only what was changed in a change of settings', () => {
    expect(createRouter(rules)(trusted, 'writeSettings', { theme: 'light' }, 0)).toMatchObject({
      request: { theme: 'light' },
    });
    const routed = createRouter(rules)(trusted, 'writeSettings', { theme: 'light' }, 0);
    expect(routed.kind === 'effect' && Object.keys(routed.request as object)).toEqual(['theme']);
  });

  it('answers to the development server instead, when one serves the page', () => {
    const origin = 'http://localhost:5173';
    const route = createRouter({ windows, origin });
    expect(
      route({ windowId: 7, frame: { url: `${origin}/`, origin, isMainFrame: true } }, 'about', {}, 0).kind,
    ).toBe('effect');
    expect(route(trusted, 'about', {}, 0).kind).toBe('refusal');
  });

  it('checks replies: an unknown field is a fault', () => {
    expect(parseReply('loadLayout', { layout: null }).ok).toBe(true);
    expect(parseReply('loadLayout', { layout: null, path: 'secret' }).ok).toBe(false);
  });
});

describe('the router under fuzz (R-IPC-03)', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withSparseArray: true,
    withObjectString: true,
    maxDepth: 3,
    maxKeys: 5,
  });
  const channel = fc.constantFrom(...channels);
  const parts = fc.array(fc.tuple(channel, anything), { minLength: 100, maxLength: 100 });
  const outcomes = new Set(['effect', 'refusal']);

  it('answers 50,000 arbitrary messages and lets none through but what the schema allows', () => {
    let messages = 0;
    fc.assert(
      fc.property(parts, (batch) => {
        const route = createRouter(rules);
        for (const [name, payload] of batch) {
          messages += 1;
          const routed = route(rightful(name), name, payload, messages * 1000);
          expect(outcomes.has(routed.kind)).toBe(true);
          const mayPass = routed.kind === 'refusal' || checkShape(hostChannels[name].request, payload).ok;
          expect(mayPass).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    measured('R-IPC-03', `${messages} arbitrary messages, none let through against its schema`);
    expect(messages).toBe(50_000);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  }, 120_000);

  it('answers 50,000 almost valid messages: one field of a valid request replaced by anything', () => {
    const route = createRouter(rules);
    const mutated = fc.array(fc.tuple(channel, fc.string({ maxLength: 12 }), anything, fc.boolean()), {
      minLength: 100,
      maxLength: 100,
    });
    let messages = 0;
    let effects = 0;
    fc.assert(
      fc.property(mutated, (batch) => {
        for (const [name, newField, value, isNew] of batch) {
          messages += 1;
          const request = valid[name] as Record<string, unknown>;
          const field = isNew ? newField : (Object.keys(request)[messages % 2] ?? newField);
          const routed = route(rightful(name), name, { ...request, [field]: value }, messages * 1000);
          if (routed.kind !== 'effect') continue;
          effects += 1;
          expect(
            Object.keys(routed.request as object).every((key) => key in request || name === 'writeSettings'),
          ).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    measured('R-IPC-03', `${messages} almost valid messages, ${effects} still valid`);
    expect(messages).toBe(50_000);
    expect(effects).toBeLessThan(messages / 2);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 120_000);
});
