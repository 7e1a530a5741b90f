import { describe, expect, it } from 'vitest';
import { ticks } from '../../domain/units/ticks.ts';
import type { VenueClock } from '../venue-clock.ts';
import { clockAt, realClock } from '../ccxt/real-clock.fixture.ts';
import { limitAt, MARKET, type OpenedPair, openPair } from './session.fixture.ts';
import { ONE_OF_EACH } from './venue-pairs.fixture.ts';
import { OrderGate } from './order-gate.ts';
import { measured } from '../../test/reliability/measured.ts';

const SPEED = 60;
const STORM_MS = 300_000;
const clock = clockAt(SPEED);

/** Asks again and again for so long, and answers with when requests reached the venue. */
async function pester(open: OpenedPair, on: VenueClock, forMs: number): Promise<readonly number[]> {
  const from = open.venue.seen.length;
  const until = on.monotonicMs() + forMs;
  while (on.monotonicMs() < until) {
    await open.ask(open.order(limitAt(600_000)));
    await open.ask({ kind: 'ask-balances' });
    await pause(on, 100);
  }
  const asked = open.venue.seen.slice(from).filter(({ purpose }) => purpose !== 'login');
  return asked.map(({ atMs }) => atMs);
}

const pause = (on: VenueClock, ms: number) => new Promise<void>((resolve) => on.after(ms, resolve));

it('R-CN-03: a storm of five minutes that names no wait brings one request per wait, and no ban', async () => {
  await Promise.all(
    ONE_OF_EACH.map(async (pair) => {
      const session = { clock, requestTimeoutMs: 60_000 };
      const open = await openPair(pair, { venue: { clock }, session, isEarly: true });
      const limited = { kind: 'limited', status: 429 } as const;
      open.venue.faults.chances = [{ purpose: 'any', fault: limited, probability: 1 }];
      const times = await pester(open, clock, STORM_MS);
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      // 1, 2, 4, … 60 s, less what the machine's timers are early by.
      const waits = gaps.map((_gap, index) => Math.min(60_000, 1000 * 2 ** index));
      expect(gaps.filter((gap, index) => gap < (waits[index] ?? 0) - 100)).toEqual([]);
      const { bans } = open.venue.limit;
      measured(
        'R-CN-03',
        `${pair.name}: ${STORM_MS / 1000} s that refuse everything, ${times.length} requests, ${bans} bans`,
      );
      expect(times.length).toBeLessThanOrEqual(11);
      expect(bans).toBe(0);
      await open.close();
    }),
  );
}, 60_000);

it('R-CN-03: Retry-After is obeyed, and an exit leaves as soon as the venue allows it', async () => {
  await Promise.all(
    ONE_OF_EACH.map(async (pair) => {
      const open = await openPair(pair);
      await open.ask(open.order(MARKET));
      // Where the stream tells no executions they are asked for by then.
      await pause(realClock, 300);
      open.venue.limit.closeFor(3);
      const closedAt = realClock.monotonicMs();
      expect(await pester(open, realClock, 2000)).toHaveLength(1);
      expect(open.venue.limit.bans).toBe(0);
      const seen = open.venue.seen.length;
      const exit = () => open.ask(open.order(MARKET, { side: 'sell', reduceOnly: true }));
      let answer = await exit();
      while (answer.kind === 'refused' && answer.class === 'limited') {
        await pause(realClock, answer.retryAfterMs ?? 0);
        answer = await exit();
      }
      expect(answer.kind).toBe('done');
      const left = open.venue.seen.slice(seen).filter(({ purpose }) => purpose === 'place');
      expect(left).toHaveLength(1);
      expect((left[0]?.atMs ?? Number.NaN) - closedAt).toBeGreaterThanOrEqual(2900);
      // Two seconds after the venue allows it, at the latest.
      expect((left[0]?.atMs ?? Number.NaN) - closedAt).toBeLessThan(3000 + 2000);
      await open.close();
    }),
  );
}, 60_000);

it('R-CN-03, R-PR-04: an entry whose share is used up is turned away alone: a stop may leave still', async () => {
  const [pair] = ONE_OF_EACH.filter(({ name }) => name.startsWith('OKX'));
  if (pair === undefined) throw new RangeError('OKX has no pair');
  const open = await openPair(pair);
  await pause(realClock, 2000);
  const entries = Array.from({ length: 60 }, () => open.ask(open.order(limitAt(600_000))));
  const stop = open.order(
    { type: 'stop-market', trigger: ticks(600_000) },
    { side: 'sell', reduceOnly: true },
  );
  const stopped = open.ask(stop);
  const heldOff = { kind: 'refused', class: 'not-done', venueCode: 'HELD_OFF', reason: 'rate-limited' };
  const turnedAway = (await Promise.all(entries)).filter(({ kind }) => kind !== 'done');
  expect(turnedAway).toEqual(Array.from({ length: 18 }, () => heldOff));
  expect(await stopped).not.toMatchObject({ venueCode: 'HELD_OFF' });
  await open.close();
});

it('R-CN-03: the clock is told where questions of the key have used up their share, as the venue counts it', async () => {
  const [pair] = ONE_OF_EACH.filter(({ name }) => name === 'Kraken');
  if (pair === undefined) throw new RangeError('Kraken has no pair');
  const open = await openPair(pair);
  const asked = await Promise.all(Array.from({ length: 20 }, () => open.ask({ kind: 'ask-balances' })));
  expect(asked.some((answer) => answer.kind === 'refused' && answer.venueCode === 'HELD_OFF')).toBe(true);
  expect(await open.ask({ kind: 'ask-clock' })).toMatchObject({ kind: 'clock' });
  expect(open.venue.limit.bans).toBe(0);
  await open.close();
});

it('R-CN-03: whoever asks for the clock while it is measured hears what is found, and uses nothing', async () => {
  await Promise.all(
    ONE_OF_EACH.map(async (pair) => {
      const open = await openPair(pair);
      const times = () => open.venue.seen.filter(({ purpose }) => purpose === 'public').length;
      const before = times();
      const answers = await Promise.all(Array.from({ length: 200 }, () => open.ask({ kind: 'ask-clock' })));
      expect(answers.filter(({ kind }) => kind !== 'clock')).toEqual([]);
      expect(times() - before).toBe(5);
      expect(await open.ask({ kind: 'ask-balances' })).toMatchObject({ kind: 'balances' });
      await open.close();
    }),
  );
});

it('R-CN-03, R-PR-04: a heavy question beyond its share is turned away alone: a stop may leave still', async () => {
  const [pair] = ONE_OF_EACH.filter(({ name }) => name.startsWith('Binance'));
  if (pair === undefined) throw new RangeError('Binance has no pair');
  const open = await openPair(pair);
  // Two lists of 40 each of the 2,400 a minute: nine tenths are used after 27 questions.
  const asked = await Promise.all(Array.from({ length: 40 }, () => open.ask({ kind: 'ask-open-orders' })));
  const turnedAway = asked.filter(({ kind }) => kind !== 'open-orders');
  expect(turnedAway.length).toBeGreaterThan(10);
  for (const answer of turnedAway)
    expect(answer).toEqual({
      kind: 'refused',
      class: 'not-done',
      venueCode: 'HELD_OFF',
      reason: 'rate-limited',
    });
  const stop = open.order(
    { type: 'stop-market', trigger: ticks(600_000) },
    { side: 'sell', reduceOnly: true },
  );
  expect(await open.ask(stop)).not.toMatchObject({ venueCode: 'HELD_OFF' });
  await open.close();
});

describe('the gate of requests', () => {
  const limit = { weight: 100, perMs: 10_000 };
  const at = () => {
    let now = 0;
    const manual = { ...clock, monotonicMs: () => now };
    const gate = new OrderGate(limit, manual);
    return { gate, go: (ms: number) => (now += ms) };
  };

  it('R-CN-03: lets entries use 70 % of the weight and keeps the rest for what is pressing', () => {
    const { gate, go } = at();
    go(1);
    const normal = Array.from({ length: 100 }, () => gate.admit(1, 'normal')).filter((wait) => wait === 0);
    expect(normal).toHaveLength(70);
    const urgent = Array.from({ length: 100 }, () => gate.admit(1, 'urgent')).filter((wait) => wait === 0);
    expect(urgent).toHaveLength(30);
    expect(gate.admit(1, 'urgent')).toBe(10_000);
    expect(gate.waitFor(1, 'urgent')).toBe(10_000);
    go(10_000);
    expect(gate.waitFor(1, 'urgent')).toBe(0);
    expect(gate.admit(1, 'normal')).toBe(0);
  });

  it('R-PR-04: keeps a tenth of the weight from questions, however heavy, for stops and exits', () => {
    const { gate, go } = at();
    go(1);
    const heavy = Array.from({ length: 5 }, () => gate.admit(40, 'question'));
    expect(heavy).toEqual([0, 0, 10_000, 10_000, 10_000]);
    expect(Array.from({ length: 10 }, () => gate.admit(1, 'question'))).toEqual(
      Array.from({ length: 10 }, () => 0),
    );
    expect(gate.admit(1, 'question')).toBe(10_000);
    const urgent = Array.from({ length: 20 }, () => gate.admit(1, 'urgent')).filter((wait) => wait === 0);
    expect(urgent).toHaveLength(10);
  });

  it('R-CN-03: counts what leaks away as coming back bit by bit', () => {
    let now = 0;
    const gate = new OrderGate(
      { weight: 20, perMs: 40_000, leaks: true },
      { ...clock, monotonicMs: () => now },
    );
    expect(Array.from({ length: 20 }, () => gate.admit(1, 'urgent'))).toEqual(
      Array.from({ length: 20 }, () => 0),
    );
    expect(gate.admit(1, 'urgent')).toBe(2000);
    expect(gate.admit(0, 'normal')).toBe(0);
    now = 2000;
    expect(gate.admit(1, 'urgent')).toBe(0);
    // Entries leave six of twenty for what is pressing: twelve seconds until they come back, and two for the entry.
    expect(gate.admit(1, 'normal')).toBe(14_000);
  });

  it('R-CN-03: believes the venue where it counts more than we do', () => {
    const { gate, go } = at();
    go(1);
    gate.answered({ isLimited: false, usedWeight: 70 });
    expect(gate.admit(1, 'normal')).toBeGreaterThan(0);
    expect(gate.admit(1, 'urgent')).toBe(0);
  });

  it('R-CN-03: sends one request alone after a wait', () => {
    const { gate, go } = at();
    gate.answered({ isLimited: true });
    expect(gate.admit(1, 'urgent')).toBe(1000);
    go(1000);
    expect(gate.admit(1, 'urgent')).toBe(0);
    expect(gate.admit(1, 'urgent')).toBe(250);
    gate.answered({ isLimited: true });
    expect(gate.admit(1, 'urgent')).toBe(2000);
    go(2000);
    expect(gate.admit(1, 'urgent')).toBe(0);
    gate.answered({ isLimited: false });
    expect(gate.admit(1, 'normal')).toBe(0);
  });
});
