import { describe, expect, it } from 'vitest';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { limited } from './gates/limited.fixture.ts';
import { openOrder } from './gates/situation.fixture.ts';
import { reviewChange } from './review-change.ts';

const limitAt = (at: number) =>
  ({ type: 'limit', limit: ticks(at), timeInForce: 'gtc', postOnly: false }) as const;

/** A resting buy of 0.9 AAA at 100.0 with its stop at 99.5. */
const resting = openOrder({ lots: lots(90), kind: limitAt(1000), protectiveStop: ticks(995), edgeBps: 5 });
const situation = { ...limited, openOrders: [resting] };

describe('R-OR-07: a change of an order', () => {
  it('passes where the order it becomes would, itself out of the way', () => {
    expect(reviewChange(resting, { limit: ticks(999), lots: lots(95) }, situation)).toEqual({ ok: true });
    expect(reviewChange(resting, {}, situation)).toEqual({ ok: true });
  });

  it.each([
    ['risk-per-trade', { limit: ticks(1040), lots: lots(400) }],
    ['price-outside-band', { limit: ticks(1060) }],
    ['stop-on-wrong-side', { limit: ticks(990) }],
    ['symbol-notional-above-limit', { lots: lots(410) }],
    ['below-min-size', { lots: lots(4) }],
  ] as const)('is refused with %s', (code, change) => {
    const wide = openOrder({ ...resting, protectiveStop: ticks(code === 'risk-per-trade' ? 900 : 995) });
    expect(reviewChange(wide, change, { ...situation, openOrders: [wide] })).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('needs a person’s confirmation where it makes an order large, by hand where the money is real', () => {
    const { standing } = situation;
    const limits = { ...standing.limits, confirmShare: 0.001 };
    const real = { ...situation, standing: { ...standing, limits, confirmsByHand: true } };
    const small = openOrder({ ...resting, runId: 'manual', lots: lots(5) });
    const refusal = { code: 'order-needs-confirmation' };
    expect(reviewChange(small, { lots: lots(90) }, real)).toMatchObject({ refusal });
    const confirmed = { ...resting, runId: 'manual', isConfirmed: true };
    expect(reviewChange(confirmed, { limit: ticks(999) }, real)).toEqual({ ok: true });
    expect(reviewChange(confirmed, { lots: lots(91) }, real)).toMatchObject({ refusal });
  });

  it('is judged by what is left of it', () => {
    const half = { ...resting, filledLots: lots(45) };
    expect(reviewChange(half, { lots: lots(48) }, situation)).toMatchObject({
      intent: { lots: 3, edgeBps: 5, protectiveStop: 995, reason: 'a test' },
      refusal: { code: 'below-min-size', measured: { lots: 3 } },
    });
    expect(reviewChange(half, { lots: lots(10) }, situation)).toMatchObject({
      refusal: { code: 'size-is-zero' },
    });
  });

  it('moves a trigger, and leaves out what the order has not', () => {
    const stop = openOrder({
      role: 'exit',
      side: 'sell',
      reduceOnly: true,
      lots: lots(50),
      kind: { type: 'stop-market', trigger: ticks(950) },
    });
    const { protectiveStop: _none, ...bare } = stop;
    const held = { ...situation, runLots: 50, netLots: 50, openOrders: [bare] };
    expect(reviewChange(bare, { trigger: ticks(960), limit: ticks(1) }, held)).toEqual({ ok: true });
    expect(reviewChange(bare, { trigger: ticks(960) }, { ...held, runLots: 0 })).toMatchObject({
      ok: false,
      intent: { kind: { trigger: 960 } },
      refusal: { code: 'reduce-only-without-position' },
    });
    expect(reviewChange(resting, { trigger: ticks(5) }, situation)).toEqual({ ok: true });
  });

  it('does not count the other leg of the same order, and counts every other one', () => {
    const other = (oco?: string) =>
      openOrder({ id: 'o-2', lots: lots(310), ...(oco === undefined ? {} : { oco }) });
    const beside = (order: typeof resting) => ({ ...situation, openOrders: [resting, order] });
    expect(reviewChange(resting, { lots: lots(91) }, beside(other('o-1')))).toEqual({ ok: true });
    expect(reviewChange(resting, { lots: lots(91) }, beside(other()))).toMatchObject({
      refusal: { code: 'symbol-notional-above-limit' },
    });
  });
});
