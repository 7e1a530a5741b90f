import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Money } from '../../domain/units/money.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { exit, exits, SPOT, takeBack } from './fixtures/told-spot.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** The coin fees are taken in, traded in lots of 0.01. */
const COIN: Instrument = { ...SPOT, id: 'told:BNB/USDT' as Instrument['id'], base: 'BNB', lotSize: '0.01' };

/** An account on spot that trades both, and so many lots of somebody else's coin, which a person has looked at. */
function opened(ofOthers = 0, traits: Partial<VenueTraits> = {}) {
  const told = new ToldVenue(
    { amendsInPlace: false, cashFlows: 'told', ...traits },
    { instruments: [SPOT, COIN] },
  );
  holds(told, { [COIN.id]: ofOthers });
  told.begin();
  told.passAnswering(30_000);
  if (ofOthers > 0) told.do((venue) => venue.release(COIN.id, 'they are for fees', told.time));
  return told;
}

const holds = (told: ToldVenue, held: Readonly<Record<string, number>>): void => {
  told.positions = Object.entries(held).map(([instrument, signedLots]) => ({ instrument, signedLots }));
};

/** A wish to buy twenty lots of the coin, by another run. */
const coins = () =>
  exit({
    runId: 'other',
    instrument: COIN.id,
    role: 'entry',
    side: 'buy',
    reduceOnly: false,
    lots: lots(20),
    protectiveStop: ticks(90),
  });

/** Buys ten lots whose fee the venue takes in the coin, and asks for positions once more. */
function buy(told: ToldVenue, feeDecimal: string, held: Readonly<Record<string, number>>): Money {
  told.enter();
  const request = told.placed(({ instrument, side }) => instrument === SPOT.id && side === 'buy');
  told.accept(request);
  const trade = { ...told.tradeOf(request, 10), feeDecimal, feeAsset: 'BNB' };
  told.trades = [...told.trades, trade];
  holds(told, held);
  told.report({ kind: 'stream-trade', trade });
  told.accept(told.stop());
  told.passAnswering(40_000);
  return told.all('order-filled').find(({ fill }) => fill.orderId === request.orderId)?.fill.fee as Money;
}

describe('a fee taken in a third coin that is traded, too', () => {
  it('R-OR-09: is paid from somebody else’s coins first, and freezes nothing', () => {
    const told = opened(100);
    // 0.025 is two lots and a half: the venue shows 97 whole ones.
    buy(told, '0.025', { [SPOT.id]: 10, [COIN.id]: 97 });
    expect(told.venue.conditions().frozen).toEqual([]);
    expect(told.venue.snapshot().external).toEqual([[COIN.id, 97]]);
    expect(told.all('order-filled')).toHaveLength(1);
  });

  it('R-NU-03: is paid from coins a run holds, which gets what the fee counts as', () => {
    const told = opened();
    told.submit(coins());
    const bought = told.placed(({ instrument }) => instrument === COIN.id);
    told.accept(bought);
    told.fill(bought, 20);
    told.accept(told.placed(({ instrument, side }) => instrument === COIN.id && side === 'sell'));
    told.passAnswering(5000);
    const fee = buy(told, '0.02', { [SPOT.id]: 10, [COIN.id]: 18 });
    const sale = told.all('order-filled').find(({ fill }) => fill.orderId.startsWith('fee-'))?.fill;
    // Two lots at the price at which they are worth the fee, and no fee of their own.
    expect(sale).toMatchObject({ runId: 'other', instrument: COIN.id, side: 'sell', lots: 2, fee: 0n });
    const paid = 2n * BigInt(sale?.ticks ?? 0) * COIN.moneyPerTickLot;
    expect(fee - paid).toBeLessThan(2n * COIN.moneyPerTickLot);
    expect(told.venue.snapshot().wallet?.feesElsewhere).toBe(fee - paid);
    expect(told.venue.conditions().frozen).toEqual([]);
    expect(told.venue.conditions().phase).toBe('ready');
    // What protects the rest is as large as the rest.
    const stops = told
      .requests('place')
      .filter(({ instrument, order }) => instrument === COIN.id && order.type === 'stop-market');
    expect(stops.length).toBeGreaterThan(0);
  });

  it('R-OR-04: is paid from coins that were bought before it and are told of after it', () => {
    const told = opened();
    told.submit(coins());
    const bought = told.placed(({ instrument }) => instrument === COIN.id);
    told.accept(bought);
    // Twenty lots and a fee of one and a half in them: the venue shows eighteen before the twenty are told of.
    buy(told, '0.015', { [SPOT.id]: 10, [COIN.id]: 18 });
    expect(told.venue.snapshot().owedForFees).toEqual([[COIN.id, 2]]);
    const trade = told.tradeOf(bought, 20);
    told.trades = [...told.trades, trade];
    told.report({ kind: 'stream-trade', trade });
    expect(told.venue.snapshot().owedForFees).toBeUndefined();
    const sales = told.all('order-filled').filter(({ fill }) => fill.orderId.startsWith('fee-'));
    expect(sales.map(({ fill }) => [fill.instrument, fill.lots])).toEqual([[COIN.id, 2]]);
  });

  it('is as it was where nobody holds the coin', () => {
    const told = opened();
    buy(told, '0.025', { [SPOT.id]: 10 });
    expect(told.all('order-filled')).toHaveLength(1);
    expect(told.venue.conditions().frozen).toEqual([]);
  });
});

/** Twenty coins behind a stop at a venue that changes stops in place, of which a fee takes two; it has not changed it yet. */
function shortened() {
  const told = opened(0, { amendsInPlace: true, movesSpotStops: 'amend' });
  told.submit(coins());
  const bought = told.placed(({ instrument }) => instrument === COIN.id);
  told.accept(bought);
  told.fill(bought, 20);
  const stop = told.stop();
  told.accept(stop);
  told.passAnswering(5000);
  // Nobody answers what is asked of the stop meanwhile, and the venue shows it as it was.
  buy(told, '0.02', { [SPOT.id]: 10, [COIN.id]: 18 });
  const changes = () => told.requests('amend').filter(({ orderId }) => orderId === stop.orderId);
  return { changes, stop, told };
}

/** So many lots are to leave: the stop that is too large is taken back first, and then they do. */
function leftAfterItsStop(size: number) {
  const { stop, told } = shortened();
  told.submit(exit({ runId: 'other', instrument: COIN.id, lots: lots(size) }));
  for (let waits = 0; waits < 50 && told.requests('cancel').length === 0; waits += 1) told.passAnswering(200);
  expect(told.requests('cancel')).toMatchObject([{ orderId: stop.orderId }]);
  expect(exits(told)).toEqual([]);
  takeBack(told);
  told.passAnswering(1000);
  expect(exits(told)).toMatchObject([{ instrument: COIN.id, lots: size }]);
  return { told };
}

describe('a stop behind coins that a fee was paid from', () => {
  it('R-PR-07: stands for the rest, however long nobody answers that it was made smaller', () => {
    const { changes, stop, told } = shortened();
    expect(changes().length).toBeGreaterThan(1);
    expect(new Set(changes().map(({ lots: size }) => size))).toEqual(new Set([18]));
    expect(told.requests('cancel')).toEqual([]);
    expect(told.order(stop.orderId)).toMatchObject({ lots: 20 });
    expect(told.venue.knownStop('other', COIN.id)).toBe(90);
  });

  it('R-PR-07: stands for the rest when the venue refuses again and again, and is smaller once it does not', () => {
    const { changes, stop, told } = shortened();
    for (let refusals = 0; refusals < 4; refusals += 1) {
      const last = changes().at(-1);
      if (told.order(stop.orderId).status === 'amending')
        told.answer(last as never, { kind: 'refused', class: 'not-done', venueCode: 'busy' });
      told.passAnswering(6000);
    }
    expect([told.requests('cancel'), exits(told)]).toEqual([[], []]);
    told.open = told.open.map((each) =>
      each.orderId === stop.orderId ? { ...each, lots: lots(18), venueTime: told.time } : each,
    );
    told.answer(changes().at(-1) as never, { kind: 'done' });
    told.passAnswering(20_000);
    expect(told.order(stop.orderId)).toMatchObject({ lots: 18, status: 'working' });
    const asked = changes().length;
    told.passAnswering(20_000);
    expect([changes().length, told.requests('cancel')]).toEqual([asked, []]);
  });

  it('R-PR-08: goes when what is left is to leave', () => {
    const { told } = leftAfterItsStop(18);
    expect(told.stop()).toMatchObject({ instrument: SPOT.id });
  });

  it('R-PR-08: goes when a part of what is left is to leave and it is not made smaller', () => {
    const { told } = leftAfterItsStop(4);
    expect(told.stop()).toMatchObject({ instrument: COIN.id, lots: 14 });
  });
});
