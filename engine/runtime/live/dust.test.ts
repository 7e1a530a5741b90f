import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { TRAITS } from '../../execution/live/fixtures/told-venue.ts';
import { countedLots } from '../risk/counted-lots.ts';
import { ToldLive } from './told-live.fixture.ts';

/** A lot is worth about 100; the venue takes no order for less than 250. */
const SPOT = { ...INSTRUMENT, kind: 'spot', maxLeverage: 1, minNotional: moneyFromDecimal('250') } as const;
const ON_SPOT = {
  instruments: [SPOT],
  live: { traits: { ...TRAITS, stopsLockBalance: false }, isDeadManTested: false },
};

/** A quarter of thirty-two, while it warms up: eight lots bought at 101 and all but two sold at 99. */
function withRest(): ToldLive {
  const live = new ToldLive(undefined, ON_SPOT).begin();
  live.pass(2000);
  live.arm();
  live.enter({ lots: lots(32) });
  live.pass(2000);
  sell(live, 6);
  return live;
}

function sell(live: ToldLive, size: number): void {
  live.enter({ role: 'exit', side: 'sell', reduceOnly: true, lots: lots(size) });
  live.pass(2000);
}

const counted = (live: ToldLive) => countedLots(live.kernel.rooms, 'manual', SPOT);
const told = (live: ToldLive) =>
  live.all('notice').filter(({ text }) => text.includes('less than the smallest order of the venue'));

describe('a rest that a venue of spot lets nobody sell', () => {
  it('is flat to whoever trades, still held, and worth what it is worth', () => {
    const live = withRest();
    expect(live.kernel.rooms.ledger.signedLots('manual', SPOT.id)).toBe(2);
    expect(counted(live)).toBe(0);
    const { equity, unrealizedPnl } = live.kernel.account();
    expect(unrealizedPnl).toBeLessThan(0n);
    const { deposits, fees, funding, realizedPnl } = live.kernel.account();
    expect(equity).toBe(deposits + realizedPnl - fees + funding + unrealizedPnl);
  });

  it('is told of once, and again only when another is left', () => {
    const live = withRest();
    expect(told(live)).toHaveLength(1);
    live.pass(30_000);
    expect(told(live)).toHaveLength(1);
    live.enter({ lots: lots(32) });
    live.pass(2000);
    expect(counted(live)).toBe(live.kernel.rooms.ledger.signedLots('manual', SPOT.id));
    sell(live, counted(live) - 1);
    expect(told(live)).toHaveLength(2);
  });

  it('keeps no strategy from entering, and belongs to what it buys then', () => {
    const live = new ToldLive(undefined, ON_SPOT).begin();
    live.pass(2000);
    live.arm();
    live.enter({ runId: 'gate', lots: lots(32) });
    live.pass(2000);
    live.enter({ runId: 'gate', role: 'exit', side: 'sell', reduceOnly: true, lots: lots(6) });
    live.pass(2000);
    live.tell({
      kind: 'start-strategy',
      runId: 'gate',
      strategyId: 'buy-and-hold',
      instrument: SPOT.id,
      params: {},
    });
    live.quote(99, 101);
    live.pass(5000);
    const entries = live.all('order-submitted').filter(({ order }) => order.role === 'entry');
    expect(entries).toHaveLength(2);
    const held = live.kernel.rooms.ledger.signedLots('gate', SPOT.id);
    expect(held).toBe(2 + (entries.at(-1)?.order.lots ?? 0));
    expect(countedLots(live.kernel.rooms, 'gate', SPOT)).toBe(held);
  });
});
