import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade } from '../contract-tests/sample-inputs.ts';
import { VolumeBuckets } from './volume-buckets.ts';
import { vpin } from './vpin.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('VPIN', () => {
  it('gives the number of the catalogue check: imbalances 2, 2 and 2 over three buckets of 10', () => {
    const run = vpin.start({ ...vpin.defaults, n: 3, V: 10 });
    const tape = [trade(0, 'buy', 6), trade(1, 'sell', 8), trade(2, 'buy', 10), trade(3, 'sell', 6)];
    expect(tape.map(run)).toEqual([undefined, undefined, undefined, expect.closeTo(0.2, 12)]);
  });

  it('takes the size of a bucket from the complete days before', () => {
    const run = vpin.start({ ...vpin.defaults, buckets_day: 4, n: 1 });
    // The first day was not seen from its beginning and does not count.
    run(trade(20 * HOUR, 'buy', 1000));
    // The second day trades 40, so a bucket of the third holds 10.
    expect(run(trade(DAY + HOUR, 'buy', 30))).toBeUndefined();
    expect(run(trade(DAY + 2 * HOUR, 'sell', 10))).toBeUndefined();
    expect(run(trade(2 * DAY, 'buy', 7))).toBeUndefined();
    expect(run(trade(2 * DAY + HOUR, 'sell', 3))).toBeCloseTo(0.4, 12);
    // The third day traded 10 and the fourth nothing: (40 + 10 + 0) / 3 over 4 is 25 / 6 on the fifth.
    expect(run(trade(4 * DAY, 'sell', 25 / 6))).toBeCloseTo(1, 12);
  });

  it('splits a trade over as many buckets as it fills', () => {
    const run = vpin.start({ ...vpin.defaults, n: 2, V: 10 });
    run(trade(0, 'sell', 5));
    // The first bucket is even, two more are all bought, and 3 wait.
    expect(run(trade(1, 'buy', 28))).toBe(1);
    // 3 bought and 7 sold: 0.4, after a bucket of 1.
    expect(run(trade(2, 'sell', 7))).toBeCloseTo((1 + 0.4) / 2, 12);
  });

  it.each([
    [{ buckets_day: 50, n: 3, V: -1 }, 'V must be finite and not negative, was -1'],
    [{ buckets_day: 0, n: 3, V: 0 }, 'buckets_day must be finite and above zero, was 0'],
    [{ buckets_day: 50, n: 0, V: 0 }, 'n must be a whole number of at least 1, was 0'],
  ])('refuses %o', (params, message) => {
    expect(() => vpin.start({ ...vpin.defaults, ...params })).toThrow(message);
  });
});

describe('volume buckets', () => {
  it('lose no volume: what filled buckets is what came, less what waits in the last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (volumes) => {
        const buckets = new VolumeBuckets(100);
        let full = 0;
        for (const volume of volumes) buckets.pour(volume, 1, 8, () => (full += 1));
        const total = volumes.reduce((sum, each) => sum + each, 0);
        expect(full).toBe(Math.floor(total / 8));
      }),
    );
  });

  it('remember only what the mean is made of when a flood comes', () => {
    const buckets = new VolumeBuckets(3);
    let full = 0;
    buckets.pour(1e12, 1, 10, () => (full += 1));
    expect(buckets.mean).toBe(1);
    expect(full).toBeLessThanOrEqual(5);
  });
});

const even = Array.from({ length: 40 }, (_, i) => trade(i, i % 3 === 0 ? 'sell' : 'buy', 10));
describeFormulaContract(vpin, { ...vpin.defaults, n: 5, V: 10, N: 20 }, even);
