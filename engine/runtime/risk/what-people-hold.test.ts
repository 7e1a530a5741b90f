import { describe, expect, it } from 'vitest';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { hitsOf, limitedSession, told } from './risk.fixture.ts';

const other = { ...INSTRUMENT, id: 'test:ETH/USDT:USDT' } as typeof INSTRUMENT;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const pack = (more: Partial<RulePack>): RulePack => ({
  id: 'house',
  title: 'House',
  zone: 'UTC',
  onDailyBreach: 'freeze',
  onTotalBreach: 'freeze',
  ...more,
});

const DAILY = { share: 0.045, of: 'equity-at-midnight', from: 'equity-at-midnight' } as const;

/** Long 1000 BTC from 101, and down to 50: a loss of 5.1 % of the day. */
function lost(limits: Parameters<typeof limitedSession>[0], packs: readonly RulePack[] = []) {
  const session = limitedSession(limits, { packs });
  session.quote(100, 101);
  session.place('buy', 1000);
  session.pass(1000);
  session.quote(50, 51);
  return session;
}

describe('a freeze', () => {
  it('is not let go by the clock where a milder limit of the day ends at the same midnight', () => {
    const session = lost({ dailyLoss: 0.045 }, [pack({ dailyLoss: DAILY })]);
    expect(hitsOf(session).map(({ action }) => action)).toEqual(['protect-only', 'freeze']);
    expect(session.kernel.tradingState).toBe('halted');
    session.pass(DAY_MS);
    expect(session.kernel.tradingState).toBe('halted');
  });

  it('is not let go by the clock where a milder limit ends after it', () => {
    // At the turn of 1970 midnight in Prague is 23:00 UTC.
    const session = lost({ dailyLoss: 0.045 }, [pack({ dailyLoss: DAILY, zone: 'Europe/Prague' })]);
    session.pass(23 * HOUR_MS);
    expect(session.kernel.tradingState).toBe('halted');
    session.pass(HOUR_MS);
    expect(session.kernel.tradingState).toBe('halted');
  });

  it('of a person before the session begins outlives a limit that held the session before', () => {
    const { kernel } = lost({ dailyLoss: 0.045 });
    expect(kernel.tradingState).toBe('reduce-only');
    const { description } = kernel.rooms;
    const next = new Session(
      { ...description, initialState: canonicalJson(kernel.state()) },
      strategyCatalog,
    );
    const because = 'the kill switch was on';
    const tell = (command: KernelCommand) => next.take({ kind: 'command', time: kernel.time, command });
    tell({ kind: 'set-trading-state', state: 'halted', because });
    tell({ kind: 'begin' });
    next.take({ kind: 'clock', time: unixMs(DAY_MS + 1) });
    expect(next.kernel.tradingState).toBe('halted');
  });
});

describe('a pack that is broken for good', () => {
  it('lets no entry out after a person has released it, though nothing is held', () => {
    const total = { share: 0.04, of: 'initial-capital', trails: 'static' } as const;
    const session = lost({}, [pack({ totalLoss: total })]);
    session.place('sell', 1000, { reduceOnly: true });
    session.pass(1000);
    expect(session.held()).toBe(0);
    session.pass(1000);
    session.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    session.outcomes();
    session.place('buy', 1);
    expect(told(session, 'intent-refused').map(({ refusal }) => refusal.code)).toEqual([
      'kill-switch-engaged',
    ]);
  });
});

describe('a position without a price', () => {
  it('does not make a new day begin at what it cost after a restart', () => {
    const first = limitedSession({ dailyLoss: 0.03 });
    first.quote(100, 101);
    first.place('buy', 1000);
    first.pass(1000);
    // 20,000 of a million: no limit.
    first.quote(81, 82);
    first.pass(DAY_MS);
    first.quote(81, 82);
    const next = limitedSession({ dailyLoss: 0.03 }, {}, [INSTRUMENT], canonicalJson(first.kernel.state()));
    next.pass(2 * DAY_MS);
    // Nothing has happened since but for 1.5 % of today.
    next.quote(66, 67);
    expect(hitsOf(next)).toEqual([]);
  });

  it('does not raise the peak that the drawdown is counted from after a restart', () => {
    const both = [INSTRUMENT, other];
    const first = limitedSession({ drawdown: 0.03 }, {}, both);
    for (const each of both) {
      first.quote(100, 101, each);
      first.place('buy', 1000, { instrument: each.id });
      first.pass(1000);
    }
    // Step by step one gains what the other loses. The gain of 40,000 is taken, and equity was never above a million.
    for (let step = 10; step <= 40; step += 10) {
      first.quote(100 - step, 101 - step, other);
      first.quote(100 + step, 101 + step);
    }
    first.place('sell', 1000, { reduceOnly: true });
    first.pass(1000);
    expect(first.held()).toBe(0);
    expect(hitsOf(first)).toEqual([]);
    const next = limitedSession({ drawdown: 0.03 }, {}, both, canonicalJson(first.kernel.state()));
    next.pass(first.kernel.time + 1);
    next.quote(60, 61, other);
    expect(hitsOf(next)).toEqual([]);
  });
});

describe('an exit', () => {
  it('leaves though nobody offers on the other side', () => {
    const session = limitedSession();
    session.quote(100, 101);
    session.place('buy', 10);
    session.pass(1000);
    session.showBook([90, 1000], []);
    session.tell({ kind: 'flatten', because: 'a test' });
    session.pass(1000);
    expect(session.held()).toBe(0);
  });
});

describe('a limit reached by the last thing before a restart', () => {
  it('holds after it', () => {
    const first = limitedSession();
    // Strategies are asked last: what they are refused is acted on with the next event.
    for (const at of [0, 60_000, 120_000])
      first.kernel.risk.noteRefused(
        { code: 'entries-per-minute', measured: { accountEntries: 9 } },
        unixMs(at),
      );
    const next = limitedSession({}, {}, [INSTRUMENT], canonicalJson(first.kernel.state()));
    next.pass(121_000);
    expect(hitsOf(next).map(({ code }) => code)).toEqual(['entry-ceiling']);
    expect(next.kernel.tradingState).toBe('halted');
  });
});
