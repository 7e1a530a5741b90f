import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { LatencySettings, PaperSettings } from '../../domain/session/session-description.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal, NO_MONEY } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { Random } from '../../numerics/random.ts';
import { DEFAULT_PAPER } from '../../runtime/default-settings.ts';
import { type BacktestAssumptions, backtestSteps } from './backtest-steps.ts';
import { BACKTEST_PARTS, type DriftPart } from './drift-part.ts';
import { BEGIN, DAY, type MadeUp, madeUpMarket, madeUpSession } from './made-up-session.fixture.ts';
import { withOtherMarket } from './other-market.ts';
import { type DriftDay, splitDrift, sumOfParts } from './split-drift.ts';

const LATENCY: LatencySettings = { feedMs: 40, orderMs: 40, responseMs: 40 };
const ASSUMED: BacktestAssumptions = { latency: LATENCY, paper: DEFAULT_PAPER };
const SEED = 7;

function driftOf(madeUp: MadeUp, assumed: Partial<BacktestAssumptions> = {}, seed = SEED) {
  const session = madeUpSession(seed, madeUp);
  return splitDrift(session, backtestSteps(session, { ...ASSUMED, ...assumed }), { dayMs: DAY });
}

const touched = (days: readonly DriftDay[]): DriftPart[] =>
  BACKTEST_PARTS.filter((part) => days.some(({ parts }) => parts.get(part) !== NO_MONEY));

const BUY_TWO = {
  runId: 'manual',
  instrument: INSTRUMENT.id,
  role: 'entry',
  side: 'buy',
  lots: lots(2),
  kind: { type: 'market' },
  reduceOnly: false,
  protectiveStop: ticks(50),
  reason: 'a test',
} as const;

const told = (events: readonly MarketEvent[]) => ({ name: 'another source', events: () => events });

/** The same market a tick higher throughout. */
const higher = (events: readonly MarketEvent[]): MarketEvent[] =>
  events.map((event) => {
    if (event.kind !== 'book-snapshot') return event;
    const raised = (levels: readonly number[]) => levels.map((each, at) => (at % 2 === 0 ? each + 1 : each));
    return { ...event, bids: raised(event.bids), asks: raised(event.asks) };
  });

const paperWith = (more: PaperSettings) => ({ describe: { paper: { ...DEFAULT_PAPER, ...more } } });

describe('a day on paper run again as a backtest', () => {
  it('earns the same when both assume the same, and every part is 0', () => {
    const days = driftOf({});
    expect(days.map(({ startsAt }) => startsAt)).toEqual([BEGIN, BEGIN + DAY]);
    for (const day of days) {
      expect(day.session).not.toBe(NO_MONEY);
      expect(day.other).toBe(day.session);
    }
    expect(touched(days)).toEqual([]);
  });

  it('earns the same over its own market as another source', () => {
    expect(touched(driftOf({}, { data: told(madeUpMarket(SEED)) }))).toEqual([]);
  });

  it.each<[DriftPart, MadeUp, Partial<BacktestAssumptions>]>([
    ['data', {}, { data: told(higher(madeUpMarket(SEED))) }],
    ['latency', { describe: { latency: { feedMs: 400, orderMs: 300, responseMs: 400 } } }, {}],
    ['queue', paperWith({ queue: { model: 'touch-fill' } }), {}],
    ['venue limits', paperWith({ rateLimit: { orders: 2, perMs: 30_000 } }), {}],
    ['funding', {}, { data: told(madeUpMarket(SEED, 90_000)) }],
    ['signal timing', { clockMs: 130 }, {}],
  ])('differs by %s alone where that alone is another', (part, madeUp, assumed) => {
    const days = driftOf(madeUp, assumed);
    expect(touched(days)).toEqual([part]);
    for (const day of days) expect(sumOfParts(day)).toBe(day.session - day.other);
  });

  it('charges the slower session what the price ran away, fees included', () => {
    const quote = (after: number, bid: number, ask: number): MarketEvent => ({
      kind: 'book-snapshot',
      instrument: INSTRUMENT.id,
      time: unixMs(BEGIN + after),
      venueTime: unixMs(BEGIN + after),
      bids: [bid, 100],
      asks: [ask, 100],
      updateId: after,
    });
    const [live] = madeUpMarket(SEED);
    if (!live) throw new Error('the market must begin with its status');
    const slow = { latency: { feedMs: 150, orderMs: 100, responseMs: 150 } };
    const { description } = madeUpSession(SEED, { describe: slow });
    // One order, at market, 200 ms before the price jumps: it meets the book after 250 ms or after 80.
    const oneBuy: KernelEvent[] = [
      live,
      { kind: 'command', time: unixMs(BEGIN + 1), command: { kind: 'begin' } },
      quote(10, 99, 101),
      { kind: 'command', time: unixMs(BEGIN + 5100), command: { kind: 'place-order', intent: BUY_TWO } },
      quote(5300, 103, 105),
      quote(7000, 103, 105),
    ];
    const session = { description, events: () => oneBuy };
    const [day] = splitDrift(session, backtestSteps(session, ASSUMED), { dayMs: DAY });
    // 2 x (105 - 101) and 0.055 % of it: paid more by the session, so below zero.
    expect(day?.parts.get('latency')).toBe(moneyFromDecimal('-8.0044'));
    // Bought at 101 and held at the mid of 104, less 0.055 % of 202.
    expect(day?.other).toBe(moneyFromDecimal('5.8889'));
  });

  it('splits 50 drawn combinations into parts that add up to the last unit', () => {
    const random = new Random(20_240_501);
    let differing = 0;
    for (let seed = 1; seed <= 50; seed += 1) {
      const drawn = combination(random, seed);
      for (const day of driftOf(drawn.madeUp, drawn.assumed, seed)) {
        expect(sumOfParts(day)).toBe(day.session - day.other);
        if (day.session !== day.other) differing += 1;
      }
    }
    expect(differing).toBeGreaterThan(50);
  });
});

function combination(random: Random, seed: number) {
  const either = <Value>(one: Value, other: Value) => (random.integer(2) === 0 ? one : other);
  const market = madeUpMarket(seed, either(10_000, -40_000));
  const describe = {
    latency: either(LATENCY, { ...LATENCY, variation: { kind: 'log-normal', sigmaPerMille: 800 } }),
    paper: {
      ...DEFAULT_PAPER,
      queue: either({ model: 'power', exponent: 2 } as const, { model: 'touch-fill' } as const),
      rateLimit: { orders: either(1, 300), perMs: 30_000 },
    },
  };
  const clockMs = either(undefined, 70);
  const madeUp: MadeUp = { describe, ...(clockMs === undefined ? {} : { clockMs }) };
  const assumed = either({}, { data: told(either(higher(market), market)) });
  return { madeUp, assumed };
}

describe('a session over another market', () => {
  it('is the session itself over its own', () => {
    const { events } = madeUpSession(3, { clockMs: 70 });
    const own = madeUpMarket(3);
    expect([...withOtherMarket(events(), own, () => true)]).toEqual(events());
    expect([...withOtherMarket(events(), own, ({ kind }) => kind !== 'funding')]).toEqual(events());
  });

  it('ends with the session and keeps what was not replaced in its place by time', () => {
    const at = (time: number, value: number): MarketEvent => ({
      kind: 'outside-number',
      instrument: 'x',
      time: unixMs(time),
      venueTime: unixMs(time),
      name: 'n',
      value,
    });
    const clock = { kind: 'clock', time: unixMs(20) } as const;
    const other = [at(5, 1), at(15, 2), at(25, 3), at(31, 4)];
    const seen = [...withOtherMarket([at(10, 0), clock, at(30, 0)], other, () => true)];
    expect(seen).toEqual([other[0], other[1], clock, other[2]]);
  });
});
