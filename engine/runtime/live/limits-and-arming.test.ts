import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { limitObjection } from '../../domain/risk/limit-rules.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { PRESET_PACKS } from '../../risk/packs/preset-packs.ts';
import { WIDE } from '../risk/risk.fixture.ts';
import { ToldLive } from './told-live.fixture.ts';

const DAY_MS = 86_400_000;

const entriesOf = (told: ToldLive) =>
  told.kernel.rooms.venue.openOrders().filter(({ role }) => role === 'entry');

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

describe('the warm-up of a live session', () => {
  /** Armed with this limit, as the desk arms. */
  const armed = (warmUpEntries: number) => {
    const policy = { ...DEFAULT_POLICY, limits: { ...WIDE, warmUpEntries } };
    const told = new ToldLive(undefined, { policy }).begin();
    told.pass(1000);
    const { limits } = told.kernel.risk;
    told.tell({ kind: 'arm', forMs: 12 * 3_600_000, warmUpEntries: limits.warmUpEntries });
    return told;
  };
  const left = (told: ToldLive) => told.kernel.rooms.armed.warmUpLeft;
  const set = (told: ToldLive, value: number) =>
    told.tell({ kind: 'set-limit', limit: 'warmUpEntries', value });

  it('is as long as its limit, and never shorter than ten entries', () => {
    expect(left(armed(25))).toBe(25);
    expect(left(armed(3))).toBe(10);
    expect(limitObjection('warmUpEntries', 9)).toContain('must lie in 10 to 1000');
  });

  it('is made longer at once, what has left counted in, and shorter by no arming that goes on', () => {
    const told = armed(10);
    told.enter();
    told.pass(2000);
    expect(left(told)).toBe(9);
    set(told, 12);
    expect(left(told)).toBe(11);
    set(told, 10);
    told.pass(660_000, 1000);
    expect(told.all('notice').at(-1)?.text).toContain('can be loosened only while live trading is not armed');
    expect(left(told)).toBe(11);
  });
});

describe('the clock of the venue of a live session', () => {
  it('R-LV-02: ends the arming when it is found to be 2001 ms away', () => {
    const told = new ToldLive().begin();
    told.arm();
    told.clock = { offsetMs: 5000, roundTripMs: 2000 };
    told.pass(61_000, 1000);
    expect(told.kernel.rooms.armed.isArmed).toBe(true);
    told.clock = { offsetMs: 0, roundTripMs: 2001 };
    told.pass(61_000, 1000);
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
    expect(told.kernel.tradingState).toBe('reduce-only');
  });

  it.each([5001, -5001])(
    'R-LV-03: freezes trading when it is %i ms off, until a person looks',
    (offsetMs) => {
      const told = new ToldLive().begin();
      told.arm();
      told.enter();
      told.pass(1000);
      const held = told.kernel.rooms.ledger.signedLots('manual', INSTRUMENT.id);
      expect(held).toBeGreaterThan(0);
      told.enter({ kind: { type: 'limit', limit: ticks(98), timeInForce: 'gtc', postOnly: false } });
      expect(entriesOf(told).map(({ kind }) => kind.type)).toEqual(['limit']);
      const isStop = ({ role }: { readonly role: string }) => role === 'stop';
      const stops = told.kernel.rooms.venue.openOrders().filter(isStop);
      expect(stops.length).toBeGreaterThan(0);

      told.clock = { offsetMs, roundTripMs: 20 };
      told.pass(61_000, 1000);
      const { armed, ledger, venue } = told.kernel.rooms;
      expect(told.kernel.tradingState).toBe('halted');
      expect(told.kernel.tradingStateReason).toBe('our clock and the venue’s are more than 5 s apart');
      expect(armed.isArmed).toBe(false);
      expect(entriesOf(told)).toEqual([]);
      expect(venue.openOrders().filter(isStop)).toHaveLength(stops.length);
      expect(ledger.signedLots('manual', INSTRUMENT.id)).toBe(held);

      // A clock that is right again lets go of nothing, and neither does a person while it is wrong.
      told.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
      told.pass(1000);
      expect(told.kernel.tradingState).toBe('halted');
      told.clock = { offsetMs: 0, roundTripMs: 20 };
      told.pass(61_000, 1000);
      expect(told.kernel.tradingState).toBe('halted');
      told.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
      told.pass(1000);
      expect(told.kernel.tradingState).toBe('reduce-only');
    },
  );
});
