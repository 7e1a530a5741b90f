import { describe, expect, it } from 'vitest';
import type { SafetyWish } from '../../contract/safety-wish.ts';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { unixMs } from '../../domain/units/time.ts';
import { ToldLive } from '../live/told-live.fixture.ts';
import { answerAboutSafety } from './answer-about-safety.ts';

const release: SafetyWish = { kind: 'set-trading-state', state: 'active' };

/** A real account that is compared with its venue, and a host that asks about it. */
function realAccount() {
  const told = new ToldLive(undefined, { policy: DEFAULT_POLICY }).begin();
  told.pass(1000);
  const station = { session: told.session, waiting: [], command: (each: KernelCommand) => told.tell(each) };
  const review = (wish: SafetyWish) => answerAboutSafety(station, { kind: 'review-safety', wish });
  /** We may have slept: everything is compared anew, and the venue has not answered yet. */
  const compareAnew = () =>
    told.take({
      kind: 'command',
      time: unixMs(told.time),
      command: { kind: 'resynchronize', sleptMs: 0, because: 'a test' },
    });
  return { compareAnew, review, station, told };
}

describe('a release of a real account', () => {
  it('lets exits be placed again and no entry: those wait for arming', () => {
    const { review, station, told } = realAccount();
    told.arm();
    told.tell({ kind: 'set-trading-state', state: 'halted', because: 'a test' });
    const reviewed = review(release);
    if (!reviewed.ok || !('safety' in reviewed)) throw new Error('it must be shown');
    expect(reviewed.safety.changes).toEqual([
      { kind: 'trading-state', from: 'halted', to: 'reduce-only', because: 'a test', isFlattening: false },
    ]);
    const shown = reviewed.safety;
    expect(answerAboutSafety(station, { kind: 'confirm-safety', wish: release, shown })).toMatchObject({
      ok: true,
    });
    expect([told.kernel.tradingState, told.kernel.rooms.armed.isArmed]).toEqual(['reduce-only', false]);
    expect(review(release)).toEqual({ ok: false, detail: 'nothing-to-loosen' });
  });

  it('waits until what we know equals what the venue knows', () => {
    const { compareAnew, review, told } = realAccount();
    told.tell({ kind: 'set-trading-state', state: 'halted', because: 'a test' });
    compareAnew();
    expect(told.kernel.rooms.venue.conditions().phase).not.toBe('ready');
    expect(review(release)).toEqual({ ok: false, detail: 'not-reconciled' });
    for (const state of ['active', 'reduce-only'] as const)
      told.take({
        kind: 'command',
        time: unixMs(told.time),
        command: { kind: 'set-trading-state', state, because: 'a test' },
      });
    expect(told.kernel.tradingState).toBe('halted');
    expect(told.all('notice').at(-1)?.text).toBe(
      'trading stays halted: the record is not compared with the venue yet',
    );
    told.pass(60_000);
    expect(told.kernel.rooms.venue.conditions().phase).toBe('ready');
    told.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    expect(told.kernel.tradingState).toBe('reduce-only');
  });

  it('R-LV-03: never holds a freeze up', () => {
    const { compareAnew, told } = realAccount();
    compareAnew();
    told.take({
      kind: 'command',
      time: unixMs(told.time),
      command: { kind: 'set-trading-state', state: 'halted', because: 'a test' },
    });
    expect(told.kernel.tradingState).toBe('halted');
  });

  it.each<SafetyWish>([
    { kind: 'set-limit', limit: 'openPositions', value: 5 },
    { kind: 'set-packs', packs: [] },
  ])('R-OR-06: is no way to loosen while real entries may leave: %o', (wish) => {
    const { review, told } = realAccount();
    const pack = {
      id: 'mine',
      title: 'Mine',
      zone: 'UTC',
      openPositions: 2,
      onDailyBreach: 'freeze',
      onTotalBreach: 'freeze',
    } as const;
    told.tell({ kind: 'set-packs', packs: [pack] });
    expect(review(wish)).toMatchObject({ ok: true });
    told.arm();
    expect(told.kernel.rooms.armed.isArmed).toBe(true);
    expect(review(wish)).toEqual({ ok: false, detail: 'armed' });
  });
});
