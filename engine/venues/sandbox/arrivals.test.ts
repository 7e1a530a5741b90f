import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { Arrivals } from './arrivals.ts';

const LASTS_MS = 1200 * 60_000;

/** Counts in windows of `windowMs`; every arrival brings `followers` more on average. */
function countsPer(windowMs: number, followers: number): number[] {
  const arrivals = new Arrivals(4, 0, new Random(21));
  const counts = Array.from({ length: LASTS_MS / windowMs }, () => 0);
  for (let now = arrivals.nextMs; now < LASTS_MS; now = arrivals.nextMs) {
    const window = Math.floor(now / windowMs);
    counts[window] = (counts[window] ?? 0) + 1;
    arrivals.excite(now, followers);
    arrivals.draw(now);
  }
  return counts;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const dispersion = (counts: readonly number[]): number => {
  const center = mean(counts);
  return mean(counts.map((count) => (count - center) ** 2)) / center;
};

describe('the arrivals', () => {
  it('come at the base rate and independently while nothing excites them', () => {
    const counts = countsPer(1000, 0);
    expect(Math.abs(mean(counts) - 4)).toBeLessThan(5 * Math.sqrt(4 / counts.length));
    expect(dispersion(counts)).toBeCloseTo(1, 1);
  });

  it('come 1 / (1 - followers) times as often when each brings followers: twice with half a follower', () => {
    expect(mean(countsPer(1000, 0.5)) / 4).toBeCloseTo(2, 1);
  });

  it('come in bursts: over long windows the counts vary by 1 / (1 - followers)^2 of their mean, here 4', () => {
    const measured = dispersion(countsPer(60_000, 0.5));
    expect(measured).toBeGreaterThan(3.2);
    expect(measured).toBeLessThan(4.8);
  });

  it('always lie ahead', () => {
    const arrivals = new Arrivals(4, 1000, new Random(22));
    expect(arrivals.nextMs).toBeGreaterThan(1000);
    arrivals.setBase(0.001);
    arrivals.draw(5000);
    expect(arrivals.nextMs).toBeGreaterThan(5000);
  });
});
