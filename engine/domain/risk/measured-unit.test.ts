import { describe, expect, it } from 'vitest';
import { type MeasuredUnit, measuredUnit } from './measured-unit.ts';

const unitsOf = (measured: Readonly<Record<string, number>>) =>
  Object.keys(measured).map((name) => measuredUnit(name, measured)?.unit);

describe('the unit of a measured number', () => {
  it('is the end of its name', () => {
    expect(measuredUnit('minNotionalQuote', {})).toEqual({ bare: 'minNotional', unit: 'quote' });
    expect(measuredUnit('armedUntilMs', {})).toEqual({ bare: 'armed', unit: 'moment' });
    expect(measuredUnit('ageMs', {})).toEqual({ bare: 'age', unit: 'ms' });
    expect(measuredUnit('lots', {})).toEqual({ bare: 'lots', unit: 'lots' });
    expect(measuredUnit('priceBandPpm', {})).toEqual({ bare: 'priceBand', unit: 'ppm' });
  });

  it.each<[string, Readonly<Record<string, number>>, readonly MeasuredUnit[]]>([
    ['daily-loss', { lost: 0.05, limit: 0.045 }, ['share', 'share']],
    ['day-fees', { feesQuote: 11, limitQuote: 10 }, ['quote', 'quote']],
    ['fees-of-gains', { feesQuote: 6, gainsQuote: 10, limit: 0.5 }, ['quote', 'quote', 'share-of-gains']],
    ['losses-in-a-row', { losses: 5, limit: 5 }, ['count', 'losses']],
    ['stop-outs', { stopOuts: 4, limit: 4 }, ['count', 'stop-outs']],
    ['slippage', { worseFills: 3, ofFills: 10, limit: 0.005 }, ['count', 'count', 'share']],
    ['exit-ceiling', { exits: 60, limit: 60 }, ['count', 'exits']],
    ['rejects', { rejects: 5, limit: 5 }, ['count', 'rejects']],
    ['entry-ceiling', { times: 3, limit: 3 }, ['times', 'times']],
    ['pack-daily-loss', { equityQuote: 9499, floorQuote: 9500 }, ['quote', 'quote']],
    ['amends-per-second', { amends: 3, limit: 3 }, ['count', 'changes']],
    [
      'risk-per-trade',
      { lossQuote: 9, equityQuote: 900, limit: 0.01 },
      ['quote', 'quote', 'share-of-equity'],
    ],
    ['a paused strategy', { stopOuts: 4, limit: 4, until: 9 }, ['count', 'stop-outs', 'moment']],
    ['insufficient-margin', { neededQuote: 9, availableQuote: 8 }, ['quote', 'quote']],
    ['disk-low', { freeMiB: 63.5, neededMiB: 64 }, ['MiB', 'MiB']],
    ['rate-limited', { orders: 10, perMs: 1000 }, ['count', 'ms']],
    ['not-amendable', { lots: 4, limitTicks: 9, filledLots: 1 }, ['lots', 'ticks', 'lots']],
    [
      'coins-set-aside',
      { lots: 4, setAsideLots: 4, costQuote: 9, freeQuote: 8 },
      ['lots', 'lots', 'quote', 'quote'],
    ],
  ])('of %s is known, that of its limit too', (_code, measured, units) => {
    expect(unitsOf(measured)).toEqual(units);
  });

  it('is not known of a name nobody has given one, and of a limit of nothing', () => {
    expect(measuredUnit('score', { score: 1 })).toBeUndefined();
    expect(measuredUnit('limit', { limit: 1 })).toBeUndefined();
  });
});
