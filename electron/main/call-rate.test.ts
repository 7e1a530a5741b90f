import { describe, expect, it } from 'vitest';
import { CallRate } from './call-rate.ts';

const rate = () => new CallRate({ callsPerSecond: 50, burst: 100 });
const takeMany = (calls: CallRate, count: number, nowMs: number) =>
  Array.from({ length: count }, () => calls.take('name', nowMs)).filter(Boolean).length;

describe('the rate of calls', () => {
  it('allows the burst at once and no more', () => {
    expect(takeMany(rate(), 150, 0)).toBe(100);
  });

  it('refills evenly: after 200 ms ten more', () => {
    const calls = rate();
    takeMany(calls, 100, 0);
    expect(takeMany(calls, 50, 200)).toBe(10);
  });

  it('never holds more than the burst, however long it was quiet', () => {
    const calls = rate();
    takeMany(calls, 100, 0);
    expect(takeMany(calls, 500, 3_600_000)).toBe(100);
  });

  it('counts every name by itself', () => {
    const calls = rate();
    takeMany(calls, 100, 0);
    expect(calls.take('other', 0)).toBe(true);
  });

  it('goes on refilling after the clock was set back', () => {
    const calls = rate();
    takeMany(calls, 100, 1_000_000);
    expect(calls.take('name', 0)).toBe(false);
    expect(calls.take('name', 20)).toBe(true);
  });
});
