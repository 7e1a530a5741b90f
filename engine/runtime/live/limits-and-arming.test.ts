import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { PRESET_PACKS } from '../../risk/packs/preset-packs.ts';
import { WIDE } from '../risk/risk.fixture.ts';
import { ToldLive } from './told-live.fixture.ts';

const DAY_MS = 86_400_000;

describe('a limit of the day in a live session', () => {
  it('ends with the day and arms nothing that was disarmed meanwhile', () => {
    // Lots bought at 101 are worth 100: two of them, warming up, cost 2 of a million, and a fee.
    const policy = { ...DEFAULT_POLICY, limits: { ...WIDE, dailyLoss: 0.000_002 } };
    const told = new ToldLive(undefined, { policy }, DAY_MS - 60_000).begin();
    told.pass(1000);
    told.arm();
    expect(told.kernel.tradingState).toBe('active');
    told.enter();
    told.pass(1000);
    expect(told.all('limit-hit').map(({ hit }) => hit.code)).toEqual(['daily-loss']);
    expect(told.kernel.tradingState).toBe('reduce-only');
    told.tell({ kind: 'disarm', because: 'a test' });
    // Nobody gets a second day out of one by arming once more.
    told.arm();
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
    expect(told.kernel.tradingState).toBe('reduce-only');
    expect(told.all('notice').at(-1)?.text).toBe('not armed: daily-loss holds until the day is over');
    told.pass(60_000, 1000);
    expect(told.all('limit-hit-ended')).toHaveLength(1);
    expect(told.kernel.tradingState).toBe('reduce-only');
  });

  it.each([
    [
      'a limit',
      (told: ToldLive) => told.tell({ kind: 'set-limit', limit: 'openPositions', value: 4 }),
      10 * 60_000,
    ],
    [
      'a rule pack',
      (told: ToldLive) => {
        const [pack] = PRESET_PACKS;
        if (pack === undefined) throw new Error('there is no pack');
        told.tell({ kind: 'set-packs', packs: [pack] });
        told.tell({ kind: 'set-packs', packs: [] });
      },
      3_600_000,
    ],
  ])('R-LV-02: that is loosened while real orders may leave ends that: %s', (_, loosen, afterMs) => {
    const told = new ToldLive(undefined, { policy: DEFAULT_POLICY }, DAY_MS - 3_600_000).begin();
    told.pass(1000);
    loosen(told);
    told.arm(12 * 3_600_000);
    expect(told.kernel.rooms.armed.isArmed).toBe(true);
    told.pass(afterMs - 2000, 1000);
    expect(told.kernel.rooms.armed.isArmed).toBe(true);
    told.pass(3000, 1000);
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
    expect(told.kernel.tradingState).toBe('reduce-only');
    expect(told.all('arming').at(-1)?.because).toContain('allows more than it did');
    // Whoever arms again has read what may be lost now.
    told.arm();
    expect(told.kernel.rooms.armed.isArmed).toBe(true);
  });
});

describe('the clock of the venue of a live session', () => {
  it.each([
    ['5001 ms ahead', { offsetMs: 5001, roundTripMs: 20 }],
    ['5001 ms behind', { offsetMs: -5001, roundTripMs: 20 }],
    ['2001 ms away', { offsetMs: 0, roundTripMs: 2001 }],
  ])('R-LV-02: ends the arming when it is found to be %s', (_, clock) => {
    const told = new ToldLive().begin();
    told.arm();
    told.clock = { offsetMs: 5000, roundTripMs: 2000 };
    told.pass(61_000, 1000);
    expect(told.kernel.rooms.armed.isArmed).toBe(true);
    told.clock = clock;
    told.pass(61_000, 1000);
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
    expect(told.kernel.tradingState).toBe('reduce-only');
  });
});
