import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBelow, countNotAbove } from './sorted-list.ts';

it('counts what lies below a value and up to it among the first of an ascending list', () => {
  const small = fc.integer({ min: -5, max: 5 });
  fc.assert(
    fc.property(fc.array(small), small, fc.nat(), (values, value, nat) => {
      const sorted = Float64Array.from(values).sort();
      const count = sorted.length === 0 ? 0 : nat % (sorted.length + 1);
      const first = [...sorted.subarray(0, count)];
      expect(countBelow(sorted, value, count)).toBe(first.filter((each) => each < value).length);
      expect(countNotAbove(sorted, value, count)).toBe(first.filter((each) => each <= value).length);
      expect(countBelow(sorted, value)).toBe(values.filter((each) => each < value).length);
      expect(countNotAbove(sorted, value)).toBe(values.filter((each) => each <= value).length);
    }),
  );
});
