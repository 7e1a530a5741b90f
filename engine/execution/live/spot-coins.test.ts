import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { bought, exit, exits, SPOT, takeBack } from './fixtures/told-spot.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

describe('a fee that is taken in the coin', () => {
  const FINE: Instrument = { ...SPOT, lotSize: '0.1' };

  it('R-PR-08: leaves a stop for what can be sold', () => {
    // Ten lots of 0.1 less 0.05: half a lot is missing, so nine can be sold.
    const { told } = bought(FINE, { feeDecimal: '0.05', feeAsset: 'BTC' });
    expect(told.stop()).toMatchObject({ lots: 9 });
    const [fill, sale] = told.all('order-filled').map((each) => each.fill);
    expect(fill).toMatchObject({ side: 'buy', lots: 10, fee: 0n });
    // What was paid in money stays what the trade cost: the lot that is sold for the fee brings what the fee costs.
    const price = 100n * FINE.moneyPerTickLot;
    expect(sale).toMatchObject({ side: 'sell', lots: 1, ticks: 100, fee: price });
  });

  it('R-OR-04: is paid from the rest of a lot that was sold before, and the venue holds as much', () => {
    const { entry, told } = bought(FINE, { feeDecimal: '0.05', feeAsset: 'BTC' });
    told.accept(told.stop());
    told.answerQuestions();
    const again = told.enter();
    expect(told.order(again).status).not.toBe('filled');
    told.passAnswering(2000);
    const second = told.submit({
      ...exit(),
      role: 'entry',
      side: 'buy',
      reduceOnly: false,
      lots: lots(10),
      protectiveStop: ticks(90),
    });
    const request = told.placed(({ orderId }) => orderId === second);
    told.accept(request);
    const trade = { ...told.tradeOf(request, 10), feeDecimal: '0.05', feeAsset: 'BTC' };
    told.trades.push(trade);
    told.report({ kind: 'stream-trade', trade });
    expect(told.all('order-filled')).toHaveLength(3);
    // 2.0 bought less 0.1 of fees: nineteen lots.
    told.positions = [{ instrument: FINE.id, signedLots: 19 }];
    told.passAnswering(40_000);
    expect(told.all('symbol-frozen')).toEqual([]);
    expect(entry.lots).toBe(10);
  });
});

describe('coins that were there before', () => {
  it('count as somebody else’s once a person has looked, after a restart before the venue was asked, too', () => {
    const told = new ToldVenue({ amendsInPlace: false }, { instruments: [SPOT] });
    told.positions = [{ instrument: SPOT.id, signedLots: 50 }];
    told.begin();
    told.passAnswering(30_000);
    expect(told.venue.conditions().frozen).toEqual([SPOT.id]);
    told.restart();
    told.do((venue) => venue.begin(told.time));
    told.do((venue) => venue.release(SPOT.id, 'they were there before', told.time));
    told.report({ kind: 'stream-status', status: 'up', detail: '' });
    told.passAnswering(30_000);
    expect(told.venue.conditions()).toMatchObject({ phase: 'ready', frozen: [] });
    expect(told.all('external-seen').at(-1)).toMatchObject({ signedLots: 50 });
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.fill(entry, 10);
    told.submit(exit({ lots: lots(60) }));
    expect(told.all('order-submitted').at(-1)?.order).toMatchObject({ role: 'exit', lots: 10 });
  });
});

describe('an exit beside coins of somebody else', () => {
  /** Ten lots of ours with their stop, and fifty of somebody else's. */
  function amongOthers() {
    const told = new ToldVenue({ amendsInPlace: false }, { instruments: [SPOT] });
    told.positions = [{ instrument: SPOT.id, signedLots: 50 }];
    told.begin();
    told.passAnswering(30_000);
    told.do((venue) => venue.release(SPOT.id, 'they were there before', told.time));
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.fill(entry, 10);
    told.accept(told.stop());
    told.answerQuestions();
    return { told, stop: told.stop() };
  }

  it('R-OR-10: waits until the venue has said what the stop had sold, which it would sell again', () => {
    const { stop, told } = amongOthers();
    told.submit(exit());
    takeBack(told);
    expect(exits(told)).toEqual([]);
    const sold = told.tradeOf(stop, 4, 89);
    told.trades = [...told.trades, sold];
    told.open = [...told.open, told.shown(stop, { state: 'canceled', filledLots: lots(4) })];
    told.passAnswering(2000);
    expect(exits(told)).toMatchObject([{ lots: 6 }]);
  });

  it('R-OR-10: waits for a stop nobody knows of, which may have sold', () => {
    const { told } = amongOthers();
    told.submit(exit());
    told.answer(told.requests('cancel')[0] as never, { kind: 'no-answer', because: 'reset' });
    told.pass(6000);
    expect(exits(told)).toEqual([]);
  });

  it('R-PR-03: leaves after ten seconds where the venue says nothing', () => {
    const { told } = amongOthers();
    told.submit(exit());
    takeBack(told);
    told.pass(9000);
    expect(exits(told)).toEqual([]);
    told.pass(1500);
    expect(exits(told)).toMatchObject([{ lots: 10 }]);
  });
});
