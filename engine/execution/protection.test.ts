import { describe, expect, it } from 'vitest';
import { ticks } from '../domain/units/ticks.ts';
import { limitAt, ScriptedMarket } from './fixtures/scripted-market.ts';
import { Protection } from './protection.ts';

const protectiveStop = ticks(95);

/** Bids 99 x 50, 94 x 50; asks 101 x 50. Orders need 40 ms to arrive and their answers 40 ms to come back. */
function market(options: ConstructorParameters<typeof ScriptedMarket>[0] = {}): ScriptedMarket {
  const told = new ScriptedMarket({ latency: { feedMs: 40, orderMs: 40, responseMs: 40 }, ...options });
  told.snapshot(1_000, [99, 50, 94, 50], [101, 50]);
  return told;
}

describe('the protective stop of an entry', () => {
  it('is sent the moment the first fill is known, for what was filled', () => {
    const told = market();
    const entry = told.send('buy', 7, { protectiveStop });
    told.wait(1_079);
    expect(told.stops).toEqual([]);
    told.wait(1_080);
    expect(told.openOf('stop')).toEqual([
      expect.objectContaining({
        side: 'sell',
        lots: 7,
        reduceOnly: true,
        protects: entry,
        status: 'sending',
        submittedAt: 1_080,
      }),
    ]);
    told.wait(1_160);
    expect(told.openOf('stop')[0]).toMatchObject({ status: 'working', acceptedAt: 1_120 });
  });

  it('is replaced by a larger one as more of the entry fills, the new one first', () => {
    const told = market();
    told.send('buy', 7, { kind: limitAt(100), protectiveStop });
    told.trade(1_100, 100, 3, 'sell');
    told.wait(1_200);
    expect(told.stops).toEqual(['3@95']);
    told.trade(1_300, 100, 4, 'sell');
    const replaced = told.wait(1_380);
    expect(replaced).toEqual([
      { kind: 'order-accepted', orderId: 'o-3', acceptedAt: 1_340 },
      { kind: 'order-canceled', orderId: 'o-2', because: 'replaced by o-3' },
    ]);
    expect(told.stops).toEqual(['7@95']);
  });

  it('shrinks with the position and goes with it', () => {
    const told = market();
    told.send('buy', 7, { protectiveStop });
    told.wait(1_200);
    told.exit('sell', 3);
    told.wait(1_400);
    expect(told.stops).toEqual(['4@95']);
    told.exit('sell', 4);
    told.wait(1_600);
    expect(told.venue.openOrders()).toEqual([]);
    expect(told.venue.nextDue()).toBeUndefined();
  });

  it('closes the position when the market reaches it, and takes back an entry that still rests', () => {
    const told = market();
    const entry = told.send('buy', 7, { kind: limitAt(100), protectiveStop });
    told.trade(1_100, 100, 3, 'sell');
    told.wait(1_200);
    told.trade(1_300, 95, 1, 'sell'); // passes the entry: one more lot; sets off the stop for three
    told.delta(1_300, [99, 0], []);
    told.wait(1_301);
    expect(told.filled).toEqual(['3@100', '1@100', '3@94']);
    told.wait(1_500);
    expect(told.fate(entry)).toBe('canceled: self-trade prevention');
    expect(told.filled.at(-1)).toBe('1@94');
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('stands for each entry of a run by itself', () => {
    const told = market();
    told.send('buy', 2, { protectiveStop });
    told.send('buy', 3, { protectiveStop: ticks(97) });
    told.wait(1_200);
    expect(told.stops).toEqual(['2@95', '3@97']);
    told.exit('sell', 4);
    told.wait(1_400);
    expect(told.stops).toEqual(['1@97']);
  });

  it('protects what is left when an entry turns the position round', () => {
    const told = market();
    told.send('buy', 2, { protectiveStop });
    told.wait(1_200);
    told.send('sell', 5, { protectiveStop: ticks(110) });
    told.wait(1_400);
    expect(told.openOf('stop')).toEqual([expect.objectContaining({ side: 'buy', lots: 3 })]);
    expect(told.stops).toEqual(['3@110']);
  });

  it('is placed again when somebody cancels it', () => {
    const told = market();
    told.send('buy', 2, { protectiveStop });
    told.wait(1_200);
    told.cancel(told.openOf('stop')[0]?.id ?? '');
    told.wait(1_400);
    expect(told.stops).toEqual(['2@95']);
    expect(told.openOf('stop')[0]).toMatchObject({ id: 'o-3', status: 'working' });
  });
});

describe('a stop that cannot stand', () => {
  it('takes back what its entry has not filled', () => {
    const told = market({ refuseStops: 3 });
    const entry = told.send('buy', 7, { kind: limitAt(100), protectiveStop });
    told.trade(1_100, 100, 3, 'sell');
    told.delta(1_150, [110, 9], [101, 0, 111, 9]);
    told.wait(5_000);
    expect(told.fate(entry)).toBe('canceled: its protective stop cannot stand');
    expect(told.filled).toEqual(['3@100', '3@110']);
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('is tried again 250 ms and then 750 ms after a refusal is known', () => {
    const told = market({ refuseStops: 2 });
    told.send('buy', 2, { protectiveStop });
    told.wait(3_000);
    // Known at 1080; refused at 1160, again at 1410 + 80 = 1490, then accepted: sent at 2240.
    const sent = told.outcomes.flatMap((each) =>
      each.kind === 'order-submitted' ? [each.order.submittedAt] : [],
    );
    expect(sent).toEqual([1_000, 1_080, 1_410, 2_240]);
    expect(told.openOf('stop')[0]?.status).toBe('working');
  });

  it('means leaving at market after the third refusal', () => {
    const told = market({ refuseStops: 3 });
    told.send('buy', 2, { protectiveStop });
    told.wait(3_000);
    expect(told.fills.at(-1)).toMatchObject({ role: 'exit', side: 'sell', lots: 2, ticks: 99, time: 2_400 });
    expect(told.outcomes).toContainEqual({
      kind: 'notice',
      level: 'warning',
      text: 'test:BTC/USDT:USDT: closing 2 lots of r at market, stop of o-1: stop-not-confirmed 3 times',
    });
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('means leaving at market when it is not confirmed in time', () => {
    const told = market({ refuseStops: 1, stopConfirmMs: 200 });
    told.send('buy', 2, { protectiveStop });
    told.wait(3_000);
    // Fill known at 1080, deadline 1280, before the second attempt at 1410.
    expect(told.fills.at(-1)).toMatchObject({ role: 'exit', lots: 2, time: 1_360 });
  });

  it('means leaving at once when the price is past it', () => {
    const told = market();
    told.send('buy', 2, { protectiveStop });
    told.trade(1_090, 95, 1, 'sell');
    told.wait(1_300);
    expect(told.fills.at(-1)).toMatchObject({ role: 'exit', lots: 2, time: 1_240 });
  });

  it('means trying to leave until there is somebody to trade with', () => {
    const told = market({ stopConfirmMs: 1_000 });
    told.send('buy', 2, { protectiveStop });
    told.wait(1_200);
    told.trade(1_300, 95, 1, 'sell');
    told.delta(1_300, [99, 0, 94, 0], []);
    told.wait(2_000); // stop found nobody at 1301, exit at 1381
    told.delta(2_100, [90, 9], []);
    told.wait(2_500);
    expect(told.fills.at(-1)).toMatchObject({ role: 'exit', lots: 2, ticks: 90, time: 2_381 });
  });
});

it('needs a deadline above zero', () => {
  expect(() => new Protection({ confirmMs: 0 })).toThrow(
    'stopConfirmMs must be whole milliseconds above zero, was 0',
  );
});
