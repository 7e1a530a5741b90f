import { describe, expect, it } from 'vitest';
import { moneyToDecimal, NO_MONEY } from '../../domain/units/money.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import { Random } from '../../numerics/random.ts';
import { ToldLive } from '../../runtime/live/told-live.fixture.ts';
import { sumOfParts } from './split-drift.ts';
import { splitLive } from './split-live.ts';
import { leave, trade, tradeAtRandom } from './told-trading.fixture.ts';

const splitOf = ({ description, events }: ToldLive) =>
  splitLive({ description, events: () => events }, { dayMs: 60_000 });

/** Parts of the first day that are not 0. */
function partsOf(told: ToldLive): Record<string, string> {
  const [day] = splitOf(told).days;
  if (!day) throw new Error('the session must have a day');
  expect(sumOfParts(day)).toBe(day.session - day.other);
  const there = [...day.parts].filter(([, amount]) => amount !== NO_MONEY);
  return Object.fromEntries(there.map(([part, amount]) => [part, moneyToDecimal(amount)]));
}

/** A session that has bought 2 lots for 101, with a stop at 90 behind them. */
function holding(): ToldLive {
  const told = new ToldLive().begin();
  told.arm();
  told.enter();
  told.pass(1000);
  return told;
}

describe('a live session that began with what an earlier one left', () => {
  it('goes on on paper with its position and the stop behind it', () => {
    const next = holding().next().begin();
    const { days, from, held } = splitOf(next);
    expect(held).toEqual({ positions: 1, orders: 1 });
    expect(from).toBe(next.description.startedAt);
    expect(days.map(({ differences }) => differences)).toEqual([[]]);
    expect(partsOf(next)).toEqual({});
  });

  it('differs by the price at which what it began with was sold', () => {
    const next = holding().next().begin();
    next.quote(103, 105);
    leave(next, 2);
    next.pass(1000);
    // 2 lots leave for 99 at the venue and for 103 on paper; the fees are 0.1 and 0.055 % of 206.
    expect(partsOf(next)).toEqual({ slippage: '-8', fees: '0.0133' });
    const [first] = splitOf(next).days[0]?.differences ?? [];
    expect(first).toMatchObject({ kind: 'fill price', session: { fills: [{ ticks: 99, lots: 2 }] } });
    expect(first?.other?.fills).toMatchObject([{ ticks: 103, lots: 2 }]);
  });

  it('has its stop set off on paper where the market trades through it and the venue tells of nothing', () => {
    const next = holding().next().begin();
    next.quote(88, 90);
    trade(next, 89);
    next.pass(1000);
    // Sold for 88 on paper and worth 89: 2 lots of the one stop both have. 0.055 % of 176.
    expect(partsOf(next)).toEqual({ queue: '2', fees: '0.0968' });
    const kinds = splitOf(next).days[0]?.differences.map(({ kind }) => kind);
    expect(kinds).toEqual(['filled size']);
  });

  it('counts what the first session left for neither, be it a gain or a loss', () => {
    const told = holding();
    told.quote(149, 151);
    told.pass(200);
    const next = told.next().begin();
    next.quote(149, 151);
    const [day] = splitOf(next).days;
    expect(day?.session).toBe(day?.other);
  });

  it('leaves nothing over in 20 drawn sessions that go on from one another', () => {
    const random = new Random(11);
    let [differing, held] = [0, 0];
    for (let session = 0; session < 20; session += 1) {
      const before = holding();
      tradeAtRandom(before, random.fork(`before ${session}`));
      const told = before.next().begin();
      told.arm();
      tradeAtRandom(told, random.fork(`after ${session}`));
      const split = splitOf(told);
      held += split.held.positions;
      for (const day of split.days) {
        expect(sumOfParts(day)).toBe(day.session - day.other);
        expect(day.parts.get('data')).toBe(NO_MONEY);
        if (day.session !== day.other) differing += 1;
      }
    }
    expect(held).toBeGreaterThan(10);
    expect(differing).toBeGreaterThan(20);
  });

  it('is refused where it was never known what the venue holds, and says what was not', () => {
    const told = holding();
    const deaf = new ToldLive(told.state(), { sessionId: 'live-deaf' }, told.time + 1000);
    deaf.tell({ kind: 'begin' });
    deaf.quote(99, 101);
    expect(() => splitOf(deaf)).toThrow(
      'session live-deaf cannot be run as paper at any moment: what the venue holds must be known, the session was at clock',
    );
    // This venue shows nothing of the 2 lots.
    const robbed = new ToldLive(told.state(), { sessionId: 'live-robbed' }, told.time + 1000).begin();
    robbed.pass(60_000, 500);
    expect(() => splitOf(robbed)).toThrow(
      `what is held of ${INSTRUMENT.id} must be known, the symbol was frozen`,
    );
  });

  it('begins on paper when an order that was on its way has arrived', () => {
    const told = holding();
    told.enter({ kind: limitAt(97) });
    const next = told.next().begin();
    next.pass(30_000, 500);
    const { from, held } = splitOf(next);
    expect(from).toBeGreaterThanOrEqual(next.description.startedAt);
    expect(held.positions).toBe(1);
  });
});
