import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { Random } from '../../numerics/random.ts';

const FIRST_BID = 640_000;
/** The farthest a bid jumps at once, in ticks: two such jumps reach a stop 0.2 % away. */
const JUMP = 800;
const PRINTS = 0.3;
const MARKS = 0.1;

/**
 * A market without end that costs next to nothing and jumps far enough to set stops off: books of one level, prints
 * and marks, up to 40 ms after each other.
 *
 * @yields The next event, seeded by `random`.
 */
export function* jumpyMarket(
  random: Random,
  instruments: readonly Instrument[],
  startTime: UnixMs,
): Generator<MarketEvent, never> {
  let time = startTime;
  const bids = instruments.map(() => FIRST_BID);
  for (const { id: instrument } of instruments)
    yield { kind: 'feed-status', instrument, time, venueTime: time, status: 'live', detail: '' };
  for (let count = 1; ; count += 1) {
    const at = random.integer(instruments.length);
    const instrument = (instruments[at] as Instrument).id;
    const bid = Math.max(FIRST_BID / 2, (bids[at] as number) + random.integer(2 * JUMP + 1) - JUMP);
    bids[at] = bid;
    time = unixMs(time + 1 + random.integer(40));
    const seen = { instrument, time, venueTime: time };
    const [best, next] = [ticks(bid), ticks(bid + 1)];
    yield { ...seen, kind: 'book-snapshot', bids: [bid, 10_000], asks: [bid + 1, 10_000], updateId: count };
    if (random.uniform() < PRINTS)
      yield { ...seen, kind: 'trade', ticks: next, lots: lots(1), aggressor: 'buy', tradeId: `${count}` };
    if (random.uniform() < MARKS) yield { ...seen, kind: 'mark-price', ticks: best };
  }
}
