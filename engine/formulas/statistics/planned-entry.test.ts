import { describe, expect, it } from 'vitest';
import { BarrierPaths } from '../../numerics/barrier-paths.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { checkedEntry, entryOutcome, mirrored } from './planned-entry.ts';

const ENTRY = { target: 0.015, stop: 0.005, cost: 0.0018 };

describe('a planned entry', () => {
  const walks = new BarrierPaths(400, 2000, new Mulberry32(42));

  it('gives the numbers of the catalogue check', () => {
    const outcome = entryOutcome(walks, { drift: 0, deviation: 0.002 }, ENTRY);
    expect(outcome).toMatchObject({ targetProbability: 0.29, stopProbability: 0.71, endGain: 0 });
    expect(outcome.value).toBeCloseTo(0.29 * 0.015 - 0.71 * 0.005 - 0.0018, 12);
  });

  it('gains with the drift, and a short entry with the drift the other way', () => {
    const rising = { drift: 0.0005, deviation: 0.002 };
    expect(entryOutcome(walks, rising, ENTRY).value).toBeGreaterThan(0.002);
    expect(entryOutcome(walks, mirrored(rising), ENTRY).value).toBeLessThan(-0.005);
  });

  it('counts where paths stand that reach neither level', () => {
    const still = entryOutcome(walks, { drift: 1e-6, deviation: 0 }, ENTRY);
    expect(still).toMatchObject({ targetProbability: 0, stopProbability: 0 });
    expect(still.endGain).toBeCloseTo(Math.expm1(2000 * 1e-6), 12);
  });

  it('needs a target and a stop', () => {
    expect(() => checkedEntry({ ...ENTRY, target: 0 })).toThrow('tp must be above 0, was 0');
    expect(() => checkedEntry({ ...ENTRY, stop: 1 })).toThrow(
      'sl must lie between 0 and 1, costs included, was 1',
    );
  });
});
