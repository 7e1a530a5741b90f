import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { perpetual } from '../gates/situation.fixture.ts';
import { riskBudgetLots } from './risk-budget.ts';
import { protectiveStopTicks } from './stop-price.ts';
import { measured } from '../../test/reliability/measured.ts';

const request = {
  instrument: perpetual,
  equity: moneyFromDecimal('1000'),
  entryTicks: 1000,
  stopTicks: 990,
  riskPerTrade: 0.01,
  allocation: 1,
  factor: 1,
};

describe('risk-budget sizing', () => {
  it('risks a hundredth of equity between entry and stop, fees included', () => {
    // A lot is 0.01 AAA: it loses 0.01 x 1.0 to the stop and pays 0.00055 x 0.01 x (100 + 99) in fees,
    // 0.0110945 in all; 10 quote units of risk buy 901 lots.
    expect(riskBudgetLots(request)).toBe(901);
  });

  it('risks as much of a short, whose stop lies above, and takes no rebate for granted', () => {
    // 0.01 x 1.0 to the stop and 0.00055 x 0.01 x (100 + 101) in fees: 0.0111055; 10 buy 900 lots.
    expect(riskBudgetLots({ ...request, stopTicks: 1010 })).toBe(900);
    // Without fees a lot loses 0.01 to the stop: 1000 lots.
    for (const takerFeePpm of [0, -100])
      expect(riskBudgetLots({ ...request, instrument: { ...perpetual, takerFeePpm } })).toBe(1000);
  });

  it('is bounded by the allocation: 20 % of 1000 at 1.00 a lot', () => {
    expect(riskBudgetLots({ ...request, allocation: 0.2 })).toBe(200);
    expect(riskBudgetLots({ ...request, allocation: 0.2005 })).toBe(200);
  });

  it('is halved by a factor of one half', () => {
    expect(riskBudgetLots({ ...request, factor: 0.5 })).toBe(450);
  });

  it('is halved by it where the allocation is what bounds it', () => {
    expect(riskBudgetLots({ ...request, allocation: 0.2, factor: 0.5 })).toBe(100);
  });

  it('is no larger than the venue takes in one order, by size and by value', () => {
    const bounded = (over: object) => riskBudgetLots({ ...request, instrument: { ...perpetual, ...over } });
    expect(bounded({ maxLots: lots(77) })).toBe(77);
    // 66.5 at 1.00 a lot.
    expect(bounded({ maxNotional: moneyFromDecimal('66.5') })).toBe(66);
    expect(bounded({ maxNotional: moneyFromDecimal('66') })).toBe(66);
    expect(bounded({ maxNotional: moneyFromDecimal('66'), maxLots: lots(60) })).toBe(60);
  });

  it('is zero without equity', () => {
    expect(riskBudgetLots({ ...request, equity: moneyFromDecimal('0') })).toBe(0);
  });

  it('never risks more than the budget', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 1_000_000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        (entryTicks, distanceBps, equityQuote) => {
          const stopTicks = protectiveStopTicks('buy', entryTicks, distanceBps);
          const size = riskBudgetLots({
            ...request,
            entryTicks,
            stopTicks,
            equity: moneyFromDecimal(`${equityQuote}`),
          });
          const loss = size * 0.01 * 0.1 * (entryTicks - stopTicks + 0.00055 * (entryTicks + stopTicks));
          return loss <= equityQuote * 0.01 * (1 + 1e-9);
        },
      ),
    );
  });
});

describe('protective stop price', () => {
  it.each([
    ['buy', 10_000, 50, 9950],
    ['sell', 10_000, 50, 10_050],
    ['buy', 1001, 50, 996],
    ['sell', 1001, 50, 1006],
    ['buy', 100, 1, 99],
    ['sell', 100, 1, 101],
    ['buy', 2, 10_000, 1],
    ['buy', 1, 50, 1],
  ] as const)('of a %s at %d with %d bps lies at %d', (side, entryTicks, distanceBps, expected) => {
    expect(protectiveStopTicks(side, entryTicks, distanceBps)).toBe(expected);
  });

  it('R-PR-11: is rounded towards the entry, by less than a tick, wherever between two ticks it falls', () => {
    let stops = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('buy', 'sell'),
        fc.integer({ min: 1000, max: 10_000_000 }),
        fc.integer({ min: 1, max: 5000 }),
        (side, entryTicks, distanceBps) => {
          stops += 1;
          // Whole numbers throughout: ten-thousandths of a tick.
          const away = entryTicks * distanceBps;
          const stop = protectiveStopTicks(side, entryTicks, distanceBps);
          const planned = Math.abs(entryTicks - stop) * 10_000;
          expect(Math.sign(entryTicks - stop)).toBe(side === 'buy' ? 1 : -1);
          // Closer than a tick to the entry there is no stop, so that one alone is farther than was asked for.
          const nearest = Math.max(away, 10_000);
          expect(planned).toBeLessThanOrEqual(nearest);
          expect(nearest - planned).toBeLessThan(10_000);
        },
      ),
    );
    measured('R-PR-11', `${stops} drawn stops, each rounded towards its entry by less than a tick`);
  });
});
