import { describe, expect, it } from 'vitest';
import { moneyToDecimal, NO_MONEY } from '../../domain/units/money.ts';
import { limitAt } from '../../execution/fixtures/scripted-market.ts';
import { ToldLive } from '../../runtime/live/told-live.fixture.ts';
import { Random } from '../../numerics/random.ts';
import { sumOfParts } from './split-drift.ts';
import { splitLive } from './split-live.ts';
import { leave, tradeAtRandom } from './told-trading.fixture.ts';

const DAY = 60_000;

const runOf = ({ description, events }: ToldLive) => ({ description, events: () => events });
const driftOf = (told: ToldLive) => splitLive(runOf(told), { dayMs: DAY }).days;

function armed(): ToldLive {
  const told = new ToldLive().begin();
  told.arm();
  return told;
}

/** Parts of the first day that are not 0. */
function partsOf(told: ToldLive): Record<string, string> {
  const [day] = driftOf(told);
  if (!day) throw new Error('the session must have a day');
  expect(sumOfParts(day)).toBe(day.session - day.other);
  const there = [...day.parts].filter(([, amount]) => amount !== NO_MONEY);
  return Object.fromEntries(there.map(([part, amount]) => [part, moneyToDecimal(amount)]));
}

// The first entries after arming leave at a quarter of their size: 8 lots on paper are 2 at the venue.
describe('a live day run again as paper', () => {
  it('differs by fees and size alone where the venue filled at the same price', () => {
    const told = armed();
    told.enter();
    told.pass(1000);
    // Paper holds 6 more, bought at 101 and worth 100; it paid 0.055 % of 808, the venue took 0.1.
    expect(partsOf(told)).toEqual({ 'order size': '6', fees: '0.3444' });
    // The entry and the stop behind it.
    const kinds = driftOf(told)[0]?.differences.map(({ kind, session }) => [kind, session?.order.role]);
    expect(kinds).toEqual([
      ['order size', 'entry'],
      ['order size', 'stop'],
    ]);
  });

  it('calls a better price slippage', () => {
    const told = armed();
    told.enter();
    told.pass(1000);
    // The venue pays 99 where the book on paper has 97; the mid stays.
    told.quote(97, 103);
    leave(told, 2);
    told.pass(1000);
    expect(partsOf(told)).toMatchObject({ slippage: '4', 'order size': '6' });
  });

  it('finds in the queue what paper alone filled', () => {
    const told = armed();
    told.enter({ kind: limitAt(100) });
    told.pass(500);
    told.quote(96, 98);
    told.pass(500);
    // Bought for 100 on paper and worth 97: 2 lots the venue was asked for, too, and 6 it was not. A maker's 0.02 %.
    expect(partsOf(told)).toEqual({ queue: '6', 'order size': '18', fees: '0.16' });
  });

  it('leaves nothing over in 30 drawn sessions of several days', () => {
    const random = new Random(7);
    let differing = 0;
    for (let session = 0; session < 30; session += 1) {
      const told = armed();
      tradeAtRandom(told, random.fork(`session ${session}`));
      for (const day of driftOf(told)) {
        expect(sumOfParts(day)).toBe(day.session - day.other);
        expect(day.parts.get('data')).toBe(NO_MONEY);
        if (day.session !== day.other) differing += 1;
      }
    }
    expect(differing).toBeGreaterThan(30);
  });
});
