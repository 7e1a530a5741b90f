import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Money } from '../../domain/units/money.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { exit, SPOT } from './fixtures/told-spot.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** The coin fees are taken in, traded in lots of 0.01. */
const COIN: Instrument = { ...SPOT, id: 'told:BNB/USDT' as Instrument['id'], base: 'BNB', lotSize: '0.01' };

/** An account on spot that trades both, and so many lots of somebody else's coin, which a person has looked at. */
function opened(ofOthers = 0) {
  const told = new ToldVenue({ amendsInPlace: false, cashFlows: 'told' }, { instruments: [SPOT, COIN] });
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
