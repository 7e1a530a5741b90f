import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { lots } from '../../domain/units/lots.ts';
import { ToldLive } from '../live/told-live.fixture.ts';
import { answerAboutLargeOrder } from '../vault/answer-about-large-order.ts';
import { WIDE } from './risk.fixture.ts';

// Equity is 1,000,000 USDT, and the first entries after arming leave at a quarter of their size: 2 of 8 lots.
const limits = { ...WIDE, confirmShare: 0.000_05 };
const LIMIT_QUOTE = 50;

/** An armed live session in which what is worth more than 50 USDT has to be confirmed. */
function armed(): ToldLive {
  const told = new ToldLive(undefined, { policy: { ...DEFAULT_POLICY, limits } }).begin();
  told.tell({ kind: 'arm', forMs: 3_600_000, warmUpEntries: 10 });
  return told;
}

const entries = (told: ToldLive) => told.placed().filter(({ reduceOnly }) => !reduceOnly);
const stationOf = (told: ToldLive) => ({
  session: told.session,
  command: (command: Parameters<ToldLive['tell']>[0]) => told.tell(command),
});

describe('a large order by hand at a real venue', () => {
  it('R-OR-07: is refused with its numbers and leaves once a person has confirmed it, as it was', () => {
    const told = armed();
    told.enter({ key: 'wish-1' });
    expect(entries(told)).toEqual([]);
    const refusal = told.all('intent-refused').at(-1)?.refusal;
    expect(refusal).toMatchObject({
      code: 'order-needs-confirmation',
      measured: { limitQuote: LIMIT_QUOTE },
    });
    expect(refusal?.measured['notionalQuote']).toBeGreaterThan(LIMIT_QUOTE);
    told.tell({ kind: 'confirm-order', key: 'wish-1' });
    expect(entries(told)).toMatchObject([{ lots: 2, side: 'buy', order: { type: 'market' } }]);
    expect(told.all('order-submitted')[0]?.order).toMatchObject({ isConfirmed: true, key: 'wish-1' });
  });

  it('is confirmed once, and never under the key of another', () => {
    const told = armed();
    told.enter({ key: 'wish-1' });
    told.tell({ kind: 'confirm-order', key: 'wish-2' });
    expect(entries(told)).toEqual([]);
    told.tell({ kind: 'confirm-order', key: 'wish-1' });
    told.pass(3000);
    told.tell({ kind: 'confirm-order', key: 'wish-1' });
    expect(entries(told)).toHaveLength(1);
    // The key is taken: the same wish again is no new one.
    told.enter({ key: 'wish-1' });
    told.tell({ kind: 'confirm-order', key: 'wish-1' });
    expect(entries(told)).toHaveLength(1);
  });

  it('waits a minute for its confirmation, and not over a restart', () => {
    const told = armed();
    told.enter({ key: 'late' });
    told.pass(60_001, 20_000);
    told.tell({ kind: 'confirm-order', key: 'late' });
    expect(entries(told)).toEqual([]);
    told.enter({ key: 'again' });
    const next = told.next({ policy: { ...DEFAULT_POLICY, limits } }).begin();
    next.arm();
    next.tell({ kind: 'confirm-order', key: 'again' });
    expect(entries(next)).toEqual([]);
    expect(next.all('notice').at(-1)?.text).toBe('no order waits to be confirmed any more');
  });

  it('leaves in the size that was confirmed: what the warm-up made of it is not halved again', () => {
    const told = armed();
    told.enter({ key: 'first', lots: lots(40) });
    expect(told.kernel.largeOrder('first')?.intent.lots).toBe(10);
    told.tell({ kind: 'confirm-order', key: 'first' });
    expect(entries(told).at(-1)?.lots).toBe(10);
  });

  it('is refused whatever a strategy says of it', () => {
    const told = armed();
    told.enter({ runId: 'run-1', key: 'wish-1', isConfirmed: true });
    expect(told.all('intent-refused').at(-1)?.refusal.code).toBe('order-needs-confirmation');
    told.tell({ kind: 'confirm-order', key: 'wish-1' });
    expect(entries(told)).toEqual([]);
  });

  it('is shown to the host in words, which lets it leave', () => {
    const told = armed();
    told.enter({ key: 'wish-1' });
    const station = stationOf(told);
    expect(answerAboutLargeOrder(station, { kind: 'review-order', key: 'wish-1' })).toMatchObject({
      ok: true,
      order: { side: 'buy', type: 'market', limitPrice: null, limitQuote: LIMIT_QUOTE, currency: 'USDT' },
    });
    expect(answerAboutLargeOrder(station, { kind: 'review-order', key: 'other' })).toMatchObject({
      ok: false,
    });
    told.tell({ kind: 'set-trading-state', state: 'halted', because: 'kill' });
    expect(answerAboutLargeOrder(station, { kind: 'confirm-order', key: 'wish-1' })).toMatchObject({
      ok: false,
    });
    expect(entries(told)).toEqual([]);
  });
});
