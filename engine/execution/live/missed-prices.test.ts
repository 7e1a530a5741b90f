import { describe, expect, it } from 'vitest';
import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PriceRange } from '../../domain/venue/price-range.ts';
import { INSTRUMENT, limitAt } from '../fixtures/scripted-market.ts';
import { quote } from './fixtures/told-quote.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

const STOP_ABOVE: OrderKind = { type: 'stop-market', trigger: ticks(105) };
const MINUTE_MS = 60_000;

/** A minute of the venue's market, so many ms from now. */
const minute = (told: ToldVenue, inMs: number, low: number, high: number): PriceRange => ({
  from: unixMs(Math.floor((told.time + inMs) / MINUTE_MS) * MINUTE_MS),
  low: ticks(low),
  high: ticks(high),
});

/** A buy that rests at 95, or at the market once it trades at 105, watched for two minutes. */
function pair(more: Partial<OrderIntent> = {}) {
  const told = new ToldVenue().begin();
  const id = told.enter({ kind: limitAt(95), otherLeg: STOP_ABOVE, ...more });
  told.accept(told.placed());
  for (let passed = 0; passed < 2 * MINUTE_MS; passed += 5000) {
    told.passAnswering(5000, 1000);
    quote(told, 100);
  }
  return { told, id };
}

/** The engine is down for five minutes, and there again with the market at 100. */
function downFor(told: ToldVenue, ms = 5 * MINUTE_MS): void {
  told.restart(ms);
  told.begin();
  quote(told, 100);
  told.passAnswering(2000);
}

const warnings = (told: ToldVenue) =>
  told.all('notice').flatMap(({ text }) => (text.includes('other leg') ? [text] : []));

describe('a leg that is watched here', () => {
  it('was reached while nobody was there: it is late, somebody is told, and the first stands', () => {
    const { id, told } = pair();
    told.prices = [minute(told, MINUTE_MS, 98, 101), minute(told, 3 * MINUTE_MS, 99, 107)];
    downFor(told);
    expect(warnings(told)).toEqual([
      `${INSTRUMENT.id}: the other leg of ${id} was reached while nobody watched, at 107 ticks: it is late, the first stands unless the market is there again`,
    ]);
    expect([told.order(id).status, told.requests('cancel')]).toEqual(['working', []]);
    // And it is watched on.
    quote(told, 104);
    expect(told.requests('cancel')).toMatchObject([{ orderId: id }]);
  });

  it('is set off where the market is still there, and nobody is told that it is late', () => {
    const { id, told } = pair();
    told.prices = [minute(told, 3 * MINUTE_MS, 99, 107)];
    told.restart(5 * MINUTE_MS);
    told.begin();
    quote(told, 106);
    told.passAnswering(2000);
    expect(told.requests('cancel')).toMatchObject([{ orderId: id }]);
    expect(warnings(told)).toEqual([]);
  });

  it('was not reached: the venue is asked once, from before it was last watched, and nothing is told', () => {
    const { told } = pair();
    const watchedAt = told.time;
    told.prices = [minute(told, MINUTE_MS, 96, 104)];
    downFor(told);
    told.passAnswering(30_000, 1000);
    expect(warnings(told)).toEqual([]);
    const [asked, ...more] = told.requests('ask-prices');
    expect(more).toEqual([]);
    expect(asked?.since).toBeLessThanOrEqual(watchedAt - 10_000 - MINUTE_MS + 10_000);
  });

  it('counts as perhaps reached in the minute in which it was wished for', () => {
    const told = new ToldVenue().begin();
    told.pass(30_000 - (told.time % MINUTE_MS) + MINUTE_MS);
    told.prices = [minute(told, 0, 99, 107)];
    told.enter({ kind: limitAt(95), otherLeg: STOP_ABOVE });
    told.accept(told.placed());
    told.passAnswering(3000);
    downFor(told, 5000);
    expect(warnings(told)).toEqual([expect.stringContaining('may have been reached while nobody watched')]);
  });

  it('is asked for again when the venue does not answer, and told of when it never does', () => {
    const { told } = pair();
    told.restart(5 * MINUTE_MS);
    told.report({ kind: 'stream-status', status: 'up', detail: '' });
    told.do((venue) => venue.begin(told.time));
    for (let passed = 0; passed < 60_000; passed += 500) {
      told.pass(500);
      for (const request of told.requests('ask-prices'))
        told.answer(request, { kind: 'no-answer', because: 'NO_PRICES' });
      told.answerQuestions();
      quote(told, 100);
    }
    expect(told.requests('ask-prices')).toHaveLength(5);
    expect(warnings(told)).toEqual([
      expect.stringContaining('the venue does not say whether it was reached while nobody watched'),
    ]);
  });

  it('is asked for after a minute without any price, too', () => {
    const { told } = pair();
    told.prices = [minute(told, 2 * MINUTE_MS, 99, 107)];
    told.passAnswering(4 * MINUTE_MS, 1000);
    expect(told.requests('ask-prices')).toEqual([]);
    quote(told, 100);
    told.passAnswering(2000);
    expect(warnings(told)).toHaveLength(1);
  });

  it('trails what the market has done meanwhile, and leaves where it has come back too far', () => {
    const trailing: OrderKind = { type: 'trailing-stop', distance: ticks(5), activation: ticks(90) };
    const { id, told } = pair({ kind: limitAt(80), otherLeg: trailing });
    // A buy follows the market down to 91; five above it is 96.
    told.prices = [minute(told, 3 * MINUTE_MS, 85, 89)];
    told.restart(5 * MINUTE_MS);
    told.begin();
    quote(told, 88);
    told.passAnswering(2000);
    expect(told.requests('cancel')).toEqual([]);
    quote(told, 90);
    expect(told.requests('cancel')).toMatchObject([{ orderId: id }]);
  });
});
