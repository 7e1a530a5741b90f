import { describe, expect, it } from 'vitest';
import { breachesOf } from './checks.ts';
import { isLive } from './exchange/exchange-order.ts';
import { F0 } from './fault-profile.ts';
import { Simulation, STARTS_AT } from './simulation.ts';
import { measured } from '../reliability/measured.ts';

const NIGHTS = 40;
const KINDS = ['bybit-like', 'binance-like', 'okx-like', 'kraken-like'] as const;
const WAKES_AFTER_MS = 60_000;
/** What the system leaves of time between its word and the sleep, in ms: none, or enough for an answer. */
const SAID_MS = [0, 2000] as const;

/** Ids of the entries that stand at the exchange. */
function restingEntries({ exchange, journal }: Simulation): string[] {
  const submitted = journal.outcomes().flatMap(({ outcome }) => {
    return outcome.kind === 'order-submitted' && outcome.order.role === 'entry' ? [outcome.order.id] : [];
  });
  return submitted.filter((id) => exchange.ordersOf(id).some(isLive));
}

interface Night {
  readonly simulation: Simulation;
  readonly saidMs: number;
  /** Entries that stood at the exchange when the system spoke, when the machine fell asleep, and when it woke. */
  readonly whenSaid: readonly string[];
  readonly whenAsleep: readonly string[];
  readonly whenAwake: readonly string[];
}

/** A run whose machine sleeps from somewhere in its first minute until the end of it. */
function night(seed: number): Night {
  const afterMs = 5000 + ((seed * 7919) % 50_000);
  const kind = KINDS[seed % KINDS.length] ?? 'bybit-like';
  const saidMs = SAID_MS[Math.floor(seed / KINDS.length) % SAID_MS.length] ?? 0;
  const sleep = { afterMs, forMs: WAKES_AFTER_MS - afterMs, saidMs };
  const simulation = new Simulation({ seed, faults: F0, kind, sleep });
  const seen: string[][] = [];
  for (const moment of [afterMs - saidMs, afterMs, WAKES_AFTER_MS])
    simulation.agenda.at(STARTS_AT + moment, () => seen.push(restingEntries(simulation)));
  simulation.run();
  const [whenSaid = [], whenAsleep = [], whenAwake = []] = seen;
  return { simulation, saidMs, whenSaid, whenAsleep, whenAwake };
}

describe('an engine whose machine slept', () => {
  const nights = Array.from({ length: NIGHTS }, (_each, index) => night(index + 1));
  const inTime = nights.filter(({ saidMs }) => saidMs > 0);

  it('R-CN-08: sends nothing of before its sleep and loses nothing of what was filled meanwhile', () => {
    const breaches = nights.flatMap(({ simulation }) => breachesOf(simulation));
    measured('R-CN-08', `${nights.length} sleeps, ${breaches.length} breaches`);
    expect(breaches).toEqual([]);
  });

  it('R-CN-08: knows within ten seconds what the venue knows', () => {
    const wokeAt = STARTS_AT + WAKES_AFTER_MS;
    const waits = nights.map(
      ({ simulation }) => (simulation.readyAt.find((at) => at >= wokeAt) ?? Infinity) - wokeAt,
    );
    measured('R-CN-08', `ready ${Math.max(...waits)} ms after waking at most`);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
    expect(Math.min(...waits)).toBeGreaterThan(0);
  });

  it('R-CN-08: leaves no entry resting at the venue where the system left time to take it back', () => {
    expect(inTime.flatMap(({ whenSaid }) => whenSaid).length).toBeGreaterThan(0);
    expect(inTime.flatMap(({ whenAsleep }) => whenAsleep)).toEqual([]);
    expect(inTime.flatMap(({ whenAwake }) => whenAwake)).toEqual([]);
  });

  it('R-CN-08: has asked for them before it sleeps even where the system leaves no time for an answer', () => {
    const surprised = nights.filter(({ saidMs }) => saidMs === 0);
    expect(surprised.flatMap(({ whenAsleep }) => whenAsleep).length).toBeGreaterThan(0);
    expect(surprised.flatMap(({ whenAwake }) => whenAwake)).toEqual([]);
  });
});
