import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import { DEFAULT_PAPER } from '../../runtime/default-settings.ts';
import { backtestSteps } from './backtest-steps.ts';
import { BEGIN, DAY, madeUpMarket, madeUpSession } from './made-up-session.fixture.ts';
import type { SessionRun } from './session-run.ts';
import { splitDrift } from './split-drift.ts';

const SLOW = { feedMs: 400, orderMs: 300, responseMs: 400 };
const LATENCY = { feedMs: 40, orderMs: 40, responseMs: 40 };

function differencesOf(session: SessionRun) {
  const days = splitDrift(session, backtestSteps(session, { latency: LATENCY, paper: DEFAULT_PAPER }), {
    dayMs: DAY,
  });
  return days.map(({ differences }) => differences);
}

describe('what a session on paper and its backtest did differently', () => {
  it('is nothing where both assume the same', () => {
    expect(differencesOf(madeUpSession(7))).toEqual([[], []]);
  });

  it('is the size and the price of fills where only the delays differ, in order of time and by day', () => {
    const days = differencesOf(madeUpSession(7, { describe: { latency: SLOW } }));
    const all = days.flat();
    expect(all.length).toBeGreaterThan(0);
    const times = all.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const [at, differences] of days.entries())
      for (const { time } of differences) expect(Math.floor((time - BEGIN) / DAY)).toBe(at);
    // By hand and at a stated price: the delay changes what they get and not what is asked for.
    const placed = all.filter(({ session }) => session?.order.role === 'entry').map(({ kind }) => kind);
    expect(placed).toContain('fill price');
    expect(placed.filter((kind) => kind !== 'fill price' && kind !== 'filled size')).toEqual([]);
    for (const { other, session } of all.filter(({ kind }) => kind === 'fill price'))
      expect(session?.fills.map(({ ticks: at }) => at)).not.toEqual(other?.fills.map(({ ticks: at }) => at));
  });

  it('is the size of what fills where nobody stands before an order in one of the two', () => {
    const [live] = madeUpMarket(7);
    if (!live) throw new Error('the market must begin with its status');
    const seen = (after: number) => {
      const time = unixMs(BEGIN + after);
      return { instrument: INSTRUMENT.id, time, venueTime: time };
    };
    const intent: OrderIntent = {
      runId: 'manual',
      instrument: INSTRUMENT.id,
      role: 'entry',
      side: 'buy',
      lots: lots(2),
      kind: limitAt(99),
      reduceOnly: false,
      protectiveStop: ticks(50),
      reason: 'a test',
    };
    // 100 lots are ahead of 2 at 99, and others trade 5 of them.
    const events: KernelEvent[] = [
      live,
      { kind: 'command', time: unixMs(BEGIN + 1), command: { kind: 'begin' } },
      { kind: 'book-snapshot', ...seen(10), bids: [99, 100], asks: [101, 100], updateId: 1 },
      { kind: 'command', time: unixMs(BEGIN + 20), command: { kind: 'place-order', intent } },
      { kind: 'clock', time: unixMs(BEGIN + 1000) },
      { kind: 'trade', ...seen(2000), ticks: ticks(99), lots: lots(5), aggressor: 'sell', tradeId: 'a' },
      { kind: 'clock', time: unixMs(BEGIN + 3000) },
    ];
    const paper = { ...DEFAULT_PAPER, queue: { model: 'touch-fill' } as const };
    const { description } = madeUpSession(7, { describe: { paper } });
    const [differences = []] = differencesOf({ description, events: () => events });
    expect(differences.map(({ kind, session }) => [kind, session?.order.role])).toEqual([
      ['filled size', 'entry'],
      ['order of one alone', 'stop'],
    ]);
    expect(differences[0]?.session?.fills).toMatchObject([{ lots: 2, ticks: 99 }]);
    expect(differences[0]?.other?.fills).toEqual([]);
    expect(differences[1]?.other).toBeUndefined();
  });
});
