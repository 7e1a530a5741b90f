import { describe, expect, it } from 'vitest';
import type { SoakMinute } from './soak-line.ts';
import { soakVerdict } from './soak-verdict.ts';

const MIB = 2 ** 20;
const minute = (heapMiB: number, p99 = 3): SoakMinute => ({
  kind: 'measured',
  heapBytes: heapMiB * MIB,
  arrayBytes: 20 * MIB,
  rssBytes: 300 * MIB,
  handles: { Timeout: 9 },
  loopMs: { p50: 1, p99, max: 20 },
});
/** A heap that grows by `perHour` MiB an hour and goes up and down by half a MiB. */
const growing = (perHour: number, count = 60) =>
  Array.from({ length: count }, (_, at) => minute(60 + (perHour * at) / 60 + (at % 2 === 0 ? 0.5 : -0.5)));

describe('the verdict on a soak (R-LC-09)', () => {
  it('tells the slope of the heap with its error', () => {
    const { heapErrorMiBPerHour, heapMiBPerHour, holds, minutes } = soakVerdict(growing(3), 0);
    expect(Math.abs(heapMiBPerHour - 3)).toBeLessThan(0.2);
    expect(heapErrorMiBPerHour).toBeGreaterThan(0);
    expect(heapErrorMiBPerHour).toBeLessThan(0.5);
    expect(minutes).toBe(60);
    expect(holds).toBe(false);
  });

  it('holds where the heap stays and the loop is quick', () => {
    expect(soakVerdict(growing(0.2), 0)).toMatchObject({ holds: true, handles: { Timeout: [9, 9] } });
  });

  it('does not count the warm-up', () => {
    const warming = Array.from({ length: 10 }, (_, at) => minute(10 + 5 * at));
    expect(soakVerdict([...warming, ...growing(0.2)], 10).holds).toBe(true);
    expect(soakVerdict([...warming, ...growing(0.2)], 0).holds).toBe(false);
  });

  it('does not hold where the loop is late in most minutes', () => {
    const late = growing(0).map((each) => ({ ...each, loopMs: { ...each.loopMs, p99: 21 } }));
    expect(soakVerdict(late, 0)).toMatchObject({ holds: false, loopP99Ms: { median: 21, largest: 21 } });
  });
});
