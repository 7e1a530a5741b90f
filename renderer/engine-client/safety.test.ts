// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { HostBridge } from '../../electron/contract/host-bridge.ts';
import { useNotices } from '../host-client/notices.ts';
import { changeSafety, tellSafety, tellWish } from './safety.ts';

const looser = { ok: false, failure: { code: 'needs-confirmation', detail: 'it allows more' } } as const;

/** A host whose engine answers with `answer`, and whose dialog ends with `outcome`. */
function hostWith(answer: object, outcome: object = { outcome: 'done', detail: '' }) {
  const asked: (readonly [string, unknown])[] = [];
  const bridge = {
    ask: (channel: string, request: unknown) => {
      asked.push([channel, request]);
      return Promise.resolve({ ok: true, reply: channel === 'askEngine' ? answer : outcome });
    },
  } as unknown as HostBridge;
  Object.defineProperty(window, 'edgewright', { configurable: true, value: bridge });
  return asked;
}
const notices = () => useNotices.getState().notices.map(({ text }) => text);
const limit = { limit: 'leverage', value: 3 } as const;

beforeEach(() => useNotices.setState({ notices: [] }));

describe('a change of limits, packs or rules', () => {
  it('that makes things stricter is done without a question', async () => {
    const asked = hostWith({ ok: true, reply: { fromMs: 0 } });
    expect(await changeSafety('setLimit', limit)).toBeUndefined();
    expect(asked.map(([channel]) => channel)).toEqual(['askEngine']);
  });

  it('R-OR-06: that the engine takes for looser goes to the host, which asks the person', async () => {
    const asked = hostWith(looser);
    expect(await changeSafety('setLimit', limit)).toBeUndefined();
    await changeSafety('setRulePacks', { packs: [] });
    expect(asked.filter(([channel]) => channel === 'safetyWish').map(([, request]) => request)).toEqual([
      { wish: { kind: 'set-limit', limit: 'leverage', value: 3 }, typedWord: '' },
      { wish: { kind: 'set-packs', packs: [] }, typedWord: '' },
    ]);
  });

  it('says what stood in the way, and nothing where the person let it be', async () => {
    hostWith(looser, { outcome: 'refused', detail: 'disarm first' });
    expect(await changeSafety('setLimit', limit)).toBe('disarm first');
    hostWith(looser, { outcome: 'canceled', detail: '' });
    await tellSafety('setLimit', limit);
    expect(notices()).toEqual([]);
    hostWith({ ok: false, failure: { code: 'invalid-parameter', detail: 'too much' } });
    await tellSafety('setLimit', limit);
    expect(notices()).toEqual(['too much']);
  });
});

describe('a wish to the host', () => {
  it('tells whether it was done, and why not', async () => {
    hostWith({}, { outcome: 'done', detail: '' });
    expect(await tellWish({ kind: 'flatten' })).toBe(true);
    hostWith({}, { outcome: 'canceled', detail: '' });
    expect(await tellWish({ kind: 'flatten' })).toBe(false);
    hostWith({}, { outcome: 'failed', detail: 'the engine does not answer' });
    expect(await tellWish({ kind: 'flatten' })).toBe(false);
    expect(notices()).toEqual(['the engine does not answer']);
  });
});
