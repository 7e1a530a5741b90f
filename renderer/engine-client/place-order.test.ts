// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { HostBridge } from '../../electron/contract/host-bridge.ts';
import { useNotices } from '../host-client/notices.ts';
import { placeOrder, tellOrder } from './place-order.ts';

const order = {
  instrument: 'bybit:BTC/USDT:USDT',
  side: 'buy',
  sizeBase: '0.5',
  type: 'market',
  protectiveStopPrice: '63000',
} as const;
const large = { code: 'order-needs-confirmation', detail: 'worth 32000.00' } as const;

/** A host whose engine answers orders with `answer`, and whose dialog ends with `outcome`. */
function hostWith(answer: object, outcome: object = { outcome: 'done', detail: '' }) {
  const asked: (readonly [
    string,
    { readonly key?: string; readonly payload?: { readonly key?: string } },
  ])[] = [];
  const bridge = {
    ask: (channel: string, request: object) => {
      asked.push([channel, request]);
      return Promise.resolve({ ok: true, reply: channel === 'askEngine' ? answer : outcome });
    },
  } as unknown as HostBridge;
  Object.defineProperty(window, 'edgewright', { configurable: true, value: bridge });
  return asked;
}
const notices = () => useNotices.getState().notices.map(({ text }) => text);

beforeEach(() => useNotices.setState({ notices: [] }));

describe('an order by hand', () => {
  it('is a new wish each time', async () => {
    const became = { status: 'sending', sizeBase: 0.5 };
    const asked = hostWith({ ok: true, reply: became });
    const placed = { ok: true, became };
    expect([await placeOrder(order), await placeOrder(order)]).toEqual([placed, placed]);
    const keys = asked.map(([, { payload }]) => payload?.key);
    expect([keys.length, new Set(keys).size, typeof keys[0]]).toEqual([2, 2, 'string']);
  });

  it('R-OR-07: that is too large is confirmed by the host under the key it was refused under', async () => {
    const asked = hostWith({ ok: false, failure: large });
    expect(await placeOrder(order)).toEqual({ ok: true, became: { status: 'confirmed' } });
    expect(asked.map(([channel]) => channel)).toEqual(['askEngine', 'confirmOrder']);
    expect(asked[1]?.[1]).toEqual({ key: asked[0]?.[1].payload?.key });
  });

  it('did not leave when the dialog was canceled, and nothing is said of it', async () => {
    hostWith({ ok: false, failure: large }, { outcome: 'canceled', detail: '' });
    expect(await tellOrder(order)).toBe(false);
    expect(notices()).toEqual(['This order is larger than usual. Confirm it in the dialog of the system.']);
  });

  it('that is refused says why', async () => {
    hostWith({ ok: false, failure: { code: 'invalid-order', detail: 'no such price' } });
    expect(await tellOrder(order)).toBe(false);
    expect(notices()).toEqual(['no such price']);
    hostWith({ ok: false, failure: large }, { outcome: 'refused', detail: 'no order waits' });
    expect(await placeOrder(order)).toEqual({ ok: false, detail: 'no order waits' });
  });
});
