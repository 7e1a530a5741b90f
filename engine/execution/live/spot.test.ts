import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { INSTRUMENT, limitAt } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

const SPOT: Instrument = { ...INSTRUMENT, kind: 'spot', maxLeverage: 1 };

/** Ten lots bought, their stop at 90 on its way. */
function bought(instrument: Instrument = SPOT, fee: { feeDecimal?: string; feeAsset?: string } = {}) {
  const told = new ToldVenue(
    { amendsInPlace: false, stopsLockBalance: true },
    { instruments: [instrument] },
  ).begin();
  const entryId = told.enter();
  const entry = told.placed();
  told.accept(entry);
  told.trades = [{ ...told.tradeOf(entry, 10), ...fee }];
  told.positions = [{ instrument: instrument.id, signedLots: 10 }];
  told.report({ kind: 'stream-trade', trade: told.trades[0] as never });
  return { told, entry, entryId };
}

/** The same with the stop standing. */
function guarded() {
  const { told, ...rest } = bought();
  told.accept(told.stop());
  told.answerQuestions();
  expect(told.all('stop-confirmed')).toHaveLength(1);
  return { told, ...rest, stop: told.stop() };
}

const exit = (more: Partial<OrderIntent> = {}): OrderIntent => ({
  runId: 'run',
  instrument: SPOT.id,
  role: 'exit',
  side: 'sell',
  lots: lots(10),
  kind: { type: 'market' },
  reduceOnly: true,
  reason: 'a test',
  ...more,
});

const exits = (told: ToldVenue) =>
  told.requests('place').filter(({ order, side }) => side === 'sell' && order.type === 'market');
const stops = (told: ToldVenue) => told.requests('place').filter(({ order }) => order.type === 'stop-market');

/** The venue takes back what it was last asked to. */
function takeBack(told: ToldVenue): void {
  const request = told.requests('cancel').at(-1);
  if (!request) throw new Error('nothing was to be taken back');
  told.open = told.open.filter(({ orderId }) => orderId !== request.orderId);
  told.answer(request, { kind: 'done' });
}

describe('an exit on spot, where its stop has set aside what it would sell', () => {
  it('R-OR-10: waits until the stop is gone and leaves in that very moment', () => {
    const { stop, told } = guarded();
    const id = told.submit(exit());
    expect([told.order(id).status, exits(told)]).toEqual(['intent', []]);
    expect(told.requests('cancel')).toMatchObject([{ orderId: stop.orderId }]);
    told.passAnswering(2000);
    expect(exits(told)).toEqual([]);
    takeBack(told);
    expect(exits(told)).toMatchObject([{ orderId: id, lots: 10 }]);
    told.accept(exits(told)[0] as never);
    told.open = [];
    told.fill(exits(told)[0] as never, 10);
    told.passAnswering(10_000);
    expect(stops(told)).toHaveLength(1);
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('R-PR-03: is followed by another stop at once when the venue refuses it', () => {
    const { told } = guarded();
    told.submit(exit());
    takeBack(told);
    told.answer(exits(told)[0] as never, { kind: 'refused', class: 'not-done', venueCode: '-2010' });
    expect(stops(told)).toHaveLength(2);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 90 } });
  });

  it('R-PR-03: is followed by another stop when nobody knows what became of it', () => {
    const { told } = guarded();
    told.submit(exit());
    takeBack(told);
    told.answer(exits(told)[0] as never, { kind: 'no-answer', because: 'reset' });
    expect(stops(told)).toHaveLength(2);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 90 } });
    expect(exits(told)).toHaveLength(1);
  });

  it('R-PR-08: leaves a stop for the rest with it when it takes a part', () => {
    const { told } = guarded();
    told.submit(exit({ lots: lots(4) }));
    takeBack(told);
    expect(exits(told)).toMatchObject([{ lots: 4 }]);
    expect(told.stop()).toMatchObject({ lots: 6, order: { trigger: 90 } });
    told.accept(told.stop());
    told.accept(exits(told)[0] as never);
    told.fill(exits(told)[0] as never, 4);
    told.answerQuestions();
    told.passAnswering(6000);
    expect(stops(told)).toHaveLength(2);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(90);
  });

  it('R-PR-08: has the whole covered again when the part does not leave', () => {
    const { told } = guarded();
    told.submit(exit({ lots: lots(4) }));
    takeBack(told);
    told.accept(told.stop());
    told.answerQuestions();
    told.answer(exits(told)[0] as never, { kind: 'refused', class: 'not-done', venueCode: '-2010' });
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 10 });
  });

  it('is not sent when the stop was set off while it was being taken back', () => {
    const { stop, told } = guarded();
    const id = told.submit(exit());
    told.open = [];
    told.fill(stop, 10, 90);
    told.passAnswering(5000);
    expect(exits(told)).toEqual([]);
    expect(told.order(id).status).toBe('denied');
  });

  it('is cut to what a stop that was set off has left', () => {
    const { stop, told } = guarded();
    const id = told.submit(exit());
    told.fill(stop, 3, 90);
    takeBack(told);
    expect(told.order(id).status).toBe('denied');
    expect(exits(told)).toMatchObject([{ lots: 7 }]);
  });

  it('R-PR-09: leaves the stop where it is while the venue does not take it back', () => {
    const { told } = guarded();
    told.submit(exit());
    told.answer(told.requests('cancel')[0] as never, {
      kind: 'refused',
      class: 'not-done',
      venueCode: 'busy',
    });
    told.passAnswering(5000);
    expect(exits(told)).toEqual([]);
    expect(told.open).toHaveLength(2);
  });

  it('R-OR-08: is withdrawn by a restart, and the stop stands again', () => {
    const { told } = guarded();
    const id = told.submit(exit());
    takeBack(told);
    // It never got as far as the venue.
    const again = told.restart();
    again.open = [];
    again.begin();
    again.passAnswering(2000);
    expect(again.order(id).status).not.toBe('intent');
    expect(stops(again).at(-1)).toMatchObject({ lots: 10 });
  });

  it('two of them take no more than is held', () => {
    const { told } = guarded();
    told.submit(exit({ lots: lots(6) }));
    told.submit(exit({ lots: lots(6) }));
    takeBack(told);
    expect(exits(told).map(({ lots: size }) => size)).toEqual([6, 4]);
  });

  it('R-OR-10: is refused with its numbers where it would rest', () => {
    const { told } = guarded();
    told.submit(exit({ kind: limitAt(120), lots: lots(5) }));
    expect(told.all('order-denied').at(-1)).toMatchObject({
      code: 'coins-set-aside',
      measured: { lots: 5, setAsideLots: 10 },
    });
    expect(told.requests('cancel')).toEqual([]);
  });
});

describe('a stop on spot', () => {
  it('R-PR-07: stays where it is as more is filled, with another beside it, and only the third grows', () => {
    const told = new ToldVenue({ amendsInPlace: false }, { instruments: [SPOT] }).begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    for (const size of [4, 2, 2]) {
      told.fill(entry, size);
      told.accept(told.stop());
      told.answerQuestions();
    }
    expect(stops(told).map(({ lots: size }) => size)).toEqual([4, 2, 2]);
    expect([told.requests('cancel'), told.all('stop-confirmed').length]).toEqual([[], 3]);
    const newest = told.stop();
    told.fill(entry, 2);
    // Both could not stand: it goes first, while the others stay.
    expect(told.requests('cancel')).toMatchObject([{ orderId: newest.orderId }]);
    expect(stops(told)).toHaveLength(3);
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 4, order: { trigger: 90 } });
  });

  it('R-PR-08: stands for the lots of its own, and an exit takes back as many as it needs', () => {
    const told = new ToldVenue({ amendsInPlace: false }, { instruments: [SPOT] }).begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    for (const size of [4, 6]) {
      told.fill(entry, size);
      told.accept(told.stop());
      told.answerQuestions();
    }
    const [oldest] = stops(told);
    told.submit(exit({ lots: lots(4) }));
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([oldest?.orderId]);
    takeBack(told);
    expect(exits(told)).toMatchObject([{ lots: 4 }]);
    expect(stops(told)).toHaveLength(2);
  });

  it('R-PR-07: moves by going and standing anew', () => {
    const { entryId, told } = guarded();
    told.do((venue) => venue.moveStop(entryId, ticks(95), told.time));
    expect(stops(told)).toHaveLength(1);
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 95 } });
    told.accept(told.stop());
    told.answerQuestions();
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
  });

  it('R-PR-03: that is not confirmed in time is taken back for the exit that closes the position', () => {
    const { told } = bought();
    told.answer(told.stop(), { kind: 'done', venueOrderId: `v-${told.stop().orderId}` });
    told.passAnswering(5000);
    // The venue does not show it; it is asked for until it is known to be gone.
    told.passAnswering(12_000);
    expect(exits(told)).toMatchObject([{ lots: 10 }]);
  });

  it('R-PR-08: is not asked for where so little is held that nobody could sell it', () => {
    const told = new ToldVenue(
      { amendsInPlace: false },
      { instruments: [{ ...SPOT, minNotional: moneyFromDecimal('500') }] },
    ).begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.fill(entry, 5);
    told.passAnswering(8000);
    // Five lots at 90 are worth 450.
    expect([stops(told), exits(told)]).toEqual([[], []]);
    told.fill(entry, 5);
    expect(told.stop()).toMatchObject({ lots: 10 });
  });
});

describe('what is worth less than the smallest order of a spot venue', () => {
  it('R-OR-13: is not asked to be sold, and its stop stays behind the whole', () => {
    const told = new ToldVenue(
      { amendsInPlace: false },
      { instruments: [{ ...SPOT, minNotional: moneyFromDecimal('500') }] },
    ).begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.fill(entry, 10);
    told.submit(exit({ lots: lots(5) }));
    expect(told.all('order-denied').at(-1)).toMatchObject({ code: 'below-min-notional' });
    expect([told.requests('cancel'), exits(told)]).toEqual([[], []]);
  });
});

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

describe('an entry on spot', () => {
  it('spends no more than the venue says is free, with what was bought and sold since, and asks anew', () => {
    const { told } = guarded();
    const free = (amount: string) =>
      told.report({
        kind: 'reply',
        requestId: told.requests('ask-balances').at(-1)?.requestId ?? 0,
        answer: {
          kind: 'balances',
          balances: [{ asset: 'USDT', totalDecimal: '2000', freeDecimal: amount }],
        },
      });
    told.pass(61_000);
    free('1500');
    // Ten at a mid of 100 cost 1000.
    const first = told.enter({ runId: 'manual', kind: limitAt(100) });
    expect(told.order(first).status).toBe('sending');
    told.passAnswering(2000);
    const asked = told.requests('ask-balances').length;
    const second = told.enter({ runId: 'manual', kind: limitAt(100) });
    expect(told.all('order-denied').at(-1)).toMatchObject({
      orderId: second,
      code: 'balance-too-small',
      measured: { costQuote: 1000, freeQuote: 500 },
    });
    expect(told.requests('ask-balances')).toHaveLength(asked + 1);
    told.submit(exit());
    takeBack(told);
    const [sale] = exits(told);
    told.accept(sale as never);
    told.fill(sale as never, 10, 100);
    told.pass(1100);
    const third = told.enter({ runId: 'manual', kind: limitAt(100) });
    expect(told.order(third).status).toBe('sending');
  });

  it('R-OR-10: sells nothing short, and nothing that is held: that is an exit', () => {
    const { told } = guarded();
    told.passAnswering(2000);
    told.enter({ side: 'sell', protectiveStop: ticks(110) });
    expect(told.all('order-denied').at(-1)).toMatchObject({ code: 'no-short-on-spot' });
  });
});
