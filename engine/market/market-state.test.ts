import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { btc, deltaAt, instrumentNamed, printAt, snapshotAt, statusAt } from './fixtures/market-events.ts';
import { MarketState } from './market-state.ts';

const eth = instrumentNamed('ETH');
const BIDS = [100, 5, 99, 7];
const ASKS = [101, 4, 102, 6];

function stateAfter(...events: readonly MarketEvent[]) {
  const state = new MarketState([btc, eth]);
  for (const event of events) state.apply(event);
  const market = state.of(btc.id);
  if (market === undefined) throw new Error('BTC is of this session');
  return { state, market };
}

describe('the market state', () => {
  it('knows its instruments in the order given and no others', () => {
    const { state } = stateAfter();
    expect(state.all.map(({ instrument }) => instrument.id)).toEqual([
      'sandbox:BTC/USDT',
      'sandbox:ETH/USDT',
    ]);
    expect(state.of('sandbox:SOL/USDT')).toBeUndefined();
  });

  it('throws at an event of an unknown instrument, naming it', () => {
    const stranger = { ...printAt(1, 100), instrument: 'sandbox:SOL/USDT' };
    expect(() => stateAfter(stranger)).toThrow(
      new RangeError('market state: instrument sandbox:SOL/USDT is not of this session'),
    );
    expect(() => new MarketState([]).apply(printAt(1, 100))).toThrow(
      /sandbox:BTC\/USDT is not of this session/,
    );
    expect(() => new MarketState([btc, btc])).toThrow(/named twice/);
  });

  it('begins waiting, with zeros for what is not known', () => {
    const { market } = stateAfter();
    expect(market).toMatchObject({
      feed: 'waiting',
      lastTradeTicks: 0,
      lastTradeSide: undefined,
      markTicks: 0,
      fundingRateE8: undefined,
      lastEventTime: 0,
      formingBar: undefined,
    });
  });

  it('keeps the last print on the tape and as last price', () => {
    const { market } = stateAfter(printAt(5, 100, 2, 'sell'), printAt(9, 103, 1, 'buy'));
    expect(market).toMatchObject({ lastTradeTicks: 103, lastTradeSide: 'buy', lastEventTime: 9 });
    expect(market.tape.latest(5).map(({ ticks }) => ticks)).toEqual([103, 100]);
    expect(market.formingBar).toMatchObject({ open: 10, close: 10.3, volumeBase: 0.003, tradeCount: 2 });
  });

  it.each([
    ['a better price', deltaAt(2, [], [102, 3]), true],
    ['the size at the best', deltaAt(2, [100, 6]), true],
    ['the best taken away', deltaAt(2, [100, 0]), true],
    ['a level below the best', deltaAt(2, [99, 9]), false],
    ['nothing', deltaAt(2, []), false],
  ])('says whether the quote changed by %s', (_what, delta, quoteChanged) => {
    const { state } = stateAfter(snapshotAt(1, BIDS, [103, 4]));
    expect(state.apply(delta)).toMatchObject({ bookChanged: true, quoteChanged });
  });

  it('says that a print changes neither book nor quote', () => {
    const { state } = stateAfter(snapshotAt(1, BIDS, ASKS));
    expect(state.apply(printAt(2, 101))).toMatchObject({
      bookChanged: false,
      quoteChanged: false,
      closedBars: [],
    });
  });

  it('answers with one object used again, so that nothing is made per event', () => {
    const { state } = stateAfter();
    expect(state.apply(snapshotAt(1, BIDS, ASKS))).toBe(state.apply(printAt(2, 101)));
  });
});

describe('the feed of an instrument', () => {
  it('lives from its first snapshot', () => {
    expect(stateAfter(snapshotAt(1, BIDS, ASKS)).market).toMatchObject({
      feed: 'live',
      feedDetail: 'book snapshot 1',
    });
  });

  it('takes no change into a book it has not got', () => {
    const { state, market } = stateAfter();
    expect(state.apply(deltaAt(1, [100, 5], [101, 5]))).toMatchObject({
      bookChanged: false,
      quoteChanged: false,
    });
    expect(market.book.isEmpty).toBe(true);
  });

  it('takes no change after a gap until a snapshot, even when told that all is well', () => {
    const { state, market } = stateAfter(
      snapshotAt(1, BIDS, ASKS),
      statusAt(2, 'gap', '4 ids are missing'),
      statusAt(3, 'live'),
    );
    expect(market).toMatchObject({ feed: 'gap', feedDetail: '4 ids are missing' });
    expect(state.apply(deltaAt(4, [100, 50])).bookChanged).toBe(false);
    expect(market.book.bestBidLots).toBe(5);
    state.apply(snapshotAt(5, [98, 1], [99, 1]));
    expect(market.feed).toBe('live');
    expect(state.apply(deltaAt(6, [98, 2])).bookChanged).toBe(true);
  });

  it('keeps its book while it is stale, because nothing is missing, and lives again when told so', () => {
    const { state, market } = stateAfter(
      snapshotAt(1, BIDS, ASKS),
      statusAt(2, 'stale', 'silent for 6 s'),
      deltaAt(3, [100, 8]),
    );
    expect(market).toMatchObject({ feed: 'stale', feedDetail: 'silent for 6 s' });
    expect(market.book.bestBidLots).toBe(8);
    state.apply(statusAt(4, 'live'));
    expect(market.feed).toBe('live');
  });

  it.each([
    ['crosses', [101, 1, 102, 1], 'book crossed at update 2: bid 102 ticks, ask 101 ticks'],
    ['locks', [101, 1], 'book crossed at update 2: bid 101 ticks, ask 101 ticks'],
  ])('has a gap, with the numbers, when a change %s the book', (_what, bids, detail) => {
    const { state, market } = stateAfter(snapshotAt(1, BIDS, ASKS), deltaAt(2, bids));
    expect(market).toMatchObject({ feed: 'gap', feedDetail: detail });
    expect(
      state.apply(
        deltaAt(
          3,
          bids.map((value, index) => (index % 2 === 0 ? value : 0)),
        ),
      ).bookChanged,
    ).toBe(false);
  });

  it('does not live from a snapshot that is crossed', () => {
    expect(stateAfter(snapshotAt(1, [105, 1], [104, 1])).market.feed).toBe('gap');
  });

  it('ends, and begins again with a snapshot', () => {
    const { state, market } = stateAfter(snapshotAt(1, BIDS, ASKS), statusAt(2, 'ended'));
    expect(market.feed).toBe('ended');
    state.apply(snapshotAt(3, BIDS, ASKS));
    expect(market.feed).toBe('live');
  });
});

describe('the mark price', () => {
  const observed = { instrument: btc.id, time: 2 as UnixMs, venueTime: 2 as UnixMs };

  it('is the mid, rounded down to the tick, while the venue has sent none', () => {
    // (100 + 101) / 2 = 100.5
    expect(stateAfter(snapshotAt(1, BIDS, ASKS)).market.markTicks).toBe(100);
    expect(stateAfter(snapshotAt(1, BIDS, [])).market.markTicks).toBe(0);
  });

  it('is the venue’s own once it has sent one, alone or with funding', () => {
    const mark: MarketEvent = { kind: 'mark-price', ...observed, ticks: 97 as Ticks };
    const funding: MarketEvent = { kind: 'funding', ...observed, rateE8: -12_345, markTicks: 96 as Ticks };
    expect(stateAfter(snapshotAt(1, BIDS, ASKS), mark).market).toMatchObject({
      markTicks: 97,
      fundingRateE8: undefined,
    });
    expect(stateAfter(snapshotAt(1, BIDS, ASKS), mark, funding).market).toMatchObject({
      markTicks: 96,
      fundingRateE8: -12_345,
    });
  });
});

describe('bars in the market state', () => {
  it('close with the first event of the instrument at or after their end, before it counts', () => {
    const { state, market } = stateAfter(printAt(10_000, 100));
    expect(state.apply(deltaAt(59_999, [])).closedBars).toEqual([]);
    const { closedBars } = state.apply(printAt(60_000, 200));
    expect(closedBars.map(({ openTime, close }) => [openTime, close])).toEqual([[0, 10]]);
    expect(market.bars.at(-1)).toEqual(closedBars[0]);
    expect(market.formingBar).toMatchObject({ openTime: 60_000, open: 20 });
  });

  it('close as time passes without an event, for each instrument that has traded', () => {
    const { state } = stateAfter(printAt(10_000, 100), { ...printAt(15_000, 50), instrument: eth.id });
    expect(state.advance(59_999 as UnixMs)).toEqual([]);
    const closed = state.advance(120_000 as UnixMs);
    expect(
      closed.map(({ market, bar }) => [market.instrument.base, bar.openTime, bar.close, bar.tradeCount]),
    ).toEqual([
      ['BTC', 0, 10, 1],
      ['BTC', 60_000, 10, 0],
      ['ETH', 0, 5, 1],
      ['ETH', 60_000, 5, 0],
    ]);
    expect(state.advance(120_000 as UnixMs)).toEqual([]);
  });
});

describe('a venue’s history', () => {
  const minute = (openTime: number, close = 100): MarketEvent => ({
    kind: 'venue-bar',
    instrument: btc.id,
    time: 600_000 as UnixMs,
    venueTime: (openTime + 60_000) as UnixMs,
    openTime: openTime as UnixMs,
    intervalMs: 60_000,
    open: 99,
    high: 101,
    low: 98,
    close,
    volumeBase: 3,
  });

  it('comes before the bars of the session, each given out as closed', () => {
    const { market, state } = stateAfter(minute(480_000, 100));
    expect(state.apply(minute(540_000, 102)).closedBars).toMatchObject([{ openTime: 540_000, close: 102 }]);
    expect(market.bars.latest(9).map(({ close }) => close)).toEqual([100, 102]);
  });

  it('does not count twice or out of order', () => {
    const { market, state } = stateAfter(minute(540_000, 100), minute(540_000, 7), minute(480_000, 7));
    expect(market.bars.latest(9).map(({ close }) => close)).toEqual([100]);
    expect(state.apply(minute(540_000, 7)).closedBars).toEqual([]);
  });

  it('does not reach into a minute that has begun here', () => {
    const { market } = stateAfter(printAt(600_001, 100), minute(600_000, 7));
    expect(market.bars.length).toBe(0);
    expect(market.formingBar?.openTime).toBe(600_000);
  });

  it('keeps bars of other lengths apart from minutes, and gives each of them out once', () => {
    const hour = { ...minute(0, 90), intervalMs: 3_600_000 } as MarketEvent;
    const { market, state } = stateAfter(minute(480_000), minute(540_000));
    const change = state.apply(hour);
    expect([change.closedBars, change.otherBar]).toMatchObject([[], { openTime: 0, close: 90 }]);
    expect(state.apply(minute(600_000)).otherBar).toBeUndefined();
    expect(state.apply({ ...hour, close: 7 } as MarketEvent).otherBar).toBeUndefined();
    expect(market.bars.length).toBe(3);
    expect(market.otherBars.get(3_600_000)?.latest(9)).toMatchObject([{ openTime: 0, close: 90 }]);
  });

  it('says nothing of who crossed the spread', () => {
    const { market } = stateAfter(minute(540_000));
    expect(market.bars.at(-1)).toMatchObject({ volumeBase: 3, buyVolumeBase: 0, tradeCount: 0 });
    expect(market.lastTradeTicks).toBe(0);
  });
});
