import { describe, expect, it } from 'vitest';
import { explainFill } from './explain-fill.ts';
import { INSTRUMENT, limitAt, ScriptedMarket, stopAt } from './fixtures/scripted-market.ts';
import { recomputeFill } from './recompute-fill.ts';

function market(options: ConstructorParameters<typeof ScriptedMarket>[0] = {}): ScriptedMarket {
  const told = new ScriptedMarket({ latency: { feedMs: 20, orderMs: 30, responseMs: 40 }, ...options });
  told.snapshot(1_000, [99, 5], [101, 5, 102, 10]);
  return told;
}

const story = (told: ScriptedMarket): string[] => told.fills.flatMap((fill) => explainFill(fill, INSTRUMENT));

describe('explainFill', () => {
  it('tells of every part of a market order what it took before, its fee and when we knew', () => {
    const told = market();
    told.send('buy', 18);
    told.wait(2_000);
    expect(explainFill(told.fills[1] ?? (undefined as never), INSTRUMENT)).toEqual([
      'The entry order to buy reached the venue 30 ms after it was sent; the market we saw then was 20 ms old.',
      'It walked the displayed book: after 5 BTC at better prices it took 10 BTC at 102.',
      'As a taker it paid 0.561 USDT, 5.5 bps of its value.',
      'We knew of it 40 ms after it happened at the venue.',
    ]);
    expect(story(told)).toContain('It took 5 BTC at 101 from the displayed book.');
    // 15 lots over two ticks; 3 more need ceil(2 x 3 / 15) = 1.
    expect(story(told)).toContain(
      'The recorded book held no more than 15 BTC; the remaining 3 BTC at 103 counts 1 ticks beyond its last level.',
    );
  });

  it('tells the way of a resting order through its queue', () => {
    const told = market();
    told.send('buy', 1, { kind: limitAt(99) });
    told.delta(1_060, [99, 2], []);
    told.trade(1_070, 99, 3, 'sell');
    told.wait(2_000);
    expect(story(told).slice(1, -2)).toEqual([
      'It joined the queue 50 ms after it was sent, with 5 BTC ahead of it.',
      'Its level shrank, so no more than 2 BTC could be ahead of it 60 ms after it was sent.',
      'Trades left 0 BTC ahead of it 70 ms after it was sent.',
      'Trade t1 at 99 reached it in the queue and filled 1 BTC at 99.',
    ]);
  });

  it('tells what passed a resting order, and what set off a stop', () => {
    const told = market();
    told.send('sell', 4, { kind: limitAt(100) });
    told.trade(1_100, 101, 1, 'buy');
    told.delta(1_110, [100, 1], []);
    told.exit('buy', 1, { kind: stopAt(103) });
    told.trade(1_200, 103, 1, 'buy');
    told.wait(2_000);
    expect(story(told)).toEqual(
      expect.arrayContaining([
        'Trade t1 at 101 passed its limit of 100 and filled 1 BTC at 100.',
        'The other side of the book at 100 passed its limit of 100 and filled 1 BTC at 100.',
        'A trade at 103 set off its trigger at 103.',
      ]),
    );
  });

  it('names the optimistic preset', () => {
    const told = market({ paper: { queue: { model: 'touch-fill' } } });
    told.send('buy', 9, { kind: limitAt(99) });
    told.trade(1_100, 99, 1, 'sell');
    told.wait(2_000);
    expect(story(told)).toContain(
      'Trade t1 at 99 touched its limit; the optimistic touch-fill preset filled 9 BTC at 99 without a queue.',
    );
  });
});

describe('recomputeFill', () => {
  it('looks at the cause and not at the price or the fee of the fill', () => {
    const told = market();
    told.send('buy', 6);
    told.wait(2_000);
    const [first, second] = told.fills;
    if (!first || !second) throw new Error('six lots fill at two levels');
    // 102 USDT at 5.5 bps is 0.0561.
    expect(recomputeFill({ ...second, ticks: first.ticks, fee: first.fee }, INSTRUMENT)).toEqual({
      ticks: 102,
      fee: 5_610_000n,
    });
  });

  it('refuses a cause that leads nowhere', () => {
    const told = market();
    told.send('buy', 6);
    told.wait(2_000);
    const [fill] = told.fills;
    if (!fill) throw new Error('six lots fill');
    const without = (cause: object) => () =>
      recomputeFill({ ...fill, cause: { ...fill.cause, ...cause } }, INSTRUMENT);
    expect(without({ takenLots: 15 })).toThrow(
      'the cause of fill o-1-f1 leads to no price: its book holds 15 lots',
    );
    expect(without({ model: 'queue-reached' })).toThrow('its queue never cleared');
    expect(without({ model: 'traded-through' })).toThrow('it has no limit');
    expect(without({ model: 'beyond-book', bookAtArrival: { bids: [], asks: [] } })).toThrow(
      'its book is empty',
    );
  });
});
