import { describe, expect, it } from 'vitest';
import { breachesOf } from './checks.ts';
import { F0 } from './fault-profile.ts';
import { Simulation, STARTS_AT } from './simulation.ts';

const NIGHTS = 40;
const KINDS = ['bybit-like', 'binance-like', 'okx-like', 'kraken-like'] as const;
const WAKES_AFTER_MS = 60_000;

/** A run whose machine sleeps from somewhere in its first minute until the end of it. */
function night(seed: number): Simulation {
  const afterMs = 5000 + ((seed * 7919) % 50_000);
  const kind = KINDS[seed % KINDS.length] ?? 'bybit-like';
  const sleep = { afterMs, forMs: WAKES_AFTER_MS - afterMs };
  const simulation = new Simulation({ seed, faults: F0, kind, sleep });
  simulation.run();
  return simulation;
}

describe('an engine whose machine slept', () => {
  const nights = Array.from({ length: NIGHTS }, (_each, index) => night(index + 1));

  it('R-CN-08: sends nothing of before its sleep and loses nothing of what was filled meanwhile', () => {
    expect(nights.flatMap(breachesOf)).toEqual([]);
  });

  it('R-CN-08: knows within ten seconds what the venue knows', () => {
    const wokeAt = STARTS_AT + WAKES_AFTER_MS;
    const waits = nights.map(({ readyAt }) => (readyAt.find((at) => at >= wokeAt) ?? Infinity) - wokeAt);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
    expect(Math.min(...waits)).toBeGreaterThan(0);
  });
});
