import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HostChannel, hostChannels } from '../contract/host-channels.ts';
import type { HostQuestion } from '../../engine/contract/host-control.ts';
import { createChannelHandlers, type HandlerParts } from './channel-handlers.ts';
import { textsOf } from './dialog-texts/texts-of.ts';
import type { ChannelHandlers } from './host-desk.ts';
import { createHostDesk } from './host-desk.ts';
import { createRouter, type Sender } from './ipc-router.ts';
import { SafetyDesk } from './safety-desk.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const MESSAGES = 100_000;
const BATCH = 1000;
/** The longest one message may keep the host, in ms, with room for a machine that does other things beside. */
const LONGEST_MS = 50;

const channels = Object.keys(hostChannels) as HostChannel[];
const page: Sender = {
  windowId: 7,
  frame: { url: 'app://desk/index.html', origin: 'app://desk', isMainFrame: true },
};
/** What a person must be asked about, or what no workstation page may do. */
const PRIVILEGED: readonly HostChannel[] = [
  'keyEntry',
  'openAccount',
  'armAccount',
  'testDeadMan',
  'confirmOrder',
  'safetyWish',
  'removeKey',
  'replaceKey',
  'checkKey',
];

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withSparseArray: true,
  withObjectString: true,
  maxDepth: 2,
  maxKeys: 4,
});
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<unknown>(...channels) },
  { weight: 1, arbitrary: anything },
);

// As many messages as are wanted, a batch at a time, the same in every run.
function* messages(): Generator<readonly [unknown, unknown]> {
  for (let seed = 0; seed < MESSAGES / BATCH; seed += 1)
    yield* fc.sample(fc.tuple(name, anything), { numRuns: BATCH, seed });
}

/** A host with one window, a second between messages. */
function answererOf(handlers: ChannelHandlers) {
  let nowMs = 0;
  return createHostDesk({
    route: createRouter({ windows: new Set([7]) }),
    handlers,
    nowMs: () => (nowMs += 1000),
    log: () => undefined,
  });
}

describe('the whole host under messages nobody sends', () => {
  it(`R-IPC-03: answers ${MESSAGES} messages with 0 privileged effects, 0 faults and 0 changes of prototypes`, async () => {
    const effects: string[] = [];
    const handlers = Object.fromEntries(
      channels.map((channel) => [channel, () => effects.push(channel) && {}]),
    ) as unknown as ChannelHandlers;
    const answer = answererOf(handlers);
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    const slow: number[] = [];
    let answered = 0;
    try {
      for (const [channel, payload] of messages()) {
        const startedAt = performance.now();
        const reply = (await answer(page, channel, payload)) as { ok: unknown };
        if (performance.now() - startedAt > LONGEST_MS) slow.push(answered);
        expect(typeof reply.ok).toBe('boolean');
        answered += 1;
      }
    } finally {
      process.off('unhandledRejection', note);
    }
    const privileged = effects.filter((channel) => PRIVILEGED.includes(channel as HostChannel));
    measured('R-IPC-03', `${answered} messages, ${privileged.length} effects, ${rejections.length} faults`);
    expect(answered).toBe(MESSAGES);
    expect(privileged).toEqual([]);
    expect(rejections).toEqual([]);
    // A pause of the whole machine may catch one message; what a message itself costs would catch many.
    expect(slow.length).toBeLessThanOrEqual(5);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.getOwnPropertyNames(Array.prototype)).toHaveLength(arrayNames);
  }, 180_000);

  it('R-IPC-07: tells a page a code, a fixed sentence and a number, whatever went wrong inside', async () => {
    const secret = 'EACCES /home/person/keys/canary.json at https://api.example/?signature=abc';
    const handlers = Object.fromEntries(
      channels.map((channel, index) => [
        channel,
        () => {
          if (index % 2 === 0) throw new Error(secret);
          return Promise.reject(new Error(secret, { cause: { stack: secret } }));
        },
      ]),
    ) as unknown as ChannelHandlers;
    const answer = createHostDesk({
      route: createRouter({
        windows: new Set([7]),
        keyEntry: { windows: new Set([9]), origin: 'app://key-entry' },
      }),
      handlers,
      nowMs: () => 0,
      log: () => undefined,
    });
    const replies: string[] = [];
    for (const channel of [
      'accounts',
      'addKey',
      'lockKeys',
      'disarmAccount',
      'readSettings',
      'about',
    ] as const) {
      const reply = await answer(page, channel, {});
      replies.push(JSON.stringify(reply));
      expect(reply).toEqual({
        ok: false,
        failure: {
          code: 'failed',
          detail: 'the host could not do that',
          reference: expect.stringMatching(/^H\d+$/) as string,
        },
      });
    }
    const telling = replies.filter((reply) => reply.includes('EACCES') || reply.includes('canary'));
    measured('R-IPC-07', `${replies.length} channels that fail, ${telling.length} tell why`);
  });
});

describe('a page that wants to loosen what keeps the account safe', () => {
  it('R-IPC-09: says it a thousand times in every way there is, and has 0 effects', async () => {
    const toEngine: string[] = [];
    const line = {
      command: (_windowId: number, command: string) => {
        toEngine.push(`command ${command}`);
        return Promise.resolve({ ok: false, failure: { code: 'needs-confirmation', detail: '' } });
      },
      question: (question: HostQuestion) => {
        toEngine.push(question.kind);
        const changes = [{ kind: 'limit', limit: 'leverage', from: 2, to: 3 }] as const;
        return Promise.resolve({ ok: true, files: [], safety: { accountName: null, changes } } as const);
      },
    };
    // The person lets every dialog be.
    const safety = new SafetyDesk({
      ask: line.question,
      question: (_question, otherwise) => Promise.resolve(otherwise),
      nowMs: () => 0,
      texts: () => textsOf('en'),
    });
    const handlers = createChannelHandlers({ line, safety } as unknown as HandlerParts);
    const answer = answererOf(handlers);
    const command = (name: string, payload: object) => ['askEngine', { command: name, payload }] as const;
    const wish = (of: object, typedWord?: string) => ['safetyWish', { wish: of, typedWord }] as const;
    const messages = [
      command('setTradingState', { state: 'active' }),
      command('flatten', {}),
      command('endPause', { of: { kind: 'account' } }),
      command('releaseInstrument', { instrument: 'bybit:BTC/USDT:USDT' }),
      command('confirm-safety', { wish: { kind: 'set-limit', limit: 'leverage', value: 3 } }),
      wish({ kind: 'set-limit', limit: 'leverage', value: 3 }),
      wish({ kind: 'set-packs', packs: [] }),
      wish({ kind: 'end-pause', of: { kind: 'account' } }),
      wish({ kind: 'set-trading-state', state: 'active' }, 'RELEASE'),
      wish({ kind: 'set-trading-state', state: 'active', isConfirmed: true }),
      wish({ kind: 'flatten' }),
    ];
    let asked = 0;
    for (; asked < 1000 * messages.length; asked += 1) {
      const [channel, payload] = messages[asked % messages.length] ?? ['about', {}];
      await answer(page, channel, payload);
    }
    const effects = toEngine.filter((kind) => kind !== 'review-safety');
    measured('R-IPC-09', `${asked} messages of a page, ${effects.length} effects`);
    expect([...new Set(toEngine)]).toEqual(['review-safety']);
  });
});

const arrayNames = Object.getOwnPropertyNames(Array.prototype).length;
