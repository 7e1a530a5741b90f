import { afterEach, describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import { type OpenedPair, openPair } from './session.fixture.ts';
import { VENUE_PAIRS } from './venue-pairs.fixture.ts';

const MINUTE_MS = 60_000;

describe.each(VENUE_PAIRS)('prices at $name', (pair) => {
  let open: OpenedPair;
  afterEach(() => open.close());

  it('are told of every minute since then, the one that has not ended among them, in ticks', async () => {
    open = await openPair(pair);
    const { instrument, venue } = open;
    const mid = venue.core.market(pair.coreSymbol)?.bid ?? 0;
    const minute = Math.floor(realClock.now() / MINUTE_MS) * MINUTE_MS;
    const candles = venue.candlesOf(instrument.base);
    const text = (at: number) => (at * Number(instrument.tickSize)).toFixed(8);
    for (const [ago, at] of [
      [5, mid + 900],
      [3, mid],
      [3, mid + 400],
      [3, mid - 300],
      [0, mid + 10],
    ] as const)
      candles.add(minute - ago * MINUTE_MS, text(at), '1');
    const since = unixMs(minute - 3 * MINUTE_MS + 20_000);
    const answer = await open.ask({ kind: 'ask-prices', instrument: instrument.id, since });
    expect(answer).toEqual({
      kind: 'prices',
      complete: true,
      ranges: [
        { from: minute - 3 * MINUTE_MS, high: mid + 400, low: mid - 300 },
        { from: minute, high: mid + 10, low: mid + 10 },
      ],
    });
  });

  it('are not all there where more was asked for than a page of the venue holds', async () => {
    open = await openPair(pair);
    const since = unixMs(realClock.now() - 3 * 86_400_000);
    const answer = await open.ask({ kind: 'ask-prices', instrument: open.instrument.id, since });
    expect(answer).toMatchObject({ kind: 'prices', complete: false });
  });
});
