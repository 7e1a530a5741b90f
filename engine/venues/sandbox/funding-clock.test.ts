import { describe, expect, it } from 'vitest';
import { FundingClock } from './funding-clock.ts';

const HOUR = 3_600_000;
const clock = () => new FundingClock(8, 0);
/** The rate after samples that all show this premium. */
const rateAt = (premium: number): number => {
  const funding = clock();
  for (let count = 0; count < 10; count += 1) funding.sample(10_000 * (1 + premium), 10_000);
  return funding.settle();
};

describe('the funding clock', () => {
  it('falls due at 0, 8 and 16 h UTC, and at a moment itself only the next one', () => {
    expect(new FundingClock(8, 9.5 * HOUR).nextMs).toBe(16 * HOUR);
    const funding = new FundingClock(8, 16 * HOUR);
    expect(funding.nextMs).toBe(24 * HOUR);
    funding.settle();
    expect(funding.nextMs).toBe(32 * HOUR);
  });

  it.each([
    ['no premium: the interest of 0.01 %', 0, 10_000],
    ['a small premium: still the interest', 0.0004, 10_000],
    ['a large premium: premium less 0.05 %', 0.001, 50_000],
    ['a large discount: shorts pay', -0.001, -50_000],
    ['a huge premium: no more than 0.75 %', 0.05, 750_000],
  ])('asks for the published rate with %s', (_what, premium, rateE8) => {
    expect(rateAt(premium)).toBe(rateE8);
  });

  it('asks for the interest when there was nothing to measure, and forgets the interval before', () => {
    const funding = clock();
    funding.sample(10_100, 10_000);
    funding.settle();
    expect(funding.settle()).toBe(10_000);
  });

  it('marks at the index plus the premium, which moves by a thirtieth of what is new', () => {
    const funding = clock();
    expect(funding.markTicks(10_000)).toBe(10_000);
    funding.sample(10_030, 10_000);
    expect(funding.markTicks(10_000)).toBe(10_030);
    funding.sample(10_330, 10_000);
    expect(funding.markTicks(10_000)).toBe(10_040);
  });
});
