/* oxlint-disable no-restricted-globals, no-restricted-properties -- the test makes the wall clock jump */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../runtime/clock.ts';
import { measured } from '../reliability/measured.ts';

const JUMPS_MS = [1000, -1000, 60_000, -3_600_000, 3_600_000, 86_400_000, -86_400_000];

describe('the clock of the engine while the wall clock jumps', () => {
  afterEach(() => vi.restoreAllMocks());

  it('R-CN-07: fires every timer once and on time, and measures durations as before', async () => {
    const real = Date.now.bind(Date);
    let jumped = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => real() + jumped);
    const begun = systemClock.monotonicMs();
    let fired = 0;
    let once = 0;
    const stop = systemClock.every(20, () => (fired += 1));
    systemClock.after(30, () => (once += 1));
    for (const jump of JUMPS_MS) {
      jumped += jump;
      const before = systemClock.monotonicMs();
      await wait(40);
      const passed = systemClock.monotonicMs() - before;
      expect(passed).toBeGreaterThanOrEqual(39);
      expect(passed).toBeLessThan(30_000);
    }
    stop();
    const most = Math.ceil((systemClock.monotonicMs() - begun) / 20);
    measured(
      'R-CN-07',
      `${JUMPS_MS.length} jumps of up to a day, ${fired} of at most ${most} ticks of a timer`,
    );
    expect(fired).toBeGreaterThan(0);
    expect(fired).toBeLessThanOrEqual(most);
    expect(once).toBe(1);
  });
});
