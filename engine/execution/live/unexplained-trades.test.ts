import { describe, expect, it } from 'vitest';
import { ticks } from '../../domain/units/ticks.ts';
import { lots } from '../../domain/units/lots.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { MARKET_EXIT } from './fixtures/market-exit.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** The stop of the position closes so many lots at the venue. */
const stopTrade = (told: ToldVenue, size: number): VenueTrade => ({
  tradeId: 'position-stop',
  venueOrderId: 'v-position-stop',
  instrument: INSTRUMENT.id,
  side: 'sell',
  lots: lots(size),
  ticks: ticks(90),
  feeDecimal: '0.5',
  feeAsset: 'USDT',
  liquidity: 'taker',
  venueTime: told.time,
});

/** Refuses every question that is open, as a venue does that wants to be left alone. */
function refuseQuestions(told: ToldVenue, retryAfterMs: number): void {
  const asked = told.all('venue-request').map(({ request }) => request);
  for (const request of asked)
    if (request.kind.startsWith('ask-'))
      told.answer(request, { kind: 'refused', class: 'limited', venueCode: '429', retryAfterMs });
}

describe('a trade of nobody we know', () => {
  it('R-OR-04: waits for the trades before it, however long the venue turns questions away', () => {
    const told = new ToldVenue({ attachesStops: true, stopsFollowPosition: true }).begin();
    told.enter();
    told.accept(told.placed());
    told.fill(told.placed(), 10);
    told.open = [];
    told.pass(1100);
    told.enter({ runId: 'other', lots: lots(5) });
    const second = told.placed();
    // Nobody tells of the second entry: it is filled, and then the stop of the position closes both.
    told.trades = [...told.trades, told.tradeOf(second, 5)];
    const closing = stopTrade(told, 15);
    told.trades = [...told.trades, closing];
    told.positions = [];
    told.pass(100);
    told.report({ kind: 'stream-trade', trade: closing });
    for (let ms = 0; ms < 60_000; ms += 500) {
      told.pass(500);
      refuseQuestions(told, 5000);
    }
    expect(told.all('order-filled').map(({ fill }) => fill.lots)).toEqual([10]);
    expect(told.all('symbol-frozen')).toEqual([]);
    told.passAnswering(10_000);
    const booked = told.all('order-filled').map(({ fill }) => [fill.runId, fill.side, fill.lots]);
    expect(booked).toEqual([
      ['run', 'buy', 10],
      ['other', 'buy', 5],
      ['run', 'sell', 10],
      ['other', 'sell', 5],
    ]);
    expect(told.all('symbol-frozen')).toEqual([]);
  });

  it('R-OR-09: counts as somebody else’s once all trades were read and none explains it', () => {
    const told = new ToldVenue().begin();
    const closing = stopTrade(told, 3);
    told.trades = [closing];
    told.report({ kind: 'stream-trade', trade: closing });
    told.passAnswering(1900);
    expect(told.all('symbol-frozen')).toEqual([]);
    told.passAnswering(500);
    expect(told.all('symbol-frozen')).toHaveLength(1);
  });

  it('is asked for every three seconds while trades are not answered', () => {
    const told = new ToldVenue().begin();
    told.report({ kind: 'stream-trade', trade: stopTrade(told, 3) });
    const before = told.requests('ask-trades').length;
    for (let ms = 0; ms < 20_000; ms += 500) told.pass(500);
    // Held for 2 s; asked then, and at 5, 8, 11, 14, 17 and 20 s.
    expect(told.requests('ask-trades').length - before).toBe(7);
  });
});

describe('a trade of an exit that takes more than its run is known to hold', () => {
  /** A run has left by the stop of the position; its exit arrives after another run has entered, of which nobody tells. */
  function lateExit() {
    const told = new ToldVenue({ attachesStops: true, stopsFollowPosition: true }).begin();
    told.enter();
    told.accept(told.placed());
    told.open = [];
    told.fill(told.placed(), 10);
    told.pass(1100);
    told.enter({ runId: 'other', lots: lots(15) });
    const entry = told.placed();
    told.submit(MARKET_EXIT);
    const exit = told.placed(({ reduceOnly }) => reduceOnly);
    const closing = stopTrade(told, 10);
    const entered = told.tradeOf(entry, 15);
    told.trades = [...told.trades, closing, entered];
    told.report({ kind: 'stream-trade', trade: closing });
    const late = told.tradeOf(exit, 10, 99);
    told.trades = [...told.trades, late];
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 5 }];
    told.report({ kind: 'stream-trade', trade: late });
    return { told, entered };
  }
  const booked = (told: ToldVenue) =>
    told.all('order-filled').map(({ fill }) => [fill.runId, fill.side, fill.lots]);
  const BEFORE = [
    ['run', 'buy', 10],
    ['run', 'sell', 10],
  ];
  const AFTER = [...BEFORE, ['other', 'buy', 15], ['other', 'sell', 10]];

  it('R-OR-04: waits for the entry it took from, which is asked for at once', () => {
    const { told } = lateExit();
    expect(booked(told)).toEqual(BEFORE);
    told.answerQuestions();
    expect(booked(told)).toEqual(AFTER);
  });

  it('R-OR-04: is counted as soon as that entry is told of', () => {
    const { told, entered } = lateExit();
    told.report({ kind: 'stream-trade', trade: entered });
    expect(booked(told)).toEqual(AFTER);
  });
});

describe('the routine', () => {
  it('R-OR-04: asks for trades back to those that were read last, or a gap would never close', () => {
    const told = new ToldVenue().begin();
    const readUpTo = told.venue.snapshot().trades.readUpTo;
    // Nobody answers for an hour: what is asked for every quarter of it reaches back further each time.
    for (let ms = 0; ms < 3_600_000; ms += 20_000) told.pass(20_000);
    const last = told.requests('ask-trades').at(-1);
    expect(last?.since).toBe(readUpTo - 600_000);
    told.passAnswering(910_000, 10_000);
    expect(told.venue.snapshot().trades.readUpTo).toBeGreaterThan(readUpTo + 3_600_000);
  });
});
