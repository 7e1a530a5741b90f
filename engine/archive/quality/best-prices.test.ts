import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BestPrice } from './best-prices.ts';

const level = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 2 }));

describe('the best price of a side', () => {
  it.each([1, -1] as const)('is the one of all its levels, whatever came and went (sign %d)', (sign) => {
    fc.assert(
      fc.property(fc.array(fc.array(level, { maxLength: 5 }), { maxLength: 300 }), (changes) => {
        const side = new BestPrice(sign);
        const known = new Map<number, number>();
        for (const change of changes) {
          side.change(change.flat());
          for (const [ticks, lots] of change) known.set(ticks, lots);
          const alive = [...known].filter(([, lots]) => lots > 0).map(([ticks]) => ticks);
          const best =
            alive.length === 0 ? undefined : sign * Math.max(...alive.map((ticks) => sign * ticks));
          if (side.best() !== best) return false;
        }
        return true;
      }),
    );
  });

  it('forgets everything when it is replaced', () => {
    const side = new BestPrice(1);
    side.change([10, 1, 11, 1]);
    side.replace([9, 4]);
    expect(side.best()).toBe(9);
    side.replace([]);
    expect(side.best()).toBeUndefined();
  });
});
