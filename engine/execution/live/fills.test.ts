import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import { INSTRUMENT, limitAt } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';
import { measured } from '../../test/reliability/measured.ts';

const filledOf = (told: ToldVenue) => told.all('order-filled').map(({ fill }) => fill.lots);

/** A resting entry and a venue that is ready. */
function resting() {
  const told = new ToldVenue().begin();
  const id = told.enter({ kind: limitAt(95) });
  const request = told.placed();
  return { told, id, request };
}

describe('fills of a real venue', () => {
  it('R-OR-04: are counted once, in any order, from the stream, from questions, before and after a restart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('stream', 'question', 'restart')), {
          minLength: 5,
          maxLength: 30,
        }),
        (story) => {
          const { told, id, request } = resting();
          told.accept(request);
          const trades = [3, 1, 2, 1, 3].map((size) => told.tradeOf(request, size));
          told.positions = [{ instrument: INSTRUMENT.id, signedLots: 10 }];
          const tell = (trade: VenueTrade) => told.report({ kind: 'stream-trade', trade });
          for (const [which, how] of story) {
            const trade = trades[which] as VenueTrade;
            if (how === 'stream') tell(trade);
            if (how === 'question') {
              told.trades = [...told.trades, trade];
              told.passAnswering(1000, 500);
            }
            if (how === 'restart') told.restart().begin();
          }
          for (const trade of trades.toReversed()) tell(trade);
          const ids = told.all('order-filled').map(({ fill }) => fill.fillId);
          expect(new Set(ids).size).toBe(ids.length);
          expect(filledOf(told).reduce((sum, each) => sum + each, 0)).toBe(10);
          expect(told.order(id)).toMatchObject({ status: 'filled', filledLots: 10 });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('R-OR-04: of another instrument with the same trade id are other fills', () => {
    const { told, request } = resting();
    told.accept(request);
    const trade = told.tradeOf(request, 2);
    told.report({ kind: 'stream-trade', trade });
    told.report({ kind: 'stream-trade', trade: { ...trade, instrument: 'test:ETH/USDT:USDT' } });
    expect(filledOf(told)).toEqual([2]);
  });

  it('R-OR-08: overtake the answer: the order works and is filled, and the answer changes nothing', () => {
    const { told, id, request } = resting();
    told.fill(request, 4);
    expect(told.order(id)).toMatchObject({ status: 'working', filledLots: 4 });
    told.accept(request);
    expect(told.order(id)).toMatchObject({ status: 'working', filledLots: 4 });
    expect(told.all('order-anomaly')).toEqual([]);
  });

  it('R-OR-08: come after the order was taken back: they are real, late, and protected', () => {
    const { told, id, request } = resting();
    told.accept(request);
    told.do((venue) => venue.cancel(id, 'a test', told.time));
    told.answer(told.requests('cancel').at(-1) as never, { kind: 'done' });
    told.open = [];
    expect(told.order(id).status).toBe('canceled');
    told.fill(request, 4);
    expect(told.order(id)).toMatchObject({ status: 'canceled', filledLots: 4 });
    expect(told.all('order-filled').at(-1)).toMatchObject({ isLate: true });
    expect(told.stop()).toMatchObject({ lots: 4, side: 'sell' });
    told.fill(request, 6);
    expect(told.order(id).status).toBe('filled');
  });

  it('R-OR-08: are there though the cancel is refused because nothing is left', () => {
    const { told, id, request } = resting();
    told.accept(request);
    told.do((venue) => venue.cancel(id, 'a test', told.time));
    told.trades = [told.tradeOf(request, 10)];
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 10 }];
    told.open = [told.shown(request, { state: 'filled', filledLots: lots(10) })];
    told.answer(told.requests('cancel').at(-1) as never, {
      kind: 'refused',
      class: 'unknown',
      venueCode: '110001',
    });
    expect(told.order(id).status).toBe('canceling');
    told.passAnswering(3000);
    expect(told.order(id)).toMatchObject({ status: 'filled', filledLots: 10 });
  });

  it('R-OR-08: older news than the newest are left out, also when they are told twice', () => {
    const { told, id, request } = resting();
    const shown = told.accept(request);
    told.pass(10);
    told.report({ kind: 'stream-order', order: { ...shown, state: 'canceled', venueTime: told.time } });
    told.open = [];
    expect(told.order(id).status).toBe('canceled');
    const before = told.outcomes.length;
    told.report({ kind: 'stream-order', order: shown });
    told.report({ kind: 'stream-order', order: shown });
    measured('R-OR-08', `old news told twice: ${told.outcomes.length - before} outcomes`);
    expect(told.order(id).status).toBe('canceled');
    expect(told.all('order-reopened')).toEqual([]);
  });

  it('R-OR-08: an order shown open again, twice and asked for, works again', () => {
    const { told, id, request } = resting();
    const shown = told.accept(request);
    told.report({ kind: 'stream-order', order: { ...shown, state: 'canceled' } });
    expect(told.order(id).status).toBe('canceled');
    told.open = [{ ...shown, venueTime: told.time }];
    told.passAnswering(12_000);
    expect(told.order(id).status).toBe('working');
    expect(told.all('order-reopened')).toHaveLength(1);
    expect(told.all('order-anomaly')).toHaveLength(1);
  });

  it('are booked with the fee of the venue: its own number, or in the base currency at the price of the trade', () => {
    const { told, request } = resting();
    told.accept(request);
    const trade = told.tradeOf(request, 2, 100);
    told.report({ kind: 'stream-trade', trade: { ...trade, feeDecimal: '0.123456785' } });
    // 0.001 BTC at 100 USDT.
    told.report({
      kind: 'stream-trade',
      trade: { ...told.tradeOf(request, 2, 100), feeDecimal: '0.001', feeAsset: 'BTC' },
    });
    // In a third currency there is no rate: 5.5 bps of 200 USDT as stated for a taker.
    told.report({
      kind: 'stream-trade',
      trade: { ...told.tradeOf(request, 2, 100), feeDecimal: '0.0003', feeAsset: 'BNB' },
    });
    // Half-even at 10^-8: 0.123456785 becomes 0.12345678.
    expect(told.all('order-filled').map(({ fill }) => fill.fee)).toEqual([
      12_345_678n,
      10_000_000n,
      11_000_000n,
    ]);
    expect(told.all('notice').some(({ text }) => text.includes('BNB'))).toBe(true);
  });

  it('of an entry that was taken back may still come: nobody enters against it until the venue has said', () => {
    const against = { runId: 'other', side: 'sell', protectiveStop: ticks(110) } as const;
    const { told, id, request } = resting();
    told.accept(request);
    told.pass(2000);
    told.do((venue) => venue.cancel(id, 'a test', told.time));
    const cancel = told.requests('cancel').at(-1);
    if (!cancel) throw new Error('no cancel was asked for');
    told.open = [];
    // It names the order and says nothing of fills, as some venues do: it is asked for at once.
    told.answer(cancel, { kind: 'done' });
    expect(told.order(told.enter(against)).status).toBe('denied');
    expect(told.all('order-denied').at(-1)?.code).toBe('opposite-position');
    told.pass(10);
    const question = told.requests('ask-order').at(-1);
    if (!question) throw new Error('nobody asked');
    told.answer(question, { kind: 'order', order: told.shown(request, { state: 'canceled' }) });
    expect(told.order(told.enter(against)).status).toBe('sending');
  });
});
