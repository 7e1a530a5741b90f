import { describe, expect, it } from 'vitest';
import { ReconnectDelay } from './reconnect-delay.ts';
import { measured } from '../../test/reliability/measured.ts';

describe('R-CN-01: the wait before dialing again', () => {
  it('doubles from half a second up to thirty seconds', () => {
    const delay = new ReconnectDelay(() => 1);
    const waits = Array.from({ length: 9 }, () => delay.next(0, 0));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is a random share of that, down to nothing', () => {
    expect(new ReconnectDelay(() => 0).next(0, 0)).toBe(0);
    expect(new ReconnectDelay(() => 0.25).next(0, 0)).toBe(125);
  });

  it('begins anew after a minute of health, not before', () => {
    const delay = new ReconnectDelay(() => 1);
    delay.next(0, 0);
    expect(delay.next(0, 59_999)).toBe(1000);
    expect(delay.next(0, 60_000)).toBe(500);
  });

  it('never lets a venue that drops us at once be dialed more than thirty times in ten minutes', () => {
    const delay = new ReconnectDelay(() => 0);
    const dials: number[] = [];
    for (let now = 0; now < 3_600_000; now += delay.next(now, 0) + 1) {
      delay.dialed(now);
      dials.push(now);
    }
    const most = Math.max(
      ...dials.map((from) => dials.filter((at) => at >= from && at < from + 600_000).length),
    );
    measured(
      'R-CN-01',
      `an hour that drops us at once: ${dials.length} dials, at most ${most} in ten minutes`,
    );
    expect(dials.length).toBeGreaterThan(100);
    expect(most).toBeLessThanOrEqual(30);
  });
});
