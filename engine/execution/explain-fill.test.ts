import { describe, expect, it } from 'vitest';
import { englishFillSentences } from '../domain/order/english-fill-sentences.ts';
import type { Fill } from '../domain/order/fill.ts';
import { inWords, plainWording } from '../domain/remark/wording.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { explainFill } from './explain-fill.ts';
import { INSTRUMENT, limitAt, ScriptedMarket, stopAt } from './fixtures/scripted-market.ts';
import { recomputeFill } from './recompute-fill.ts';

function market(options: ConstructorParameters<typeof ScriptedMarket>[0] = {}): ScriptedMarket {
  const told = new ScriptedMarket({ latency: { feedMs: 20, orderMs: 30, responseMs: 40 }, ...options });
  told.snapshot(1_000, [99, 5], [101, 5, 102, 10]);
  return told;
}

const storyOf = (fill: Fill | undefined): string[] =>
  fill ? explainFill(fill, INSTRUMENT).map((said) => inWords(said, englishFillSentences, plainWording)) : [];
const story = (told: ScriptedMarket): string[] => told.fills.flatMap(storyOf);

describe('explainFill', () => {
  it('tells of every part of a market order what it took before, its fee and when we knew', () => {
    const told = market();
    told.send('buy', 18);
    told.wait(2_000);
    expect(storyOf(told.fills[1])).toEqual([
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
      'Only trades move it up in its queue: who leaves is taken to have stood behind it (risk-averse).',
      'It joined the queue 50 ms after it was sent, with 5 BTC ahead of it.',
      'Its level shrank, so no more than 2 BTC could be ahead of it 60 ms after it was sent.',
      'Trades left 0 BTC ahead of it 70 ms after it was sent.',
      'Trade t1 at 99 reached it in the queue at its limit of 99 and filled 1 BTC at 99.',
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
        'Its trigger looks at the last trade.',
        'A trade at 103 set off its trigger at 103.',
      ]),
    );
  });

  it('names the power model of a queue and its exponent', () => {
    const told = market({ paper: { queue: { model: 'power', exponent: 3 } } });
    told.send('buy', 1, { kind: limitAt(99) });
    told.delta(1_060, [99, 2], []);
    told.trade(1_070, 99, 3, 'sell');
    told.wait(2_000);
    expect(story(told)[1]).toBe(
      'Cancellations move it up in its queue, too, by the share its place gives (power model, exponent 3).',
    );
  });

  it('says what an order belonged to: an entry as its stop or target, or a pair', () => {
    const told = market();
    const entry = told.send('buy', 4, {
      protectiveStop: ticks(90),
      targets: [{ at: ticks(103), lots: lots(2) }],
    });
    told.wait(1_200);
    told.trade(1_300, 104, 9, 'buy');
    told.trade(1_400, 90, 1, 'sell');
    told.wait(2_000);
    expect(story(told)).toEqual(
      expect.arrayContaining([
        `It is a target of the bracket of ${entry}.`,
        `It is the protective stop of ${entry}.`,
      ]),
    );
    const pair = market();
    pair.send('buy', 4);
    pair.wait(1_200);
    const leg = pair.exit('sell', 4, { kind: limitAt(103), otherLeg: stopAt(95) });
    pair.wait(1_300);
    pair.trade(1_400, 104, 9, 'buy');
    pair.wait(2_000);
    const other = pair.venue.order(leg)?.oco;
    expect(other).toBeTruthy();
    expect(story(pair)).toContain(`It is one of a pair: as one of the two fills, the other, ${other}, goes.`);
  });

  it('tells the bar a stop left in, what it paid on top and how much of the bar there was', () => {
    const told = new ScriptedMarket();
    told.bar(60_000, [100, 108, 92, 100], 10_000);
    told.send('buy', 300);
    told.wait(60_001);
    told.exit('sell', 200, { kind: stopAt(96) });
    told.exit('sell', 100, { kind: stopAt(95) });
    told.wait(60_010);
    told.bar(120_000, [100, 101, 94, 98], 10_000);
    told.wait(120_010);
    // Half a spread of 1 and 16 x sqrt(250 / 10,000) = 2.53 of impact are 4 ticks; 95 - 4 = 91.
    expect(storyOf(told.fills[2]).slice(1, -2)).toEqual([
      'Its trigger looks at the last trade.',
      'A bar that reached 94 set off its trigger at 95.',
      'There was a bar that opened at 100 and traded from 94 to 101 and no book: it filled 50 BTC at 91: the ' +
        'worst price the bar allows it, and 4 on top.',
      'On top is half a spread of 1 and an impact of 2.52982 by the square-root law, for the bar before had a ' +
        'range of 16 and traded 10000 BTC; the sum is rounded up to a tick.',
      'Our orders together get no more than 250 BTC of what the bar traded; 200 had gone before.',
    ]);
  });

  it('names the optimistic preset', () => {
    const told = market({ paper: { queue: { model: 'touch-fill' } } });
    told.send('buy', 9, { kind: limitAt(99) });
    told.trade(1_100, 99, 1, 'sell');
    told.wait(2_000);
    expect(story(told)).toContain(
      'Trade t1 at 99 touched its limit of 99; the optimistic touch-fill preset filled 9 BTC at 99 without a queue.',
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
