import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineInstrument, type Instrument, notionalOf } from '../domain/instrument/instrument.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import { DEFAULT_LIMITS } from '../domain/risk/risk-limits.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyFromDecimal, moneyToNumber } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { calm, entry, perpetual, standing } from './gates/situation.fixture.ts';
import { review } from './review.ts';
import { sizeEntry } from './sizing/size-entry.ts';
import { sizeRequest } from './sizing/size-request.fixture.ts';
import { protectiveStopTicks } from './sizing/stop-price.ts';
import { measured } from '../test/reliability/measured.ts';

/** How many random orders meet the rules of a random venue. */
const ORDERS = 10_000;

const decimal = (places: number) => (places === 0 ? '1' : `0.${'1'.padStart(places, '0')}`);

/** A venue of any tick, lot and minimum that exists. */
const venue = fc
  .record({
    tickPlaces: fc.integer({ min: 0, max: 4 }),
    lotPlaces: fc.integer({ min: 0, max: 4 }),
    minLots: fc.integer({ min: 1, max: 500 }),
    minNotional: fc.integer({ min: 1, max: 100 }),
    maxNotional: fc.option(fc.integer({ min: 100, max: 100_000 }), { nil: undefined }),
  })
  .map(({ lotPlaces, maxNotional, minLots, minNotional, tickPlaces }) =>
    defineInstrument({
      ...perpetual,
      tickSize: decimal(tickPlaces),
      lotSize: decimal(lotPlaces),
      minSizeBase: (minLots / 10 ** lotPlaces).toFixed(lotPlaces),
      maxSizeBase: '1000',
      minNotionalQuote: String(minNotional),
      ...(maxNotional === undefined ? {} : { maxNotionalQuote: String(maxNotional) }),
    }),
  );

/** What a venue's own filters say to an order at a price. */
function venueRefuses(instrument: Instrument, size: number, at: number): string | undefined {
  if (!Number.isInteger(size) || !Number.isInteger(at)) return 'grid';
  if (size < instrument.minLots || size > instrument.maxLots) return 'size';
  const value = notionalOf(instrument, lots(size), ticks(at));
  const { maxNotional = value, minNotional } = instrument;
  return value < minNotional || value > maxNotional ? 'notional' : undefined;
}

const equity = fc.integer({ min: 1, max: 1_000_000 }).map((quote) => moneyFromDecimal(String(quote)));

describe('R-OR-13: what risk lets through', () => {
  it(`is never refused by a venue's filters, of ${ORDERS} orders of any size`, () => {
    let passed = 0;
    const order = fc.record({
      instrument: venue,
      equity,
      size: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 20_000_000 })),
      bid: fc.integer({ min: 100, max: 5_000_000 }),
      side: fc.constantFrom('buy', 'sell'),
      stopBps: fc.integer({ min: 3, max: 500 }),
    });
    fc.assert(
      fc.property(order, ({ bid, equity: owned, instrument, side, size, stopBps }) => {
        const at = side === 'buy' ? bid + 1 : bid;
        const intent: OrderIntent = {
          ...entry,
          instrument: instrument.id,
          side,
          lots: lots(size),
          protectiveStop: protectiveStopTicks(side, at, stopBps),
        };
        const verdict = review(intent, {
          ...calm,
          instrument,
          equity: owned,
          bestBid: bid,
          bestAsk: bid + 1,
          standing: { ...standing, limits: { ...DEFAULT_LIMITS, confirmShare: 1 } },
        });
        if (!verdict.ok) return;
        passed += 1;
        expect(venueRefuses(instrument, verdict.order.lots, at)).toBeUndefined();
      }),
      { numRuns: ORDERS },
    );
    measured('R-OR-13', `${ORDERS} drawn orders, ${passed} let through, each fit for its venue`);
    expect(passed).toBeGreaterThan(ORDERS / 100);
  });

  it(`is what sizing asks for, or nothing: ${ORDERS} entries of strategies pass or are too small`, () => {
    const codes = new Set<string>();
    const request = fc.record({
      instrument: venue,
      equity,
      bid: fc.integer({ min: 1000, max: 5_000_000 }),
      side: fc.constantFrom('buy', 'sell'),
      stopBps: fc.integer({ min: 20, max: 500 }),
    });
    fc.assert(
      fc.property(request, ({ bid, equity: owned, instrument, side, stopBps }) => {
        const at = side === 'buy' ? bid + 1 : bid;
        const stop = protectiveStopTicks(side, at, stopBps);
        const size = sizeEntry(
          sizeRequest({
            instrument,
            side,
            equityQuote: moneyToNumber(owned),
            entryTicks: at,
            stopTicks: stop,
            limits: DEFAULT_LIMITS,
          }),
          { allocation: 1, factor: 1 },
        );
        const verdict = review(
          { ...entry, instrument: instrument.id, side, lots: size, protectiveStop: stop },
          {
            ...calm,
            instrument,
            equity: owned,
            bestBid: bid,
            bestAsk: bid + 1,
            standing: { ...standing, limits: DEFAULT_LIMITS },
          },
        );
        if (!verdict.ok) codes.add(verdict.refusal.code);
      }),
      { numRuns: ORDERS },
    );
    expect([...codes].toSorted()).toEqual(['below-min-notional', 'below-min-size', 'size-is-zero']);
  });
});
