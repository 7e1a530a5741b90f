import { describe, expect, it } from 'vitest';
import { StreamMeter } from './stream-meter.ts';

const at = (monotonicMs: number) => ({ monotonicMs, venueNow: 1_700_000_000_000 + monotonicMs });

describe('the meter of a stream', () => {
  it('tells percentiles of latency by nearest rank', () => {
    const meter = new StreamMeter();
    expect(meter.latency()).toBeUndefined();
    // Latencies of 1 to 100 ms, in another order.
    for (let index = 0; index < 100; index += 1) {
      const latency = ((index * 37) % 100) + 1;
      meter.heard(at(index).venueNow - latency, at(index));
    }
    expect(meter.latency()).toEqual({ p50Ms: 50, p95Ms: 95, p99Ms: 99 });
    expect(meter.messages).toBe(100);
  });

  it('forgets what is more than 512 messages ago', () => {
    const meter = new StreamMeter();
    for (let index = 0; index < 512; index += 1) meter.heard(at(index).venueNow - 1000, at(index));
    for (let index = 512; index < 1024; index += 1) meter.heard(at(index).venueNow - 3, at(index));
    expect(meter.latency()).toEqual({ p50Ms: 3, p95Ms: 3, p99Ms: 3 });
    expect(meter.messages).toBe(1024);
  });

  it('knows how old the last message is, and silence from what is usual', () => {
    const meter = new StreamMeter();
    expect(meter.ageMs(5)).toBeUndefined();
    expect(meter.isSilent(60_000)).toBe(false);
    meter.heard(at(0).venueNow, at(0));
    expect(meter.ageMs(250)).toBe(250);
    expect(meter.isSilent(5000)).toBe(false);
    expect(meter.isSilent(5001)).toBe(true);
  });
});
